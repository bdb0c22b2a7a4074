"""Recognizes verbs that introduce a quotation by where they stand, whatever they mean: « … », s'étrangle Ana Brandt."""

from collections.abc import Iterator, Sequence

from transforms.annotate.languages.glossary import Glossary
from transforms.annotate.languages.nodes import Node
from transforms.annotate.languages.speech.auxiliaries import auxiliary

CLOSING = frozenset("»”")
OPENING = frozenset("«“„")
MARKS = frozenset('"“”„«»')
BEFORE = frozenset([",", "?", "!", "…"])
CONTENT_WORDS = frozenset(["VERB", "ADJ", "NOUN", "PROPN", "ADV"])


def introduces_quote(nodes: Sequence[Node], i: int, table: Glossary, inside: bool) -> bool:
    """Whether word `i` stands between a quotation and its speaker: « … », s'étrangle Ana Brandt.

    Or it is a verb with a joined pronoun after a comma or a question mark (…, s'étrangle-t-elle, …), or, `inside` quotation
    marks, a word between a comma and a name.
    """
    if inside and _stands_between_comma_and_name(nodes, i, table):
        return True
    verb = nodes[i]
    if verb.pos != "VERB" or "VerbForm=Inf" in verb.morph:
        return False
    first = _first_word(nodes, i, table)
    if first is None or first < 1:
        return False
    if nodes[first - 1].low in BEFORE and any(node.joined and node.head is verb for node in nodes[first : i + 3]):
        return True
    return _is_before_noun_phrase(nodes, i) and _follows_quote(nodes, first)


def inside_marks(nodes: Sequence[Node]) -> Iterator[bool]:
    """Yields for each word whether it is between quotation marks."""
    is_open = False
    for node in nodes:
        if node.form in MARKS:
            is_open = node.form in OPENING or (node.form == '"' and not is_open)
        yield is_open


def _first_word(nodes: Sequence[Node], i: int, table: Glossary) -> int | None:
    """Returns the first of the auxiliary, the pronouns and the verb at `i`; None for a participle without an auxiliary."""
    first = auxiliary(nodes, i, table) if "VerbForm=Part" in nodes[i].morph else i
    while first and nodes[first - 1].pos == "PRON" and nodes[first - 1].low in table.clitics:
        first -= 1
    return first


def _is_before_noun_phrase(nodes: Sequence[Node], i: int) -> bool:
    after = next((node for node in nodes[i + 1 : i + 3] if node.into is None), None)
    return after is not None and (after.pos == "DET" or after.form[:1].isupper())


def _follows_quote(nodes: Sequence[Node], first: int) -> bool:
    """Whether a closing mark, or one and a comma, stand before the word `first`."""
    k = first - 1 - (first > 1 and nodes[first - 1].low == ",")
    touches = k > 0 and nodes[k].form == '"' and nodes[k - 1].end == nodes[k].start
    return nodes[k].form in CLOSING or touches


def _stands_between_comma_and_name(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Whether a word that is no title, or it and a reflexive pronoun, stands between a comma and a name."""
    word, first = nodes[i], i - (i > 0 and nodes[i - 1].low in table.clitics)
    if first < 1 or i + 1 >= len(nodes) or nodes[first - 1].low not in BEFORE or not nodes[i + 1].in_name:
        return False
    known = word.low in table.roles or word.low in table.titles or bool(word.english) or word.form[:1].isupper()
    may_be_verb = word.pos in CONTENT_WORDS and word.low.endswith(table.third_person)
    return may_be_verb and not known and nodes[i + 1].form[:1].isupper()
