"""Decides whether another text replaces the page's own, when that is missing, short or truncated."""

from collections.abc import Mapping, Sequence
from typing import Literal

from transforms.extract.body.overlap import word_runs, words

FallbackSource = Literal["json-ld", "feed"]
CUT_OFF = 0.5  # of the number of words of the other text; a page with no more words than that may show only the beginning
SAME_ARTICLE = 0.6  # share of the page's runs of four words that the other text has, when both are one article
MIN_WORDS = 60  # of a text that may replace the page's; a shorter one is a summary


def choose_fallback(text: str, candidates: Mapping[FallbackSource, Sequence[str]]) -> FallbackSource | None:
    """The source of the longest text of which the page's own is only a part; None when the page's own text is used.

    `candidates`: the lines of each source; of two with the same number of words, the later is chosen.

    >>> choose_fallback("", {"json-ld": ["The mill opened. " * 30]})
    'json-ld'
    >>> choose_fallback("", {"json-ld": ["The mill opened."]}) is None
    True
    """
    own: list[str] | None = None  # found when there is another text to compare it with
    best: FallbackSource | None = None
    most = MIN_WORDS
    for source, lines in candidates.items():
        theirs = [word for line in lines for word in words(line)]
        if len(theirs) < most:
            continue
        own = words(text) if own is None else own
        if len(own) <= CUT_OFF * len(theirs) and _is_part(own, theirs):
            best, most = source, len(theirs)
    return best


def _is_part(own: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether most of the first text (as words) is in the second; a text of fewer than four words always counts as a part."""
    runs = word_runs(own)
    if not runs:
        return True
    known = set(word_runs(theirs))
    return sum(run in known for run in runs) >= SAME_ARTICLE * len(runs)
