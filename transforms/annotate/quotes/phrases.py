"""The words that name a speaker: who can be meant, how far a noun phrase goes, which name in it is the speaker's."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.annotate.entities.lexicon.word_lists import lists as after_names
from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.lists import lists
from transforms.annotate.words import Words
from transforms.records import Entity, Mention, Speaker

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
LEFT = frozenset(["compound", "det", "amod", "poss", "nummod", "nmod", "quantmod", "case", "predet", "punct", "npadvmod"])
BREAKS = frozenset([",", ":", ";", "(", ")", "--", "—", "–", "-"])
JOINS = frozenset(["of", "for", "from", "at", "with"])
LONGEST_ROLE = 5  # words


@dataclass
class Cast:
    """Who can be meant. `by_word`: word number → entity and mention it belongs to, and the mention's first and last word."""

    words: Words
    children: list[list[int]]
    by_word: dict[int, tuple[Entity, Mention, int, int]]


def cast(words: Words, entities: Sequence[Entity]) -> Cast:
    starts, letters = {start: i for i, start in enumerate(words.start)}, after_names().letters
    by_word: dict[int, tuple[Entity, Mention, int, int]] = {}
    for entity in entities:
        for mention in entity.mentions:
            first = starts.get(mention.start)
            if first is None:
                continue
            last = first + 1
            while last < len(words) and words.end[last - 1] < mention.end:
                last += 1
            by_word.update((i, (entity, mention, first, last)) for i in range(first, last))
            if mention.kind == "name" and last < len(words) and words.form[last].lower() in letters:  # "Ana Brandt KC"
                by_word.setdefault(last, (entity, mention, first, last))
    return Cast(words, words.children(), by_word)


def phrase_at(cast: Cast, head: int, outside: frozenset[int], cue: int | None = None) -> tuple[int, int]:
    """The words of the noun phrase with this head; of a name, the name; of "his aide, Ana Brandt," the name too."""
    words = cast.words
    if head in cast.by_word:
        return _after_a_role(cast, cast.by_word[head], outside)
    next_to = (
        cast.by_word.get(head + 1) if words.tag[head] == "NN" and head + 1 in outside else None
    )  # the novelist Tobias Quell
    if next_to and next_to[0].type == "person" and words.head[next_to[3] - 1] in (head, words.head[head]):
        return next_to[2:]
    for child in cast.children[head]:
        found = cast.by_word.get(child)
        if words.dep[child] == "appos" and found and found[0].type == "person" and child in outside:
            if _speaks_for(cast, head, found[2]):
                break
            return found[2:]
    first, last = head, head + 1
    while first - 1 in outside and words.head[first - 1] in range(first, head + 1) and words.dep[first - 1] in LEFT:
        if first - 1 == cue or words.form[first - 1] in BREAKS - {"-"}:  # "Continued Reyes:"
            break
        first -= 1
    # a name that ends right before the head was cut off by the tagger; "a spokesman for the union" goes on
    if last in outside and words.form[last].lower() in JOINS:
        end = last + 1
        while end in outside and end - last < 8 and words.tag[end].startswith(("NN", "DT", "JJ", "POS", "PRP$", "CD")):
            end += 1
        last = end if end > last + 1 else last
    # "The mayor of Harbor County, Ana Brandt, said"
    found = cast.by_word.get(last + 1) if last in outside and words.form[last] == "," and last + 1 in outside else None
    if found and found[0].type == "person" and found[2] == last + 1 and words.form[found[3] : found[3] + 1] == [","]:
        return (first, last) if _speaks_for(cast, head, found[2]) or _is_spoken_of(cast, found[3] - 1, cue) else found[2:]
    return first, last


def _after_a_role(cast: Cast, named: tuple[Entity, Mention, int, int], outside: frozenset[int]) -> tuple[int, int]:
    """The person who follows a body and a role in it: Friends of the Earth director Mo Bell."""
    entity, _, first, last = named
    if entity.type == "person" and (end := _with_another(cast, first, last, outside)) is not None:
        return first, end
    if entity.type == "organization":
        for i in range(last, last + LONGEST_ROLE):
            found = cast.by_word.get(i) if i in outside else None
            if found and i > last and found[0].type == "person" and found[2] == i:
                return found[2:]
            if i not in outside or found or not cast.words.tag[i].startswith(("NN", "JJ", "HYPH")):
                break
    return first, last


def _with_another(cast: Cast, first: int, last: int, outside: frozenset[int]) -> int | None:
    """Where the last name of two or more who speak together ends: Ana Brandt and Peter Lind."""
    words, end = cast.words, None
    while last in outside and words.form[last] in (",", "and", "&") and (found := cast.by_word.get(last + 1)):
        if found[0].type != "person" or found[2] != last + 1 or words.dep[found[3] - 1] not in ("conj", "appos"):
            break
        if words.form[last] != ",":
            end = found[3] if words.dep[found[3] - 1] == "conj" else None
            break
        last = found[3]
    return end


def _speaks_for(cast: Cast, head: int, name: int) -> bool:
    """The name is that of the one spoken for: a spokesman for the mayor, Ana Brandt; not: for the union, Ana Brandt."""
    words = cast.words
    return (
        words.form[head].lower() in lists().speaks_for
        and head < name - 2
        and words.form[head + 1].lower() in ("for", "of", "to")
        and words.form[name - 1] == ","
        and words.form[name - 2].lower() in lists().principals
    )


def _is_spoken_of(cast: Cast, name: int, cue: int | None) -> bool:
    """A name after the comma that begins what is said: According to police, Ana Brandt, 40, died."""
    words, verb = cast.words, cast.words.head[name]
    if cue is None or cue_class(words, cue) != "phrase" or words.dep[name] not in SUBJECTS:
        return False
    return [c for c in cast.children[verb] if words.dep[c] in SUBJECTS and c < verb] == [name]


def speaker_at(cast: Cast, first: int, last: int) -> Speaker:
    """The speaker whom these words name. `name`: the entity's, else the words; null for a pronoun that nobody is found for."""
    words = cast.words
    start, end = words.place(first, last)
    text = words.text[start:end]
    found = cast.by_word.get(last - 1) if last - first == 1 or last - 1 in cast.by_word else None
    if found and (found[2], found[3]) == (first, last):
        return Speaker(text, start, end, found[0].name, found[0].id)
    pronoun = last - first == 1 and words.tag[first].startswith(("PRP", "WP"))
    return Speaker(text, start, end, None if pronoun else " ".join(text.split()))
