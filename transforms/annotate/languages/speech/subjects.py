"""Repairs the subjects of verbs of saying: inverted ones, and pronouns that a hyphen joins to the verb."""

from collections.abc import Callable, Mapping, Sequence

from transforms.annotate.languages.glossary import Glossary
from transforms.annotate.languages.nodes import Node, attach, merge
from transforms.annotate.quotes.quote_words import quote_words

SOURCE = ["according"]
MARKS = frozenset('"“”„«»')
SUBJECTS = frozenset(["nsubj", "nsubj:pass"])
COMPLEMENTIZERS = frozenset(["that", "whether", "why", "how", "where", "when", "what"])
MODIFIERS = frozenset(["DET", "ADJ", "NUM"])
NOUNS = frozenset(["NOUN", "PROPN"])
REACH = 8  # words from a verb to its inverted subject


def split_joined_pronouns(nodes: Sequence[Node], table: Glossary) -> None:
    """Makes "il" of "-t-il" and "-il", a subject. The "-t" belongs to the verb before it."""
    for i, node in enumerate(nodes):
        if not node.low.startswith("-") or not i:
            continue
        bare = node.low.removeprefix("-").removeprefix("t-")
        if bare in table.joined_pronouns:
            node.start = node.end - len(bare)
            node.form, node.low, node.pos, node.joined = node.form[-len(bare) :], bare, "PRON", True
            attach(node, _verb_of(nodes, i), "nsubj")
        elif bare == "t":
            node.into = nodes[i - 1]


def _verb_of(nodes: Sequence[Node], i: int) -> Node:
    """Returns the verb of a joined pronoun: the participle after it, or the verb before it."""
    before = nodes[i - 1].into or nodes[i - 1]
    if before.pos == "AUX" and i + 1 < len(nodes):
        after = next((node for node in nodes[i + 1 : i + 4] if node.pos in ("VERB", "ADJ")), None)
        return after or before
    return before


def find_inverted_subject(nodes: Sequence[Node], number: Mapping[int, int], verb: Node, table: Glossary) -> None:
    """Makes the noun phrase after a verb of saying its subject, where none stands before it: …, a précisé le greffe.

    `number`: id of a node → its place in `nodes`.
    """
    i = number[id(verb)]
    left = i - 1
    while left >= 0 and nodes[left].into is verb:
        left -= 1
    if left < 0 or nodes[left].low not in (*MARKS, ",", "!", "?", "…"):
        return
    subjects = [node for node in nodes if node.head.final() is verb and node.dep in SUBJECTS and node.into is None]
    if any(_is_own_subject(nodes, number, subject, left, i) for subject in subjects):
        return
    subject = _noun_phrase_after(nodes, i + 1, table)
    if subject is None:
        return
    for node in subjects:
        node.dep = "dep"
    attach(subject, verb, "nsubj")


def find_apposed_name(nodes: Sequence[Node], number: Mapping[int, int], verb: Node) -> None:
    """Makes the name beside the subject of a verb of saying its apposition, whatever the parser takes it for.

    Le vice-président chargé des ports, Ana Brandt, a expliqué; son avocat, Me Brandt. A noun without an article before the name
    describes it, and the name is the subject: Auteur d'un doublé, Ana Brandt savourait.
    """
    i = number[id(verb)]
    noun = next((node for node in nodes if node.head is verb and node.dep in SUBJECTS and node.into is None), None)
    if noun is None or noun.in_name or noun.pos != "NOUN":
        return
    begin = number[id(noun)] + 1
    name = _name_beside(nodes, begin, i if begin < i else min(begin + REACH, len(nodes)))
    if name is not None and noun.form[:1].isupper() and begin < i:
        attach(name, verb, "nsubj")
        attach(noun, name, "dep")
    elif name is not None:
        attach(name, noun, "appos")


def _name_beside(nodes: Sequence[Node], first: int, last: int) -> Node | None:
    """Returns the first name in words `first` to `last` (excluded) that stands at the beginning or after a comma, or None."""
    for k in range(first, last):
        node = nodes[k]
        if node.low in MARKS:
            return None
        begins = k == first or nodes[k - 1].low == ","
        if begins and node.in_name and node.form[:1].isupper() and not node.dep.startswith("flat"):
            return node
    return None


def take_complement(nodes: Sequence[Node], number: Mapping[int, int], verb: Node) -> None:
    """Makes the clause that a verb of saying introduces its complement, where the parser has it the other way round."""
    head = verb.head.final()
    if head is verb or number[id(head)] < number[id(verb)]:
        return
    between = nodes[number[id(verb)] + 1 : number[id(head)]]
    for node in between:
        if node.into is None and node.english and node.english[0].lower() in COMPLEMENTIZERS:
            attach(head, verb, "ccomp")
        if node.into is None and node.pos != "ADV":
            return


def _is_own_subject(nodes: Sequence[Node], number: Mapping[int, int], subject: Node, left: int, verb: int) -> bool:
    """Whether a subject is outside the quote that ends before the verb. `left`: the mark or comma before the verb."""
    k = number[id(subject)]
    return k > verb or not any(node.low in MARKS for node in nodes[k : left + 1])


def _noun_phrase_after(nodes: Sequence[Node], first: int, table: Glossary) -> Node | None:
    """Returns the head of the noun phrase that begins at word `first`, after adverbs, times and a phrase with a preposition.

    None for a pronoun or a clause: a déclaré lundi à la presse le colonel.
    """
    first = _after_preposition(nodes, first, min(first + REACH, len(nodes)))
    for node in nodes[first : first + REACH]:
        if _is_skipped(node) or node.dep == "compound":  # a title
            continue
        if node.pos in NOUNS or (node.pos == "ADJ" and node.form[:1].isupper()) or node.low in table.noun_pronouns:
            return node
        if node.pos not in MODIFIERS:
            return None
    return None


def join_adjectives(nodes: Sequence[Node], number: Mapping[int, int], verb: Node) -> None:
    """Merges the adjectives right after the noun that is the subject of a verb of saying into it: la presse locale."""
    for subject in nodes:
        if subject.into is not None or subject.head is not verb or subject.dep not in SUBJECTS or subject.pos != "NOUN":
            continue
        for node in nodes[number[id(subject)] + 1 : number[id(subject)] + 3]:
            if node.pos != "ADJ" or node.in_name or node.english or node.into is not None:
                break
            merge(node, subject)


def name_sources(nodes: Sequence[Node], saying: Sequence[Node]) -> None:
    """Sets `english` of the nouns that speak and that the glossary lacks: a subject of a verb of saying is a source."""
    verbs = {id(verb) for verb in saying}
    cited = {id(node.head.final()) for node in nodes if node.english[:1] == SOURCE and node.into is None}
    for node in nodes:
        speaks = node.dep in SUBJECTS and id(node.head.final()) in verbs
        if node.pos == "NOUN" and node.into is None and not node.english and (speaks or id(node) in cited):
            node.english = ["sources" if "Number=Plur" in node.morph else "source"]


def _is_skipped(node: Node) -> bool:
    is_time = bool(node.english) and node.english[0] in quote_words().time_words
    return node.into is not None or node.pos == "ADV" or is_time


def _after_preposition(nodes: Sequence[Node], first: int, stop: int) -> int:
    """Returns the word after a phrase with a preposition, if another noun phrase begins there; or else `first`."""
    k = _skip(nodes, first, stop, _is_skipped)
    if k >= stop or nodes[k].pos != "ADP":
        return first
    while k < stop and nodes[k].pos == "ADP":
        noun = _skip(nodes, k + 1, stop, lambda node: node.pos in MODIFIERS or node.into is not None)
        k = _skip(nodes, noun + 1, stop, _follows_noun)
    begins = k < stop and (nodes[k].pos == "DET" or (nodes[k].pos in NOUNS and nodes[k].form[:1].isupper()))
    return k if begins else first


def _follows_noun(node: Node) -> bool:
    return node.pos == "ADJ" or node.dep.startswith("flat") or node.into is not None


def _skip(nodes: Sequence[Node], k: int, stop: int, holds: Callable[[Node], bool]) -> int:
    """Returns the first word from `k` up to `stop` for which the condition does not hold."""
    while k < stop and holds(nodes[k]):
        k += 1
    return k
