"""What supervision makes of a process that ends: tries, reasons, the time for the other pages of the feed. Without a process."""

import errno
import signal
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from transforms.articles import Entry
from transforms.errors import EndsProcess, NeedsTooMuchMemory, TakesTooLong
from transforms.supervised import supervise
from transforms.supervised.supervise import Supervised
from transforms.supervised.worker import NO_MEMORY, TOO_LONG, WorkerEnded
from transforms.watchdog import Watchdog

KILLED = -signal.SIGKILL


class Worker:
    """Stands in for the process for pages. `ends`: page → how the process ends at its first, second … try; then it survives."""

    def __init__(self, ends: dict[str, list[WorkerEnded | MemoryError]]) -> None:
        self.ends, self.tries, self.seconds, self.restarts = ends, list[str](), list[float](), 0

    def call(self, work: object, argument: str | Sequence[str], seconds: float) -> Any:
        self.tries.append("".join(argument))
        self.seconds.append(seconds)
        results: list[object] = []
        for page in argument:
            end = self.ends[page].pop(0) if self.ends.get(page) else None
            if isinstance(end, WorkerEnded):
                raise end
            results.append(end or f"{page}!")
        return results if isinstance(argument, list) else results[0]

    def restart(self) -> None:
        self.restarts += 1


def ended(how: int, times: int = 99, *, begun: bool = True) -> list[WorkerEnded | MemoryError]:
    return [WorkerEnded(how, begun=begun)] * times


@pytest.fixture
def supervised(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Supervised, Worker]]:
    def prepared(ends: dict[str, list[WorkerEnded | MemoryError]]) -> tuple[Supervised, Worker]:
        worker = Worker(ends)
        monkeypatch.setattr(supervise, "PAGE_WORKER", worker)
        monkeypatch.setattr(supervise, "_harm", type(supervise._harm)())
        return Supervised("extract", len, Watchdog(None, 64.0)), worker

    return prepared


def entry(page: str, feed: str = "daily") -> Entry:
    return Entry(page, f"https://harborpost.example/{page}", (feed,))


@pytest.mark.parametrize(
    ("ends", "reason", "tries"),
    [
        pytest.param([], None, 1, id="nothing happens"),
        pytest.param(ended(KILLED, 1), None, 2, id="killed once: that was chance"),
        pytest.param(ended(KILLED), EndsProcess, 2, id="killed twice"),
        pytest.param(ended(7), EndsProcess, 2, id="an exit"),
        pytest.param(ended(NO_MEMORY, 1), None, 2, id="no memory once: what other pages had left there"),
        pytest.param(ended(NO_MEMORY), NeedsTooMuchMemory, 2, id="no memory"),
        pytest.param(ended(TOO_LONG), TakesTooLong, 1, id="too long: a second try would take as long"),
        pytest.param(ended(NO_MEMORY, begun=False), OSError, 2, id="no memory for the model: no page is to blame"),
        pytest.param(ended(KILLED, begun=False), OSError, 2, id="killed while it loads the model"),
        pytest.param(ended(KILLED, 1, begun=False), None, 2, id="killed once while it loads the model"),
    ],
)
def test_one_page(supervised, ends, reason, tries):
    work, worker = supervised({"a": ends})
    if reason is None:
        assert work.call(entry("a"), "a") == "a!"
    else:
        with pytest.raises(reason):
            work.call(entry("a"), "a")
    assert worker.tries == ["a"] * tries


def test_the_failure_is_one_sentence(supervised):
    work, _ = supervised({"a": ended(KILLED), "b": ended(TOO_LONG), "c": ended(NO_MEMORY), "d": ended(NO_MEMORY, begun=False)})
    told = []
    for page in "abcd":
        with pytest.raises((EndsProcess, TakesTooLong, NeedsTooMuchMemory, OSError)) as raised:
            work.call(entry(page, page), page)
        told.append(str(raised.value))
    assert told == [
        "https://harborpost.example/a ends the process that works on it (signal SIGKILL)",
        "https://harborpost.example/b took longer than 64 s",
        "https://harborpost.example/c needs more memory than this process may have",
        f"[Errno {errno.ENOMEM}] not enough memory to load the libraries and the language model",
    ]


def test_each_such_page_halves_the_time_for_its_feed_down_to_a_sixteenth_and_for_no_other(supervised):
    work, worker = supervised({"a": ended(TOO_LONG), "k": ended(KILLED)})
    for _ in range(7):
        with pytest.raises(TakesTooLong):
            work.call(entry("a"), "a")
    assert worker.seconds == [64, 32, 16, 8, 4, 4, 4]
    assert work.call(entry("b"), "b") == "b!", "a good page of this feed is still a good page"
    work.call(entry("c", "weekly"), "c")
    assert worker.seconds[-2:] == [4, 64]
    with pytest.raises(EndsProcess):
        work.call(entry("k"), "k")
    assert worker.tries[-2:] == ["c", "k"], "one try is enough"


def test_the_harm_of_another_pass_is_forgotten(supervised):
    work, worker = supervised({"a": ended(TOO_LONG)})
    with pytest.raises(TakesTooLong):
        work.call(entry("a"), "a")
    Supervised("extract", len, Watchdog("later", 64.0)).call(entry("b"), "b")
    assert worker.seconds == [64, 64]


@pytest.mark.parametrize(
    ("ends", "results", "tries"),
    [
        pytest.param({}, ["a!", "b!", "c!"], ["abc"], id="all at once"),
        pytest.param({"b": ended(KILLED)}, ["a!", EndsProcess, "c!"], ["abc", "a", "b", "b", "c"], id="one ends the process"),
        pytest.param({"b": ended(TOO_LONG)}, ["a!", TakesTooLong, "c!"], ["abc", "a", "b", "c"], id="one takes too long"),
        pytest.param({"b": ended(KILLED, 1)}, ["a!", "b!", "c!"], ["abc", "a", "b", "c"], id="that was chance"),
        pytest.param({"b": [MemoryError()] * 9}, ["a!", NeedsTooMuchMemory, "c!"], ["abc", "b", "b"], id="memory"),
        pytest.param({"b": [MemoryError()]}, ["a!", "b!", "c!"], ["abc", "b"], id="memory that others had left there"),
    ],
)
def test_a_batch(supervised, ends, results, tries):
    work, worker = supervised(ends)
    done = work.call_batch([entry(page) for page in "abc"], list("abc"))
    assert [result if isinstance(result, str) else type(result) for result in done] == results
    assert worker.tries == tries


def test_the_other_pages_of_a_feed_with_such_a_page_are_tried_alone(supervised):
    work, worker = supervised({"b": ended(TOO_LONG)})
    with pytest.raises(TakesTooLong):
        work.call(entry("b"), "b")
    entries = [entry("a", "weekly"), entry("b"), entry("c", "weekly"), entry("d")]
    done = work.call_batch(entries, ["a", "b", "c", "d"])
    assert [result if isinstance(result, str) else type(result) for result in done] == ["a!", TakesTooLong, "c!", "d!"]
    assert worker.tries == ["b", "ac", "b", "d"]
