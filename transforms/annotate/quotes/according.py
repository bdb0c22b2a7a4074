"""What somebody says according to the reporter: "According to Reyes, the bridge is safe." """

from itertools import pairwise

from transforms.annotate.quotes.extents import resumes
from transforms.annotate.quotes.line import Line

GOES_ON = frozenset("and but or because if though although unless until so since while when".split())
ASIDE = frozenset(["who", "which", "whose", "that"])


def pieces(line: Line, p: int) -> list[tuple[int, int]] | None:
    """What is said where "according to" stands at `p`."""
    if line.low[p : p + 2] != ["according", "to"]:
        return None
    end, before = line.end(), line.barrier_before(p)
    if not any(line.low[r][:1].isalnum() for r in range(before, p)):
        after = _after(line, p + 2, end)
        return [(after, _cut(line, after, min(end, line.barrier(after))))] if after else None
    clause = line.has_verb(before, p)
    out = [(before, p)]
    if p + 2 < end and (after := next((r + 1 for r in range(p + 2, end) if line.low[r] == ","), None)) and after < end:
        if (not clause and line.has_verb(after, end)) or (clause and line.low[after] in GOES_ON):
            out.append((after, _cut(line, after, min(end, line.barrier(after)))))
    if line.low[before:p] in (["that", "’s"], ["that", "'s"]) or (not clause and len(out) == 1):
        return None
    return out


def _after(line: Line, first: int, end: int) -> int | None:
    """Where the clause begins, past what only tells more of the one who says it."""
    commas = [r for r in range(first, end) if line.low[r] == ","]
    for r, s in pairwise([*commas, end]):
        if r + 1 < end and line.has_verb(r + 1, s) and line.low[r + 1] not in ASIDE:
            return r + 1
    return commas[0] + 1 if commas else None


def _cut(line: Line, first: int, end: int) -> int:
    for r in range(first + 1, end):
        if line.low[r] == "," and resumes(line, r + 1, end, "paren"):
            return r
    return end
