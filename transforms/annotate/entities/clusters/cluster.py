"""The type of a cluster: the names of one entity while they are collected."""

from collections import Counter
from dataclasses import dataclass, field

from transforms.annotate.entities.clusters.evidence.scorer import type_weights
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import Gazetteer
from transforms.annotate.entities.names.name_mention import NameMention

SURE = 2.0  # how much more than the next type a type has to weigh to be evidence for others


@dataclass
class Cluster:
    """The names of one entity while they are collected.

    `forms`: folded name → number of mentions. `texts`: name as it is written → number of mentions. `evidence`: sign of a type
    (`type_evidence.SIGNS`) → number of mentions at which it holds. `kind`: the entity type; `is_sure`: whether it weighs so
    much more than the next that it is evidence for other names. `alias`: its row of the gazetteer,
    if any. `distinct_name`: the canonical name, where the names alone would also be another entity's: "Mrs. Brandt" beside "Mr.
    Brandt".
    """

    names: list[NameMention] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    evidence: Counter[str] = field(default_factory=Counter)
    kind: str = "other"
    is_sure: bool = False
    alias: Alias | None = None
    distinct_name: str | None = None

    def decide_type(self, gazetteer: Gazetteer) -> None:
        """Sets `kind` to the type with the highest positive weight, in a tie the first by alphabet;

        `other` when there is none.
        """
        weights = type_weights(self.evidence, self.texts, gazetteer)
        self.kind = min(weights, key=lambda kind: (-weights[kind], kind), default="other")
        ranked = sorted([*weights.values(), 0.0], reverse=True)
        self.is_sure = len(ranked) > 1 and ranked[0] - ranked[1] >= SURE
        if weights and weights[self.kind] <= 0:
            self.kind = "other"

    def absorb(self, other: "Cluster") -> None:
        """Adds the names of the other cluster, and the evidence of its type, to this one."""
        self.names += other.names
        self.forms += other.forms
        self.texts += other.texts
        self.evidence += other.evidence
        self.alias = self.alias or other.alias
