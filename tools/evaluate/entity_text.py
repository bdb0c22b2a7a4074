"""Reads the gold and the predicted entities of a text, and selects the mentions that are scored."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tools.evaluate.names import entities_agree, name_span

Row = Mapping[str, Any]
Span = tuple[int, int]

TYPES = ("person", "organization", "place")
# Annotation schemes differ on whether these are places or organizations.
SITE = re.compile(
    r"\b(?:museum|gallery|planetarium|theat(?:er|re)|library|laborator|institute|universit|college|school|academy|hospital|clinic"
    r"|church|cathedral|mosque|temple|cent(?:er|re)|airport|base|station|prison|hotel|club|white house|facility)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Entity:
    """An entity of the gold or of the prediction.

    `names`: spans of its name mentions. `others`: spans of its other mentions. `forms`: its names as strings. `group`: the
    gold marks it as a group. `optional`: finding it is neither right nor wrong.
    """

    type: str
    name: str
    names: tuple[Span, ...]
    others: frozenset[Span]
    forms: frozenset[str]
    group: bool = False
    optional: bool = False

    def agrees(self, predicted: "Entity", by_form: bool = False) -> bool:
        """Whether the predicted name agrees with this one's, or `by_form` with any of its names in the text."""
        known = {self.name, *self.forms} if by_form else {self.name}
        return any(entities_agree(predicted.name, name) for name in known)


@dataclass(frozen=True)
class Mention:
    """A name in the text. `entity`: number of its entity."""

    span: Span
    type: str
    entity: int


@dataclass(frozen=True)
class Document:
    """The answer and the prediction of one text, with the name mentions that count."""

    answer: Sequence[Entity]
    guess: Sequence[Entity]
    answer_mentions: Sequence[Mention]
    guess_mentions: Sequence[Mention]


def read_document(gold: Row, predicted: Row, sites: bool = False) -> Document:
    """Returns both sides of a text. `sites`: a museum, a school and the like may be a place or an organization."""
    text = gold["text"]
    answer, guess = list(_load(gold, text, sites)), list(_load(predicted, text, sites))
    inside = _inside_others(answer, [name_span(text, other["start"], other["end"]) for other in gold.get("other", ())])
    answer = [replace(entity, optional=entity.group or inside.issuperset(entity.names)) for entity in answer]
    scored = [
        mention for mention in _all_mentions(answer) if not answer[mention.entity].optional and mention.span not in inside
    ]
    spans = {mention.span for mention in scored}
    optional = {mention.span for mention in _all_mentions(answer) if answer[mention.entity].optional or mention.span in inside}
    return Document(
        answer, guess, scored, [mention for mention in _all_mentions(guess) if _is_scored(mention.span, spans, optional)]
    )


def overlap(one: Span, other: Span) -> int:
    """Returns how many characters two spans have in common; 0 or negative when they do not overlap."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _load(row: Row, text: str, sites: bool) -> Iterable[Entity]:
    """Yields the persons, organizations and places of a row."""
    for entity in row.get("entities", ()):
        if entity["type"] in TYPES:
            names = {name_span(text, m["start"], m["end"]) for m in entity["mentions"] if m["kind"] == "name"}
            forms = frozenset(text[start:end] for start, end in names)
            is_site = sites and entity["type"] != "person" and any(map(SITE.search, {entity["name"], *forms}))
            yield Entity(
                "organization" if is_site else entity["type"],
                entity["name"],
                tuple(sorted(names)),
                frozenset((m["start"], m["end"]) for m in entity["mentions"] if m["kind"] != "name"),
                forms,
                entity.get("group", False),
            )


def _inside_others(entities: Sequence[Entity], other_names: Sequence[Span]) -> set[Span]:
    """Returns the names that are part of a longer name."""
    names = [*(span for entity in entities for span in entity.names), *other_names]
    return {span for span in names if any(_contains(name, span) for name in names)}


def _all_mentions(entities: Sequence[Entity]) -> list[Mention]:
    return [Mention(span, entity.type, number) for number, entity in enumerate(entities) for span in entity.names]


def _is_scored(span: Span, answer: set[Span], optional: set[Span]) -> bool:
    """Whether a predicted mention is scored: not when it is an optional one, or overlaps only such mentions."""
    if span in answer:
        return True
    overlaps_answer = any(overlap(span, other) > 0 for other in answer)
    return span not in optional and (overlaps_answer or not any(overlap(span, other) > 0 for other in optional))


def _contains(outer: Span, span: Span) -> bool:
    return outer != span and outer[0] <= span[0] and span[1] <= outer[1]
