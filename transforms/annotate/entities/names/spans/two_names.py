"""Splits spans that hold two names: "Brandt the Growers' League", "Velmarsh's Joel Brandt"."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import PROPER_NOUN_TAGS
from transforms.annotate.words import Words

# A "the" after one of these is part of the name: "League of the North"
BEFORE_THE = frozenset(["of", "for", "and", "in", "on", "at", "to", "by", "&", "with", "from", "against", "over", "behind"])
CAMPUSES = frozenset(["university", "college", "school", "institute", "academy"])  # "University of Delta at Harborside"
HYPHENS = frozenset("-‑–")
FEWEST = 4  # tokens of an organization and a person together


class Split(NamedTuple):
    """The first name ends before token `end`, the second one begins with token `begin`; the entity type of each."""

    end: int
    begin: int
    first_kind: str
    second_kind: str


def split_two_names(words: Words, name: NameMention) -> Iterator[NameMention]:
    """Yields the span, or two spans when it holds two names. They may have marks and articles at their edges."""
    split = _find_split(words, name)
    if split is None:
        yield name
        return
    yield name._replace(last=split.end, kind=split.first_kind)
    yield name._replace(first=split.begin, kind=split.second_kind)


def _find_split(words: Words, name: NameMention) -> Split | None:
    for i in range(name.first + 1, name.last - 1):
        for rule in RULES:
            split = rule(words, name, i)
            if split is not None:
                return split
    return _at_person_after_organization(words, name)


def _at_article(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits before "the": Brandt | the Growers' League."""
    if words.form[i] == "the" and name.kind != "person" and words.form[i - 1].lower() not in BEFORE_THE:
        return Split(i, i + 1, name.kind, name.kind)
    return None


def _at_verb(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits at a verb: Brandt | composed | Thyme."""
    if words.tag[i].startswith("VB") and words.form[i].islower():
        return Split(i, i + 1, name.kind, name.kind)
    return None


def _at_possessive(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits a person at a possessive: Velmarsh | 's | Joel Brandt. The type of the first name is unknown."""
    if name.kind == "person" and words.tag[i] == "POS" and words.form[i + 1][:1].isupper():
        return Split(i, i + 1, "other", "person")
    return None


def _at_owner(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits a body or place from its owner, a name by itself: Denmark | 's | Harbor Council, but not Children's Hospital."""
    if name.kind == "person" or words.tag[i] != "POS" or not words.form[i + 1][:1].isupper():
        return None
    kind = _kind_alone(words, name.first, i)
    return Split(i, i + 1, kind, name.kind) if kind is not None else None


def _kind_alone(words: Words, first: int, last: int) -> str | None:
    """Returns the entity type of words that are a name by themselves: well known, an acronym, or a body by its last word."""
    form, lists = words.form[last - 1], name_lists()
    text, known = " ".join(words.form[first:last]), well_known_names()
    if text in known.places or known.types.get(text) == "organization":
        return "place" if text in known.places else "organization"
    if last - first == 1:
        is_acronym = len(form) > 2 and form.isupper() and form.isalpha() and form.lower() not in lists.not_organizations
        return "organization" if is_acronym else None
    return "organization" if "of" in words.form[first + 1 : last] or form.lower() in lists.heads["organization"] else None


def _at_hyphen(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits two countries that share something: Denmark | - | Norway. Both are well known."""
    if words.form[i] not in HYPHENS or i + 2 != name.last:
        return None
    places = well_known_names().places
    before, after = " ".join(words.form[name.first : i]), words.form[i + 1]
    are_two = before in places and after in places and f"{before}-{after}" not in places
    return Split(i, i + 1, "place", "place") if are_two else None


def _at_slash(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits at a slash: Brandt Center | / | Harbor Galleries."""
    if words.form[i] == "/" and words.start[i] > words.end[i - 1]:
        return Split(i, i + 1, name.kind, name.kind)
    return None


def _at_place(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits at "at": Brandt Museum | at | Harbor University, but not University of Delta at Harborside."""
    if words.form[i] != "at" or name.kind not in ("organization", "place") or not words.form[i + 1][0].isupper():
        return None
    before = {form.lower() for form in words.form[name.first : i]}
    if before.isdisjoint(CAMPUSES) and not before.isdisjoint(name_lists().all_heads):
        return Split(i, i + 1, name.kind, name.kind)
    return None


def _at_town(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits at "of" before a town: Harbor Air Museum | of | Velmarsh, Ohio."""
    if words.form[i] != "of" or name.kind != "organization" or not _state_follows(words, name.last):
        return None
    return Split(i, i + 1, name.kind, "place") if words.form[i - 1].lower() not in name_lists().heads_with_of else None


def _at_affiliation(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits a person from a body at "of": Ana Brandt | of | Harbor Growers, but not Ana Institute of Arts."""
    if words.form[i] != "of" or name.kind not in ("organization", "work") or i != name.first + 2:
        return None
    given, surname, lists = words.form[name.first], words.form[i - 1], name_lists()
    is_person = lists.is_given_name(given) and surname[:1].isupper() and surname.lower() not in lists.all_heads
    is_listed = given in well_known_names().types or surname.lower() in lists.titles
    return Split(i, i + 1, "person", "organization") if is_person and not is_listed else None


def _at_bracket(words: Words, name: NameMention, i: int) -> Split | None:
    """Splits at a bracket that closes after the name: Northern Growers' Union | ( | NGU."""
    if words.form[i] != "(" or ")" in words.form[i : name.last]:
        return None
    is_acronym = i + 2 == name.last and words.form[i + 1].isupper()
    return Split(i, i + 1, name.kind, "organization" if is_acronym and name.kind != "place" else name.kind)


RULES: tuple[Callable[[Words, NameMention, int], Split | None], ...] = (
    *(_at_affiliation, _at_article, _at_verb, _at_possessive, _at_owner, _at_hyphen, _at_slash, _at_place),
    *(_at_town, _at_bracket),
)


def _at_person_after_organization(words: Words, name: NameMention) -> Split | None:
    """Splits before a person: Growers' League | Ana Brandt."""
    if name.kind != "organization" or name.length < FEWEST:
        return None
    person, lists = name.last - 2, name_lists()
    before, given, surname = words.form[person - 1].lower(), words.form[person], words.form[person + 1]
    ends_organization = before in lists.all_heads or before.endswith("s")
    is_person = given[0].isupper() and lists.is_given_name(given) and surname[:1].isupper()
    may_be_surname = surname.lower() not in lists.all_heads and words.tag[person + 1] in PROPER_NOUN_TAGS
    return Split(person, person, name.kind, "person") if ends_organization and is_person and may_be_surname else None


def _state_follows(words: Words, last: int) -> bool:
    """Whether a comma and a state or country begin at token `last`."""
    if last + 1 >= len(words) or words.form[last] != ",":
        return False
    return words.form[last + 1] in well_known_names().regions and words.tag[last + 1] in PROPER_NOUN_TAGS
