"""Turns a tree of Universal Dependencies into one with the labels and heads of English spaCy pipelines."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from transforms.annotate.languages.nodes import Node, attach, children_of

LABELS = {
    "acl:relcl": "relcl",
    "aux:pass": "auxpass",
    "aux:tense": "aux",
    "aux:caus": "aux",
    "expl:subj": "expl",
    "expl:comp": "dep",
    "expl:pass": "dep",
    "expl:pv": "dep",
    "flat": "compound",
    "flat:name": "compound",
    "flat:foreign": "compound",
    "fixed": "prep",
    "iobj": "dative",
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "obj": "dobj",
    "obl": "npadvmod",
    "obl:agent": "pobj",
    "obl:arg": "npadvmod",
    "obl:mod": "npadvmod",
    "obl:tmod": "npadvmod",
    "vocative": "npadvmod",
    "goeswith": "compound",
    "list": "conj",
    "orphan": "dep",
    "reparandum": "dep",
    "dislocated": "dep",
    "discourse": "intj",
}
FLAT = frozenset(["flat:name", "flat", "flat:foreign"])
SEPARATORS = frozenset(',;:()«»"')
FREE = frozenset(["obl:mod", "obl:arg", "obl", "nmod", "dep", "dislocated", "vocative", "advcl", "obj"])
MOVE_WITH_COPULA = frozenset(
    [
        "nsubj",
        "csubj",
        "aux",
        "aux:tense",
        "mark",
        "advmod",
        "advcl",
        "punct",
        "expl:subj",
        "expl",
        "cc",
        "conj",
        "parataxis",
        "dep",
    ]
)


def to_english_tree(nodes: Sequence[Node], people: Iterable[Sequence[Node]] = ()) -> None:
    """Changes heads and labels in place. `people`: the words of each person's name.

    The last word of a name becomes its head; a copula becomes the head of its predicate; a preposition stands between a noun
    and the noun's head; a noun right before a name depends on it.
    """
    alive = [node for node in nodes if node.into is None]
    _attach_determiners(alive)
    _find_appositions(alive)
    _turn_names(alive)
    for words in people:
        _join_name(alive, [node for node in words if node.into is None])
    _turn_described_names(alive)
    _find_subjects(alive)
    _turn_copulas(alive)
    _turn_cases(alive)
    for node in alive:
        node.dep = LABELS.get(node.dep, node.dep.partition(":")[0])
    break_cycles(alive)


def _attach_determiners(nodes: Sequence[Node]) -> None:
    """Makes each determiner depend on the noun right after it, if the parser did not see one."""
    for node, after in pairwise(nodes):
        if node.pos == "DET" and after.pos in ("NOUN", "PROPN") and node.dep != "det":
            attach(node, after, "det")


def _find_appositions(nodes: Sequence[Node]) -> None:
    """Makes a name after a noun and a comma an apposition; the parser may see a list there: son avocate, Ana Brandt."""
    below = children_of(nodes)
    for node in nodes:
        listed = any(child.dep == "cc" for child in below.get(id(node), ()))
        if node.dep == "conj" and not listed and (node.pos == "PROPN") != (node.head.pos == "PROPN"):
            node.dep = "appos"


def _turn_names(nodes: Sequence[Node]) -> None:
    """Makes the last word of each flat name the head of the words before it. A noun before a name keeps it as an apposition."""
    below = children_of(nodes)
    for node in nodes:
        flat = [child for child in below.get(id(node), ()) if child.dep in FLAT and child.start > node.start]
        if not flat:
            continue
        if node.pos == "NOUN" and not node.form[:1].isupper():
            first = flat[0]
            for word in flat[1:]:
                word.head = first
            first.dep = "appos"
            _make_last_the_head(first, flat[1:], below)
        else:
            _make_last_the_head(node, flat, below)


def _make_last_the_head(first: Node, rest: Sequence[Node], below: dict[int, list[Node]]) -> None:
    if not rest:
        return
    last = rest[-1]
    children = [child for child in below.get(id(first), ()) if child not in rest and child is not last]
    for child in children:
        child.head = last
    is_root = first.head.final() is first
    last.head, last.dep = (last, "ROOT") if is_root else (first.head.final(), first.dep)
    for word in (first, *rest[:-1]):
        word.head, word.dep = last, "compound"


def _join_name(nodes: Sequence[Node], name: Sequence[Node]) -> None:
    """Makes the last word of a person's name the head of the others, however the parser has attached them."""
    if len(name) < 2:
        return
    inside, last = {id(node) for node in name}, name[-1]
    outer = next((node for node in name if id(node.head.final()) not in inside or node.head.final() is node), last)
    head, dep = outer.head.final(), outer.dep
    for node in nodes:
        if id(node) not in inside and id(node.head.final()) in inside:
            node.head = last
    for node in name[:-1]:
        node.head, node.dep = last, "compound"
    last.head, last.dep = last, "ROOT"
    if head is not outer:
        attach(last, head, dep)


def _turn_described_names(nodes: Sequence[Node]) -> None:
    """Makes a name the head of the noun before it that describes it: l'économiste Ana Brandt."""
    number = {id(node): i for i, node in enumerate(nodes)}
    for name in nodes:
        noun = name.head.final()
        if name.dep != "appos" or not name.in_name or noun.pos != "NOUN" or noun.in_name or noun.start > name.start:
            continue
        between = nodes[number[id(noun)] + 1 : number[id(name)]]
        if all(node.low not in SEPARATORS for node in between):
            attach(noun, name, "compound")
            for node in nodes:
                if node.head is noun and node is not noun and (node.dep == "case" or node.start > name.start):
                    node.head = name


def _find_subjects(nodes: Sequence[Node]) -> None:
    """Makes a name without a preposition the subject of a verb after it that has none: Ana Brandt, 45 ans, ne cache rien."""
    below = children_of(nodes)
    number = {id(node): i for i, node in enumerate(nodes)}
    for verb in nodes:
        if "VerbForm=Fin" not in verb.morph and not any(child.dep.startswith("aux") for child in below.get(id(verb), ())):
            continue
        children = below.get(id(verb), ())
        if any(child.dep in ("nsubj", "nsubj:pass", "expl:subj") for child in children):
            continue
        for child in children:
            is_free = child.dep in FREE and not any(node.dep == "case" for node in below.get(id(child), ()))
            if child.start < verb.start and child.in_name and is_free:
                child.dep = "nsubj"
                break
        else:
            _take_root_before(nodes, number, verb)


def _take_root_before(nodes: Sequence[Node], number: Mapping[int, int], verb: Node) -> None:
    """Makes a name right before a verb its subject, where the parser ends a sentence between them."""
    k = number[id(verb)] - 1
    while k >= 0 and (nodes[k].pos in ("ADV", "AUX", "PRON") and nodes[k].head.final() is verb):
        k -= 1
    if k < 0 or not nodes[k].in_name or nodes[k].start >= verb.start:
        return
    name = nodes[k]
    if all(head.start < verb.start for head in name.above()):
        attach(name, verb, "nsubj")


def _turn_copulas(nodes: Sequence[Node]) -> None:
    """Makes each copula the head of its clause, and the predicate its attribute or adjective."""
    below = children_of(nodes)
    for copula in nodes:
        if copula.dep != "cop":
            continue
        predicate = copula.head.final()
        attach(copula, predicate, "cop")
        dep = "acomp" if predicate.pos in ("ADJ", "VERB") else "attr"
        for child in below.get(id(predicate), ()):
            if child is not copula and child.dep in MOVE_WITH_COPULA and child.head.final() is predicate:
                child.head = copula
        is_root = predicate.head.final() is predicate
        copula.head, copula.dep = (copula, "ROOT") if is_root else (predicate.head.final(), predicate.dep)
        predicate.head, predicate.dep = copula, dep


def _turn_cases(nodes: Sequence[Node]) -> None:
    """Puts each preposition between its noun and the noun's head: the preposition is `prep`, the noun its `pobj`."""
    taken = set[int]()
    for case in nodes:
        noun = case.head.final()
        if case.dep != "case" or id(noun) in taken or case.start > noun.start:
            continue
        taken.add(id(noun))
        is_root = noun.head.final() is noun
        label = "agent" if noun.dep == "obl:agent" else "ROOT" if is_root else "dative" if noun.dep == "iobj" else "prep"
        if noun.dep in ("nsubj", "obj", "conj", "ccomp", "appos", "acl:relcl"):
            case.dep = "prep"  # a partitive, or a mistake of the parser: the noun keeps its place
            continue
        case.head, case.dep = (case if is_root else noun.head.final()), label
        noun.head, noun.dep = case, "pobj"


def break_cycles(nodes: Sequence[Node]) -> None:
    """Makes a root of one node in each cycle of heads. A sound parse has none, but a later step would never end on one."""
    done = set[int]()
    for node in nodes:
        path = set[int]()
        while id(node) not in done and id(node) not in path:
            path.add(id(node))
            node = node.head.final()
        if id(node) not in done and node.head.final() is not node:
            node.head, node.dep = node, "ROOT"
        done |= path
