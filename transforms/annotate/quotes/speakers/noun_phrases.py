"""Finds the noun phrase or name that a speaker's head word stands in: "a spokesman for the union", "his aide, Ana Brandt"."""

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.speakers.mentions import EntityMention, Mentions, WordSpan

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
LEFT_MODIFIERS = frozenset(
    ["compound", "det", "amod", "poss", "nummod", "nmod", "quantmod", "case", "predet", "punct", "npadvmod"]
)
BREAKS = frozenset([",", ":", ";", "(", ")", "--", "—", "–", "-"])
PREPOSITIONS = frozenset(["of", "for", "from", "at", "with"])
COMPLEMENT_TAGS = ("NN", "DT", "JJ", "POS", "PRP$", "CD")
LONGEST_COMPLEMENT = 8  # words after the preposition
LONGEST_ROLE = 5  # words


def speaker_phrase(mentions: Mentions, head: int, outside: frozenset[int], cue: int | None = None) -> WordSpan:
    """The words that name the speaker whose head word is `head`.

    A name is preferred to a description of the same person. `outside`: the words of the sentence that are not quoted; the
    phrase contains no others, and not the `cue`.
    """
    if head in mentions.by_word:
        return _name_phrase(mentions, mentions.by_word[head], outside)
    named = _adjacent_name(mentions, head, outside) or _appositive_name(mentions, head, outside)
    if named is not None:
        return named.span
    first, last = _first_modifier(mentions, head, outside, cue), _complement_end(mentions, head + 1, outside)
    return _name_after_comma(mentions, head, last, outside, cue) or (first, last)


def _name_phrase(mentions: Mentions, name: EntityMention, outside: frozenset[int]) -> WordSpan:
    """The name; of several people who speak together all names; of a body and its officer the officer's."""
    if name.is_person:
        return name.first, _coordinated_end(mentions, name.last, outside) or name.last
    if name.entity.type == "organization":
        officer = _officer_of(mentions, name.last, outside)
        return officer.span if officer else name.span
    return name.span


def _officer_of(mentions: Mentions, last: int, outside: frozenset[int]) -> EntityMention | None:
    """The person after a body and a role in it: Friends of the Earth director Mo Bell. `last`: the word after the body."""
    for i in range(last, last + LONGEST_ROLE):
        name = mentions.by_word.get(i) if i in outside else None
        if name and i > last and name.is_person and name.first == i:
            return name
        if i not in outside or name or not mentions.words.tag[i].startswith(("NN", "JJ", "HYPH")):
            return None
    return None


def _coordinated_end(mentions: Mentions, last: int, outside: frozenset[int]) -> int | None:
    """Where the last name of two or more who speak together ends: Ana Brandt and Peter Lind. None when one speaks alone."""
    words = mentions.words
    while last in outside and words.form[last] in (",", "and", "&"):
        name = mentions.person_at(last + 1)
        if name is None or name.first != last + 1:
            return None
        dep = words.dep[name.last - 1]
        if words.form[last] != ",":
            return name.last if dep == "conj" else None
        if dep not in ("conj", "appos"):
            return None
        last = name.last
    return None


def _adjacent_name(mentions: Mentions, head: int, outside: frozenset[int]) -> EntityMention | None:
    """The name right after a noun that describes it: the novelist Tobias Quell."""
    words = mentions.words
    name = mentions.person_at(head + 1) if words.tag[head] == "NN" and head + 1 in outside else None
    return name if name and words.head[name.last - 1] in (head, words.head[head]) else None


def _appositive_name(mentions: Mentions, head: int, outside: frozenset[int]) -> EntityMention | None:
    """The name that the parser sees in apposition to the head: his aide, Ana Brandt."""
    for child in mentions.children[head]:
        name = mentions.person_at(child)
        if mentions.words.dep[child] == "appos" and name and child in outside:
            return None if _is_of_the_represented(mentions, head, name.first) else name
    return None


def _first_modifier(mentions: Mentions, head: int, outside: frozenset[int], cue: int | None) -> int:
    """The first word of the noun phrase: determiners, adjectives and compounds before its head."""
    words, first = mentions.words, head
    while first - 1 in outside and words.head[first - 1] in range(first, head + 1) and words.dep[first - 1] in LEFT_MODIFIERS:
        if first - 1 == cue or words.form[first - 1] in BREAKS - {"-"}:  # "Continued Reyes:"
            break
        first -= 1
    return first


def _complement_end(mentions: Mentions, last: int, outside: frozenset[int]) -> int:
    """Where a noun phrase with a preposition ends: a spokesman for the union. `last`: the word after the head."""
    words = mentions.words
    if last not in outside or words.form[last].lower() not in PREPOSITIONS:
        return last
    end = last + 1
    while end in outside and end - last < LONGEST_COMPLEMENT and words.tag[end].startswith(COMPLEMENT_TAGS):
        end += 1
    return end if end > last + 1 else last


def _name_after_comma(mentions: Mentions, head: int, last: int, outside: frozenset[int], cue: int | None) -> WordSpan | None:
    """The name between commas after the noun phrase that ends before `last`: The mayor of Harbor County, Ana Brandt, said."""
    words = mentions.words
    if last not in outside or last + 1 not in outside or words.form[last] != ",":
        return None
    name = mentions.person_at(last + 1)
    if name is None or name.first != last + 1 or words.form[name.last : name.last + 1] != [","]:
        return None
    other_person = _is_of_the_represented(mentions, head, name.first) or _begins_the_clause(mentions, name.last - 1, cue)
    return None if other_person else name.span


def _is_of_the_represented(mentions: Mentions, head: int, name: int) -> bool:
    """Whether a name is that of the person spoken for: a spokesman for the mayor, Ana Brandt. A union has no such name."""
    form = mentions.words.form
    return (
        form[head].lower() in quote_words().spokespersons
        and head < name - 2
        and form[head + 1].lower() in ("for", "of", "to")
        and form[name - 1] == ","
        and form[name - 2].lower() in quote_words().represented_offices
    )


def _begins_the_clause(mentions: Mentions, name: int, cue: int | None) -> bool:
    """Whether a name after the comma is the subject of what is reported: According to police, Ana Brandt, 40, died."""
    words, verb = mentions.words, mentions.words.head[name]
    if cue is None or cue_class(words, cue) != "phrase" or words.dep[name] not in SUBJECTS:
        return False
    return [c for c in mentions.children[verb] if words.dep[c] in SUBJECTS and c < verb] == [name]
