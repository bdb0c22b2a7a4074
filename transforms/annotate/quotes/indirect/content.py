"""Decides whether the complement of a reporting verb is something that can be said: a clause or a matter, and no person."""

from transforms.annotate.quotes.indirect.complements import VerbComplement
from transforms.annotate.quotes.indirect.sentence_view import SentenceView

NAME_TAGS = frozenset(["NNP", "NNPS"])
RELATIVE_WITHIN = 8  # words between "which" and the reporting verb


def is_content(view: SentenceView, p: int, complement: VerbComplement, end: int) -> bool:
    """Whether the complement of the verb at `p`, which ends before `end`, is something that can be said."""
    if complement.kind in ("that", "clause"):
        return _is_clause(view, p, complement, end)
    return complement.kind not in ("np", "prep") or not _is_somebody(view, complement, end)


def _is_somebody(view: SentenceView, complement: VerbComplement, end: int) -> bool:
    """Whether the object is only a pronoun or, after a preposition, a name: scolded him, referred to Reyes."""
    start, kind = complement
    if view.has_fragment(start, end):
        return False
    if end - start == 1 and view.tag(start) == "PRP":
        return True
    return kind == "prep" and all(view.tag(r) in NAME_TAGS for r in range(start, end))


def _is_clause(view: SentenceView, p: int, complement: VerbComplement, end: int) -> bool:
    """Whether the complement contains a verb or a quoted fragment: not in "Gordon says that every year".

    A clause without "that" needs more than a participle: not in "adding ray tracing".
    """
    start, kind = complement
    tags = {view.tag(r) for r in range(start, end)}
    verbs = {tag for tag in tags if tag.startswith(("VB", "MD"))} - ({"VBG"} if kind == "clause" else set())
    return (bool(verbs) or view.has_fragment(start, end)) and not _is_interrupted_relative(view, p, start, end)


def _is_interrupted_relative(view: SentenceView, p: int, start: int, end: int) -> bool:
    """Whether the complement is the rest of a relative clause: "which they say they like"."""
    if view.dep(p) != "relcl":
        return False
    words = view.words
    near = view.numbers[max(0, p - RELATIVE_WITHIN) : p]
    pronouns = (i for i in near if words.tag[i] == "WDT" and words.dep[i] in ("dobj", "pobj"))
    return any(start <= view.position(words.head[i]) < end for i in pronouns)
