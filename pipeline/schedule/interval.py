"""When `run --every` starts its next run: at even intervals from the first, however long each run takes."""

import math


def seconds_until_next(every_s: float, begun: float, now: float) -> float:
    """Seconds from `now` to the next start; starts are `every_s` apart, counted from `begun`. Missed starts are skipped.

    >>> [seconds_until_next(10, begun=100, now=now) for now in (103, 127, 130)]
    [7, 3, 10]
    """
    return begun + (math.floor((now - begun) / every_s) + 1) * every_s - now
