"""Counts of a commit as JSON, and those of earlier commits, whose keys were flat."""

from collections import Counter

import pytest

from pipeline.commit_log.counts.failure_counts import FailureKind
from pipeline.commit_log.counts.pass_counts import Compacted, LeftOut, PassCounts, Remade

FAILED = Counter({FailureKind("fetch", "NotFound"): 2, FailureKind("poll", "Timeout"): 1})

ROWS = [
    pytest.param(PassCounts(), {}, {"records": 0}, id="nothing"),
    pytest.param(
        PassCounts(records=3, changed=1, unchanged=2, sightings=4, first_failures=1, failed=FAILED),
        {
            "records": 3,
            "changed": 1,
            "unchanged": 2,
            "sightings": 4,
            "first_failures": 1,
            "failed": {"fetch": {"NotFound": 2}, "poll": {"Timeout": 1}},
        },
        {
            "records": 3,
            "changed": 1,
            "unchanged": 2,
            "sightings": 4,
            "failed.fetch.NotFound": 2,
            "first_failures": 1,
            "failed.poll.Timeout": 1,
        },
        id="a records pass",
    ),
    pytest.param(
        PassCounts(feeds=Counter(read=2, failed=1), left_out=Counter({LeftOut("the.daily", "max_age"): 5})),
        {"feeds": {"failed": 1, "read": 2}, "left_out": {"the.daily": {"max_age": 5}}},
        {"records": 0, "feeds.read": 2, "feeds.failed": 1, "left_out.max_age.the.daily": 5},
        id="a poll of a feed with a dot in its id",
    ),
    pytest.param(
        PassCounts(records=3, remade=Remade(same=2, changed=1), failed=Counter({FailureKind("extract", "NoText"): 1})),
        {"records": 3, "failed": {"extract": {"NoText": 1}}, "remade": {"same": 2, "changed": 1}},
        {"records": 3, "same": 2, "changed": 1, "failed.extract.NoText": 1},
        id="a replay, where changed has another meaning",
    ),
    pytest.param(
        PassCounts(compacted=Compacted(replaced=8, made=2, expired=1)),
        {"compacted": {"replaced": 8, "made": 2, "expired": 1}},
        {"replaced": 8, "made": 2, "expired": 1},
        id="a compaction",
    ),
    pytest.param(
        PassCounts(compacted=Compacted(replaced=8, made=2)),
        {"compacted": {"replaced": 8, "made": 2, "expired": 0}},
        {"replaced": 8, "made": 2},
        id="a compaction where nothing expired",
    ),
    pytest.param(PassCounts(forgotten_pages=1), {"forgotten_pages": 1}, {"records": 0, "unwanted": 1}, id="a forgotten page"),
    pytest.param(PassCounts(forgotten_entries=2), {"forgotten_entries": 2}, {"forgotten": 2}, id="a forgetting"),
]


@pytest.mark.parametrize(("counts", "row", "old"), ROWS)
def test_counts_are_nested_json_and_come_back(counts: PassCounts, row: dict, old: dict):
    assert counts.as_json() == row
    assert PassCounts.from_json(row) == counts


@pytest.mark.parametrize(("counts", "row", "old"), ROWS)
def test_flat_keys_of_earlier_commits_are_read(counts: PassCounts, row: dict, old: dict):
    assert PassCounts.from_json(old) == counts


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"tomorrow": 3, "records": 1}, id="a number that is not known"),
        pytest.param({"to.morrow": {"a": 1}, "records": 1}, id="an object that is not known"),
    ],
)
def test_keys_of_later_versions_are_passed_over(row: dict):
    assert PassCounts.from_json(row) == PassCounts(records=1)
