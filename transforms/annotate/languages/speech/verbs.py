"""Finds the verbs of saying of a parse, makes each one word with its auxiliary, and names the English verb for it."""

from collections.abc import Iterator, Sequence

from transforms.annotate.languages.glossary import Glossary
from transforms.annotate.languages.nodes import Node
from transforms.annotate.languages.speech.auxiliaries import auxiliary, join_auxiliary, join_clitics, join_pair
from transforms.annotate.languages.speech.english_verbs import english_verb, mark_infinitive
from transforms.annotate.languages.speech.introducers import inside_marks, introduces_quote

# A finite form after one of these is a noun or an adjective: la demande, est calme.
BEFORE_NOUNS = frozenset(["DET", "ADP", "NUM", "ADJ", "AUX"])
NOMINAL_LABELS = frozenset(["amod", "nmod", "case", "det", "flat:name", "appos"])  # of a verb only by mistake
PRESENT = frozenset(["VerbForm=Fin", "Tense=Pres"])


def translate_verbs(nodes: Sequence[Node], table: Glossary) -> Iterator[Node]:
    """Yields each verb of saying, with its English verb in `english`, and the words that belong to it merged into it."""
    inside = [*inside_marks(nodes)]
    pairs = {id(nodes[i]) for i in range(len(nodes) - 1) if join_pair(nodes, i, table)}
    for i, node in enumerate(nodes):
        if node.into is not None or node.english[:1] == ["to"]:
            continue
        known = node.low in table.verbs or id(node) in pairs
        if known and (not _is_used_as_verb(nodes, i, table) or _says_nothing(nodes, i, table)):
            continue
        if not known and not introduces_quote(nodes, i, table, inside[i]):
            continue
        _make_verb(nodes, i, table)
        if id(node) not in pairs:
            node.english = [english_verb(nodes, i, table) if known else "say"]
        mark_infinitive(nodes, i)
        yield node


def _is_used_as_verb(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Whether a form of a verb of saying is a verb, also where the tagger sees a noun or an adjective."""
    return nodes[i].pos == "VERB" or _auxiliary_of_participle(nodes, i, table) or _reads_like_verb(nodes, i, table)


def _reads_like_verb(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Whether a finite form stands where no noun can, whatever the tagger says."""
    node, before = nodes[i], nodes[i - 1] if i else None
    if node.low not in table.finite or node.low in table.participles or node.form[:1].isupper() or node.in_name:
        return False
    if i + 1 < len(nodes) and nodes[i + 1].low in table.relatives:
        return True
    return before is not None and before.pos not in BEFORE_NOUNS and (node.pos != "ADJ" or before.pos != "NOUN")


def _says_nothing(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Whether the verb introduces no speech: after a relative pronoun, or where a speaker goes on (Et d'ajouter : « … »)."""
    after_relative = i > 0 and nodes[i - 1].low in table.relatives and nodes[i - 1].pos == "PRON"
    low = [node.low for node in nodes[max(0, i - 2) : i]]
    goes_on = "VerbForm=Inf" in nodes[i].morph and table.continuations.longest_ending_at(low, len(low)) is not None
    return after_relative or (goes_on and nodes[i - 2].form[:1].isupper())


def _auxiliary_of_participle(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    is_participle = nodes[i].low in table.participles or "VerbForm=Part" in nodes[i].morph
    return is_participle and auxiliary(nodes, i, table) is not None


def _make_verb(nodes: Sequence[Node], i: int, table: Glossary) -> None:
    """Gives a word the features of a verb, and merges its auxiliary and pronouns into it."""
    node = nodes[i]
    if _auxiliary_of_participle(nodes, i, table):
        join_auxiliary(nodes, i, table)
    elif node.pos != "VERB" or ("VerbForm=Part" in node.morph and _is_finite(nodes, node, table)):
        node.pos, node.morph = "VERB", PRESENT
    if node.dep in NOMINAL_LABELS:
        node.dep = "dep"
    join_clitics(nodes, i, table)


def _is_finite(nodes: Sequence[Node], verb: Node, table: Glossary) -> bool:
    """Whether a form that can be a participle is none, since no auxiliary depends on it: dit."""
    return verb.low in table.finite and not any(node.pos == "AUX" and node.head is verb for node in nodes)
