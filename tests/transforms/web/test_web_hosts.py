"""Groups of requests by host, in parallel."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.web.hosts import MOST_WAITING, group_by_host, host_of, lane_of, map_by_host, run_groups


@pytest.mark.parametrize(
    ("url", "host"),
    [
        pytest.param("https://News.example:8443/a", "news.example", id="case and port"),
        pytest.param("http://news.example./", "news.example", id="final dot"),
        pytest.param("http://0x7f.1/", "127.0.0.1", id="a number"),
        pytest.param("http://[::1]:80/", "::1", id="IPv6"),
        pytest.param("http://[::1", "", id="broken"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


def test_lanes_do_not_change_between_versions_or_machines() -> None:
    assert [lane_of(f"http://{n}.example/", 16) for n in "abcdef"] == [14, 11, 6, 12, 2, 12]
    assert lane_of("http://a.example/1", 16) == lane_of("https://A.example:8443/2", 16)


@given(st.text(max_size=30), st.integers(1, 64))
def test_every_text_has_a_lane(url: str, lanes: int) -> None:
    assert 0 <= lane_of(url, lanes) < lanes


def test_in_order_and_one_at_a_time_within_a_host() -> None:
    urls = [f"http://{host}.example/{i}" for i in range(30) for host in "abc"]
    inside: list[str] = []
    overlaps: list[str] = []

    def do(url: str) -> str:
        host = host_of(url)
        overlaps.extend(h for h in inside if h == host)
        inside.append(host)
        inside.remove(host)
        return url

    found = list(map_by_host(urls, do, key=str))
    assert group_by_host(found, str) == group_by_host(urls, str)
    assert overlaps == []


def test_hosts_stand_side_by_side() -> None:
    meet = threading.Barrier(3, timeout=120)
    urls = [f"http://{host}.example/" for host in "abc"]
    assert sorted(map_by_host(urls, lambda url: meet.wait() * 0, key=str)) == [0, 0, 0]


def test_no_more_threads_than_asked_for() -> None:
    names: set[str] = set()
    urls = [f"http://{host}.example/" for host in "abcdefgh"]
    list(map_by_host(urls, lambda url: names.add(threading.current_thread().name), key=str, threads=2))
    assert len(names) <= 2


def test_nothing_to_do() -> None:
    assert list(map_by_host([], lambda url: url, key=str)) == []


def test_what_is_raised_in_a_thread_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(map_by_host(["http://a.example/"], lambda url: 1 // 0, key=str))


def test_a_slow_reader_slows_the_work_and_may_leave() -> None:
    made: list[int] = []
    left = threading.Event()

    def work(group: Sequence[int], stop: threading.Event) -> Iterator[int]:
        try:
            for i in group:
                if stop.is_set():
                    return
                made.append(i)
                yield i
        finally:
            left.set()

    results = run_groups([range(10_000)], work)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert left.wait(120)
    assert len(made) <= MOST_WAITING + 3
