"""Processes input lines in worker processes: results in input order, with a bounded number of tasks at a time."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice

LINES_PER_TASK = 8  # the batch size of the model
TASKS_PER_WORKER = 3  # submitted tasks per worker: enough to keep it busy, few enough to bound memory


@dataclass(frozen=True)
class InputLine:
    """An input line with its number, from 1."""

    number: int
    raw: bytes


@dataclass(frozen=True)
class LineResult:
    """The output line `row`, or the `problem` with the input line, or both."""

    number: int
    row: bytes | None = None
    problem: str | None = None


Work = Callable[[Sequence[InputLine]], list[LineResult]]


def process_lines(lines: Iterable[bytes], work: Work, workers: int = 1) -> Iterator[LineResult]:
    """One result per line, in input order. `work` must be picklable and takes a few lines at a time.

    A line that kills its worker process gives a problem; the other lines of its task are processed again without it.
    """
    numbered = (InputLine(n, raw) for n, raw in enumerate(lines, 1) if raw.strip())
    chunks = iter(lambda: list(islice(numbered, LINES_PER_TASK)), [])
    if workers <= 1:
        for chunk in chunks:
            yield from work(chunk)
        return
    # spawn, so that workers do not inherit locks that threads of numerical libraries may hold
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    under_way: deque[tuple[list[InputLine], Future[list[LineResult]]]] = deque()
    try:
        for chunk in chunks:
            under_way.append((chunk, pool.submit(work, chunk)))
            if len(under_way) >= workers * TASKS_PER_WORKER:
                pool = yield from _first_results(under_way, pool, work, workers)
        while under_way:
            pool = yield from _first_results(under_way, pool, work, workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _first_results(
    under_way: deque[tuple[list[InputLine], Future[list[LineResult]]]], pool: ProcessPoolExecutor, work: Work, workers: int
) -> Generator[LineResult, None, ProcessPoolExecutor]:
    """The results of the oldest task; returns the pool to go on with, a new one if a line has killed a worker."""
    chunk, future = under_way.popleft()
    try:
        yield from future.result()
    except BrokenProcessPool:
        context = multiprocessing.get_context("spawn")
        for line in chunk:
            with ProcessPoolExecutor(1, mp_context=context) as single:
                try:
                    yield from single.submit(work, [line]).result()
                except BrokenProcessPool:
                    yield LineResult(line.number, problem="crashes the process that works on it")
        pool = ProcessPoolExecutor(workers, mp_context=context)
        redo = [c for c, _ in under_way]
        under_way.clear()
        under_way.extend((c, pool.submit(work, c)) for c in redo)
    return pool
