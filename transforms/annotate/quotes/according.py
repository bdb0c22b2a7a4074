"""What somebody says according to the reporter: "According to Reyes, the bridge is safe." """

from collections.abc import Iterator
from itertools import islice, pairwise

from transforms.annotate.quotes.extents import resumed
from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.phrases import SUBJECTS
from transforms.annotate.quotes.sentence_view import Line

ASIDE = frozenset(["who", "which", "whose", "that"])
COMMAS = 6  # in "According to Ana Brandt, the mayor, …": how many to look at


def pieces(line: Line, p: int) -> list[tuple[int, int]]:
    """What is said where "according to" stands at `p`; nothing when nothing is."""
    if line.low[p : p + 2] != ["according", "to"]:
        return []
    end, before = line.end(), line.barrier_before(p)
    if not any(line.low[r][:1].isalnum() for r in range(before, p)):
        after = _after(line, p + 2, end)
        return [(after, resumed(line, after, min(end, line.barrier(after))))] if after < end else []
    clause = line.has_verb(before, p)
    out = [(before, p)]
    after = line.next_comma(p + 2) + 1
    if after < end and (line.low[after] in lists().goes_on if clause else line.has_verb(after, end)):
        out.append((after, resumed(line, after, min(end, line.barrier(after)))))
    if (p - before == 2 and line.low[before] == "that") or (not clause and len(out) == 1):
        return []
    return out


def _after(line: Line, first: int, end: int) -> int:
    """Where the clause begins, past what only tells more of the one who says it."""
    commas = [*islice(_commas(line, first, end), COMMAS)]
    for r, s in pairwise([*commas, end]):
        if (line.has_verb(r + 1, s) or _begins_with_its_subject(line, r + 1, s)) and line.low[r + 1] not in ASIDE:
            return r + 1
    return commas[0] + 1 if commas else end


def _begins_with_its_subject(line: Line, first: int, last: int) -> bool:
    """The one subject of a verb further on: According to police, Ana Brandt, 40, died. Of two the first is an apposition."""
    for r in range(first, last):
        if line.dep(r) in SUBJECTS:
            verb = line.words.head[line.at[r]]
            subjects = [c for c in line.children[verb] if line.words.dep[c] in SUBJECTS and c < verb]
            if line.position(verb) > last and subjects == [line.at[r]]:
                return True
    return False


def _commas(line: Line, first: int, end: int) -> Iterator[int]:
    while (first := line.next_comma(first)) < end:
        yield first
        first += 1
