"""Lines in, lines out, in order, on as many cores as asked for, with a bounded number of them under way."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice

CHUNK = 8  # lines a task: the batch that the model is fed with
AHEAD = 3  # tasks a worker that are under way; enough to keep it busy, few enough to keep memory flat


@dataclass(frozen=True)
class Numbered:
    """An input line with its number, from 1."""

    number: int
    raw: bytes


@dataclass(frozen=True)
class Answer:
    """The output line, or what is wrong with the input line."""

    number: int
    row: bytes | None = None
    problem: str | None = None


Work = Callable[[Sequence[Numbered]], list[Answer]]


def answers(lines: Iterable[bytes], work: Work, workers: int = 1) -> Iterator[Answer]:
    """One answer a line, in the order of the lines. `work` is picklable and takes a few lines at a time.

    A line that kills its worker process is answered as a problem; the lines beside it are done again without it.
    """
    numbered = (Numbered(n, raw) for n, raw in enumerate(lines, 1) if raw.strip())
    chunks = iter(lambda: list(islice(numbered, CHUNK)), [])
    if workers <= 1:
        for chunk in chunks:
            yield from work(chunk)
        return
    # spawn: the workers must not inherit threads and locks of numerical libraries in mid-step
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    under_way: deque[tuple[list[Numbered], Future[list[Answer]]]] = deque()
    try:
        for chunk in chunks:
            under_way.append((chunk, pool.submit(work, chunk)))
            if len(under_way) >= workers * AHEAD:
                pool = yield from _first(under_way, pool, work, workers)
        while under_way:
            pool = yield from _first(under_way, pool, work, workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _first(
    under_way: deque[tuple[list[Numbered], Future[list[Answer]]]], pool: ProcessPoolExecutor, work: Work, workers: int
) -> Generator[Answer, None, ProcessPoolExecutor]:
    """The answers of the first task under way; returns the pool to go on with, a new one if a line has killed a worker."""
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
                    yield Answer(line.number, problem="ends the process that works on it")
        pool = ProcessPoolExecutor(workers, mp_context=context)
        redo = [c for c, _ in under_way]
        under_way.clear()
        under_way.extend((c, pool.submit(work, c)) for c in redo)
    return pool
