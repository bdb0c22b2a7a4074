"""Extends people's names over the given names and particles beside them: "Sajad" + "Ahmad Mir", "de la" + "Vega"."""

from collections.abc import Iterable, Iterator

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

LONGEST = 6  # words of a person's name
BEFORE_OTHER_PHRASE = frozenset(["of", "and", "&", "the", "last", "this", "in", "at", "from", "for"])
ENDINGS_OF_ROLES = ("er", "or", "ist", "ian", "eer")  # "Scaffolder Ana Brandt", "Oppositionist Ana Brandt"


def with_given_names(words: Words, name: NameMention) -> NameMention:
    """Returns a person's name with the given names before it and the surnames after it; any other name unchanged.

    A word belongs to the name when the parser makes it a compound with it and it is not a title, a role, a place or a body.
    """
    if name.kind != "person":
        return name
    first, last = name.first, name.last
    while last - first < LONGEST and _is_given_name_of(words, first - 1, last):
        first -= 1
    may_be_given_name = last - first > 1 or _has_title(words, first) or name.source == "propagated"
    while may_be_given_name and last - first < LONGEST and _is_surname_of(words, first, last):
        last += 1
    return name._replace(first=first, last=last)


def join_people(words: Words, names: Iterable[NameMention]) -> Iterator[NameMention]:
    """Yields the names; two people of the model in one run of proper nouns are one: "Aung" + "Min Zaw".

    The first of them may be one word that the model takes for another type.
    """
    last: NameMention | None = None
    for name in names:
        if last is not None and _is_one_person(words, last, name):
            last = name._replace(first=last.first)
            continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last


def _is_one_person(words: Words, one: NameMention, other: NameMention) -> bool:
    if other.kind != "person" or not one.source == other.source == "model" or other.last - one.first > LONGEST:
        return False
    if other.first != one.last or words.text[words.end[one.last - 1] : words.start[other.first]] != " ":
        return False
    if not all(words.tag[i] == "NNP" and not words.form[i].isupper() for i in range(one.first, other.last)):
        return False
    return one.kind == "person" or _may_be_first_name(words, one)


def _may_be_first_name(words: Words, name: NameMention) -> bool:
    """Whether the model may have mistaken a person's first name for a place or group."""
    i, form = name.first, words.form[name.first]
    if name.length != 1 or words.dep[i] != "compound":
        return False
    return name_lists().is_given_name(form) or (name.kind == "place" and _may_be_part(words, i))


def _has_title(words: Words, first: int) -> bool:
    return first > 0 and words.form[first - 1].lower() in name_lists().titles


def _is_given_name_of(words: Words, i: int, last: int) -> bool:
    """Whether token `i` is a compound with one of the tokens after it, before `last`, and may be part of a person's name."""
    if i < 0 or words.dep[i] != "compound" or not i < words.head[i] <= last:
        return False
    if not _may_be_part(words, i) or words.end[i] + 1 != words.start[i + 1]:
        return False
    return name_lists().is_given_name(words.form[i]) or not (_is_complete(words, i) or _ends_other_name(words, i))


def _ends_other_name(words: Words, i: int) -> bool:
    """Whether token `i` is the end of another name of several words: "University of Velmarsh" before "Ana Brandt"."""
    return any(name.last == i + 1 and name.last - name.first > 1 for name in words.names)


def _is_complete(words: Words, i: int) -> bool:
    """Whether the name after token `i` probably begins there: with a listed given name, and token `i` ends another phrase.

    "Minister of Labour and Welfare Ana Brandt", "the Harbor Ana Brandt", "Scaffolder Ana Brandt".
    """
    if not name_lists().is_given_name(words.form[i + 1]):
        return False
    if words.form[i].lower().endswith(ENDINGS_OF_ROLES):
        return True
    before = words.form[i - 1] if i else ""
    return before[:1].isupper() or before.lower() in BEFORE_OTHER_PHRASE


def _is_surname_of(words: Words, first: int, last: int) -> bool:
    """Whether the token after the name is the word that the last token of the name is a compound with."""
    if last >= len(words) or words.dep[last - 1] != "compound" or words.head[last - 1] != last:
        return False
    return _may_be_part(words, last) and words.end[last - 1] + 1 == words.start[last]


def _may_be_part(words: Words, i: int) -> bool:
    form, lists = words.form[i], name_lists()
    if words.tag[i] != "NNP" or not form.isalpha() or not form[0].isupper() or form.isupper():
        return False
    word = form.lower()
    if word in lists.titles or word in lists.not_names or word in lists.all_heads or word in role_lists().nouns:
        return False
    if word in person_nouns() or form in well_known_names().groups:
        return False
    return form not in well_known_names().types
