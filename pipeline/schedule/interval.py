"""When a run that is repeated begins again: at even distances from the first, whatever each one took."""

import math


def until_next(every_s: float, begun: float, now: float) -> float:
    """Seconds from `now` to the next tick, which lie `every_s` apart from `begun` on. What was missed is not made up for.

    >>> until_next(10, begun=100, now=103), until_next(10, begun=100, now=127), until_next(10, begun=100, now=130)
    (7, 3, 10)
    """
    return begun + (math.floor((now - begun) / every_s) + 1) * every_s - now
