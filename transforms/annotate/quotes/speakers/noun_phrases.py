"""Finds the noun phrase or name around the head word of a speaker: "a spokesman for the union", "his aide, Ana Brandt"."""

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
    """Returns the words that name the speaker whose head word is `head`.

    A name is preferred to a description of the same person. `outside`: the words of the sentence that are not quoted. The
    phrase contains only such words, and not the `cue`.
    """
    head = _end_of_compound(mentions, head, outside)
    if head in mentions.by_word:
        return _name_phrase(mentions, mentions.by_word[head], outside)
    named = _adjacent_name(mentions, head, outside) or _appositive_name(mentions, head, outside)
    if named is not None:
        return named.span
    first, last = _first_modifier(mentions, head, outside, cue), _complement_end(mentions, head + 1, outside)
    return _name_after_comma(mentions, head, last, outside, cue) or (first, last)


def _end_of_compound(mentions: Mentions, head: int, outside: frozenset[int]) -> int:
    """Returns the last word of a compound with hyphens, of which the parser may make the first the head: ex-partner."""
    words = mentions.words
    while (
        head + 2 in outside
        and words.form[head + 1] == "-"
        and words.end[head] == words.start[head + 1] == words.end[head + 1] - 1
    ):
        if words.start[head + 2] != words.end[head + 1] or not words.tag[head + 2].startswith("NN"):
            break
        head += 2
    return head


def _name_phrase(mentions: Mentions, name: EntityMention, outside: frozenset[int]) -> WordSpan:
    """Returns the name; for several people who speak together, all names; for an organization and its officer, the officer."""
    if name.is_person:
        return name.first, _coordinated_end(mentions, name.last, outside) or name.last
    if name.entity.type == "organization":
        officer = _officer_of(mentions, name.last, outside)
        return officer.span if officer else name.span
    return name.span


def _officer_of(mentions: Mentions, last: int, outside: frozenset[int]) -> EntityMention | None:
    """Returns the person after an organization and a role: Friends of the Earth director Mo Bell. None when there is none.

    `last`: the word after the organization.
    """
    for i in range(last, last + LONGEST_ROLE):
        name = mentions.by_word.get(i) if i in outside else None
        if name and i > last and name.is_person and name.first == i:
            return name
        if i not in outside or name or not mentions.words.tag[i].startswith(("NN", "JJ", "HYPH")):
            return None
    return None


def _coordinated_end(mentions: Mentions, last: int, outside: frozenset[int]) -> int | None:
    """Returns the end (excluded) of the last of several coordinated names:

    Ana Brandt and Peter Lind. None for a single name.
    """
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
    """Returns the name right after a noun that describes it (the novelist Tobias Quell), or None."""
    words = mentions.words
    name = mentions.person_at(head + 1) if words.tag[head] == "NN" and head + 1 in outside else None
    return name if name and words.head[name.last - 1] in (head, words.head[head]) else None


def _appositive_name(mentions: Mentions, head: int, outside: frozenset[int]) -> EntityMention | None:
    """Returns the name that the parser makes an apposition of the head (his aide, Ana Brandt), or None."""
    for child in mentions.children[head]:
        name = mentions.person_at(child)
        if mentions.words.dep[child] == "appos" and name and child in outside:
            return None if _is_of_the_represented(mentions, head, name.first) else name
    return None


def _first_modifier(mentions: Mentions, head: int, outside: frozenset[int], cue: int | None) -> int:
    """Returns the first word of the noun phrase, with determiners, adjectives and compounds before its head."""
    words, first = mentions.words, head
    is_name = words.tag[head].startswith("NNP")  # of "the union’s Dane Lisser", only the name
    while first - 1 in outside and words.dep[first - 1] in LEFT_MODIFIERS:
        genitive = words.tag[first - 1] == "POS" and words.head[first - 1] == first - 2  # Poe’s neighbour
        if (is_name or not genitive) and words.head[first - 1] not in range(first, head + 1):
            break
        if first - 1 == cue or words.form[first - 1] in BREAKS - {"-"}:  # "Continued Reyes:"
            break
        first -= 1
    return first


def _complement_end(mentions: Mentions, last: int, outside: frozenset[int]) -> int:
    """Returns the end (excluded) of a noun phrase with its complement: a spokesman for the union.

    `last`: the word after the head.
    """
    words = mentions.words
    if last not in outside or words.form[last].lower() not in PREPOSITIONS:
        return last
    end = last + 1
    while end in outside and end - last < LONGEST_COMPLEMENT and words.tag[end].startswith(COMPLEMENT_TAGS):
        end += 1
    return end if end > last + 1 else last


def _name_after_comma(mentions: Mentions, head: int, last: int, outside: frozenset[int], cue: int | None) -> WordSpan | None:
    """Returns the name between commas after a noun phrase (The mayor of Harbor County, Ana Brandt, said), or None.

    `last`: the word after the phrase.
    """
    words = mentions.words
    if last not in outside or last + 1 not in outside or words.form[last] != ",":
        return None
    name = mentions.person_at(last + 1)
    if name is None or name.first != last + 1 or words.form[name.last : name.last + 1] not in ([","], [":"]):
        return None
    other_person = _is_of_the_represented(mentions, head, name.first) or _begins_the_clause(mentions, name.last - 1, cue)
    return None if other_person else name.span


def _is_of_the_represented(mentions: Mentions, head: int, name: int) -> bool:
    """Whether a name belongs to the represented official, not to the spokesperson: a spokesman for the mayor, Ana Brandt."""
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
