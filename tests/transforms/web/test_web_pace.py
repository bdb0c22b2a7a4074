"""The pause between requests to a host, and the pauses that it asks for."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from transforms.errors import RateLimited, ServerTrouble
from transforms.web.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Iterator[Clock]:
    yield Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(2.0, clock, clock.sleep)


def test_the_first_request_waits_for_nothing_and_the_next_for_the_pause(pace: Pace, clock: Clock) -> None:
    pace.wait("a.example")
    pace.wait("b.example")
    assert clock.slept == []
    clock.now += 0.5
    pace.wait("a.example")
    assert clock.slept == [1.5]


def test_a_turn_s_pause_begins_at_its_end(pace: Pace, clock: Clock) -> None:
    with pace.turn("a.example"):
        clock.now += 10  # a slow server
    with pace.turn("a.example"):
        assert clock.slept == [2.0]


def test_an_address_stands_for_its_host(pace: Pace, clock: Clock) -> None:
    with pace.turn("http://A.example:8080/x"):
        pass
    pace.wait("a.example")
    assert clock.slept == [2.0]


def test_a_pause_begins_also_after_an_error(pace: Pace, clock: Clock) -> None:
    with pytest.raises(OSError), pace.turn("a.example"):
        raise OSError
    pace.wait("a.example")
    assert clock.slept == [2.0]


def test_a_host_can_ask_for_more(pace: Pace, clock: Clock) -> None:
    pace.set_delay("a.example", 5.0)
    pace.set_delay("b.example", 0.5)
    assert (pace.delay("a.example"), pace.delay("b.example"), pace.delay("c.example")) == (5.0, 2.0, 2.0)
    pace.wait("a.example")
    pace.wait("a.example")
    assert clock.slept == [5.0]


def test_slow_is_for_a_while_and_the_longer_wish_counts(pace: Pace, clock: Clock) -> None:
    pace.set_pause("a.example", 30)
    pace.set_pause("a.example", 10)
    assert pace.pause_left_s("a.example") == 30 and pace.pause_left_s("b.example") == 0
    pace.wait("a.example")
    assert clock.slept == [30] and pace.pause_left_s("a.example") == 0


def test_slow_while_somebody_waits(clock: Clock) -> None:
    def sleep(seconds: float) -> None:
        if not clock.slept:
            spaced.set_pause("a.example", 7)
        clock.sleep(seconds)

    spaced = Pace(2.0, clock, sleep)
    spaced.wait("a.example")
    spaced.wait("a.example")
    assert clock.now == 107


@pytest.mark.parametrize(
    ("error", "slowed"),
    [
        pytest.param(RateLimited("429", 7.0), 7.0, id="429 with a time"),
        pytest.param(RateLimited("429"), 5.0, id="429 without"),
        pytest.param(ServerTrouble("503", 3.0), 3.0, id="503 with a time"),
        pytest.param(ServerTrouble("500"), 0.0, id="500"),
        pytest.param(ValueError(), 0.0, id="something else"),
    ],
)
def test_an_answer_that_asks_for_a_pause_slows_the_host(pace: Pace, error: Exception, slowed: float) -> None:
    with pytest.raises(type(error)), pace.turn("a.example"):
        raise error
    assert pace.pause_left_s("a.example") == slowed


def test_nobody_waits_for_an_hour(pace: Pace, clock: Clock) -> None:
    pace.set_pause("a.example", 3600)
    with pytest.raises(RateLimited, match=r"a\.example .* 3600 s are left of the pause") as caught, pace.turn("a.example"):
        raise AssertionError("not asked")
    assert caught.value.retry_after_s == 3600 and clock.slept == []
    clock.now += 3595
    with pace.turn("a.example"):
        assert clock.slept == [5.0]


def test_one_at_a_time_a_host_and_hosts_side_by_side() -> None:
    pace = Pace(0.0)
    inside: list[str] = []
    overlaps: list[str] = []
    both = threading.Barrier(2, timeout=120)

    def ask(host: str) -> None:
        for i in range(50):
            with pace.turn(host):
                if i == 0 and host != "c":
                    both.wait()  # two hosts are inside at the same time
                overlaps.extend(h for h in inside if h == host)
                inside.append(host)
                inside.remove(host)

    threads = [threading.Thread(target=ask, args=(host,)) for host in ("a", "b", "c", "c", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert overlaps == []


def test_turns_of_two_hosts_can_be_held_at_once(pace: Pace) -> None:
    with ExitStack() as stack:
        stack.enter_context(pace.turn("a.example"))
        stack.enter_context(pace.turn("b.example"))
