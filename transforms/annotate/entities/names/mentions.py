"""Finds all name mentions of a text: the user's names, the model's names, and names from patterns and lists."""

from collections.abc import Iterable, Iterator, Sequence

from transforms.annotate.entities.lexicon.gazetteer import Gazetteer
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.bodies.before_roles import find_bodies_before_roles
from transforms.annotate.entities.names.capital_runs import capital_runs
from transforms.annotate.entities.names.datelines import find_datelines
from transforms.annotate.entities.names.defined_acronyms import Definition, find_definitions, names_of_definitions
from transforms.annotate.entities.names.headlines import headline_tokens
from transforms.annotate.entities.names.known_mentions import find_user_names, find_well_known_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.nicknames import CLOSING, OPENING, names_with_nickname
from transforms.annotate.entities.names.patterns import find_patterns
from transforms.annotate.entities.names.person_evidence import find_unseen_people
from transforms.annotate.entities.names.propagate import extend_to_longer_names, propagate
from transforms.annotate.entities.names.spans.repair import repair
from transforms.annotate.entities.names.spans.whole_people import join_people
from transforms.annotate.words import Words

SENTENCE_ENDS = frozenset([".", "!", "?", "…"])


def find_names(words: Words, gazetteer: Gazetteer) -> list[NameMention]:
    """Returns all name mentions, in text order. No two of them share a token."""
    in_headline = headline_tokens(words)
    nicknamed = [name for name in names_with_nickname(words) if not in_headline[name.first]]
    sure = _without_overlaps(words, [find_user_names(words, gazetteer), nicknamed, find_datelines(words)])
    model = [n for n in _without_parts(_model_names(words)) if not in_headline[n.first] and not _is_quoted_sentence(words, n)]
    definitions = list(find_definitions(words))
    model = _without_terms(words, model, definitions)
    bodies = [name for name in find_bodies_before_roles(words) if not in_headline[name.first]]
    sure = _without_overlaps(words, [sure, names_of_definitions(words, definitions, model), bodies])
    people = [name for name in find_unseen_people(words) if not in_headline[name.first]]
    spans = _without_overlaps(words, [sure, model, people])
    patterns = list(find_patterns(words, list(capital_runs(words, in_headline)), _owners(words, spans), spans))
    patterns = _without_terms(words, patterns, definitions)
    spans = _without_overlaps(words, [sure, patterns, model, people])
    spans = extend_to_longer_names(words, list(join_people(words, spans)))
    taken = bytearray(len(words))
    for name in spans:
        taken[name.first : name.last] = b"\1" * name.length
    spans += find_well_known_names(words, gazetteer, taken)
    return sorted([*spans, *propagate(words, sorted(spans), taken)])


def _model_names(words: Words) -> Iterable[NameMention]:
    type_of_label = name_lists().type_of_label
    for name in words.names:
        if name.label in type_of_label:
            yield from repair(words, NameMention(name.first, name.last, type_of_label[name.label]))


def _without_parts(names: Iterable[NameMention]) -> Iterator[NameMention]:
    """Yields the names without those that the next one contains: "Ana" before "Ana Maria Brandt"."""
    last: NameMention | None = None
    for name in names:
        if last is not None and not (name.first <= last.first and last.last <= name.last and name.length > last.length):
            yield last
        last = name
    if last is not None:
        yield last


def _without_terms(words: Words, names: Iterable[NameMention], definitions: Iterable[Definition]) -> list[NameMention]:
    """Returns the names without acronyms that the text defines as terms: "gross local income (GLI)"."""
    terms = {words.form[definition.acronym] for definition in definitions if not definition.is_name}
    return [name for name in names if name.length > 1 or words.form[name.first] not in terms]


def _is_quoted_sentence(words: Words, name: NameMention) -> bool:
    """Whether the name is a quoted sentence that the model takes for a title: “Scenes. Just scenes,” “Shame on you!”.

    After a title that ends with a stop the mark closes at once, and its last word has a capital.
    """
    first, last = name.first, name.last
    if name.kind not in ("work", "product") or not first or words.form[first - 1] not in OPENING:
        return False
    if last + 1 >= len(words) or words.form[last] not in SENTENCE_ENDS:
        return False
    return words.form[last + 1] not in CLOSING or words.form[last - 1].islower()


def _without_overlaps(words: Words, ranked: Iterable[Iterable[NameMention]]) -> list[NameMention]:
    """Returns the spans in text order, without those that share a token with a span that comes earlier in `ranked`."""
    taken = bytearray(len(words))
    out = []
    for name in (name for names in ranked for name in names):
        if not any(taken[name.first : name.last]):
            taken[name.first : name.last] = b"\1" * name.length
            out.append(name)
    return sorted(out)


def _owners(words: Words, spans: Sequence[NameMention]) -> list[int]:
    """Returns, for each token, the number of its span, or -1."""
    out = [-1] * len(words)
    for k, name in enumerate(spans):
        out[name.first : name.last] = [k] * name.length
    return out
