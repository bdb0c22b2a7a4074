"""Work on pages under supervision: what takes too long, eats the memory or ends its process costs its page and nothing else."""

import errno
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from transforms.articles import Entry
from transforms.errors import EndsProcess, NeedsTooMuchMemory, TakesTooLong
from transforms.supervised.worker import NO_MEMORY, PAGE_WORKER, TOO_LONG, PackedWork, WorkerEnded
from transforms.watchdog import Watchdog

TRIES = 2  # of a page whose process ended: the first end may have been chance, or what other pages had left in memory
MOST_HALVINGS = 4  # of the time for a page of a feed, one for each of its pages that has ended the process in this pass
# Pages that have ended the process, by (folder of the pass, feed), so that a feed of such pages can't take a pass for itself.
_harm: Counter[tuple[str | None, str]] = Counter()


class Supervised:
    """Calls `work`, a picklable callable, in the process for pages. `watchdog`: notes on disk, and the time for one page.

    Each page of a feed that ended the process halves the time for the feed's other pages in this pass, down to a sixteenth, and
    they get a single try. Without this, a hundred such pages would take a hundred times the limit.
    """

    def __init__(self, stage: str, work: Callable[[Any], Any], watchdog: Watchdog) -> None:
        self.work, self.watchdog = PackedWork(stage, work), watchdog

    def call(self, entry: Entry, argument: object) -> Any:
        """The result for one page. Raises what the work raises; TakesTooLong, NeedsTooMuchMemory or EndsProcess for the page.

        Raises OSError when the process ends before it works on the page, by lack of memory for the language model for instance.
        """
        tries = 1 if self._harm(entry) else TRIES
        with self.watchdog.watch([entry.id]):
            for number in range(1, tries + 1):
                seconds = self._seconds(entry)
                try:
                    return PAGE_WORKER.call(self.work, argument, seconds)
                except WorkerEnded as ended:
                    if number < tries and ended.how != TOO_LONG:
                        continue
                    if not ended.begun:
                        raise _cannot_start(ended) from None
                    self._count_harm(entry)
                    raise _failure(entry, ended, seconds) from None
        raise AssertionError("the last try returns or raises")

    def call_batch(self, entries: Sequence[Entry], arguments: Sequence[Any]) -> list[Any]:
        """The results for several pages, in order; an exception in place of the result of a page that ended the process.

        The work takes and returns lists. When it ends the process, each page is tried alone, as are the pages of a feed that
        has had such a page.
        """
        together = [i for i, entry in enumerate(entries) if not self._harm(entry)]
        results: dict[int, Any] = {}
        if len(together) > 1:
            with self.watchdog.watch([entries[i].id for i in together]), suppress(WorkerEnded):
                done = PAGE_WORKER.call(self.work, [arguments[i] for i in together], self.watchdog.seconds)
                results = dict(zip(together, done, strict=True))
        return [
            results[i] if i in results and not isinstance(results[i], MemoryError) else self._alone(entries[i], arguments[i])
            for i in range(len(entries))
        ]

    def _alone(self, entry: Entry, argument: Any) -> Any:
        for _ in range(TRIES):
            try:
                (result,) = self.call(entry, [argument])
            except (EndsProcess, NeedsTooMuchMemory, TakesTooLong) as error:
                return error
            if not isinstance(result, MemoryError):
                return result
            PAGE_WORKER.restart()
        self._count_harm(entry)
        return _failure(entry, WorkerEnded(NO_MEMORY, begun=True), 0.0)

    def _seconds(self, entry: Entry) -> float:
        return self.watchdog.seconds * 0.5 ** min(self._harm(entry), MOST_HALVINGS)

    def _harm(self, entry: Entry) -> int:
        return _harm[self._key(entry)]

    def _count_harm(self, entry: Entry) -> None:
        for key in [key for key in _harm if key[0] != self.watchdog.folder]:  # of earlier passes
            _harm.pop(key, None)
        _harm[self._key(entry)] += 1

    def _key(self, entry: Entry) -> tuple[str | None, str]:
        return self.watchdog.folder, entry.feeds[0] if entry.feeds else ""


def _failure(entry: Entry, ended: WorkerEnded, seconds: float) -> EndsProcess | NeedsTooMuchMemory | TakesTooLong:
    if ended.how == TOO_LONG:
        return TakesTooLong(f"{entry.url} took longer than {seconds:g} s")
    if ended.how == NO_MEMORY:
        return NeedsTooMuchMemory(f"{entry.url} needs more memory than this process may have")
    return EndsProcess(f"{entry.url} ends the process that works on it ({_how(ended.how)})")


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"signal {-code}"


def _cannot_start(ended: WorkerEnded) -> OSError:
    if ended.how == NO_MEMORY:
        return OSError(errno.ENOMEM, "not enough memory to load the libraries and the language model")
    return OSError(errno.ECHILD, f"the process for pages ended before it could begin ({_how(ended.how)})")
