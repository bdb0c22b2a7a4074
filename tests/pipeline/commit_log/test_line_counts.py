"""Lines that stand on page after page of a site: counted by passes, kept by commits, cut from the third page on."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log import checkpoint, line_counts
from pipeline.commit_log.line_counts import SeenLines, count, empty, furniture, merged, read, sum_shards
from pipeline.commit_log.reading.queries import read_records, read_stable
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from tests.pipeline.afterwards import changed
from transforms.clean.furniture import WIDTH
from transforms.write.lines import json_line

A, B, C = (bytes([n]) * WIDTH for n in (1, 2, 3))
ZEROS = b"\x07" + b"\0" * (WIDTH - 1)  # numpy leaves out zero bytes at an end
DESK = "Velmarsh readers know more: write to our island desk by Friday"


def rows(seq: int, *pages: set[bytes]) -> line_counts.LineRows:
    return read(count(map(frozenset, pages), seq).rows)


def known(rows_: line_counts.LineRows) -> dict[bytes, tuple[int, int]]:
    return {key.ljust(WIDTH, b"\0"): (pages, last) for key, pages, last in rows_.tolist()}


def test_pages_are_counted_and_the_last_commit_is_kept():
    first = merged(empty(), rows(4, {A, B}, {A}, {ZEROS}), 4)
    assert known(first) == {A: (2, 4), B: (1, 4), ZEROS: (1, 4)}
    second = merged(first, rows(6, {A, C, ZEROS}), 6)
    assert known(second) == {A: (3, 6), B: (1, 4), C: (1, 6), ZEROS: (2, 6)}
    assert furniture(first) == b""
    assert furniture(second) == A
    assert known(first) == {A: (2, 4), B: (1, 4), ZEROS: (1, 4)}


def test_the_shards_of_a_pass_are_one_file_whatever_their_order():
    shards = [count([frozenset({A, ZEROS}), frozenset({A})], 4), count([frozenset({A, C})], 4), SeenLines(b"")]
    assert known(sum_shards(shards, 4)) == {A: (3, 4), C: (1, 4), ZEROS: (1, 4)}
    assert sum_shards(shards, 4).tobytes() == sum_shards(shards[::-1], 4).tobytes()
    assert len(sum_shards([], 4)) == 0


def test_lines_are_forgotten():
    now = merged(empty(), rows(1, {A, B}, {A}), 1)
    assert set(known(merged(now, empty(), 1 + line_counts.DROP_SINGLE_AFTER))) == {A, B}
    assert set(known(merged(now, empty(), 2 + line_counts.DROP_SINGLE_AFTER))) == {A}
    assert set(known(merged(now, empty(), 1 + line_counts.DROP_REPEATED_AFTER))) == {A}
    later = merged(now, rows(9, {A}), 2 + line_counts.DROP_REPEATED_AFTER)
    assert known(later) == {A: (1, 2 + line_counts.DROP_REPEATED_AFTER)}  # it begins anew


def test_there_are_never_too_many(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(line_counts, "MAX_LINES", 8)
    now = empty()
    for seq in range(1, 40):
        now = merged(now, rows(seq, {A, b"%016d" % seq, b"%016d" % (1000 + seq)}), seq)
        assert len(now) <= 8
        assert list(now["key"]) == sorted(now["key"])
    assert known(now)[A] == (39, 39)
    assert b"%016d" % 39 in known(now)


def test_of_very_many_those_of_most_pages_are_handed_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(line_counts, "MAX_FURNITURE", 2)
    now = merged(empty(), rows(1, *[{A, B, C}] * 3, {C}, {A}), 1)
    assert furniture(now) == A + C


# Over whole runs.


@pytest.fixture
def paper(desk, web):
    """A feed that grows by an article a day; each page has a text of its own and a line that all have."""
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n")

    def day(*numbers: int) -> list[dict]:
        web.feed("/feed.xml", *(f"/{n}" for n in numbers))
        for n in numbers:
            web.pages[f"/{n}"] = (200, "text/html; charset=utf-8", page(n))
        run_once(Run(load_config(desk.folder / "configs"), desk.out, Engine()))
        return list(read_records(load(desk.out)))

    return day


def page(n: int) -> bytes:
    own = "".join(
        f"<p>The council of ward {n} spoke of bridge {n * 7 + i} for {n + i} hours, and the harbour office counted {n * i + 3}"
        f" boats of which {n + i} had come from the other side of the bay that morning.</p>"
        for i in range(4)
    )
    said = "<p>“We will write to our readers by Friday at the latest,” said Ines Okonkwo.</p>"
    return f"""<!doctype html><html lang="en"><head><title>Bridge {n} stays</title></head><body><article><h1>Bridge {n} stays</h1>
{own}<p>{DESK}</p>{said}<p>What happens to the bridge</p><p>Ward {n} will vote on it in the spring of 20{30 + n}.</p></article></body></html>""".encode()


def cut(records: list[dict]) -> dict[str, list[str]]:
    """Title → the lines that were cut as furniture."""
    return {r["title"]: [c["text"].strip() for c in r["removals"] if c["rule"] == "furniture"] for r in records}


def test_from_the_third_page_of_earlier_commits_on(paper, desk):
    assert cut(paper(1, 2)) == {"Bridge 1 stays": [], "Bridge 2 stays": []}
    records = paper(3, 4)  # two pages are known, and those of one pass do not tell each other
    assert set(map(tuple, cut(records).values())) == {()}
    records = paper(5)
    assert cut(records)["Bridge 5 stays"] == [DESK]
    assert all(not lines for title, lines in cut(records).items() if title != "Bridge 5 stays")  # nothing is made again
    (last,) = [r for r in records if r["title"] == "Bridge 5 stays"]
    assert DESK not in last["text"]
    assert "“We will write to our readers" in last["text"]
    assert "What happens to the bridge" in last["text"]
    assert cut(paper(6))["Bridge 6 stays"] == [DESK]  # what is cut is counted all the same
    assert max(load(desk.out).seen["pages"]) == 6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pipeline", "feed", "counted"),
    [
        pytest.param("clean: {across_pages: false}\n", "", 0, id="switched off"),
        pytest.param("", "skip_rules: [furniture]\n", 5, id="a feed that skips the rule is counted"),
    ],
)
def test_without(paper, desk, pipeline, feed, counted):
    desk.settle(pipeline, daily="url: '{base}/feed.xml'\nevery: 0s\n" + feed)
    for n in range(1, 6):
        records = paper(n)
    assert set(map(tuple, cut(records).values())) == {()}
    assert max(load(desk.out).seen["pages"], default=0) == counted


@pytest.mark.slow
def test_compaction_vacuum_and_checkpoints_know_the_same(paper, desk, monkeypatch):
    monkeypatch.setattr(checkpoint, "COMMITS_APART", 4)
    for n in range(1, 4):
        paper(n)
    before = load(desk.out).seen.tolist()
    assert load(desk.out).base is not None
    for path in (desk.out / "checkpoints").iterdir():
        path.unlink()
    assert load(desk.out).seen.tolist() == before
    assert len(list((desk.out / "seen").iterdir())) == 3
    for command in (["compact", "--all"], ["vacuum", "--older-than", "0s", "--yes"]):
        assert CliRunner().invoke(app, [*command, "--out", str(desk.out)]).exit_code == 0
    assert not list((desk.out / "seen").glob("*"))
    assert load(desk.out).seen.tolist() == before
    assert cut(paper(4))["Bridge 4 stays"] == [DESK]
    assert list(verify(desk.out, VerifyCounts())) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        pytest.param(lambda data: data[:-1], "bytes, its commit says", id="cut"),
        pytest.param(lambda data: changed(data, 0), "other bytes than were committed", id="changed"),
    ],
)
def test_verify_names_a_file_that_was_harmed(paper, desk, harm, said):
    paper(1)
    (path,) = (desk.out / "seen").iterdir()
    path.write_bytes(harm(path.read_bytes()))
    (told,) = verify(desk.out, VerifyCounts())
    assert str(path) in told
    assert said in told


def test_a_commit_that_was_not_made_counts_nothing(paper, desk, monkeypatch):
    paper(1)
    before = load(desk.out).seen.tolist()
    create = LocalStore.create

    def no(store: LocalStore, commit) -> bool:
        if commit.kind == "records":
            raise OSError("the machine is gone")
        return create(store, commit)

    monkeypatch.setattr(LocalStore, "create", no)
    with pytest.raises(OSError, match="the machine is gone"):
        paper(2)
    assert load(desk.out).seen.tolist() == before
    monkeypatch.setattr(LocalStore, "create", create)
    paper(2)
    assert np.bincount(load(desk.out).seen["pages"])[2] >= 1
    assert max(load(desk.out).seen["pages"]) == 2


@pytest.mark.slow
def test_two_workers_make_the_same(desk, web, tmp_path: Path):
    for n in range(1, 24):
        web.pages[f"/{n}"] = (200, "text/html; charset=utf-8", page(n))
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n")
    given = []
    for name, flags in (("one", []), ("two", ["--direct_running_mode=multi_processing", "--direct_num_workers=2"])):
        for numbers in (range(1, 4), range(4, 24)):
            web.feed("/feed.xml", *(f"/{n}" for n in numbers))
            run_once(Run(load_config(desk.folder / "configs"), tmp_path / name, Engine(flags)))
        state = load(tmp_path / name)
        given.append(([json_line(row) for row in read_stable(state)], state.seen.tolist()))
    assert given[0] == given[1]
    assert sum(b'"furniture"' in row for row in given[0][0]) == 20
