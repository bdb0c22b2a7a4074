"""Makes one word of a verb of saying and the small words that belong to it: a déclaré, s'emporte, fait savoir."""

from collections.abc import Sequence

from transforms.annotate.languages.glossary import Glossary
from transforms.annotate.languages.nodes import Node, attach, merge

BETWEEN = 4  # words between an auxiliary and its participle
MOST_CLITICS = 5  # with an auxiliary


def join_pair(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Makes one verb of "fait savoir" if it begins at `i`, and sets its English verb. Returns whether it does."""
    verb, second = nodes[i], nodes[i + 1]
    if verb.into is not None or verb.low not in table.light_verbs:
        return False
    skipped = second.low == "en" and i + 2 < len(nodes)  # mettre en garde
    last = nodes[i + 2] if skipped else second
    english = table.pairs.get(last.low)
    if english is None:
        return False
    for part in (second, last) if skipped else (second,):
        merge(part, verb)
    verb.english, verb.pos = [english], "VERB"
    return True


def auxiliary(nodes: Sequence[Node], i: int, table: Glossary) -> int | None:
    """Returns the number of the auxiliary before a participle, or None: a déclaré, a-t-elle déclaré, s'est exclamé.

    A form of "être" counts only after a reflexive pronoun; else the verb is passive.
    """
    for k in range(i - 1, max(-1, i - 1 - BETWEEN), -1):
        if nodes[k].low in table.auxiliaries:
            reflexive = k > 0 and nodes[k - 1].low in table.reflexives
            return k if nodes[k].low in table.have or reflexive else None
        if nodes[k].pos not in ("ADV", "PRON") or nodes[k].low in table.negations:
            return None
    return None


def join_auxiliary(nodes: Sequence[Node], i: int, table: Glossary) -> None:
    """Merges the auxiliary and the adverbs after it into a participle. A pronoun between them stays a word of its own."""
    verb, k = nodes[i], auxiliary(nodes, i, table)
    assert k is not None
    verb.pos, verb.morph = "VERB", frozenset(["VerbForm=Fin", "Tense=Past"])
    if any(node.pos == "PRON" and node.into is None for node in nodes[k + 1 : i]):
        nodes[k].pos, nodes[k].tag, nodes[k].dep = "PART", "RP", "aux"
        attach(nodes[k], verb, "aux")
        if k and nodes[k - 1].low in table.clitics:
            merge(nodes[k - 1], nodes[k])
        return
    for node in nodes[k:i]:
        merge(node, verb)


def join_clitics(nodes: Sequence[Node], i: int, table: Glossary) -> None:
    """Merges object pronouns right before a verb into it: s'emporte, lui répond."""
    verb = nodes[i]
    for k in range(i - 1, max(-1, i - 1 - MOST_CLITICS), -1):
        node = nodes[k]
        if node.into is verb:
            continue
        if node.pos != "PRON" or node.low not in table.clitics:
            return
        merge(node, verb)
