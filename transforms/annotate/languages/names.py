"""Takes over the names of the model with English labels, and adds people whom a role or a given name shows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from transforms.annotate.languages.glossary import Glossary
from transforms.annotate.languages.nodes import Node

LABELS = {"PER": "PERSON", "LOC": "GPE"}
PERSON = "PERSON"
LONGEST = 5  # words of a person's name


class FoundName(NamedTuple):
    """A name: the numbers of its first and its last (excluded) word, and the label."""

    first: int
    last: int
    label: str


def find_names(doc: Doc, nodes: Sequence[Node], table: Glossary) -> list[FoundName]:
    """Returns the names of a parsed part, in order, and marks their words with `in_name`.

    An office is no name ("ministre de l'Industrie"), nor is a participle that begins a sentence ("Contactée, …").
    """
    names: list[FoundName] = []
    end = 0
    for found in doc.ents:
        name = FoundName(found.start, found.end, LABELS.get(found.label_, found.label_))
        if not (_is_office(nodes, name, table) or _is_participle(nodes, name, table) or _is_function_word(nodes, name, table)):
            names.extend(person for person in _with_person(nodes, name, table) if person.first >= end)
            end = names[-1].last if names else 0
    taken = {i for name in names for i in range(name.first, name.last)}
    names += [*_people_beside(nodes, taken, table)]
    for name in names:
        for node in nodes[name.first : name.last]:
            node.in_name = True
    return sorted(names)


def _is_office(nodes: Sequence[Node], name: FoundName, table: Glossary) -> bool:
    """Whether the model takes an office for a name."""
    first, last = nodes[name.first], nodes[name.last - 1]
    begins = first.low in table.roles and first.form[:1].islower()
    return name.label != PERSON and (begins or (last.low in table.roles and last.form[:1].islower()))


def _is_participle(nodes: Sequence[Node], name: FoundName, table: Glossary) -> bool:
    """Whether a single word that begins a sentence is a participle: Contactée, la mairie …"""
    after = nodes[name.last].form[:1] if name.last < len(nodes) else ""
    begins = name.first == 0 or nodes[name.first - 1].low in ".!?"
    return (
        name.last - name.first == 1
        and begins
        and nodes[name.first].low.endswith(table.participle_endings)
        and not after.isupper()
    )


def _is_function_word(nodes: Sequence[Node], name: FoundName, table: Glossary) -> bool:
    return name.last - name.first == 1 and table.word(nodes[name.first].low, "PRON") is not None


def _with_person(nodes: Sequence[Node], name: FoundName, table: Glossary) -> Iterator[FoundName]:
    """Yields the name; from a given name on it is a person, and what stands before is an office: le ministre Ana Brandt."""
    for i in range(name.first, name.last - 1):
        if nodes[i].low in table.given_names and nodes[i].form[:1].isupper() and nodes[i + 1].form[:1].isupper():
            before = nodes[i - 1] if i else None
            named_after = before is not None and before.pos == "NOUN" and before.low not in table.roles  # rue Ana Brandt
            if not (named_after and i == name.first):
                name = FoundName(i, name.last, PERSON)
            break
    first = nodes[name.first]
    if name.last - name.first == 1 and first.low in table.given_names and first.form[:1].isupper():
        last = _end_of_name(nodes, name.first, set(), table)
        name = FoundName(name.first, last, PERSON) if last > name.last else name
    yield name


def _people_beside(nodes: Sequence[Node], taken: set[int], table: Glossary) -> Iterator[FoundName]:
    """Yields the people whom the model does not see: capitalized words after a role, or from a given name on."""
    end = 0
    for i, node in enumerate(nodes):
        if i < end or i in taken:
            continue
        first = i + 1 if node.low in table.roles and node.pos in ("NOUN", "ADJ", "VERB") else i
        if first == i and not (node.low in table.given_names and node.form[:1].isupper()):
            continue
        end = _end_of_name(nodes, first, taken, table)
        if end - first > 1:
            yield FoundName(first, end, PERSON)


def _end_of_name(nodes: Sequence[Node], first: int, taken: set[int], table: Glossary) -> int:
    """Returns the end (excluded) of the capitalized words from `first` on; `first` if another name touches them."""
    end = i = first
    while i < min(first + LONGEST, len(nodes)) and i not in taken:
        if nodes[i].form[:1].isupper():
            end = i + 1
        elif nodes[i].low not in table.particles:
            break
        i += 1
    return first if end in taken else end
