"""The names of one entity while it is put together."""

from collections import Counter
from dataclasses import dataclass, field

from transforms.annotate.entities.clusters.types import weighed
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.known_names import Known
from transforms.annotate.entities.names.named import Named


@dataclass
class Cluster:
    """The names of one entity while it is put together.

    `forms`: folded names → how often. `texts`: the same as they stand there. `signs`: what speaks for a type → how often.
    `called`: its name, where its names alone would be another's, too: "Mrs. Brandt" beside "Mr. Brandt".
    """

    names: list[Named] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    signs: Counter[str] = field(default_factory=Counter)
    kind: str = "other"
    alias: Alias | None = None
    called: str | None = None

    def settle(self, known: Known) -> None:
        """Give it the type that most speaks for; `other` when nothing does. A tie goes to the alphabet."""
        weights = weighed(self.signs, self.texts, known)
        self.kind = min(weights, key=lambda kind: (-weights[kind], kind), default="other")
        if weights and weights[self.kind] <= 0:
            self.kind = "other"

    def take(self, other: "Cluster") -> None:
        """The other's names are this one's."""
        self.names += other.names
        self.forms += other.forms
        self.texts += other.texts
        self.signs += other.signs
        self.alias = self.alias or other.alias
