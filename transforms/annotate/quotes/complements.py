"""What follows a word of saying as what is said: a clause, a question, an infinitive, a noun phrase."""

from typing import NamedTuple

from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.sentence_view import FINITE, Line
from transforms.annotate.reporting_verbs import reporting_verbs

QUESTION = frozenset(["whether", "if", "how", "why", "what", "who", "when", "where", "which"])
NOUN = ("DT", "PRP", "NN", "JJ", "CD", "PDT", "VBG", "$", "EX")
FAR = 16  # words between a verb and its "that"
ADVERBS = ("RB", "RP")
NO_ADVERBS = frozenset(["not", "no", "how", "why", "when", "where"])
BEFORE_TIMES = frozenset(["on", "in", "earlier", "late", "last", "this"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl", "csubj"])


class Content(NamedTuple):
    """`start`: position of the first word; `kind`: how it is joined to the verb (that, clause, wh, to, np, prep)."""

    start: int
    kind: str


def content(line: Line, p: int, takes: frozenset[str]) -> Content | None:
    """What the verb at `p` says after itself."""
    stop = min(line.barrier(p + 1), p + FAR, line.end())
    passive = line.passive(p)
    clause = "that" in takes or ("out" in takes and line.low[p + 1 : p + 2] == ["out"])
    if clause and (that := _that(line, p, stop)) is not None:
        return Content(that, "that")
    q = _past_adverbs(line, p + 1, stop)
    if q < stop and "wh" in takes and (found := _question(line, p, q, stop, "who" in takes)) is not None:
        return Content(found, "wh")
    if "to" in takes and (found := _infinitive(line, p, q, stop, "who" in takes)) is not None:
        return Content(found, "to")
    if clause and (found := _clause(line, p)) is not None:
        return Content(found, "clause")
    if (
        "that" in takes
        and ("who" not in takes or line.low[p] in reporting_verbs().bare_clause)
        and q < stop
        and _reads_like_a_clause(line, q, stop)
    ):
        return Content(q, "clause")
    if passive or _for_a_purpose(line, p):
        return None
    for r in range(q, min(q + 4, stop)):
        if line.low[r] in takes - {"to", "that", "wh", "np", "who", "out"} and r + 1 < len(line):
            if line.low[r] == "on" and line.low[r + 1] in lists().when and not line.owns(r + 1):  # reported a loss on Thursday
                break
            return Content(r + 1, "prep")
        if line.low[r] == "to" and "to-np" in takes and line.tag(r + 1) != "VB":
            return Content(r + 1, "prep")
    if "np" in takes and q < len(line) and q < line.barrier(p + 1) + 1 and _begins_noun(line, p, q):
        return Content(q, "np")
    return None


def _for_a_purpose(line: Line, p: int) -> bool:
    """They met to speak about the ferry: nothing of it is said yet. A clause after it counts all the same."""
    return p > 0 and line.low[p - 1] == "to" and line.tag(p) == "VB" and line.dep(p) in ("advcl", "relcl", "acl", "xcomp")


def _that(line: Line, p: int, stop: int) -> int | None:
    for r in range(p + 1, stop):
        if line.low[r] == "that" and (line.tag(r) == "IN" or line.dep(r) == "mark"):
            return r
        if line.low[r] in reporting_verbs().takes and line.tag(r).startswith("VB"):
            return None
        if line.tag(r) in FINITE or (line.tag(r) == "PRP" and line.low[r] in ("he", "she", "they", "i", "we")):
            return None
    return None


def _past_adverbs(line: Line, q: int, stop: int) -> int:
    """Past adverbs and times: said Monday that, also said on Friday morning that"""
    while q < stop and q not in line.quoted:
        if (line.low[q] in lists().when and not line.owns(q)) or (
            line.tag(q).startswith(ADVERBS) and line.low[q] not in NO_ADVERBS
        ):
            q += 1
        elif line.low[q] in BEFORE_TIMES and q + 1 < stop and line.low[q + 1] in lists().when:
            q += 2
        else:
            break
    return q


def _question(line: Line, p: int, q: int, stop: int, who: bool) -> int | None:
    if line.low[q] in QUESTION:
        return q
    if not who:
        return None
    for r in range(q, stop):
        if line.low[r] in ("whether", "if", "how", "why", "what"):
            return r
        if not line.tag(r).startswith((*NOUN, "IN", "POS")) or line.low[r] in (",",):
            return None
    return None


def _infinitive(line: Line, p: int, q: int, stop: int, who: bool) -> int | None:
    if line.low[q : q + 1] == ["by"] and line.passive(p):  # asked by the mayor to leave
        q = next((r for r in range(q, stop) if line.low[r] == "to" and line.tag(r) == "TO"), q)
    for r in range(q, stop):
        if line.low[r] == "to" and line.tag(r) == "TO":
            return r if line.tag(q) == "PRP" else q
        if line.low[r] == "not" and r + 1 < stop and line.low[r + 1] == "to":
            return r if line.tag(q) == "PRP" else q
        if not who or not line.tag(r).startswith((*NOUN, "IN", "POS", "CC")):
            return None
    return None


def _clause(line: Line, p: int) -> int | None:
    """A clause without "that", as the parser sees it."""
    for c in line.right_of(p):
        if line.words.dep[c] == "ccomp" and any(line.words.dep[x] in SUBJECTS for x in line.children[c]):
            first = max(line.position(line.first_of(c)), p + 1)
            return _past_adverbs(line, first, line.end()) if first < line.position(c) else first
    return None


def _reads_like_a_clause(line: Line, q: int, stop: int) -> bool:
    """A noun phrase and a verb with tense, though the parser sees no clause."""
    if line.low[q] in ("that", "this", "so", "as", "it") or not line.tag(q).startswith(NOUN):
        return line.low[q] == "it" and line.has_verb(q + 1, q + 2)
    for r in range(q + 1, stop):
        if line.tag(r) in FINITE:
            return True
        if (
            line.low[r] in lists().goes_on
            or line.low[r] in (",", ":", ";", "--", "who", "which")
            or line.tag(r) in ("TO", "VBG")
        ):
            return False
    return False


def _begins_noun(line: Line, p: int, q: int) -> bool:
    if q in line.quoted:
        return True
    if line.low[q] in lists().when and not line.owns(q):
        return False
    return line.tag(q).startswith((*NOUN, "WP", "``")) and (line.low[q] != "that" or line.tag(q) == "DT")
