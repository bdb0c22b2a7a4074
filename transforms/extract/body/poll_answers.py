"""Keeps the answers of a poll with its question, so that the cleaning rule for polls recognizes it and cuts it as a whole."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.evidence.poll_patterns import ANSWER_LINE, OPTION_LINE, SHARE_LINE

MAX_QUESTION = 200  # characters
MIN_ANSWERS = 2  # of a poll


def with_poll_answers(texts: Sequence[str], kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A copy of `kept` in which the answers to each kept question are kept as well.

    `texts`: of all blocks, in page order. `kept`: whether each block is kept.

    >>> with_poll_answers(["Stay?", "Yes 61 %", "No 39 %"], np.array([True, False, False])).tolist()
    [True, True, True]
    """
    both = kept.copy()
    for i in np.flatnonzero(kept).tolist():
        if texts[i].endswith("?") and len(texts[i]) <= MAX_QUESTION:
            end = i + 1
            while end < len(texts) and _is_answer(texts[end]):
                end += 1
            if end - (i + 1) >= MIN_ANSWERS:
                both[i + 1 : end] = True
    return both


def _is_answer(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (OPTION_LINE, ANSWER_LINE, SHARE_LINE))
