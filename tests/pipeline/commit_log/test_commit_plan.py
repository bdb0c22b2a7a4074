"""What a commit settles, what waits after it and which rows it writes, worked out from values alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.commit_log.commit_plan import (
    count_pass,
    plan_commit,
    settled_keys,
    superseding_rows,
    waiting_entries,
    with_rechecks,
)
from pipeline.commit_log.counts.failure_counts import FailureKind
from pipeline.commit_log.counts.pass_counts import LeftOut, PassCounts
from pipeline.commit_log.line_counts import count
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.rechecks import NEVER, NewRecord, Rechecks, Validators
from transforms.articles import Entry, ForgottenPage, Recheck, Sighting, Unchanged
from transforms.feeds import FeedState
from transforms.keys import forgotten_name, listed_name
from transforms.poll.outcome import FeedOutcome
from transforms.records import Failure
from transforms.retry import Setback
from transforms.write.files import FileRef

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
FIRST_PAGE, IN_AN_HOUR = "2026-01-31T11:30:00+00:00", "2026-01-31T12:30:00+00:00"
A, B = "aa" * 16, "bb" * 16
PAGE, GUID, MARK = "01" * 16, "02" * 16, "03" * 16
ENTRY = Entry(A, "https://gazette.example/a", ("daily", "weekly"), also=(GUID,), mark=MARK)
LISTED = {listed_name(A, "daily"), listed_name(A, "weekly")}
PAST = Recheck(1, 1, "ab", fetched_at=FIRST_PAGE, since=FIRST_PAGE)
RECHECKED = replace(ENTRY, past=PAST)
HOURLY = Rechecks(NOW, {"daily": (3600.0,)})
RECORDS = FileRef("records", "records/a.jsonl", 1, 9, "ff", ids=(A,), names=(PAGE,))
POLL_FAILURE = Failure("poll", "ill", None, "https://ill.example/", "Unreachable", "no answer", True, 1, None)


def setback(entry: Entry = ENTRY, retry_at: str | None = None, reason: str = "NotFound") -> Setback:
    failure = Failure("fetch", "daily", None, entry.url, reason, "404", True, 1, retry_at, entry.id)
    return Setback(replace(entry, attempts=1, retry_at=retry_at), failure, first=not entry.past)


SETTLED = [
    pytest.param(PassResult(), set(), id="nothing came of it"),
    pytest.param(PassResult(files=(RECORDS,)), {A, PAGE, GUID, MARK, *LISTED}, id="a record, with all its names"),
    pytest.param(PassResult(files=(replace(RECORDS, kind="archive", ids=(), names=()),)), set(), id="its page alone"),
    pytest.param(PassResult(setbacks=(setback(),)), {A, *LISTED}, id="a last failure, whose other names stay free"),
    pytest.param(PassResult(setbacks=(setback(retry_at=IN_AN_HOUR),)), set(), id="a failure that is tried again"),
    pytest.param(PassResult(unchanged=(Unchanged(ENTRY),)), {A, *LISTED}, id="a check that found no news"),
    pytest.param(
        PassResult(sightings=(Sighting(PAGE, A, ("daily", "weekly"), ENTRY.url),)),
        {A, GUID, MARK, *LISTED},
        id="the page of a known record",
    ),
    pytest.param(
        PassResult(sightings=(Sighting(B, B, ("daily",), ENTRY.url),)),
        {listed_name(B, "daily")},
        id="a record that another feed lists",
    ),
    pytest.param(PassResult(forgotten=(ForgottenPage(A),)), {A, forgotten_name(A), GUID, MARK, *LISTED}, id="a forgotten page"),
]


@pytest.mark.parametrize(("result", "keys"), SETTLED)
def test_what_is_settled(result: PassResult, keys: set[str]):
    assert settled_keys(result, {A: ENTRY}) == keys


NEW_RECORD = PassResult(new_records=(NewRecord(A, replace(PAST, since=None)),), validators=(Validators(A, '"x"', None),))
WAITING = [
    pytest.param(PassResult(), NEVER, ENTRY, [], id="nothing came of it"),
    pytest.param(PassResult(setbacks=(setback(),)), NEVER, ENTRY, [], id="a last failure"),
    pytest.param(
        PassResult(setbacks=(setback(retry_at=IN_AN_HOUR),)),
        NEVER,
        ENTRY,
        [replace(ENTRY, attempts=1, retry_at=IN_AN_HOUR)],
        id="a failure that is tried again",
    ),
    pytest.param(NEW_RECORD, NEVER, ENTRY, [], id="a record without a check"),
    pytest.param(
        NEW_RECORD,
        HOURLY,
        ENTRY,
        [replace(ENTRY, also=(), retry_at=IN_AN_HOUR, past=replace(PAST, etag='"x"'))],
        id="a record that is checked an hour after its page came",
    ),
    pytest.param(replace(NEW_RECORD, validators=()), HOURLY, ENTRY, [], id="a text of the feed's own has no page to check"),
    pytest.param(
        NEW_RECORD,
        HOURLY,
        replace(RECHECKED, past=replace(PAST, since="2026-01-31T09:00:00+00:00")),
        [],
        id="a new version whose last check is over",
    ),
    pytest.param(
        PassResult(unchanged=(Unchanged(RECHECKED, FIRST_PAGE),)),
        HOURLY,
        RECHECKED,
        [replace(RECHECKED, also=(), retry_at=IN_AN_HOUR)],
        id="a check that found no news, before the next",
    ),
    pytest.param(PassResult(unchanged=(Unchanged(ENTRY),)), HOURLY, ENTRY, [], id="no record was found to check"),
]


@pytest.mark.parametrize(("result", "rechecks", "entry", "waiting"), WAITING)
def test_what_waits(result: PassResult, rechecks: Rechecks, entry: Entry, waiting: list[Entry]):
    assert waiting_entries(result, {A: entry}, rechecks) == waiting


@pytest.mark.parametrize(
    ("entry", "reason", "retry_at", "stays", "again"),
    [
        pytest.param(ENTRY, "NotFound", IN_AN_HOUR, False, IN_AN_HOUR, id="no record: as the retry rule says"),
        pytest.param(RECHECKED, "ServerTrouble", FIRST_PAGE, True, FIRST_PAGE, id="a record: tried again soon"),
        pytest.param(RECHECKED, "NotFound", FIRST_PAGE, True, None, id="a record whose page is gone is not checked any more"),
        pytest.param(RECHECKED, "ServerTrouble", None, True, IN_AN_HOUR, id="after the last try, at its next time"),
        pytest.param(RECHECKED, "KeyError", None, True, IN_AN_HOUR, id="a bug of ours may be mended by then"),
        pytest.param(RECHECKED, "NotAPage", None, True, None, id="what never passes is not checked any more"),
    ],
)
def test_a_failure_of_a_check(entry: Entry, reason: str, retry_at: str | None, stays: bool, again: str | None):
    (found,) = with_rechecks(PassResult(setbacks=(setback(entry, retry_at, reason),)), HOURLY).setbacks
    assert (found.failure.record_stays, found.failure.retry_at, found.entry.retry_at) == (stays, again, again)
    assert found.failure.detail.endswith("; its record stays") is stays


@pytest.mark.parametrize(
    ("kind", "result", "rows"),
    [
        pytest.param("records", PassResult(files=(RECORDS,)), [], id="a first record supersedes none"),
        pytest.param("records", PassResult(files=(replace(RECORDS, again=((A, 2, 1),)),)), [(A, 2, 1)], id="a new version"),
        pytest.param("replay", PassResult(files=(RECORDS,)), [(A, 1, 1)], id="a replay supersedes a failure"),
        pytest.param("records", PassResult(setbacks=(setback(),)), [], id="a failure"),
        pytest.param("replay", PassResult(sightings=(Sighting(PAGE, A, (), ""),)), [(A, 1, 1)], id="the page of a record"),
    ],
)
def test_which_rows_supersede_others(kind: str, result: PassResult, rows: list[tuple[str, int, int]]):
    assert list(superseding_rows(kind, result)) == rows


def test_the_plan_does_not_depend_on_the_order():
    """So a retried worker, to which the outputs come in another order, writes the same files."""
    others = [setback(replace(ENTRY, id=f"{n:032x}"), IN_AN_HOUR) for n in range(3)]
    sightings = [Sighting(f"{n:032x}", f"{n:032x}", ("daily",), "") for n in (2, 1)]
    lines = [count([frozenset([b"share this story"])], 7), count([frozenset([b"read more about it"])], 7)]
    polled = [FeedOutcome(FeedState(name), failure=replace(POLL_FAILURE, feed=name)) for name in ("b", "a")]
    outputs = [*others, *sightings, *lines, *polled]
    plans = [plan_commit("records", 7, PassResult.of(order), [ENTRY], NEVER) for order in (outputs, outputs[::-1])]
    one, other = ((p.settled, p.waiting, p.failures, p.sightings, p.seen.tobytes(), p.latest.tobytes()) for p in plans)
    assert one == other
    assert [failure.feed for failure in one[2]] == ["daily"] * 3 + ["a", "b"]


@pytest.mark.parametrize(
    ("result", "counts"),
    [
        pytest.param(PassResult(), PassCounts(), id="nothing"),
        pytest.param(
            PassResult(files=(RECORDS, replace(RECORDS, path="records/a.parquet"))), PassCounts(records=1), id="two formats"
        ),
        pytest.param(
            PassResult(files=(replace(RECORDS, again=((A, 2, 1),)),)), PassCounts(records=1, changed=1), id="a new version"
        ),
        pytest.param(
            PassResult(files=(replace(RECORDS, again=((A, 2, 2),)),)), PassCounts(records=1), id="a revision is no change"
        ),
        pytest.param(
            PassResult(unchanged=(Unchanged(RECHECKED, FIRST_PAGE), Unchanged(ENTRY))),
            PassCounts(unchanged=1),
            id="what was not fetched is not counted as unchanged",
        ),
        pytest.param(
            PassResult(setbacks=(setback(), setback(RECHECKED))),
            PassCounts(failed={FailureKind("fetch", "NotFound"): 2}, first_failures=1),
            id="failures, of which one is the first of its entry",
        ),
        pytest.param(
            PassResult(
                polled=(
                    FeedOutcome(FeedState("the.daily"), left_out=(("skip", 2),)),
                    FeedOutcome(FeedState("same"), unchanged=True),
                    FeedOutcome(FeedState("ill"), failure=POLL_FAILURE),
                )
            ),
            PassCounts(
                failed={FailureKind("poll", "Unreachable"): 1},
                feeds={"read": 1, "unchanged": 1, "failed": 1},
                left_out={LeftOut("the.daily", "skip"): 2},
            ),
            id="feeds",
        ),
        pytest.param(PassResult(forgotten=(ForgottenPage(A),)), PassCounts(forgotten_pages=1), id="a forgotten page"),
    ],
)
def test_what_is_counted(result: PassResult, counts: PassCounts):
    assert count_pass(result) == counts
