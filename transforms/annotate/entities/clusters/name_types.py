"""Weighs what a name shows of its entity type without context: "Harbor County Commission", "K.C. Reyes", "QX-7"."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from transforms.annotate.entities.lexicon.gazetteer import Gazetteer
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.well_known import well_known_names

Weights = Mapping[str, float]

COMPASS = frozenset(
    point + ending
    for point in ("north", "south", "east", "west", "northeast", "northwest", "southeast")
    for ending in ("", "ern")
)
INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]")  # K.C. Reyes
HYPHENATED_GIVEN_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+[-‑][a-z]+")  # Lam Su-jin
TOWN = re.compile(r"(?i)\w{3}(?:ville|burgh|strasse|straße|istan|abad|grad|shire|stadt|berg|polis)")
CODE = re.compile(r"[A-Z]{1,4}-\d+[A-Z]?")  # QX-7
ACRONYM = re.compile(r"[A-Z]{2,6}s?|(?:[A-Z]\.){2,}")
HEAD_WEIGHT = 5.0  # the votes of a word in the name that says its type, such as Council


@dataclass(frozen=True)
class _Name:
    """A name as it is written, and the words of its folded form."""

    text: str
    words: Sequence[str]
    gazetteer: Gazetteer

    @property
    def begins_with_given_name(self) -> bool:
        return name_lists().is_given_name(self.words[0])


def name_type_weights(text: str, gazetteer: Gazetteer) -> Weights:
    """Returns entity type → weight of the name for it. The first rule that applies decides; {} when none applies.

    >>> from transforms.annotate.entities.lexicon.gazetteer import gazetteer
    >>> name_type_weights("Harbor County Commission", gazetteer(())), name_type_weights("Maria Reyes", gazetteer(()))
    ({'organization': 5.0}, {'person': 3.0})
    """
    name = _Name(text, folded(text).split(), gazetteer)
    rules = [*LISTED, *(ONE_WORD if len(name.words) == 1 else SEVERAL_WORDS)]
    return next((weights for rule in rules if (weights := rule(name)) is not None), {})


def _by_alias(name: _Name) -> Weights | None:
    alias = name.gazetteer.alias_of(name.text)
    if alias is None or alias.type is None:
        return None
    return {alias.type: 99.0 if alias.own else 12.0}  # nothing outweighs the user's own row


def _by_list(name: _Name) -> Weights | None:
    kind = name.gazetteer.types.get(" ".join(name.words))
    if kind is None:
        return None
    return {kind: 2.0 if name.text in well_known_names().ambiguous else 6.0}


def _by_code(name: _Name) -> Weights | None:
    return {"product": 3.0, "person": -2.0} if CODE.fullmatch(name.text) else None


def _by_capitals(name: _Name) -> Weights | None:
    return {"organization": 1.2, "person": -2.0} if ACRONYM.fullmatch(name.text) else None


def _by_digits(name: _Name) -> Weights | None:
    return {"product": 2.5, "person": -2.0} if any(map(str.isdecimal, name.text)) else None


def _by_lone_given_name(name: _Name) -> Weights | None:
    return {"person": 1.5} if name.begins_with_given_name else None


def _by_town_ending(name: _Name) -> Weights | None:
    return {"place": 1.2} if TOWN.fullmatch(name.text) else None


def _by_head_noun(name: _Name) -> Weights | None:
    """By a head noun at the end or before "of": Harbor Council, University of Harbor. A surname may be one: Ana Hill."""
    words, lists = name.words, name_lists()
    heads = {words[-1], words[words.index("of") - 1]} if "of" in words[1:] else {words[-1]}
    kind = next((kind for kind, nouns in lists.heads.items() if not heads.isdisjoint(nouns)), None)
    if kind is None:
        return None
    may_be_person = name.begins_with_given_name and len(words) < 4 and words[-1] in lists.surname_heads
    return {kind: 1.5, "person": 1.5} if may_be_person else {kind: HEAD_WEIGHT}


def _by_first_word(name: _Name) -> Weights | None:
    """By the first word: Mount Velmarsh."""
    kind = name_lists().type_of_first_word.get(name.words[0])
    return {kind: 2.5} if kind else None


def _by_class_of_vehicle(name: _Name) -> Weights | None:
    """By a class of vehicle in two words before the name: Space Shuttle Meridian, Cargo Ship Meridian."""
    is_product = len(name.words) > 2 and name_lists().type_of_noun_before.get(name.words[1]) == "product"
    return {"product": HEAD_WEIGHT} if is_product else None


def _by_compass(name: _Name) -> Weights | None:
    """By a point of the compass: North Velmarsh, Velmarsh East."""
    return {"place": 2.0} if name.words[0] in COMPASS or name.words[-1] in COMPASS else None


def _by_given_name(name: _Name) -> Weights | None:
    """By a given name or initials: Maria Reyes, K.C. Reyes."""
    begins_as_person = name.begins_with_given_name or INITIALS.match(name.text) is not None
    return {"person": 3.0} if 2 <= len(name.words) <= 4 and begins_as_person and "of" not in name.words else None


def _by_given_name_and_of(name: _Name) -> Weights | None:
    """By a given name before "of": Catherine of Velmarsh."""
    return {"person": 2.0} if name.begins_with_given_name and len(name.words) == 3 and name.words[1] == "of" else None


def _by_middle_given_name(name: _Name) -> Weights | None:
    """By a given name in the middle: Quillan Maria Reyes."""
    if len(name.words) != 3 or "of" in name.words:
        return None
    return {"person": 1.5} if name_lists().is_given_name(name.words[1]) else None


def _by_shape_of_person(name: _Name) -> Weights | None:
    """By a hyphenated given name or a particle: Lam Su-jin, Velloran van Quill."""
    has_particle = len(name.words) in (2, 3) and name.words[-2] in name_lists().particles
    return {"person": 2.0} if has_particle or HYPHENATED_GIVEN_NAME.fullmatch(name.text) else None


def _by_conjunction(name: _Name) -> Weights | None:
    """By a conjunction: Quill & Velloran."""
    return {"organization": 1.0} if " & " in name.text or " and " in name.text else None


Rule = Callable[[_Name], Weights | None]
LISTED: tuple[Rule, ...] = (_by_alias, _by_list, _by_code)
ONE_WORD: tuple[Rule, ...] = (_by_capitals, _by_digits, _by_lone_given_name, _by_town_ending)
SEVERAL_WORDS: tuple[Rule, ...] = (
    *(_by_head_noun, _by_first_word, _by_class_of_vehicle, _by_compass),
    *(_by_given_name, _by_given_name_and_of, _by_middle_given_name, _by_shape_of_person, _by_conjunction),
)
