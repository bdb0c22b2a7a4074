"""Sayings that stand after or inside what is said: "The bridge is safe, Reyes said." """

from typing import NamedTuple

from transforms.annotate.quotes.extents import RELATIVE, resumed
from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.sentence_view import FINITE, Line
from transforms.annotate.reporting_verbs import reporting_verbs

LONGEST = 25  # words of the saying
TAIL = 20
NOT_IN_SUBJECT = frozenset(["that", "and", "but", "who", "which", "whom", "where", "when", "while", "if", "as", "because"])


class Saying(NamedTuple):
    """`pieces`: what is said; `first`, `last` (excluded): the words that say so, "Reyes said on Monday"."""

    pieces: list[tuple[int, int]]
    first: int
    last: int


def saying(line: Line, p: int) -> Saying | None:
    """What the verb at `p` says before (and, cut in two, after) itself; None when it is no such saying."""
    if line.tag(p) in ("VBG", "VB") or (line.tag(p) == "VBN" and not _has(line, p)) or line.passive(p):
        return None
    begin = _begin(line, p)
    if begin is None:
        return None
    inverted = begin == p
    finish = _finish(line, p, inverted)
    if finish is None or line.has_quote(p + 1, finish):
        return None
    start = line.barrier_before(begin)
    if line.low[begin] == "as" and all(line.low[r] in lists().light for r in range(start, begin)):
        after = finish + 1  # As Reyes said, the bridge is safe.
        if after >= line.end():
            return None
        return Saying([(after, resumed(line, after, min(line.end(), line.barrier(after))))], begin, finish)
    if start == begin or line.low[start] in ("according",):
        return None
    clause = line.has_verb(start, begin) or line.quotes_a_verb(start, begin)
    content = range(start, begin - (line.low[begin - 1] == ","))
    out = [(start, begin)] if any(line.low[r] not in lists().light for r in content) else []
    end = min(line.end(), line.barrier(finish))
    after = finish + 1
    goes_on = after < end and line.low[finish] == "," and line.low[after] not in RELATIVE  # said Reyes, who owns it
    if goes_on and (line.low[after] in lists().goes_on if clause else line.has_verb(after, end)):
        out.append((after, resumed(line, after, end)))
    if not clause and (len(out) == 1 and out[0][0] == start):
        return None
    return Saying(out, begin, finish)


def _has(line: Line, p: int) -> bool:
    return any(line.low[q] in ("has", "have", "had", "'ve", "’ve", "'d", "’d") for q in range(max(0, p - 4), p))


def _begin(line: Line, p: int) -> int | None:
    """Position of the first word of the saying, right after a comma."""
    subject = [c for c in line.children[line.at[p]] if line.words.dep[c] in ("nsubj", "nsubjpass") and c < line.at[p]]
    if line.comma(p) and not subject and p + 1 < line.end() and line.tag(p + 1).startswith(("NN", "DT", "PRP", "JJ", "CD")):
        return p  # …, said Reyes
    if subject:
        q = line.position(line.first_of(subject[0]))
        if q > 0 and line.low[q - 1] == "as" and (q == 1 or line.comma(q - 1) or line.low[q - 2] in lists().light):
            return q - 1
        opens = NOT_IN_SUBJECT.intersection(line.low[q : min(q + 3, p)]) - {"and", "that"}
        if 0 < q < p and line.comma(q) and not opens:
            return _with_name(line, q)
    for q in range(p - 1 if line.low[p - 1 : p] != [","] else p - 2, max(p - LONGEST, 0), -1):
        if line.tag(q) in FINITE and line.tag(q + 1)[:2] != "VB" and q + 1 != p:
            return None
        if line.low[q] in NOT_IN_SUBJECT:
            return None
        if line.comma(q) and line.low[q] != ",":
            return _with_name(line, q)
    return None


def _with_name(line: Line, q: int) -> int:
    """Before the name that the words from `q` stand in apposition to: …, Ana Brandt, the mayor, said"""
    if not (line.tag(q).startswith(("DT", "CD")) or (line.tag(q) == "NN" and line.low[q] == line.words.form[line.at[q]])):
        return q
    for r in range(q - 2, max(q - 8, 0), -1):
        if line.comma(r):
            return r if line.has_verb(line.barrier_before(r), r) else q
        if not line.tag(r).startswith("NNP"):
            return q
    return q


def _finish(line: Line, p: int, inverted: bool) -> int | None:
    """Position of the comma or the line's end that closes the saying; None when something is said there."""
    stop = line.barrier(p + 1)
    told = line.low[p] in reporting_verbs().bare_clause
    for r in range(p + 1, min(p + TAIL, line.end())):
        if r >= stop:
            return None
        if line.low[r] == ",":
            return None if stop == r + 1 else r
        if line.tag(r) in FINITE or line.low[r] in ("that", "whether", ":"):
            return None
        if r == p + 1 and not inverted and not told and not _only_more(line, r):
            return None
    return line.end() if line.end() <= p + TAIL and stop >= line.end() else None


def _only_more(line: Line, r: int) -> bool:
    """After the verb, at `r`: only when, where or how it was said."""
    word = line.low[r]
    if word in lists().when or word in ("last", "this", "late"):
        return True
    if word in ("despite", "if", "because", "although") or (word == "to" and line.tag(r + 1) == "VB"):
        return False
    return line.tag(r).startswith(("IN", "RB", "RP", "TO", "VBG"))
