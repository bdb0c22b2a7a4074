"""Who a cue names: the subject, the inverted subject, the one that a relative clause or "according to" belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.annotate.entities.lists import lists as after_names
from transforms.annotate.quotes.cues import lexicon
from transforms.annotate.quotes.lists import lists
from transforms.annotate.words import Words
from transforms.records import Entity, Mention, Speaker

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
# A verb without a subject of its own shares that of the verb it hangs on: "…, adding that", "and said".
SHARES = frozenset(["conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep", "parataxis"])
RELATIVE = frozenset(["who", "that", "which"])
LEFT = frozenset(["compound", "det", "amod", "poss", "nummod", "nmod", "quantmod", "case", "predet", "punct", "npadvmod"])
BREAKS = frozenset([",", ":", ";", "(", ")", "--", "—", "–", "-"])
NOUNS = ("NN", "PRP", "CD", "DT", "WP", "EX", "JJ")
JOINS = frozenset(["of", "for", "from", "at", "with"])
ALONE = frozenset(["another", "others", "some", "many", "one", "both", "all", "several"])
CLIMB = 6  # verbs up
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


def named_by(cast: Cast, cue: int, segment: Sequence[int], outside: frozenset[int], phrase: bool) -> tuple[int, int] | None:
    """First and last (excluded) word of the speaker that the cue names, or None.

    `segment`: the words of the stretch that the cue stands in; `outside`: all of the sentence's words outside quotes.
    `phrase`: the speaker comes after it, as after "according to".
    """
    words = cast.words
    left = [i for i in segment if i < cue]
    right = [i for i in segment if i > cue]
    if phrase:
        head = _first_noun(words, [i for i in right if words.form[i].lower() != "to"])
        return None if head is None else phrase_at(cast, head, outside, cue)
    for verb in _verbs(cast, cue, outside):
        for child in sorted(cast.children[verb], key=lambda i: i not in segment):  # “…,” he said: not what led in to it
            if words.dep[child] in SUBJECTS and child in outside and not _is_time(words, child):
                head = child
                if words.form[child].lower() in RELATIVE and words.dep[verb] == "relcl":
                    head = _antecedent(cast, child, words.head[verb])
                if head in outside and _is_someone(words, head) and words.tag[head].startswith(NOUNS):
                    return phrase_at(cast, head, outside, cue)
        if words.dep[verb] == "acl" and (issuer := _issuer(cast, words.head[verb], outside)) is not None:
            return phrase_at(cast, issuer, outside, cue)
        if words.dep[verb] in ("acl", "relcl") and words.head[verb] in outside and words.tag[words.head[verb]].startswith("NN"):
            return phrase_at(cast, words.head[verb], outside)
    head = _nearest(cast, left, right)
    return None if head is None else phrase_at(cast, head, outside, cue)


def _antecedent(cast: Cast, who: int, head: int) -> int:
    """Whom "who" stands for: a person named just before it, when the parser took something else."""
    words = cast.words
    found = cast.by_word.get(head)
    if words.form[who].lower() != "who" or (found and found[0].type == "person") or words.tag[head] != "NN":
        return head
    near = [i for i in range(max(0, who - CLIMB), who) if i in cast.by_word and cast.by_word[i][0].type == "person"]
    return near[-1] if near else head


def _issuer(cast: Cast, paper: int, outside: frozenset[int]) -> int | None:
    """Who put out the statement: "she released a statement saying"."""
    words = cast.words
    if words.form[paper].lower() not in lists().papers or words.dep[paper] not in ("dobj", "pobj"):
        return None
    verb = words.head[paper]
    if words.dep[paper] == "pobj":  # "wrote in a letter saying"
        verb = words.head[verb]
    subjects = (i for i in cast.children[verb] if words.dep[i] == "nsubj" and i in outside and not _is_time(words, i))
    return next((i for i in subjects if _is_someone(words, i)), None)


def _verbs(cast: Cast, cue: int, outside: frozenset[int]) -> list[int]:
    """The cue and the verbs whose subject it may share: verbs of saying before others, since "wrote the agents knew it, saying"
    hangs on the nearest clause; the nearest first, but the one furthest up for a participle.
    """
    words, out = cast.words, [cue]
    for _ in range(CLIMB):
        verb = out[-1]
        head = words.head[verb]
        if words.dep[verb] not in SHARES or head == verb or head not in outside:
            break
        if words.dep[verb] == "conj" and words.tag[verb].startswith("VB"):  # "put on an accent and joked": hung on the noun
            while words.tag[head].startswith("NN") and words.head[head] != head and words.head[head] in outside:
                head = words.head[head]
        out.append(head)
    sayers = [verb for verb in out[1:] if lexicon().of(words, verb) == "speech"]
    if words.tag[cue] == "VBG":
        sayers.reverse()
    return [cue, *sayers, *(verb for verb in out[1:] if verb not in sayers)]


def _is_someone(words: Words, subject: int) -> bool:
    """A subject that can have said something. The sign is “it”: “…,” it read."""
    return words.form[subject].lower() not in lists().nobody or (
        words.form[subject].lower() == "it" and words.dep[subject] == "nsubj"
    )


def _nearest(cast: Cast, left: Sequence[int], right: Sequence[int]) -> int | None:
    """Without help of the parse: the first name or pronoun between quote and cue, else the first noun after the cue."""
    words = cast.words
    left = _without_brackets(words, left)
    clause = left
    for n, i in enumerate(reversed(left)):  # the clause that ends with the cue
        if words.form[i] in BREAKS and n:
            clause = left[len(left) - n :]
            break
    for side in (clause, left):
        people = [i for i in side if i in cast.by_word or words.tag[i] == "PRP"]
        people = [i for i in people if not _is_time(words, i) and words.form[i].lower() not in lists().nobody]
        if people:
            found = cast.by_word.get(people[-1])
            return found[3] - 1 if found else people[-1]
    nouns = [i for i in clause if words.tag[i].startswith("NN") and not _is_time(words, i)]
    if nouns:
        return nouns[-1]
    after = _first_noun(words, right[:6])
    if after is not None:
        return after
    if right and words.form[right[0]].lower() in ALONE:  # tweeted another.
        return right[0]
    # "said Kelly", "Storey said": names that the tagger takes for an adverb, a preposition
    big = [i for i in (*clause[-1:], *right[:1]) if words.form[i][:1].isupper() and not _is_time(words, i)]
    return big[-1] if big else None


def _without_brackets(words: Words, side: Sequence[int]) -> list[int]:
    """The words outside brackets: Gov. Ana Brandt (R-Ohio) said."""
    out: list[int] = []
    depth = 0
    for i in side:
        depth += words.form[i] == "("
        if not depth:
            out.append(i)
        depth -= words.form[i] == ")" and depth > 0
    return out


def _first_noun(words: Words, after: Sequence[int]) -> int | None:
    """The head of the noun phrase that begins here."""
    head = None
    for i in after:
        tag = words.tag[i]
        if tag == "PRP" and head is None and words.form[i].lower() not in lists().nobody:
            return i
        if tag.startswith("NN") and not _is_time(words, i):
            head = i
        elif head is not None or not (
            tag.startswith(("DT", "JJ", "PRP$", "POS", "CD", "VBG", "VBN", "HYPH")) or words.form[i] in ("-",)
        ):
            if tag == "POS":
                continue
            break
    return head


def _is_time(words: Words, i: int) -> bool:
    return words.form[i].lower() in lists().when


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
    if cue is None or lexicon().of(words, cue) != "phrase" or words.dep[name] not in SUBJECTS:
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
