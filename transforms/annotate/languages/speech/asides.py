"""Finds the reporter's words between quotation marks: « Oui, dit-il, je viens. »"""

from collections.abc import Iterator, Mapping, Sequence

from transforms.annotate.languages.nodes import Node
from transforms.text import Span

MARKS = frozenset('"“”„«»')
SENTENCE_ENDS = frozenset(".!?…")
BEFORE = frozenset([",", "?", "!", "…", "..."])
SUBJECTS = frozenset(["nsubj", "nsubj:pass"])
REACH = 30  # words of such an insertion


def find_asides(nodes: Sequence[Node], number: Mapping[int, int], saying: Sequence[Node]) -> Iterator[Span]:
    """Yields the insertions with an inverted verb of saying after a comma or a question mark, as offsets with the commas at
    their edges.

    They are found everywhere; only those between marks matter. `number`: id of a node → its place. `saying`: the verbs.
    """
    last = -1
    for verb in saying:
        i = number[id(verb)]
        begin = _first_word(nodes, i)
        subject = max((number[id(n)] for n in nodes[i + 1 : i + REACH] if n.head is verb and n.dep in SUBJECTS), default=None)
        if subject is None:
            subject = next((k for k in range(begin, i) if nodes[k].joined), None)
        if subject is None or not begin or begin <= last or nodes[begin - 1].low not in BEFORE:
            continue
        end = _end(nodes, max(subject, i) + 1)
        if end is not None:
            last = end
            yield Span(nodes[begin - 1].start if nodes[begin - 1].low == "," else nodes[begin].start, nodes[end].end)


def _first_word(nodes: Sequence[Node], i: int) -> int:
    """Returns the first word of the verb at `i` with its auxiliary and a pronoun between them."""
    begin = i
    while (
        begin and (nodes[begin - 1].into is not None or nodes[begin - 1].head is nodes[i]) and nodes[begin - 1].pos != "PUNCT"
    ):
        begin -= 1
    return begin


def _end(nodes: Sequence[Node], first: int) -> int | None:
    """Returns the comma or the stop that ends the insertion, or None when the quotation ends first.

    After a comma, an apposition still belongs to it, if no finite verb follows up to the end of the sentence.
    """
    comma = None
    for k in range(first, min(first + REACH, len(nodes))):
        if nodes[k].low in MARKS:
            return None if comma is None else comma
        if nodes[k].low in SENTENCE_ENDS:
            return k
        if nodes[k].low == ",":
            comma = k if comma is None else comma
        elif comma is not None and "VerbForm=Fin" in nodes[k].morph:
            return comma
    return comma
