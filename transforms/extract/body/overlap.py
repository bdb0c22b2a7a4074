"""The share of each block that is also in another text: the extractor's, JSON-LD's `articleBody`, or the feed's."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+"
)
MAX_LINE = 20_000  # characters of a line whose words are compared, since a page may have one line of 10 MB
RUN = 4  # words in a row; two texts hardly ever have the same four by chance


def words(text: str) -> list[str]:
    """The words of a line in lower case; in scripts without spaces, each character.

    >>> words("The mill, again: 水車")
    ['the', 'mill', 'again', '水', '車']
    """
    return WORD.findall(text[:MAX_LINE].lower())


def word_runs(sequence: Sequence[str]) -> list[tuple[str, ...]]:
    """All runs of `RUN` words in a row; none when there are fewer words."""
    return list(zip(*(sequence[i:] for i in range(RUN)), strict=False))


def block_shares(blocks: Sequence[str], lines: Iterable[str]) -> list[float]:
    """The share of each block that is also in the lines, from 0 to 1.

    1.0 for a block that is one of the lines; else the share of its runs of four words; 0.5 for a block of fewer than four words
    when they occur in a row in a line. A line matches one block only: the next one in page order with the same text.
    """
    shares = [0.0] * len(blocks)
    unmatched = _match_whole_lines(shares, blocks, lines)
    if unmatched:
        _match_runs(shares, blocks, [words(line) for line in unmatched])
    return shares


def _match_whole_lines(shares: list[float], blocks: Sequence[str], lines: Iterable[str]) -> list[str]:
    """Sets the share of each block that is a line to 1.0; returns the lines that are no block."""
    positions: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(blocks):
        positions[text].append(i)
    last, unmatched = -1, []
    for line in lines:
        free = positions.get(line)
        if free:
            after_last = bisect_right(free, last)
            last = free.pop(after_last if after_last < len(free) else 0)
            shares[last] = 1.0
        elif line not in positions:
            unmatched.append(line)
    return unmatched


def _match_runs(shares: list[float], blocks: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Sets the share of the blocks that are still at 0, by the words of the lines."""
    runs = {run for line in lines for run in word_runs(line)}
    all_words = " ".join([" ", *(word for line in lines for word in line), " "])
    for i, text in enumerate(blocks):
        if shares[i]:
            continue
        own = words(text)
        if len(own) >= RUN:
            own_runs = word_runs(own)
            shares[i] = sum(run in runs for run in own_runs) / len(own_runs)
        elif own and f" {' '.join(own)} " in all_words:
            shares[i] = 0.5
