"""The Beam wrapper that all stages share: it runs the work on each element, counts results, and diverts failures."""

import errno
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics

from transforms.articles import Entry
from transforms.errors import NeedsTooMuchMemory, NewsError
from transforms.retry import Retry
from transforms.supervised.supervise import Supervised
from transforms.watchdog import Watchdog

FAILED = "failed"
# Counts of this process since it began, by (stage, name), for the progress bars: Beam's metrics are available only at the end.
DONE: Counter[tuple[str, str]] = Counter()
# Errors of the machine, such as a full disk, which no entry is to blame for.
MACHINE_ERRORS = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE),
        *(errno.ENOMEM, errno.ECHILD, errno.EAGAIN),  # the process for pages can't be started, or not load a model
    }
)
log = logging.getLogger(__name__)


class Attempt(beam.PTransform):
    """Elements with an `entry` → (results of `work`, Setbacks of the elements on which it failed).

    `work`: a picklable callable of one element, which is called in the process for pages. An exception of it becomes a Setback,
    with the class name as the reason. An exception that is no NewsError is a bug of ours, and is logged with its traceback.
    `watchdog`: limits the time for one element.
    """

    def __init__(self, stage: str, work: Callable[[Any], Any], retry: Retry, watchdog: Watchdog) -> None:
        super().__init__(stage)
        self.work = _Try(stage, work, retry, watchdog)

    def expand(self, elements: Any):  # type: ignore[no-untyped-def]  # Beam would take a pair for a type hint
        out = elements | beam.ParDo(self.work).with_outputs(FAILED, main="good")
        return out.good, out[FAILED]


class _Try(beam.DoFn):
    def __init__(self, stage: str, work: Callable[[Any], Any], retry: Retry, watchdog: Watchdog) -> None:
        self.stage, self.work, self.retry, self.watchdog = stage, work, retry, watchdog

    def setup(self) -> None:
        self.supervised = Supervised(self.stage, self.work, self.watchdog)

    def process(self, element: Any) -> Iterator[Any]:
        start = time.perf_counter()
        try:
            good = self.supervised.call(element.entry, element)
        except Exception as error:
            yield failure_output(self.stage, element.entry, error, self.retry)
        else:
            count_result(self.stage, "good")
            yield good
        add_stage_time(self.stage, start)


def count_result(stage: str, name: str, n: int = 1) -> None:
    """Adds `n` to a count of the stage. `name`: `good`, or the class name of an error."""
    Metrics.counter(stage, name).inc(n)
    DONE[stage, name] += n


def add_stage_time(stage: str, since: float) -> None:
    """Adds the time since `since` (a value of `time.perf_counter`) to the time that the stage has taken."""
    Metrics.distribution(stage, "microseconds").update(int((time.perf_counter() - since) * 1e6))


def failure_output(stage: str, entry: Entry, error: Exception, retry: Retry) -> beam.pvalue.TaggedOutput:
    """The setback as the `failed` output of a DoFn, counted under its reason.

    Raises the error itself when the machine caused it (disk full, no permission to write). That ends the pass, and the entry
    loses no attempt.
    """
    if isinstance(error, OSError) and error.errno in MACHINE_ERRORS:
        raise error
    if isinstance(error, MemoryError):
        error = NeedsTooMuchMemory(f"{entry.url} needs more memory than this process may have")
    if not isinstance(error, NewsError):
        log.error("%s: a bug of ours on %s", stage, entry.url, exc_info=error)
    count_result(stage, type(error).__name__)
    return beam.pvalue.TaggedOutput(FAILED, retry.setback(stage, entry, error, datetime.now(UTC)))
