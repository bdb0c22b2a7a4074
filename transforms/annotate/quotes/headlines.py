"""Headlines that name who says it before a colon: "Reyes: Bridge Is Safe", "Report: Bridge was never checked"."""

from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.phrases import Cast
from transforms.annotate.quotes.sentence_view import Line
from transforms.annotate.quotes.sentences import Frame

LONGEST = 6  # words before the colon
SHORTEST = 3  # words after it
WHO = frozenset(["person", "organization", "group"])


def colon(people: Cast, line: Line, frame: Frame) -> int | None:
    """Position of the colon, when all before it names one who says what follows; None elsewhere."""
    words = people.words
    first, last = words.paragraphs[frame.paragraph]
    if not line.at or line.at[0] != first or ":" not in line.low[1 : LONGEST + 1]:
        return None
    p = line.low.index(":", 1)
    if (
        line.barrier(0) < len(line)
        or line.end() - p - 1 < SHORTEST
        or line.at[-1] < last - 2
        or not line.has_verb(p + 1, line.end())
    ):
        return None
    found = people.by_word.get(line.at[p - 1])
    if found is not None and found[0].type in WHO:
        return p if not any(line.tag(r).startswith("VB") for r in range(p)) else None
    return p if line.low[p - 1] in lists().sources else None
