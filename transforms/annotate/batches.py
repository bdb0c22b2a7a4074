"""Batches of texts: the model takes several at a time."""

from collections.abc import Iterator, Sequence

BATCH = 8  # texts: 32 cost twice the memory and are no faster
BATCH_CHARACTERS = 200_000  # sum over the texts of a batch; a single text may be longer


def batches(lengths: Sequence[int]) -> Iterator[slice]:
    """Splits a sequence of texts into slices of at most `BATCH` texts and `BATCH_CHARACTERS` characters.

    A longer text is a batch of its own. `lengths`: of the texts, in characters.

    >>> [(part.start, part.stop) for part in batches([5, 199_990, 250_000, 5])]
    [(0, 2), (2, 3), (3, 4)]
    """
    start, room = 0, BATCH_CHARACTERS
    for i, length in enumerate(lengths):
        if i > start and (i - start == BATCH or length > room):
            yield slice(start, i)
            start, room = i, BATCH_CHARACTERS
        room -= length
    if lengths:
        yield slice(start, len(lengths))
