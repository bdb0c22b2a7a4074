"""How much of each block another text has: the extractor's choice, JSON-LD's `articleBody`, the feed's own content."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+"
)
LONGEST = 20_000  # characters of one line whose words are looked at; a page of one line of 10 MB is kept all the same
RUN = 4  # words in a row that are hardly ever the same by chance


def words(text: str) -> list[str]:
    """The words of a line in lower case.

    >>> words("The mill, again: 水車")
    ['the', 'mill', 'again', '水', '車']
    """
    return WORD.findall(text[:LONGEST].lower())


def runs(found: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(found[i:] for i in range(RUN)), strict=False))


def shares(blocks: Sequence[str], lines: Iterable[str]) -> list[float]:
    """Of each block, the share that the lines have: 1.0 for one of them, else by runs of four words.

    A line answers for one block only, the next one in page order that reads as it does.
    """
    found = [0.0] * len(blocks)
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(blocks):
        places[text].append(i)
    last, rest = -1, []
    for line in lines:
        free = places.get(line)
        if free:
            next_one = bisect_right(free, last)
            at = free.pop(next_one if next_one < len(free) else 0)
            found[at] = 1.0
            last = at
        elif line not in places:
            rest.append(line)
    if not rest:
        return found
    left = [words(line) for line in rest]
    have = {run for line in left for run in runs(line)}
    short = " ".join([" ", *(word for line in left for word in line), " "])
    for i, text in enumerate(blocks):
        if found[i]:
            continue
        own = words(text)
        if len(own) >= RUN:
            mine = runs(own)
            found[i] = sum(run in have for run in mine) / len(mine)
        elif own and f" {' '.join(own)} " in short:
            found[i] = 0.5
    return found
