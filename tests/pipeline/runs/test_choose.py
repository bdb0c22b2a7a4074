"""Which entries go into a record pass, and which notes on a feed are said, decided on values."""

import pytest

from pipeline.runs.choose import MOST_UPDATES, choose_entries, is_update
from pipeline.runs.feed_updates import needs_fetch
from pipeline.runs.poll_pass import notes_to_report
from transforms.articles import Entry, Recheck, Remake
from transforms.feeds import Feed, Note

LATER, EARLIER = "2026-01-31T13:00:00+00:00", "2026-01-31T11:00:00+00:00"
PAST = Recheck(1, 1, "ab", fetched_at="2026-01-31T12:00:00+00:00")


def entry(ident: str, host: str = "a", **fields) -> Entry:
    return Entry(ident, f"https://{host}.example/{ident}", fields.pop("feeds", ("daily",)), **fields)


def updates(number: int, feed: str = "daily") -> list[Entry]:
    return [entry(f"{feed}{n}", feeds=(feed,), past=PAST) for n in range(number)]


@pytest.mark.parametrize(
    ("due", "most", "limits", "chosen"),
    [
        pytest.param([], 9, {}, "", id="nothing is due"),
        pytest.param([entry("1"), entry("2")], 9, {}, "1 2", id="as they come"),
        pytest.param([entry("1"), entry("2"), entry("3", "b")], 9, {}, "1 3 2", id="each host in turn"),
        pytest.param([entry("1"), entry("2"), entry("3", "b")], 2, {}, "1 3", id="a busy host does not fill the pass"),
        pytest.param([entry("1"), entry("2")], 1, {}, "1", id="no more than fit"),
        pytest.param([entry("1"), entry("2")], 9, {"skip": {"1"}}, "2", id="without those that are skipped"),
        pytest.param([entry("1"), entry("2")], 9, {"only": {"1"}}, "1", id="among some"),
        pytest.param([entry("1"), entry("2")], 9, {"only": set()}, "", id="among none"),
        pytest.param([entry("1"), entry("2", "b")], 9, {"paused_hosts": {"a.example"}}, "2", id="a host that pauses"),
        pytest.param(
            [entry("1", content="<p>x"), entry("2", "b")], 9, {"paused_hosts": {"a.example"}}, "1 2", id="a text needs no host"
        ),
    ],
)
def test_the_next_pass(due: list[Entry], most: int, limits: dict, chosen: str):
    assert " ".join(e.id for e in choose_entries(due, most, **limits)) == chosen


@pytest.mark.parametrize(
    ("due", "before", "number"),
    [
        pytest.param(updates(MOST_UPDATES), {}, MOST_UPDATES, id="as many as a feed may have"),
        pytest.param(updates(MOST_UPDATES + 1), {}, MOST_UPDATES, id="one more waits for the next run"),
        pytest.param(updates(3), {"daily": MOST_UPDATES - 1}, 1, id="earlier passes of the run count"),
        pytest.param(updates(3), {"weekly": MOST_UPDATES}, 3, id="those of other feeds do not"),
        pytest.param([entry("1")], {"daily": MOST_UPDATES}, 1, id="a new entry is no update"),
    ],
)
def test_how_many_updates_of_a_feed_go(due: list[Entry], before: dict[str, int], number: int):
    assert len(choose_entries(due, 99, updates=before)) == number


@pytest.mark.parametrize(
    ("waiting", "update"),
    [
        pytest.param(entry("1"), False, id="a new entry"),
        pytest.param(entry("1", past=PAST), True, id="a record that its feed says was changed"),
        pytest.param(entry("1", past=PAST, retry_at=LATER), False, id="a record at one of its times"),
    ],
)
def test_what_an_update_is(waiting: Entry, update: bool):
    assert is_update(waiting) is update


RECHECKING = {"daily": Feed("daily", "https://a.example/rss", recheck_s=(3600.0,)), "quiet": Feed("quiet", "u")}


@pytest.mark.parametrize(
    ("waiting", "needed"),
    [
        pytest.param(entry("1"), True, id="a new entry"),
        pytest.param(entry("1", past=Remake(1, 1)), True, id="a record that is made again"),
        pytest.param(entry("1", past=Recheck.unknown(), updated=LATER), False, id="a record that was not found"),
        pytest.param(entry("1", past=PAST, feeds=("gone",), updated=LATER), False, id="none of its feeds is in the config"),
        pytest.param(entry("1", past=PAST, retry_at=EARLIER), True, id="one of its times has come"),
        pytest.param(entry("1", past=PAST, retry_at=EARLIER, feeds=("quiet",)), False, id="its feed has no times any more"),
        pytest.param(entry("1", past=PAST, retry_at=EARLIER, feeds=("quiet",), attempts=1), True, id="it failed before"),
        pytest.param(entry("1", past=PAST, updated=LATER), True, id="changed after it was fetched"),
        pytest.param(entry("1", past=PAST, updated=EARLIER), False, id="changed before it was fetched"),
        pytest.param(entry("1", past=PAST), False, id="its feed says no time"),
        pytest.param(entry("1", past=PAST, content="<p>x"), True, id="its feed carries another text"),
        pytest.param(
            entry("1", past=Recheck(1, 1, "ab", fetched_at=EARLIER, flags=("live_blog",)), updated=LATER),
            False,
            id="a live blog changes by the minute",
        ),
    ],
)
def test_whether_a_page_is_fetched(waiting: Entry, needed: bool):
    assert needs_fetch(waiting, RECHECKING) is needed


MOVED, DATES = Note("moved", "has moved for good"), Note("dates", "1 of its dates is not used")


@pytest.mark.parametrize(
    ("notes", "before", "texts"),
    [
        pytest.param((), (DATES,), (), id="all is well again"),
        pytest.param((DATES,), (), (DATES.text,), id="what is new"),
        pytest.param((DATES,), (DATES,), (), id="what was said before"),
        pytest.param((MOVED,), (MOVED,), (MOVED.text,), id="what somebody has to act on is said each time"),
        pytest.param((Note("dates", "2 of its dates"),), (DATES,), ("2 of its dates",), id="the same with another number"),
    ],
)
def test_which_notes_are_said(notes: tuple[Note, ...], before: tuple[Note, ...], texts: tuple[str, ...]):
    assert notes_to_report(notes, before) == texts
