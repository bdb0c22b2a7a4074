"""The retry rule: a failed entry is tried again after growing pauses, up to a number of tries."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from transforms.articles import Entry
from transforms.dates import iso_utc
from transforms.errors import NewsError
from transforms.records import Failure

LONGEST_PAUSE_S = 86_400.0  # a day; without a limit, the doubled pauses would soon be weeks
LONGEST_RECHECK_S = 30 * 86_400.0  # from the first fetch of an article's page to the last one


@dataclass(frozen=True)
class Setback:
    """An entry that failed at a stage, and the failure to write about it.

    The entry waits until its `retry_at`, or is settled when that is None. `first`: it failed at its first try and has no
    record.
    """

    entry: Entry
    failure: Failure
    first: bool = False


@dataclass(frozen=True)
class Retry:
    """`pause_s`: seconds before the second try; each later pause is twice as long. `max_attempts`: tries in all."""

    pause_s: float = 300.0
    max_attempts: int = 5

    def setback(self, stage: str, entry: Entry, error: Exception, now: datetime) -> Setback:
        """The setback of a try that ended in this error.

        An error that is no NewsError is a bug of ours: the entry is retried as well, and its failure is not `expected`. A try
        before `retry_at` (`--force`) does not count, so that ten runs in a minute settle no entry.
        """
        expected = isinstance(error, NewsError)
        attempts = entry.attempts + (entry.retry_at is None or entry.retry_at <= iso_utc(now))
        most = min(self.max_attempts, getattr(error, "most_attempts", None) or self.max_attempts)
        is_retried = attempts < most and (not isinstance(error, NewsError) or error.passing)
        retry_at = None
        if is_retried:
            asked_s = getattr(error, "retry_after_s", None) or 0.0
            pause_s = min(max(self.pause_s * 2 ** (attempts - 1), asked_s), LONGEST_PAUSE_S)
            retry_at = iso_utc(now + timedelta(seconds=pause_s))
        failure = Failure(
            stage=stage,
            feed=entry.feeds[0] if entry.feeds else None,
            entry=entry.title or None,
            url=entry.url or None,
            reason=type(error).__name__,
            detail=(str(error) if expected else f"{type(error).__name__}: {error}")[:500],
            expected=expected,
            attempts=attempts,
            retry_at=retry_at,
            id=entry.id,
        )
        return Setback(
            replace(entry, attempts=attempts, retry_at=retry_at), failure, first=entry.attempts == 0 and not entry.past
        )
