"""Chooses the English verb for a verb of saying: the one that can introduce what follows."""

from collections.abc import Sequence

from transforms.annotate.languages.glossary import Glossary
from transforms.annotate.languages.nodes import Node
from transforms.annotate.reporting_verbs import reporting_verbs

QUESTION_WORDS = frozenset(["whether", "how", "why", "where", "when", "what", "who"])
MARKS = frozenset('"“”„«»')
REACH = 10  # words after a verb in which its complement begins
NEAR = 4  # words between a verb and its infinitive


def english_verb(nodes: Sequence[Node], i: int, table: Glossary) -> str:
    """Returns the first of the English verbs that can introduce what follows the verb."""
    verbs = table.verbs[nodes[i].low]
    complement = _complement(nodes, i)
    takes = reporting_verbs().takes
    return next((verb for verb in verbs if complement in takes.get(verb, ())), verbs[0])


def mark_infinitive(nodes: Sequence[Node], i: int) -> None:
    """Puts a "to" before an infinitive that follows the verb without a preposition: affirme vouloir partir."""
    if "to" not in reporting_verbs().takes.get(nodes[i].english[0], ()):
        return
    for node in nodes[i + 1 : i + 1 + NEAR]:
        if node.into is None and "VerbForm=Inf" in node.morph and not node.english:
            node.english = ["to", node.low]
        if node.pos not in ("ADV", "PRON"):
            return


def inflected(english: str, tag: str) -> str:
    """Returns an English verb of saying in the form of a Penn tag, as far as it is in reporting_verbs.yaml.

    >>> inflected("say", "VBD"), inflected("add", "VBZ")
    ('said', 'adds')
    """
    forms = reporting_verbs().forms.get(english, ())
    if tag in ("VB", "VBP"):
        return english
    if tag == "VBZ":
        return next((form for form in forms if form.endswith("s")), english)
    if tag == "VBG":
        return next((form for form in forms if form.endswith("ing")), english)
    return next((form for form in forms if not form.endswith(("s", "ing"))), english)


def _complement(nodes: Sequence[Node], i: int) -> str | None:
    """Returns `that`, `wh` or `to` for the clause, question or infinitive after a verb; None when there is none."""
    for node in nodes[i + 1 : i + REACH]:
        if node.into is not None:
            continue
        kind = _opens(node)
        if kind is not None:
            return kind
        if (node.pos in ("VERB", "PUNCT") and node.low not in MARKS) or node.low == ",":
            return None
    return None


def _opens(node: Node) -> str | None:
    """Returns the kind of the complement that the word opens, or None."""
    english = node.english[0].lower() if node.english else ""
    if english == "that" and node.pos == "SCONJ":
        return "that"
    if english == "what" or (english in QUESTION_WORDS and node.pos != "PRON"):
        return "wh"
    return "to" if "VerbForm=Inf" in node.morph else None
