"""Holds a parse in Universal Dependencies as nodes that can be changed, merged and attached elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc


@dataclass(eq=False)
class Node:
    """A word of a parse. `start`, `end`: offsets into the article's text. `low`: in lower case, with straight apostrophes.

    `pos`, `morph`, `dep`: as in Universal Dependencies, until they are translated. `head`: the node itself for a root.
    `english`: the words that the components read in its place, at most two; empty for the word itself. `tag`: Penn tag.
    `into`: the node with which this one was merged, or None. `in_name`: it is part of a name. `joined`: a
    pronoun that a hyphen joins to the verb before it.
    """

    start: int
    end: int
    form: str
    low: str
    pos: str
    morph: frozenset[str]
    dep: str
    head: "Node" = field(init=False)
    tag: str = ""
    english: list[str] = field(default_factory=list)
    into: "Node | None" = None
    in_name: bool = False
    joined: bool = False

    def final(self) -> "Node":
        """Returns the node that stands for this one after all mergers."""
        node = self
        while node.into is not None:
            node = node.into
        return node

    def above(self) -> Iterator["Node"]:
        """Yields the nodes above this one in the tree, the nearest first."""
        node, passed = self, {id(self)}
        while id(head := node.head.final()) not in passed:
            passed.add(id(head))
            yield head
            node = head


def read_nodes(doc: Doc, text: str, offset: int) -> list[Node]:
    """Returns the words of a parsed part of a text as nodes. `offset`: where the part begins in the text."""
    nodes = []
    for token in doc:
        start = offset + token.idx
        end = start + len(token)
        form = text[start:end]
        low = form.lower().replace("’", "'")
        nodes.append(Node(start, end, form, low, token.pos_, frozenset(str(token.morph).split("|")), token.dep_))
    for node, token in zip(nodes, doc, strict=True):
        node.head = nodes[token.head.i]
    return nodes


def children_of(nodes: Sequence[Node]) -> dict[int, list[Node]]:
    """Returns id of a node → the nodes that depend on it, in order."""
    out: dict[int, list[Node]] = {}
    for node in nodes:
        if node.into is None and (head := node.head.final()) is not node:
            out.setdefault(id(head), []).append(node)
    return out


def attach(node: Node, head: Node, dep: str) -> None:
    """Makes `node` depend on `head`. If the head depends on the node, it takes the node's place in the tree first."""
    _lift(head, node)
    node.head, node.dep = head, dep


def merge(part: Node, whole: Node) -> None:
    """Makes `part` a piece of the word `whole`, which takes over its place, unless either is a piece already."""
    if whole.into is not None or part.into is not None:
        return
    _lift(whole, part)
    whole.start, whole.end = min(whole.start, part.start), max(whole.end, part.end)
    part.into = whole


def _lift(node: Node, above: Node) -> None:
    """Puts `node` into the place of `above` in the tree, if it is below it."""
    if any(head is above for head in node.above()):
        is_root = above.head.final() is above
        node.head, node.dep = (node, "ROOT") if is_root else (above.head.final(), above.dep)
