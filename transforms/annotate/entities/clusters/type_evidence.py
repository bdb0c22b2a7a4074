"""Weighs what the context of a name shows of its entity type: a table of signs, each with its weights and its predicate."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.ages import age_follows
from transforms.annotate.entities.names.datelines import ENDS as DATELINE_ENDS
from transforms.annotate.entities.names.name_mention import NameMention, Source
from transforms.annotate.entities.names.person_evidence import person_evidence
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import POSSESSIVE_MARKS, PROPER_NOUN_TAGS, SUBJECT_DEPS
from transforms.annotate.words import Words

QUOTES = frozenset("\"“‘'«")
PLACE_PREPOSITIONS = frozenset(["in", "near", "across", "throughout", "outside", "around"])
DIRECTION_PREPOSITIONS = frozenset(["at", "to", "from"])


@dataclass(frozen=True)
class Context:
    """A name with the tokens around it.

    `before`: the token before it. `after`: the two tokens after it. "" where there is none.
    """

    words: Words
    name: NameMention
    before: str
    after: tuple[str, str]

    @property
    def is_single(self) -> bool:
        """Whether the name is one token."""
        return self.name.length == 1


@dataclass(frozen=True)
class TypeSign:
    """A sign of an entity type. `weights`: type → how much one mention with the sign counts for it (or against it)."""

    name: str
    weights: Mapping[str, float]
    holds: Callable[[Context], bool]


def signs_of(words: Words, name: NameMention) -> Iterator[str]:
    """Yields the names of the signs that hold for one mention, in the order of the table."""
    before = words.form[name.first - 1] if name.first else ""
    first_after, second_after, *_ = [*words.form[name.last : name.last + 2], "", ""]
    context = Context(words, name, before, (first_after, second_after))
    return (sign.name for sign in SIGNS if sign.holds(context))


def _seen_as(source: Source, kind: str) -> Callable[[Context], bool]:
    return lambda context: context.name.source == source and context.name.kind == kind


def _is_long_person(context: Context) -> bool:
    """Whether the model takes several words for a person, for which it is more reliable than for one word."""
    return context.name.source == "model" and context.name.kind == "person" and not context.is_single


def _has_title(context: Context) -> bool:
    """Whether a title stands before the name: Mayor Brandt, mayor Ana Brandt."""
    before = context.before
    return before.lower() in name_lists().titles and (before[0].isupper() or not context.is_single)


def _is_after_place_preposition(context: Context) -> bool:
    """Whether a preposition of place stands before the name: in Velmarsh."""
    return context.before.lower() in PLACE_PREPOSITIONS


def _is_after_direction_preposition(context: Context) -> bool:
    """Whether a preposition of direction stands before the name: to Velmarsh."""
    return context.before.lower() in DIRECTION_PREPOSITIONS


def _is_dateline(context: Context) -> bool:
    """Whether the name is the place of a dateline: VELMARSH — Growers said."""
    words, name = context.words, context.name
    if name.kind != "place" or context.after[0] not in DATELINE_ENDS:
        return False
    return all(map(str.isupper, words.form[name.first : name.last])) and _begins_paragraph(words, name.first)


def _begins_paragraph(words: Words, i: int) -> bool:
    return i == 0 or "\n" in words.text[words.start[i - 1] : words.start[i]]


def _has_article(context: Context) -> bool:
    """Whether the name has an article: the Herald."""
    return context.before.lower() == "the"


def _word_before_of(context: Context) -> int | None:
    """Returns the number of the token before "of" and the name; None without "of"."""
    token = context.name.first - 2
    return token if token >= 0 and context.before.lower() == "of" else None


def _has_members(context: Context) -> bool:
    """Whether the name is what somebody is a member of: a member of Civic Hope."""
    token = _word_before_of(context)
    return token is not None and context.words.form[token].lower() in name_lists().member_nouns


def _is_affiliation(context: Context) -> bool:
    """Whether the name is the affiliation of another name: Ana Brandt of Civic Hope."""
    token = _word_before_of(context)
    if token is None or _has_members(context) or context.words.tag[token] not in PROPER_NOUN_TAGS:
        return False
    return context.words.form[token].lower() not in name_lists().all_heads


def _has_person_noun(context: Context) -> bool:
    """Whether a noun for a person stands before the name: designer Quillbrandt."""
    before, first = context.before, context.name.first
    is_compound = before.islower() and context.words.dep[first - 1] == "compound"
    return is_compound and before in person_nouns() and not _has_title(context)


def _named_by_noun_of(kind: str) -> Callable[[Context], bool]:
    """Returns the predicate for a noun of the type `kind` before the name: the film Delta Nights, the film “Delta Nights”."""

    def holds(context: Context) -> bool:
        noun, is_quoted = context.before, context.before in QUOTES
        if is_quoted and context.name.first > 1:
            noun = context.words.form[context.name.first - 2]
        return name_lists().type_of_noun_before.get(noun.lower()) == kind and not (is_quoted and context.is_single)

    return holds


def _age_follows(context: Context) -> bool:
    """Whether an age follows the name: Quillbrandt, 44."""
    return age_follows(context.words, context.name.last)


def _state_follows(context: Context) -> bool:
    """Whether a state or country follows the name: Velmarsh, Ohio."""
    if context.after[0] != "," or context.after[1] not in well_known_names().regions:
        return False
    return context.words.tag[context.name.last + 1] in PROPER_NOUN_TAGS


def _leads_body(context: Context) -> bool:
    """Whether the name is that of the leader of a body: the Brandt government."""
    return context.after[0] in name_lists().led_bodies and context.is_single and _has_article(context)


def _has_kin(context: Context) -> bool:
    """Whether the name has a relative: Quillbrandt's wife."""
    return context.after[0] in POSSESSIVE_MARKS and context.after[1].lower() in name_lists().kin


def _reports(context: Context) -> bool:
    """Whether the name is the subject of a reporting verb: Quillbrandt said."""
    words, head = context.words, context.name.last - 1
    return words.dep[head] in SUBJECT_DEPS and words.form[words.head[head]].lower() in reporting_verbs().person_subject


def _acts_as_person(context: Context) -> bool:
    """Whether the context shows a person: Quillbrandt was born; Quillbrandt lost her match."""
    return person_evidence(context.words, context.name) >= 1


ARTICLE = "article"
PERSONAL_ACT = "personal act"
MODEL_PLACE = "model: place"

# Weights are set by hand; `types.type_weights` adds up the mentions of an entity. To add a sign, add a row and a predicate,
# and rows for and against it to test_type_evidence.py.
SIGNS: tuple[TypeSign, ...] = (
    TypeSign("model: person", {"person": 1.0}, _seen_as("model", "person")),
    TypeSign("model: organization", {"organization": 0.85}, _seen_as("model", "organization")),
    TypeSign(MODEL_PLACE, {"place": 1.0}, _seen_as("model", "place")),
    TypeSign("model: group", {"group": 1.6}, _seen_as("model", "group")),
    TypeSign("model: event", {"event": 1.4}, _seen_as("model", "event")),
    TypeSign("model: work", {"work": 1.2}, _seen_as("model", "work")),
    TypeSign("model: product", {"product": 1.2}, _seen_as("model", "product")),
    TypeSign("model: law", {"law": 1.2}, _seen_as("model", "law")),
    TypeSign("model: other", {"other": 0.8}, _seen_as("model", "other")),
    TypeSign("rule: person", {"person": 1.5}, _seen_as("rule", "person")),
    TypeSign("rule: organization", {"organization": 1.5}, _seen_as("rule", "organization")),
    TypeSign("rule: place", {"place": 1.2}, _seen_as("rule", "place")),
    TypeSign("rule: group", {"group": 1.6}, _seen_as("rule", "group")),
    TypeSign("rule: event", {"event": 2.0}, _seen_as("rule", "event")),
    TypeSign("rule: work", {"work": 1.5}, _seen_as("rule", "work")),
    TypeSign("rule: product", {"product": 2.5}, _seen_as("rule", "product")),
    TypeSign("rule: law", {"law": 2.0}, _seen_as("rule", "law")),
    TypeSign("rule: other", {"other": 0.4}, _seen_as("rule", "other")),
    TypeSign("long person", {"person": 0.8}, _is_long_person),
    TypeSign("title", {"person": 2.6}, _has_title),
    TypeSign("place preposition", {"place": 1.1}, _is_after_place_preposition),
    TypeSign("dateline", {"place": 2.0}, _is_dateline),
    TypeSign(ARTICLE, {"person": -1.5, "organization": 0.5, "place": -0.8}, _has_article),
    TypeSign("members", {"organization": 0.8, "person": -0.3}, _has_members),
    TypeSign("affiliation", {"person": -1.2, "organization": 0.4}, _is_affiliation),
    TypeSign("direction preposition", {"place": 0.35}, _is_after_direction_preposition),
    TypeSign("person noun", {"person": 1.6}, _has_person_noun),
    TypeSign("noun: work", {"work": 3.0}, _named_by_noun_of("work")),
    TypeSign("noun: organization", {"organization": 2.0}, _named_by_noun_of("organization")),
    TypeSign("noun: place", {"place": 2.0}, _named_by_noun_of("place")),
    TypeSign("noun: product", {"product": 2.0}, _named_by_noun_of("product")),
    TypeSign("age", {"person": 3.0}, _age_follows),
    TypeSign("state", {"place": 2.5}, _state_follows),
    TypeSign("led body", {"person": 1.5}, _leads_body),
    TypeSign("kin", {"person": 1.2}, _has_kin),
    TypeSign("reporting verb", {"person": 0.6}, _reports),
    TypeSign(PERSONAL_ACT, {"person": 1.6}, _acts_as_person),
)
