"""Keeps notes on corrections beside the article, which look like captions or boxes: short, in italics, under a small label."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.notes.find import FIRST_PARAGRAPHS, LAST_PARAGRAPHS, find_notes, says_corrected
from transforms.notes.words import EDITORS_NOTE


def with_notes(texts: Sequence[str], kept: NDArray[np.bool_], linked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A copy of `kept` in which corrections, clarifications and updates near the kept blocks are kept as well.

    `texts`: of all blocks, in page order. `kept`: whether each block is kept. `linked`: whether links fill it, as in a list of
    other articles. Editor's notes are kept if they say that the article was corrected; others may advertise a series.

    >>> texts = ["The mill opened.", "It is loud.", "Correction: The mill has two wheels.", "About the author"]
    >>> with_notes(texts, np.array([True, True, False, False]), np.zeros(4, bool)).tolist()
    [True, True, True, False]
    """
    both, kept_at = kept.copy(), np.flatnonzero(kept)
    if not len(kept_at):
        return both
    around = range(max(0, kept_at[0] - FIRST_PARAGRAPHS), min(len(texts), kept_at[-1] + 1 + LAST_PARAGRAPHS))
    numbers = [i for i in around if (kept[i] or not linked[i]) and texts[i].strip()]
    lines = [" ".join(texts[i].split()) for i in numbers]
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
    for note in find_notes("\n".join(lines)):
        if note.kind != EDITORS_NOTE or says_corrected((note,)):
            first, last = np.searchsorted(starts, [note.start, note.end - 1], side="right") - 1
            both[numbers[first : last + 1]] = True
    return both
