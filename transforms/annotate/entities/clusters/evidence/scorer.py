"""Adds up the signs of an entity's type: the sum of their weights for each type, as they were learned."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log2

from transforms.annotate.entities.clusters.evidence.name_signs import name_signs
from transforms.annotate.entities.clusters.type_evidence import MODEL_PLACE, PERSONAL_ACT
from transforms.annotate.entities.lexicon.gazetteer import Gazetteer
from transforms.annotate.package_yaml import read_package_yaml

UNSURE = 0.6  # factor for a sign that may be chance
Weights = Mapping[str, Mapping[str, float]]
"""Sign → entity type → weight."""


def type_weights(evidence: Counter[str], texts: Iterable[str], gazetteer: Gazetteer) -> dict[str, float]:
    """Returns entity type → weight. `evidence`: sign → number of mentions at which it holds. `texts`: the names as written.

    >>> from transforms.annotate.entities.clusters.type_evidence import MODEL_PLACE, PERSONAL_ACT
    >>> from transforms.annotate.entities.lexicon.gazetteer import gazetteer
    >>> weights = type_weights(Counter({"model: place": 3, "title": 1}), ["Velloran"], gazetteer(()))
    >>> max(weights, key=weights.get)
    'person'
    """
    weights, out = learned_weights(), dict[str, float]()
    for sign, value in sign_values(evidence, texts, gazetteer).items():
        for kind, weight in weights.get(sign, {}).items():
            out[kind] = out.get(kind, 0.0) + weight * value
    return out


def sign_values(evidence: Counter[str], texts: Iterable[str], gazetteer: Gazetteer) -> dict[str, float]:
    """Returns sign → how much it counts.

    Each further mention with the same sign counts less than the one before (log2(1 + n)), because the model often repeats its
    mistake for one name: the majority of its labels is less reliable than its first label. A sign of a name counts once.
    """
    values = {sign: log2(1 + n) for sign, n in evidence.items() if n}
    if evidence[PERSONAL_ACT] == 1 and evidence[MODEL_PLACE]:  # "Delta is big. He was tired."
        values[PERSONAL_ACT] *= UNSURE
    values.update((sign, 1.0) for text in texts for sign in name_signs(text, gazetteer))
    return values


@cache
def learned_weights() -> Weights:
    """Returns the weights of `weights.yaml`, read once in a process."""
    weights: Weights = read_package_yaml(__package__, "weights.yaml")["weights"]
    return weights
