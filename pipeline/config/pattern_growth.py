"""Whether the time that a pattern takes grows faster than the text, as that of `(a+)+b` does.

Python's `re` tries every way to match, so a hundred characters that nearly match such a pattern can take years. The test
measures processor time of its thread on texts that are made for the pattern (`near_matches`): first few repetitions, where
exponential growth shows before it hangs, then lengths at which linear time is four times as long and quadratic time 16 times.
"""

import re
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from pipeline.config.near_matches import NearMatch, near_matches
from transforms.clean.patterns import LONGEST_LINE, PatternRule

LONGEST = 16_000  # characters
REPETITIONS = (*range(4, 25, 2), 28, 32, 38, 46, 56, 70, 90, 130, 180, 250, 350, 500, 700, 1_000, 1_400)
FIRST = 2_000  # characters; a pattern that takes less than FAST_S on them takes no time that matters on LONGEST
FAST_S, SLOW_S = 0.001, 0.02
SLOW_LINE_S = 0.005  # on a line of LONGEST_LINE characters; the slowest pattern that ships takes a tenth of it
WORST_RATIO = 8.0  # of the times for four times the text: 4 is linear, 16 quadratic
TRIES = 3  # what else the machine does makes a time longer, never shorter


def slow_patterns(rule: PatternRule, known: PatternRule | None = None) -> list[str]:
    """One sentence for each pattern of a rule that takes too long on some text; those of `known` are not tried."""
    lines = [pattern for pattern in rule.lines if known is None or pattern not in known.lines]
    anywhere = [pattern for pattern in rule.anywhere if known is None or pattern not in known.anywhere]
    slow = [(pattern, near) for pattern in lines if (near := slow_on_line(pattern))]
    slow += [(pattern, near) for pattern in anywhere if (near := slow_on(pattern))]
    return [f"{rule.name}: patterns: '{pattern.pattern}' {too_slow(near)}" for pattern, near in slow]


def too_slow(near: NearMatch) -> str:
    """What is wrong with a pattern that is slow on a text, and what to do."""
    text = near.of_length(len(near.start) + 8)
    return (
        f"takes far too long on a text such as {text[:40]!r}…; do not repeat what is itself a repetition, as (a+)+ does, and "
        "write how often at most: {0,40} instead of *"
    )


def slow_on_line(pattern: re.Pattern[str]) -> NearMatch | None:
    """A line of at most LONGEST_LINE characters on which a pattern for whole lines takes too long; None if none is found."""
    for near in near_matches(pattern.pattern, pattern.flags & ~re.UNICODE):
        for n in [*_few(near, LONGEST_LINE), LONGEST_LINE]:
            # as `PatternRule` gives it: with single spaces
            if _takes(pattern.fullmatch, " ".join(near.of_length(n).split()), SLOW_LINE_S):
                return near
    return None


@lru_cache(maxsize=1000)  # `--every` loads often
def slow_on(pattern: re.Pattern[Any], longest: int = LONGEST, method: str = "search") -> NearMatch | None:
    """A text on which the pattern takes more than linear time, up to `longest` characters; None if none is found.

    `method`: `search`, `match` or `fullmatch`, as the pattern will be used.
    """
    attempt: Callable[[Any], object] = getattr(pattern, method)
    is_bytes = isinstance(pattern.pattern, bytes)
    written = pattern.pattern.decode("latin-1") if is_bytes else pattern.pattern

    def on(text: str) -> object:
        return attempt(text.encode("latin-1", "replace") if is_bytes else text)

    nears = near_matches(written, pattern.flags & ~re.UNICODE)
    return next((near for near in nears if _grows(on, near, longest)), None)


def _grows(attempt: Callable[[str], object], near: NearMatch, longest: int) -> bool:
    if any(_takes(attempt, near.of_length(n), SLOW_S) for n in _few(near, min(FIRST, longest))):
        return True
    n = min(FIRST, longest)
    is_slow = _takes(attempt, near.of_length(n), FAST_S)
    while is_slow and n < longest:
        n = min(2 * n, longest)
        if _takes(attempt, near.of_length(n), SLOW_S):
            return _best(attempt, near.of_length(n)) > WORST_RATIO * _best(attempt, near.of_length(n // 4))
    return False


def _few(near: NearMatch, longest: int) -> Iterator[int]:
    """Lengths at which the part of a text is repeated a few times."""
    fixed = len(near.start) + len(near.end)
    return (n for repeated in REPETITIONS if (n := fixed + repeated * len(near.part)) <= longest)


def _takes(attempt: Callable[[str], object], text: str, seconds: float) -> bool:
    """Whether an attempt takes longer, each time."""
    return all(_seconds(attempt, text) > seconds for _ in range(TRIES))


def _best(attempt: Callable[[str], object], text: str) -> float:
    return min(_seconds(attempt, text) for _ in range(TRIES))


def _seconds(attempt: Callable[[str], object], text: str) -> float:
    start = time.thread_time()
    attempt(text)
    return time.thread_time() - start
