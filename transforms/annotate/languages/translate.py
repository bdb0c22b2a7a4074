"""Translates the parse of a pipeline with universal labels into the words, tags and labels that the components know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from transforms.annotate.languages.glossary import Glossary, glossary
from transforms.annotate.languages.names import PERSON, FoundName, find_names
from transforms.annotate.languages.nodes import Node, read_nodes
from transforms.annotate.languages.speech.asides import find_asides
from transforms.annotate.languages.speech.english_verbs import inflected
from transforms.annotate.languages.speech.subjects import (
    find_apposed_name,
    find_inverted_subject,
    join_adjectives,
    name_sources,
    split_joined_pronouns,
    take_complement,
)
from transforms.annotate.languages.speech.verbs import translate_verbs
from transforms.annotate.languages.tags import penn_tag
from transforms.annotate.languages.trees import to_english_tree
from transforms.annotate.languages.vocabulary import translate_words
from transforms.text import Span

UNIVERSAL_LABELS = frozenset(["case", "obj"])  # no English pipeline of spaCy has them
# Small pipelines take a guillemet for a noun or a verb, and do not split words at a curly apostrophe.
STRAIGHT_MARKS = str.maketrans("«»“”„‟’", '""""""' + "'")


@dataclass
class TranslatedPart:
    """The words of a part of a text, as columns of `Words`; `head` and `names` count from the first word of the part.

    `names`: first word, last word (excluded) and label. `genders`, `asides`: as in `TranslatedWords`.
    """

    form: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    genders: dict[int, str] = field(default_factory=dict)
    asides: list[Span] = field(default_factory=list)


def is_universal(nlp: Language) -> bool:
    """Whether the parser of a pipeline has the labels of Universal Dependencies rather than those of spaCy's English."""
    return "parser" in nlp.pipe_names and {*nlp.get_pipe("parser").labels} >= UNIVERSAL_LABELS  # type: ignore[attr-defined]


def for_universal_parser(text: str) -> str:
    """Returns a text with straight quotation marks and apostrophes, of the same length.

    >>> for_universal_parser("« Oui », dit-il.")
    '" Oui ", dit-il.'
    """
    return text.translate(STRAIGHT_MARKS)


def translate(doc: Doc, text: str, offset: int, language: str) -> TranslatedPart:
    """Returns the words of a parsed part of a text. `offset`: where the part begins. `language`: of the glossary."""
    table = glossary(language)
    nodes = read_nodes(doc, text, offset)
    names = find_names(doc, nodes, table)
    split_joined_pronouns(nodes, table)
    genders = translate_words(nodes, table)
    saying = [*translate_verbs(nodes, table)]
    number = {id(node): i for i, node in enumerate(nodes)}
    for verb in saying:
        find_inverted_subject(nodes, number, verb, table)
        find_apposed_name(nodes, number, verb)
        take_complement(nodes, number, verb)
        join_adjectives(nodes, number, verb)
    name_sources(nodes, saying)
    asides = [*find_asides(nodes, number, saying)]
    to_english_tree(nodes, [nodes[name.first : name.last] for name in names if name.label == PERSON])
    for node in nodes:
        node.tag = node.tag or penn_tag(node)
    for verb in saying:
        verb.english = [inflected(verb.english[0], verb.tag)]
    out = _columns(nodes, genders, names, table)
    out.asides = asides
    return out


def _columns(
    nodes: Sequence[Node], genders: dict[int, str | None], names: Iterable[FoundName], table: Glossary
) -> TranslatedPart:
    """Returns the nodes that are left as columns.

    `genders`: id of a node → gender.
    """
    out = TranslatedPart()
    alive = sorted((node for node in nodes if node.into is None), key=lambda node: node.start)
    first: dict[int, int] = {}  # id of a node → its first word
    last: dict[int, int] = {}  # → its last word, on which the others depend
    for node in alive:
        first[id(node)] = last[id(node)] = len(out.form)
        for k, form in enumerate(node.english or [node.form]):
            last[id(node)] = len(out.form)
            out.form.append(form.capitalize() if node.english and not k and node.form[:1].isupper() else form)
            out.start.append(node.start + (k and 1))
            out.end.append(node.end)
            out.tag.append(node.tag)
            out.dep.append(node.dep)
    for node in alive:
        _set_heads(out, node, first[id(node)], last[id(node)], last[id(node.head.final())])
        gender = genders.get(id(node))
        if gender is not None:
            out.genders[last[id(node)]] = gender
    for name in names:
        begin, end = nodes[name.first].final(), nodes[name.last - 1].final()
        if name.last - name.first > 1 and (gender := table.given_names.get(begin.low)) is not None:
            out.genders[first[id(begin)]] = gender
        out.names.append((first[id(begin)], last[id(end)] + 1, name.label))
    return out


def _set_heads(out: TranslatedPart, node: Node, first: int, last: int, head: int) -> None:
    """Sets the heads of the words of a node: "according" and "to" form a chain, the "to" of an infinitive depends on it."""
    out.head.extend([head] * (last + 1 - first))
    if first == last:
        return
    out.end[first] = out.start[last]
    if node.english[0] == "to":
        out.head[first], out.dep[first], out.tag[first] = last, "aux", "TO"
    else:
        is_root = out.head[first] == last
        out.head[first] = first if is_root else out.head[first]
        out.head[last], out.dep[last] = first, "prep"
