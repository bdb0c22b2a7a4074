"""The weights of the entity types of one entity: what its mentions show, and what its names show by themselves."""

from collections import Counter
from collections.abc import Iterable
from math import log2

from transforms.annotate.entities.clusters.name_types import name_type_weights
from transforms.annotate.entities.clusters.type_evidence import MODEL_PLACE, PERSONAL_ACT, SIGNS
from transforms.annotate.entities.lexicon.gazetteer import Gazetteer

WEIGHTS = {sign.name: sign.weights for sign in SIGNS}
UNSURE = 0.6  # of a sign's weight


def type_weights(evidence: Counter[str], texts: Iterable[str], gazetteer: Gazetteer) -> dict[str, float]:
    """Entity type → its weight. `evidence`: sign → at how many mentions it holds. `texts`: the names as they are written.

    A majority of the model's labels is worse than its first label, so each further mention with the same sign counts less than
    the one before (log2(1 + n)): twenty wrong labels of one name are one mistake made twenty times.
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
    """One personal act does not make a town a person: "Delta is big. He was tired." """
    return evidence[PERSONAL_ACT] == 1 and evidence[MODEL_PLACE] > 0


def _best_of_names(texts: Iterable[str], gazetteer: Gazetteer) -> dict[str, float]:
    """Entity type → the highest weight that one of the names gives it."""
    best: dict[str, float] = {}
    for text in texts:
        for kind, weight in name_type_weights(text, gazetteer).items():
            best[kind] = max(best.get(kind, weight), weight)
    return best
