"""Defines the verb phrases that state a role, as rows of token patterns. The first row that matches decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.roles.appositions import CLOSES
from transforms.annotate.token_patterns import Token, TokenPattern

BE = frozenset(["is", "was", "are", "were", "been", "be", "being", "'s", "’s", "'m", "'re"])
HAVE = frozenset(["has", "had", "have", "'ve", "having"])
# After one of these, a "who" clause may refer to another person than the name: "an adviser to Mr. Reyes who is now a fellow".
BEFORE_OBJECT = frozenset(["to", "of", "for", "mr.", "mrs.", "ms."])


class Gives(Enum):
    """What the words right after a match are."""

    NOTHING = "no role"
    VERB_PHRASE = "a verb phrase, to be matched with `rows_at_verb`"
    ROLE = "the role"
    ROLE_IF_ANY = "the role, if there is one; otherwise the next row is tried"
    BODY = "the body that is led"
    NAMED_BODY = "the body that is led, which must have a name"


@dataclass(frozen=True)
class PredicateRow:
    """A pattern and what follows it. `example`: a sentence with brackets around what the pattern matches.

    `roles`: for bodies, the words that the pattern keeps as `verb` → the role that they give. `not_after`: the row does not
    apply when one of these words stands before the name.
    """

    name: str
    pattern: TokenPattern
    gives: Gives
    example: str
    roles: Mapping[str, str] | None = None
    not_after: frozenset[str] = frozenset()


@cache
def rows_at_verb() -> tuple[PredicateRow, ...]:
    """Returns the rows for a verb phrase, from its first word on. Its subject gets the role."""
    lists = role_lists()
    auxiliaries: Token = {"ANY": [{"TAG": "RB"}, {"LOWER": {"IN": BE | HAVE}}], "OP": "*"}
    was = [auxiliaries, {"LOWER": {"IN": BE}}, auxiliaries]
    has = [auxiliaries, {"LOWER": {"IN": HAVE}}, auxiliaries]
    filler: Token = {"LOWER": {"NOT_IN": CLOSES | {"as"}}, "OP": "{,4}"}
    appointed: Token = {"LOWER": {"IN": lists.appointing_verbs}}
    jointly = [verb.removeprefix("co-") for verb in lists.leading_verbs_named if verb.startswith("co-")]
    return (
        PredicateRow(
            "no fact",
            TokenPattern([auxiliaries, {"LOWER": {"IN": lists.nonfactual_words}}]),
            Gives.NOTHING,
            "Tom Reyes [was never] mayor of Harbor City.",
        ),
        PredicateRow(
            "was chosen to be",
            TokenPattern([*was, appointed, {"LOWER": "to"}, {"LOWER": "be"}]),
            Gives.ROLE,
            "Tom Reyes [was chosen to be] mayor of Harbor City.",
        ),
        PredicateRow(
            "was named",
            TokenPattern([*was, appointed, {"LOWER": "as", "OP": "?"}]),
            Gives.ROLE,
            "Tom Reyes [has been named] mayor of Harbor City.",
        ),
        PredicateRow(
            "became",
            TokenPattern([auxiliaries, {"LOWER": {"IN": lists.becoming_verbs - {"become"}}}]),
            Gives.ROLE,
            "Tom Reyes [later became] mayor of Harbor City.",
        ),
        PredicateRow(
            "has become",
            TokenPattern([*has, {"LOWER": "become"}]),
            Gives.ROLE,
            "Tom Reyes [has become] mayor of Harbor City.",
        ),
        PredicateRow(
            "leads with others",
            TokenPattern(
                [
                    auxiliaries,
                    {"LOWER": "co", "AS": "verb"},
                    {"LOWER": "-", "AS": "verb"},
                    {"LOWER": {"IN": jointly}, "AS": "verb"},
                ]
            ),
            Gives.NAMED_BODY,
            "Tom Reyes [co-founded] Harbor Foods.",
            lists.leading_verbs_named,
        ),
        PredicateRow(
            "heads",
            TokenPattern([auxiliaries, {"LOWER": {"IN": lists.leading_verbs}, "AS": "verb"}]),
            Gives.BODY,
            "Tom Reyes [now heads] the union.",
            lists.leading_verbs,
        ),
        PredicateRow(
            "leads",
            TokenPattern([auxiliaries, {"LOWER": {"IN": lists.leading_verbs_named}, "TAG": {"REGEX": "^VB"}, "AS": "verb"}]),
            Gives.NAMED_BODY,
            "Tom Reyes [founded] Harbor Foods.",
            lists.leading_verbs_named,
        ),
        PredicateRow("is", TokenPattern(was), Gives.ROLE_IF_ANY, "Tom Reyes [is now] the mayor of Harbor City."),
        PredicateRow(
            "served as",
            TokenPattern([auxiliaries, filler, {"LOWER": {"IN": lists.serving_verbs}}, {"LOWER": "as"}]),
            Gives.ROLE,
            "Tom Reyes [later held the post as] mayor of Harbor City.",
        ),
        PredicateRow(
            "succeeded",
            TokenPattern([auxiliaries, {"LOWER": {"IN": lists.succeeding_verbs}}, filler, {"LOWER": "as"}]),
            Gives.ROLE,
            "Tom Reyes [succeeded Ana Brandt as] mayor of Harbor City.",
        ),
    )


@cache
def rows_after_name() -> tuple[PredicateRow, ...]:
    """Returns the rows for what follows a name, from the word after it on."""
    comma: Token = {"LOWER": ","}
    speaking: Token = {"LOWER": "speaking", "AS": "verb"}
    spokesperson = {"speaking": "spokesperson"}
    return (
        PredicateRow(
            "who, set off",
            TokenPattern([comma, {"LOWER": "who"}]),
            Gives.VERB_PHRASE,
            "Tom Reyes[, who] heads the union, left.",
        ),
        PredicateRow(
            "who",
            TokenPattern([{"LOWER": "who"}]),
            Gives.VERB_PHRASE,
            "We met Tom Reyes [who] heads the union.",
            not_after=BEFORE_OBJECT,
        ),
        PredicateRow(
            "speaking for",
            TokenPattern([comma, speaking, {"LOWER": "for"}]),
            Gives.BODY,
            "Tom Reyes[, speaking for] the Delta Union, left.",
            spokesperson,
        ),
        PredicateRow(
            "speaking on behalf of",
            TokenPattern([comma, speaking, {"LOWER": "on"}, {"LOWER": "behalf"}, {"LOWER": "of"}]),
            Gives.BODY,
            "Tom Reyes[, speaking on behalf of] the Delta Union, left.",
            spokesperson,
        ),
        PredicateRow(
            "in his role as",
            TokenPattern(
                [
                    comma,
                    {"LOWER": "in"},
                    {"LOWER": {"IN": ["his", "her", "their"]}},
                    {"LOWER": {"IN": role_lists().serving_verbs}},
                    {"LOWER": "as"},
                ]
            ),
            Gives.ROLE,
            "Tom Reyes[, in his role as] head of the union, left.",
        ),
    )


@cache
def rows_at_appointing_verb() -> tuple[PredicateRow, ...]:
    """Returns the rows for an appointing verb, from the verb on. Its object, a name, gets the role."""
    appoints: Token = {"LOWER": {"IN": role_lists().appointing_verbs}, "TAG": {"IN": ["VBD", "VBN", "VBZ"]}}
    return (
        PredicateRow(
            "chose somebody to be",
            TokenPattern([appoints, {"SPAN": "name"}, {"LOWER": "to"}, {"LOWER": "be"}]),
            Gives.ROLE,
            "The union [elected Tom Reyes to be] its chairman.",
        ),
        PredicateRow(
            "appointed somebody",
            TokenPattern([appoints, {"SPAN": "name"}, {"LOWER": "as", "OP": "?"}]),
            Gives.ROLE,
            "Orion Foods [appointed Mia Holt as] chief financial officer.",
        ),
    )
