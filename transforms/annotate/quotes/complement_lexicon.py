"""Tells which words of a sentence are reporting verbs without quotation marks, and what each of them introduces."""

from transforms.annotate.phrase_index import PhraseIndex
from transforms.annotate.quotes.sentence_view import Line
from transforms.annotate.reporting_verbs import reporting_verbs


def complements_at(line: Line, p: int) -> frozenset[str] | None:
    """What the word at `p` introduces, as `takes` of `reporting_verbs.yaml`; None when it is no reporting verb here."""
    takes = reporting_verbs().takes.get(line.low[p])
    if takes is None or line.dep(p) == "amod":
        return None
    if line.dep(p) == "acl" and line.tag(p) == "VBN" and line.has_verb(0, len(line)):  # a tool called Riverbed fell
        return None
    if not line.tag(p).startswith("VB") and line.low[p] not in reporting_verbs().always_report:
        return None
    if p and line.low[p - 1] == "-":
        return None
    if IDIOMS.longest_ending_at(line.low, p + 1) or _is_supposed(line, p):
        return None
    return takes


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
