"""Finds mentions of the names in the gazetteer, whether the model found a name there or not."""

from collections.abc import Iterator

from transforms.annotate.entities.lexicon.gazetteer import Gazetteer
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.capital_runs import is_capitalised_proper_noun
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import PROPER_NOUN_TAGS
from transforms.annotate.words import Name, Words

BEFORE_PART_OF_WORD = frozenset("-‑@#/.")
AFTER_PART_OF_WORD = frozenset(["-", "‑", "/", "@"])


def find_well_known_names(words: Words, gazetteer: Gazetteer, taken: bytearray) -> Iterator[NameMention]:
    """Yields well-known names among tokens that belong to no name yet, if they are not part of a longer name ("Delta Street").

    `taken`: 1 for each token that is in a name; it is updated.
    """
    i = 0
    while i < len(words):
        for _, end, name in gazetteer.names.matches_at(words.form, i):
            if any(taken[i:end]):
                continue
            kind = gazetteer.type_of(words.text[words.start[i] : words.end[end - 1]]) or gazetteer.type_of(name)
            if kind is None or not _stands_alone(words, i, end):
                continue
            yield NameMention(i, end, kind, "rule")
            taken[i:end] = b"\1" * (end - i)
            i = end - 1
            break
        i += 1


def find_user_names(words: Words, gazetteer: Gazetteer) -> Iterator[NameMention]:
    """Yields the user's own names wherever the text has exactly these characters, from the start to the end of a token.

    They take precedence over the names of the model, except over a longer name of a person, which belongs to another person.
    """
    token_after = {end: i + 1 for i, end in enumerate(words.end)}
    people = {i: name for name in words.names if name.label == "PERSON" for i in range(name.first, name.last)}
    end_of_last = 0  # the token after the last mention
    for i, start in enumerate(words.start):
        if i < end_of_last:
            continue
        for _, end, name in gazetteer.user_names.matches_at(words.text, start):
            last, kind = token_after.get(end), gazetteer.type_of(name)
            if last is not None and not _is_part_of_longer_name(words, people.get(i), last, kind):
                yield NameMention(i, last, kind or "other", "rule")
                end_of_last = last
                break


def _is_part_of_longer_name(words: Words, person: Name | None, last: int, kind: str | None) -> bool:
    """Whether the model's span of a person continues after token `last`: "Ana Brandt" in "Ana Brandt Lopez"."""
    if kind not in ("person", None) or person is None or person.last <= last or last - person.first < 2:
        return False
    form = words.form[last]
    return words.tag[last] in PROPER_NOUN_TAGS and form.isalpha() and form.lower() not in name_lists().trailing


def _stands_alone(words: Words, first: int, last: int) -> bool:
    """Whether the tokens are a name by themselves, and not part of a word or of a longer name."""
    if last - first == 1 and words.tag[first] not in PROPER_NOUN_TAGS:
        return False
    if _is_part_of_word(words, first, last):
        return False
    if _modifies_from_before(words, first, last):
        return words.form[first - 1].lower() in name_lists().titles
    return not _modifies_what_follows(words, last)


def _is_part_of_word(words: Words, first: int, last: int) -> bool:
    """Whether the tokens are part of a word ("Denmark-based"), of a handle or of a web address."""
    start, end = words.start[first], words.end[last - 1]
    if start and words.text[start - 1] in BEFORE_PART_OF_WORD:
        return True
    return words.text[end : end + 1] in AFTER_PART_OF_WORD


def _modifies_from_before(words: Words, first: int, last: int) -> bool:
    """Whether a proper noun before the name is a compound with it: "Port Denmark"."""
    if not first or not is_capitalised_proper_noun(words, first - 1):
        return False
    return words.dep[first - 1] == "compound" and words.head[first - 1] < last


def _modifies_what_follows(words: Words, last: int) -> bool:
    """Whether the name is a compound with a proper noun after it: "Denmark Street"."""
    if last >= len(words) or not is_capitalised_proper_noun(words, last):
        return False
    return words.dep[last - 1] == "compound" and words.head[last - 1] >= last
