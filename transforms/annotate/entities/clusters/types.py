"""Computes the weight of each entity type for one entity, from the contexts of its mentions and from its names."""

from collections import Counter
from collections.abc import Iterable
from math import log2

from transforms.annotate.entities.clusters.name_types import name_type_weights
from transforms.annotate.entities.clusters.type_evidence import MODEL_PLACE, PERSONAL_ACT, SIGNS
from transforms.annotate.entities.lexicon.gazetteer import Gazetteer

WEIGHTS = {sign.name: sign.weights for sign in SIGNS}
UNSURE = 0.6  # factor for the weight of a sign that may be chance


def type_weights(evidence: Counter[str], texts: Iterable[str], gazetteer: Gazetteer) -> dict[str, float]:
    """Returns entity type → weight.

    `evidence`: sign → number of mentions at which it holds. `texts`: the names as they are written. Each further mention with
    the same sign counts less than the one before (log2(1 + n)), because the model often repeats its mistake for one name: the
    majority of its labels is less reliable than its first label.
    """
    out: dict[str, float] = {}
    for sign, n in evidence.items():
        for kind, weight in WEIGHTS[sign].items():
            weight *= UNSURE if sign == PERSONAL_ACT and _may_be_chance(evidence) else 1.0
            out[kind] = out.get(kind, 0.0) + weight * log2(1 + n)
    for kind, weight in _best_of_names(texts, gazetteer).items():
        out[kind] = out.get(kind, 0.0) + weight
    return out


def _may_be_chance(evidence: Counter[str]) -> bool:
    """Whether a single personal act may be chance, because the model takes the name for a place: "Delta is big.

    He was tired."
    """
    return evidence[PERSONAL_ACT] == 1 and evidence[MODEL_PLACE] > 0


def _best_of_names(texts: Iterable[str], gazetteer: Gazetteer) -> dict[str, float]:
    """Returns entity type → the highest weight that one of the names gives it."""
    best: dict[str, float] = {}
    for text in texts:
        for kind, weight in name_type_weights(text, gazetteer).items():
            best[kind] = max(best.get(kind, weight), weight)
    return best
