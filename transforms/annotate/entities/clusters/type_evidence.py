"""Finds what the context of a name shows of its entity type: a table of signs, each with its predicate."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from transforms.annotate.entities.clusters.evidence.evidence_words import evidence_words
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.ages import age_follows
from transforms.annotate.entities.names.name_mention import NameMention, Source
from transforms.annotate.entities.names.person_evidence import person_evidence
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import POSSESSIVE_MARKS, PROPER_NOUN_TAGS, SUBJECT_DEPS
from transforms.annotate.words import Words

QUOTES = frozenset("\"“‘'«")
PLACE_PREPOSITIONS = frozenset(["in", "near", "across", "throughout", "outside", "around"])
DIRECTION_PREPOSITIONS = frozenset(["at", "from"])


@dataclass(frozen=True)
class Context:
    """A name with the tokens around it.

    `before`: the token before it. `after`: the two tokens after it. "" where there is none. `common_nouns`: the nouns in the
    text that are no names.
    """

    words: Words
    name: NameMention
    before: str
    after: tuple[str, str]
    common_nouns: Container[str] = ()

    @property
    def is_single(self) -> bool:
        """Whether the name is one token."""
        return self.name.length == 1


@dataclass(frozen=True)
class TypeSign:
    """A sign of an entity type. What it weighs stands in `evidence/weights.yaml`."""

    name: str
    holds: Callable[[Context], bool]


def signs_of(words: Words, name: NameMention, common_nouns: Container[str] = ()) -> Iterator[str]:
    """Yields the names of the signs that hold for one mention, in the order of the table. `common_nouns`: see `Context`."""
    before = words.form[name.first - 1] if name.first else ""
    first_after, second_after, *_ = [*words.form[name.last : name.last + 2], "", ""]
    context = Context(words, name, before, (first_after, second_after), common_nouns)
    return (sign.name for sign in SIGNS if sign.holds(context))


def _seen_as(source: Source, kind: str) -> Callable[[Context], bool]:
    return lambda context: context.name.source == source and context.name.kind == kind


def _is_long_person(context: Context) -> bool:
    """Whether the model takes several words for a person, for which it is more reliable than for one word."""
    return context.name.source == "model" and context.name.kind == "person" and not context.is_single


def _is_lone(kind: str) -> Callable[[Context], bool]:
    """Returns the predicate for one word, not in capitals, that the model takes for the type."""
    seen = _seen_as("model", kind)
    return lambda context: seen(context) and context.is_single and not context.words.form[context.name.first].isupper()


def _has_common_word(context: Context) -> bool:
    """Whether the text has the last word of the name as a common noun, too: "Quill Mills" and "the mills"."""
    form = context.words.form[context.name.last - 1]
    return not context.is_single and form[0].isupper() and form.lower() in context.common_nouns


def _has_title(context: Context) -> bool:
    """Whether a title stands before the name: Mayor Brandt, mayor Ana Brandt."""
    before = context.before
    return before.lower() in name_lists().titles and (before[0].isupper() or not context.is_single)


def _is_after_place_preposition(context: Context) -> bool:
    """Whether a preposition of place stands before the name: in Velmarsh."""
    return context.before.lower() in PLACE_PREPOSITIONS


def _is_after_direction_preposition(context: Context) -> bool:
    """Whether a preposition of direction stands before the name: from Velmarsh."""
    return context.before.lower() in DIRECTION_PREPOSITIONS


def _has_article(context: Context) -> bool:
    """Whether the name has an article: the Herald."""
    return context.before.lower() == "the" and not _is_modifier(context)


def _is_plural(context: Context) -> bool:
    """Whether the name has an article and several words, the last one in the plural: the Velmarsh Lions."""
    last = context.words.form[context.name.last - 1]
    return not context.is_single and _has_article(context) and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _is_modifier(context: Context) -> bool:
    """Whether a noun follows that the name belongs to: the Velmarsh coast."""
    words, head = context.words, context.name.last - 1
    noun = words.head[head]
    return words.dep[head] == "compound" and noun > head and words.tag[noun] in ("NN", "NNS")


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
    noun = context.words.form[token].lower()
    return noun not in name_lists().all_heads and noun not in evidence_words().of


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
    return context.after[0] in name_lists().led_bodies and context.is_single and context.before.lower() == "the"


def _has_kin(context: Context) -> bool:
    """Whether the name has a relative: Quillbrandt's wife."""
    return context.after[0] in POSSESSIVE_MARKS and context.after[1].lower() in name_lists().kin


def _reports(context: Context) -> bool:
    """Whether the name is the subject of a reporting verb: Quillbrandt said."""
    words, head = context.words, context.name.last - 1
    return words.dep[head] in SUBJECT_DEPS and words.form[words.head[head]].lower() in reporting_verbs().person_subject


def _acts_as_person(context: Context) -> bool:
    """Whether the context shows a person: Quillbrandt was born; Quillbrandt lost her match."""
    return context.words.shown_gender(context.name.first) is not None or person_evidence(context.words, context.name) >= 1


ARTICLE = "article"
PERSONAL_ACT = "personal act"
MODEL_PLACE = "model: place"

# To add a sign, add a row and a predicate, its hand-set weight (tools/type_priors.yaml), and rows for and against it to
# test_type_evidence.py; then train the weights (tools/train_types.py).
SIGNS: tuple[TypeSign, ...] = (
    TypeSign("model: person", _seen_as("model", "person")),
    TypeSign("model: organization", _seen_as("model", "organization")),
    TypeSign(MODEL_PLACE, _seen_as("model", "place")),
    TypeSign("model: group", _seen_as("model", "group")),
    TypeSign("model: event", _seen_as("model", "event")),
    TypeSign("model: work", _seen_as("model", "work")),
    TypeSign("model: product", _seen_as("model", "product")),
    TypeSign("model: law", _seen_as("model", "law")),
    TypeSign("model: other", _seen_as("model", "other")),
    TypeSign("rule: person", _seen_as("rule", "person")),
    TypeSign("rule: organization", _seen_as("rule", "organization")),
    TypeSign("rule: place", _seen_as("rule", "place")),
    TypeSign("rule: group", _seen_as("rule", "group")),
    TypeSign("rule: event", _seen_as("rule", "event")),
    TypeSign("rule: work", _seen_as("rule", "work")),
    TypeSign("rule: product", _seen_as("rule", "product")),
    TypeSign("rule: law", _seen_as("rule", "law")),
    TypeSign("rule: other", _seen_as("rule", "other")),
    TypeSign("long person", _is_long_person),
    TypeSign("lone organization", _is_lone("organization")),
    TypeSign("lone place", _is_lone("place")),
    TypeSign("lone person", _is_lone("person")),
    TypeSign("common word", _has_common_word),
    TypeSign("title", _has_title),
    TypeSign("place preposition", _is_after_place_preposition),
    TypeSign(ARTICLE, _has_article),
    TypeSign("plural", _is_plural),
    TypeSign("members", _has_members),
    TypeSign("affiliation", _is_affiliation),
    TypeSign("direction preposition", _is_after_direction_preposition),
    TypeSign("person noun", _has_person_noun),
    TypeSign("noun: work", _named_by_noun_of("work")),
    TypeSign("noun: organization", _named_by_noun_of("organization")),
    TypeSign("noun: place", _named_by_noun_of("place")),
    TypeSign("noun: product", _named_by_noun_of("product")),
    TypeSign("age", _age_follows),
    TypeSign("state", _state_follows),
    TypeSign("led body", _leads_body),
    TypeSign("kin", _has_kin),
    TypeSign("reporting verb", _reports),
    TypeSign(PERSONAL_ACT, _acts_as_person),
)
