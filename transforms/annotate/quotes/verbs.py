"""What words of saying take as their content: `complements.yaml`, read once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from transforms.annotate.quotes.line import Line


@dataclass(frozen=True)
class Verbs:
    """`takes`: form of a verb → what may follow it; `nouns`: what may have a that-clause: the claim that."""

    takes: dict[str, frozenset[str]]

    def of(self, line: Line, p: int) -> frozenset[str] | None:
        """What the word at `p` takes, or None when it is no verb of saying here."""
        found = self.takes.get(line.low[p])
        if found is None or line.dep(p) == "amod":
            return None
        if line.dep(p) == "acl" and line.tag(p) == "VBN" and line.has_verb(0, len(line)):  # a tool called Riverbed fell
            return None
        if not line.tag(p).startswith("VB") and line.low[p] not in ALWAYS:
            return None
        if line.low[p] == "according" or (p and line.low[p - 1] == "-"):
            return None
        return found


# verbs, whatever the tagger says
ALWAYS = frozenset(["said", "says", "told", "wrote", "writes", "tweeted", "added", "asked", "replied"])


@cache
def verbs() -> Verbs:
    data = yaml.safe_load((files(__package__) / "complements.yaml").read_text("utf-8"))
    return Verbs({form: frozenset(takes.split()) for line, takes in data["verbs"].items() for form in line.split()})
