"""What words of saying take as their content: `complements.yaml`, read once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from transforms.annotate.phrase_index import PhraseIndex
from transforms.annotate.quotes.sentence_view import Line


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
        if IDIOMS.longest_ending_at(line.low, p + 1) or _is_supposed(line, p):
            return None
        return found


def _is_supposed(line: Line, p: int) -> bool:
    """Nobody says it: If the mayor says it is safe; no one said it was."""
    under = line.children[line.at[p]]
    form = line.words.form
    if line.dep(p) == "advcl" and any(form[c].lower() in ("if", "unless") and line.words.dep[c] == "mark" for c in under):
        return True
    return NOBODY.longest_ending_at(line.low, p) is not None


# it goes without saying that; I dare say; that said, it won
IDIOMS = PhraseIndex([(("without", "saying"), None), (("dare", "say"), None), (("that", "said"), None)])
# the tokenizer may cut "no-one" after the "no"
NOBODY = PhraseIndex((phrase.split(), None) for phrase in ("nobody", "no-one", "noone", "no one", "no -one"))
# verbs, whatever the tagger says
ALWAYS = frozenset(["said", "says", "told", "wrote", "writes", "tweeted", "added", "asked", "replied"])


@cache
def verbs() -> Verbs:
    data = yaml.safe_load((files(__package__) / "complements.yaml").read_text("utf-8"))
    return Verbs({form: frozenset(takes.split()) for line, takes in data["verbs"].items() for form in line.split()})
