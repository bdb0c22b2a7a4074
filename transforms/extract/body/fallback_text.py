"""Whether another text has to stand in for the page's own, where that is absent, short or cut off."""

from collections.abc import Mapping, Sequence
from typing import Literal

from transforms.extract.body.overlap import word_runs, words

FallbackSource = Literal["json-ld", "feed"]
CUT_OFF = 0.5  # a page with fewer of the other text's words than this, all of them in the other text, shows its beginning only
SAME_ARTICLE = 0.6  # share of the shorter text's runs of four words that the longer one has, when both are of one article
MIN_WORDS = 60  # of a text that may stand in; a shorter one is a summary


def choose_fallback(text: str, candidates: Mapping[FallbackSource, Sequence[str]]) -> FallbackSource | None:
    """The source of the longest text that the page's own is only a part of; None when the page's own can stand as it is.

    `candidates`: the lines of each source; of two with the same number of words, the later is chosen.

    >>> choose_fallback("", {"json-ld": ["The mill opened. " * 30]})
    'json-ld'
    >>> choose_fallback("", {"json-ld": ["The mill opened."]}) is None
    True
    """
    own = words(text)
    best: FallbackSource | None = None
    most = MIN_WORDS
    for source, lines in candidates.items():
        theirs = [word for line in lines for word in words(line)]
        if len(theirs) >= most and len(own) <= CUT_OFF * len(theirs) and _is_part(own, theirs):
            best, most = source, len(theirs)
    return best


def _is_part(own: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether most of the first text is in the second; a text that is too short to compare counts as a part."""
    runs = word_runs(own)
    if not runs:
        return True
    known = set(word_runs(theirs))
    return sum(run in known for run in runs) >= SAME_ARTICLE * len(runs)
