"""A replay cuts the repeated lines that were known when each record was made."""

from pathlib import Path

import pytest

from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from tests.pipeline.replay.replaying import DAILY, ON, again, call, stable

TOLD = ("and it will see more of them.", "said the clerk on Monday.", "which nobody had foreseen.", "as the council noted.")
FURNITURE = "Join our circle of readers by the harbour"


@pytest.fixture(scope="module")
def framed_run(shared_desk):
    desk, web = shared_desk, shared_desk.web
    desk.settle(ON + "run: {max_entries: 3}\n", daily=DAILY)
    for n, thing in enumerate(("mill", "ferry", "school", "bridge")):
        own = "".join(
            f"<p>The {thing} of ward {n} and {k} has seen {n + k * 7} winters, {told}</p>" for k, told in enumerate(TOLD)
        )
        page = f"<title>The {thing} stays</title></head><body><article><h1>The {thing} stays</h1>{own}<p>{FURNITURE}</p>"
        web.pages[f"/{n}"] = (200, "text/html", f"<html lang='en'><head>{page}</article></body></html>".encode())
    web.feed("/feed.xml", "/0", "/1", "/2")
    desk.run()
    web.feed("/feed.xml", *(f"/{n}" for n in range(4)))
    desk.run()
    return desk


@pytest.fixture
def framed(framed_run, tmp_path):
    """Three pages that taught a line, and a fourth from which it was cut."""
    return framed_run.copy(tmp_path / "desk")


def cut_by_furniture(out: Path) -> dict[str, list[str]]:
    return {
        row["url"][-1]: [r["text"].strip() for r in row["removals"] if r["rule"] == "furniture"]
        for row in read_records(load(out))
    }


def test_furniture_is_what_was_known_then(framed):
    before = stable(framed.out)
    assert cut_by_furniture(framed.out) == {"0": [], "1": [], "2": [], "3": [FURNITURE]}
    assert again(framed).changed == 0
    assert [row | {"revision": 1} for row in stable(framed.out)] == before
    assert again(framed).changed == 0


@pytest.mark.parametrize("how", ["skip_rules", pytest.param("across_pages", marks=pytest.mark.slow)])
def test_furniture_can_be_switched_off(framed, how):
    if how == "skip_rules":
        framed.settle(ON, daily=DAILY + "skip_rules: [furniture]\n")
    else:
        framed.settle(ON + "clean: {across_pages: false}\n", daily=DAILY)
    assert (again(framed).same, again(framed).changed) == (3, 0)
    assert cut_by_furniture(framed.out) == {"0": [], "1": [], "2": [], "3": []}


@pytest.mark.slow
def test_after_a_compaction_and_with_parquet_alone(framed):
    """What is told to be the same is so whatever the files that it was read from."""
    framed.settle("output: {archive: warc, formats: [parquet]}\n", daily=DAILY)
    assert again(framed).same == 4
    for command in (["compact", "--all"], ["vacuum", "--older-than", "0s", "--yes"]):
        assert call(framed, *command).exit_code == 0
    assert again(framed).same == 4
    assert {row["revision"] for row in read_records(load(framed.out))} == {3}
    assert list(verify(framed.out, VerifyCounts())) == []
