"""Groups requests by host: one at a time for each host, many hosts in parallel."""

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

THREADS = 32  # they mostly wait for the network; more threads would only add open sockets
MOST_WAITING = 64  # results that have not been read yet


def host_of(url: str) -> str:
    """The host of an address, in lower case and without its port; "" for an address that can't be requested.

    >>> host_of("https://News.Example:8443/a"), host_of("mailto:desk@news.example")
    ('news.example', '')
    """
    try:
        return parse_target(url).host
    except BadAddress:
        return ""


def lane_of(url: str, lanes: int) -> int:
    """The lane of an address, 0 to `lanes` - 1: the same for all addresses of a host and on every machine.

    >>> lane_of("https://news.example/a", 16) == lane_of("http://NEWS.example/b", 16)
    True
    """
    return int.from_bytes(blake2b(host_of(url).encode(), digest_size=8).digest(), "big") % lanes


def group_by_host(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """The items by host, in their order; `key` returns the address of an item."""
    hosts: dict[str, list[T]] = {}
    for item in items:
        hosts.setdefault(host_of(key(item)), []).append(item)
    return hosts


def map_by_host(items: Iterable[T], work: Callable[[T], R], *, key: Callable[[T], str], threads: int = THREADS) -> Iterator[R]:
    """Yields `do(item)` for each item: in order and one at a time within a host. Exceptions of `do` are raised here."""
    groups = list(group_by_host(items, key).values())
    yield from run_groups(groups, lambda group, stop: (work(item) for item in group), threads=threads)


def run_groups(
    groups: Sequence[Sequence[T]], work: Callable[[Sequence[T], threading.Event], Iterator[R]], *, threads: int = THREADS
) -> Iterator[R]:
    """Yields the results of `work(group, stop)` as they come, with one thread for each group and at most `threads`.

    At most 64 results wait to be read, so a slow reader slows the work. Closing the iterator sets `stop` and does not wait for
    the work under way; `work` should check it before it has visible effects.
    """
    waiting: queue.SimpleQueue[Sequence[T]] = queue.SimpleQueue()
    # The largest group first, since all groups take as long as the one that finishes last.
    for group in sorted(groups, key=len, reverse=True):
        waiting.put(group)
    results: queue.Queue[tuple[bool, R | BaseException | None]] = queue.Queue(MOST_WAITING)
    stop = threading.Event()

    def put(is_result: bool, result: R | BaseException | None) -> None:
        while not stop.is_set():
            with suppress(queue.Full):
                results.put((is_result, result), timeout=0.2)
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
            # Daemon threads, since one that waits for a slow server must not delay the end of the process.
            threading.Thread(target=run, name=f"pullquote-host-{i}", daemon=True).start()
        while working:
            is_result, result = results.get()
            if is_result:
                yield result  # type: ignore[misc]
            elif isinstance(result, BaseException):
                raise result
            else:
                working -= 1
    finally:
        stop.set()
