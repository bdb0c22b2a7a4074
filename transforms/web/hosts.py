"""Which requests go together: those of one host, one after the other; hosts stand side by side."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import TypeVar

from transforms.errors import BadAddress
from transforms.web.target import parse_target

T = TypeVar("T")
R = TypeVar("R")

THREADS = 32  # they wait for the network most of the time; more only adds open sockets
MOST_WAITING = 64  # results that nobody took yet


def host_of(url: str) -> str:
    """The host that is asked for this address, lower case and without its port; "" for what can't be asked.

    >>> host_of("https://News.Example:8443/a"), host_of("mailto:desk@news.example")
    ('news.example', '')
    """
    try:
        return parse_target(url).host
    except BadAddress:
        return ""


def lane_of(url: str, lanes: int) -> int:
    """The lane of an address, 0 to `lanes` - 1: the same for all of a host, on every machine (Python's `hash` is salted).

    >>> lane_of("https://news.example/a", 16) == lane_of("http://NEWS.example/b", 16)
    True
    """
    return int.from_bytes(blake2b(host_of(url).encode(), digest_size=8).digest(), "big") % lanes


def group_by_host(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """The items of each host, in their order; `key` gives an item's address."""
    hosts: dict[str, list[T]] = {}
    for item in items:
        hosts.setdefault(host_of(key(item)), []).append(item)
    return hosts


def map_by_host(items: Iterable[T], do: Callable[[T], R], *, key: Callable[[T], str], threads: int = THREADS) -> Iterator[R]:
    """`do(item)` for each, in order and one at a time within a host; results as they come. What `do` raises is raised here."""
    groups = list(group_by_host(items, key).values())
    yield from run_groups(groups, lambda group, stop: (do(item) for item in group), threads=threads)


def run_groups(
    groups: Sequence[Sequence[T]], work: Callable[[Sequence[T], threading.Event], Iterator[R]], *, threads: int = THREADS
) -> Iterator[R]:
    """What `work(group, stop)` yields, from one thread a group and at most `threads`, as it comes.

    No more than 64 results wait to be taken, so a slow reader slows the work. Closing the iterator sets `stop` and does
    not wait for what is under way: `work` should look at it before it does what can be seen.
    """
    waiting: queue.SimpleQueue[Sequence[T]] = queue.SimpleQueue()
    # The longest first: the last host to be done decides how long all take.
    for group in sorted(groups, key=len, reverse=True):
        waiting.put(group)
    results: queue.Queue[tuple[bool, R | BaseException | None]] = queue.Queue(MOST_WAITING)
    stop = threading.Event()

    def put(goes_on: bool, result: R | BaseException | None) -> None:
        while not stop.is_set():
            with suppress(queue.Full):
                results.put((goes_on, result), timeout=0.2)
                break

    def run() -> None:
        try:
            while not stop.is_set():
                for result in work(waiting.get_nowait(), stop):
                    put(True, result)
        except queue.Empty:
            put(False, None)
        except BaseException as error:  # raised where the results are read
            put(False, error)

    try:
        working = min(threads, len(groups))
        for i in range(working):
            # Daemons, since one that waits for a slow server must not hold up the end of the process.
            threading.Thread(target=run, name=f"pullquote-host-{i}", daemon=True).start()
        while working:
            goes_on, result = results.get()
            if goes_on:
                yield result  # type: ignore[misc]
            elif isinstance(result, BaseException):
                raise result
            else:
                working -= 1
    finally:
        stop.set()
