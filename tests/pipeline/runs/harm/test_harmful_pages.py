"""A page that takes too long, eats the memory or ends its process costs that page and nothing else, in the same run."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.state import load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.feeds.health import FeedFacts
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from tests.pipeline.afterwards import assert_each_once, assert_nothing_left_over
from tests.source_files import ROOT
from transforms.dates import instant
from transforms.supervised.worker import PAGE_WORKER

TWO_WORKERS = ("--direct_running_mode=multi_processing", "--direct_num_workers=2")
SITECUSTOMIZE = f"""
import sys
if any("transforms.supervised" in word for word in sys.orig_argv):
    sys.path.insert(0, {str(ROOT)!r})
    from tests.pipeline.runs.harm.harmful import patch
    patch()
"""
GOOD = [f"Ferry number {n} stays" for n in range(6)]


@pytest.fixture(autouse=True)
def harmful_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Process for pages that take a page's text at its word."""
    (tmp_path / "patch").mkdir()
    (tmp_path / "patch" / "sitecustomize.py").write_text(SITECUSTOMIZE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "patch"))
    PAGE_WORKER.restart()
    yield
    PAGE_WORKER.restart()


def settle(desk, web, harms: list[str]) -> None:
    """A good feed, and one whose pages do these harms."""
    web.feed("/good.xml", *(f"/good/{n}" for n in range(len(GOOD))))
    for n, title in enumerate(GOOD):
        web.page(f"/good/{n}", title)
    list_harms(web, harms)
    desk.settle("retry: {pause_seconds: 1h}\n", good="url: '{base}/good.xml'\n", bad="url: '{base}/bad.xml'\nevery: 0s\n")


def list_harms(web, harms: list[str], *, first: int = 0) -> None:
    web.feed("/bad.xml", *(f"/bad/{n}" for n in range(first, first + len(harms))))
    for n, harm in enumerate(harms, first):
        web.page(f"/bad/{n}", f"A page {n}")
        status, kind, body = web.pages[f"/bad/{n}"]
        web.pages[f"/bad/{n}"] = (status, kind, body.replace(b"to speak about", f"to say that it {harm} of".encode()))


def reasons(desk) -> Counter[tuple[str, str]]:
    return Counter((row["stage"], row["reason"]) for row in read_failures(load(desk.out)))


FEW = {
    "extract takes too long": "TakesTooLong",
    "annotate is killed": "EndsProcess",
    "clean eats the memory": "NeedsTooMuchMemory",
}
ALL = {
    **FEW,
    **{f"{stage} takes too long": "TakesTooLong" for stage in ("extract", "clean", "annotate")},
    "extract is killed": "EndsProcess",
    "annotate crashes": "EndsProcess",
    "clean exits": "EndsProcess",
    **{f"{stage} eats the memory": "NeedsTooMuchMemory" for stage in ("extract", "clean", "annotate")},
}


@pytest.mark.parametrize(
    ("flags", "harms"),
    [
        pytest.param((), FEW, id="one process"),
        pytest.param((), ALL, id="one process, more harms", marks=pytest.mark.slow),
        pytest.param(TWO_WORKERS, ALL, id="two workers", marks=pytest.mark.slow),
    ],
)
def test_each_harm_costs_its_page_alone(desk, web, flags, harms):
    settle(desk, web, list(harms))
    summary = desk.run(flags=flags)
    assert summary.records == len(GOOD)
    assert_each_once(desk.out, GOOD)
    assert reasons(desk) == Counter((harm.split()[0], reason) for harm, reason in harms.items())
    assert all(row["expected"] for row in read_failures(load(desk.out)))
    assert not (desk.out / "suspects.json").exists()
    assert_nothing_left_over(desk.out)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("harm", ["extract takes too long", "extract is killed", "annotate eats the memory"])
def test_a_hundred_such_pages_in_one_run(desk, web, harm):
    settle(desk, web, [harm] * 100)
    assert desk.run().records == len(GOOD)
    assert_each_once(desk.out, GOOD)
    assert reasons(desk) == {(harm.split()[0], ALL[harm]): 100}


def test_a_feed_that_brings_a_slow_page_at_each_poll_keeps_nothing_from_the_good_feed_and_is_told_of(desk, web):
    settle(desk, web, ["extract takes too long"])
    for number in range(3):
        web.feed("/good.xml", *(f"/good/{n}" for n in range(2 * number + 2)))
        list_harms(web, ["extract takes too long"], first=number)
        run_once(Run(load_config(desk.folder / "configs"), desk.out, Engine(), force=True))
        assert_each_once(desk.out, GOOD[: 2 * number + 2])
        assert hours_until_due(desk) < 1 or number
    assert set(reasons(desk)) == {("extract", "TakesTooLong")}
    state = load(desk.out)
    assert [sign.word for sign in FeedFacts("bad", state=state.feeds["bad"], stats=state.feed_stats["bad"]).signs(now())] == [
        "harmful"
    ]
    desk.run()
    assert hours_until_due(desk) > 23


def hours_until_due(desk) -> float:
    return (instant(load(desk.out).feeds["bad"].due_at or "") - now()).total_seconds() / 3600


def now() -> datetime:
    return datetime.now(UTC)
