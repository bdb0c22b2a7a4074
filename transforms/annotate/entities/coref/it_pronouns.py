"""Resolves "it" and "its" to an organization or a place, in three clear constructions only. "They" is never resolved.

The constructions: "Harborco raised its prices", "Harborco said it would close", "Harborco closed. It had lost money."
"""

from collections.abc import Mapping, Sequence

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.coref.clauses import Clauses
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

POSSESSIVE_OR_REFLEXIVE = frozenset(["its", "itself"])
# Verbs with an "it" that refers to nothing: "it is clear that", "it seems", "it rained", "it took years".
EXPLETIVE_VERBS = frozenset(
    (
        *("is", "was", "'s", "’s", "seem", "seems", "seemed", "appear", "appears", "appeared", "turns", "turned"),
        *("happens", "happened", "takes", "took", "rain", "rains", "rained", "snowed"),
    )
)
BODIES = ("organization", "place")


def find_it_pronouns(
    words: Words, parse: Clauses, clusters: Sequence[Cluster], quoted: Sequence[int | None], nominals: Mapping[int, int]
) -> dict[int, int]:
    """Returns word number of each resolved "it" or "its" → number of its cluster.

    `quoted`: for each word, the number of its quote or None; antecedent and pronoun must have the same. `nominals`: the last
    word of "the company" → cluster.
    """
    entity_at = {n.last - 1: k for k, c in enumerate(clusters) if c.kind in BODIES for n in c.names}
    entity_at |= {i: k for i, k in nominals.items() if clusters[k].kind in BODIES}
    out: dict[int, int] = {}
    if not entity_at:
        return out
    for i in range(len(words)):
        antecedent = _antecedent(words, parse, quoted, entity_at, i)
        if antecedent is None or quoted[antecedent] != quoted[i]:
            continue
        entity = out.get(antecedent, entity_at.get(antecedent))
        if entity is not None:
            out[i] = entity
    return out


def _antecedent(words: Words, parse: Clauses, quoted: Sequence[int | None], entity_at: Mapping[int, int], i: int) -> int | None:
    """Returns the word that word `i` refers to, if it is a pronoun in one of the constructions, or None."""
    low = words.form[i].lower()
    if low in POSSESSIVE_OR_REFLEXIVE:
        coordinated = i - 2 in entity_at and words.form[i - 1] == "and"  # "China and its allies"
        return i - 2 if coordinated else parse.subject_above(i)
    if low != "it" or words.dep[i] not in SUBJECT_DEPS or words.form[words.head[i]].lower() in EXPLETIVE_VERBS:
        return None
    subject = _reporting_subject(words, parse, i)
    return _subject_before(words, parse, i) if subject is None and quoted[i] is None else subject


def _reporting_subject(words: Words, parse: Clauses, i: int) -> int | None:
    """Returns the subject of the reporting verb above the pronoun, or None: "Harborco said it would close"."""
    verb = words.head[i]
    above = words.head[verb]
    if words.dep[verb] == "ccomp" and words.form[above].lower() in reporting_verbs().subject_speaks:
        subject = parse.subject_of(above)
        return subject if subject is not None and subject < i else None
    return None


def _subject_before(words: Words, parse: Clauses, i: int) -> int | None:
    """Returns the only subject of the sentence before, when the pronoun is a main subject in the same paragraph; or None."""
    sentence = parse.sentence[i]
    if sentence == 0 or not parse.is_main_subject(i) or i == 0 or parse.sentence[i - 1] == sentence:
        return None
    if "\n" in words.text[words.end[i - 1] : words.start[i]]:
        return None
    subjects = []
    k = i - 1
    while k >= 0 and parse.sentence[k] == sentence - 1:
        if words.dep[k] in SUBJECT_DEPS:
            subjects.append(k)
        k -= 1
    return subjects[0] if len(subjects) == 1 else None
