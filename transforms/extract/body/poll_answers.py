"""A question and the answers to choose from stand or fall together: else a poll leaves its question in the text."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.poll_patterns import ANSWER_LINE, OPTION_LINE, SHARE_LINE

LONGEST = 200  # characters of a question


def with_answers(texts: Sequence[str], kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`kept`, with the answers of each question that is kept as well; the rule for polls then cuts the whole of it.

    `texts`: of all blocks, in the order of the page. Two answers or more make a poll.

    >>> with_answers(["Stay?", "Yes 61 %", "No 39 %"], np.array([True, False, False])).tolist()
    [True, True, True]
    """
    both = kept.copy()
    for i in np.flatnonzero(kept).tolist():
        if texts[i].endswith("?") and len(texts[i]) <= LONGEST:
            end = i + 1
            while end < len(texts) and _is_answer(texts[end]):
                end += 1
            if end - i > 2:
                both[i + 1 : end] = True
    return both


def _is_answer(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (OPTION_LINE, ANSWER_LINE, SHARE_LINE))
