"""Reads what the words for people show: titles before a name, nouns for people with their gender and their adjectives."""

from collections.abc import Sequence

from transforms.annotate.languages.glossary import Glossary
from transforms.annotate.languages.nodes import Node, attach, merge

MASCULINE, FEMININE, PLURAL = "Gender=Masc", "Gender=Fem", "Number=Plur"
LONGEST_NAME = 8  # words
BETWEEN = 3  # words between a determiner and its noun
MOST_ADJECTIVES = 2


def translate_title(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Sets `english` of a title at word `i`, and makes it depend on the name after it. Returns whether it is one."""
    node = nodes[i]
    if node.low not in table.titles or not (node.low.endswith(".") or _is_before_name(nodes, i, table)):
        return False
    node.english, node.pos = [table.titles[node.low]], "PROPN"
    last = i
    while last + 1 < len(nodes) and nodes[last + 1].in_name and last - i < LONGEST_NAME:
        last += 1
    if last > i:
        attach(node, nodes[last], "compound")
        for other in nodes:
            if other.head is node and other is not node:
                other.head = nodes[last]
    return True


def _is_before_name(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    after = next((node for node in nodes[i + 1 : i + 3] if node.low not in table.particles), None)
    return nodes[i].form[:1].isupper() and after is not None and after.form[:1].isupper()


def translate_people(nodes: Sequence[Node], table: Glossary) -> dict[int, str | None]:
    """Merges the adjectives right after nouns for people into them: directrice générale, conseiller municipal.

    Returns id of a noun for a person → `he` or `she`, where grammar shows the gender (la ministre), or None.
    """
    genders: dict[int, str | None] = {}
    for i, node in enumerate(nodes):
        if node.pos == "NOUN" and node.low in table.roles and node.into is None:
            genders[id(node)] = _gender(nodes, i, table)
            _join_adjectives(nodes, i)
    return genders


def _gender(nodes: Sequence[Node], i: int, table: Glossary) -> str | None:
    """Returns `he` or `she` for a noun, as its determiner shows, or else its ending; None for a plural."""
    node = nodes[i]
    determiners = [other for other in nodes[max(0, i - BETWEEN) : i] if other.pos == "DET" and other.head.final() is node]
    if any(other.low in table.singular for other in determiners):
        node.morph = node.morph - {PLURAL}
    if PLURAL in node.morph:
        return None
    shown = next((other.morph for other in determiners if other.low in table.gendered), None)
    if shown is not None:
        return "she" if FEMININE in shown else "he" if MASCULINE in shown else None
    return next((gender for ending, gender in table.gendered_endings.items() if node.low.endswith(ending)), None)


def _join_adjectives(nodes: Sequence[Node], i: int) -> None:
    for node in nodes[i + 1 : i + 1 + MOST_ADJECTIVES]:
        if node.pos != "ADJ" or node.form[:1].isupper() or node.in_name:
            return
        merge(node, nodes[i])
