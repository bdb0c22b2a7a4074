"""A site edits five of its articles three times: the right versions, the right list, nothing for what is no correction."""

import io
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.cli.corrections import lines_of
from pipeline.commit_log.reading.queries import RecordFilter, read_records
from pipeline.commit_log.state import load
from pipeline.compare.corrections import read_corrections
from pipeline.upkeep.compact import compact_folder
from tests.pipeline.conftest import Desk, served
from tests.pipeline.paper import FEED, TIMES, Paper
from transforms.dates import instant

NOTE = "Correction: An earlier version of this article said that the ferry crosses the bay three times a day."
TYPO = "The harbour office counted four thousand pasengers in December, which was more than in any December before the bridge."
STAYS, RISES = (f"“The price of a ticket {words} the summer,” said Tomas Lindqvist, the harbour master." for words in (
    "stays as it is until", "rises by a third in"
))  # fmt: skip


def corrections(out: Path, *flags: str) -> list[dict]:
    answer = CliRunner().invoke(app, ["corrections", "--out", str(out), *flags])
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.fixture(scope="module")
def edited(tmp_path_factory) -> Path:
    """The folder after three edits: /quote altered, /gone removed, /title another headline, /typo mended, /same boilerplate."""
    with served() as site:
        paper = Paper(Desk(tmp_path_factory.mktemp("edited"), site))
        paper.desk.settle(TIMES, daily=FEED)
        paper.lists("/quote", "/gone", "/title", "/typo", "/same", "/noted")
        paper.edit("/typo", 2, TYPO)
        paper.run()
        paper.edit("/quote", 3, RISES)
        paper.edit("/gone", 1)
        paper.edit("/title", title="Ferry of Velmarsh is to go")
        paper.edit("/noted", 4, NOTE)
        paper.edit("/typo", 2, TYPO.replace("pasengers", "passengers"))
        paper.around = "Most read: the school kitchen"
        paper.run(1.1)
        paper.edit("/quote", 3, STAYS)
        paper.edit("/title", title="Ferry of Velmarsh is to stay")
        paper.run(6.1)
        paper.edit("/quote", 3, RISES.replace("third", "half"))
        paper.around = "Most read: the mill"
        paper.run(25)
    return paper.desk.out


def test_the_versions(edited):
    rows = read_records(load(edited))
    assert {row["url"].rpartition("/")[2]: (row["version"], row["changed"]) for row in rows} == {
        "same": (1, []),
        "typo": (2, ["text"]),
        "gone": (2, ["text", "quotes"]),
        "noted": (2, ["text", "flags", "notes"]),
        "title": (3, ["title"]),
        "quote": (4, ["text", "quotes"]),
    }


def test_the_list(edited):
    found: dict[str, list] = {}
    for row in read_corrections(load(edited)):
        quotes = [(q["change"], q["was"] and q["was"]["said"][:27], q["now"] and q["now"]["said"][:27]) for q in row["quotes"]]
        told = (row["version"], row["headline"] and row["headline"]["now"], row["paragraphs"], quotes)
        found.setdefault(row["url"].rpartition("/")[2], []).append(told)
    stays, rises = "The price of a ticket stays", "The price of a ticket rises"
    assert found == {
        "title": [(2, "Ferry of Velmarsh is to go", 0, []), (3, "Ferry of Velmarsh is to stay", 0, [])],
        "typo": [(2, None, 1, [])],
        "noted": [(2, None, 1, [])],
        "gone": [(2, None, 1, [("removed", "We will keep the ferry runn", None)])],
        "quote": [
            (2, None, 1, [("altered", stays, rises)]),
            (3, None, 1, [("altered", rises, stays)]),
            (4, None, 1, [("altered", stays, rises)]),
        ],
    }


def test_a_note_that_the_paper_added(edited):
    (row,) = [row for row in read_corrections(load(edited)) if row["url"].endswith("/noted")]
    assert (row["flags"], row["notes"]) == (["corrected"], [{"kind": "correction", "text": NOTE}])
    assert all(row["notes"] == [] for row in read_corrections(load(edited)) if not row["url"].endswith("/noted"))
    (record,) = [row for row in read_records(load(edited)) if row["url"].endswith("/noted")]
    (note,) = record["notes"]
    assert record["text"][note["start"] : note["end"]] == note["text"] == NOTE
    assert {quote["speaker"]["name"] for quote in record["quotes"]} == {"Ines Okonkwo", "Tomas Lindqvist"}


def test_the_command_line(edited):
    rows = corrections(edited)
    assert rows == list(read_corrections(load(edited)))
    assert corrections(edited, "--feed", "daily") == rows
    assert corrections(edited, "--since", "2999-01-01") == []
    assert CliRunner().invoke(app, ["corrections", "--out", str(edited), "--feed", "dialy"]).exit_code == 2
    (altered, *_) = [q for row in rows for q in row["quotes"] if q["change"] == "altered"]
    assert altered["was"]["speaker"] == altered["now"]["speaker"] == "Tomas Lindqvist"


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_a_compaction_changes_nothing_whatever_the_format(edited, tmp_path, suffix):
    out = tmp_path / "out"
    shutil.copytree(edited, out)
    times = [at for at, ref in load(out).files("records") if ref.path.endswith(".jsonl")]
    assert compact_folder(out, everything=True, now=datetime.now(UTC) + timedelta(days=2))
    state = load(out)
    live = [(at, tuple(ref for ref in refs if ref.path.endswith(suffix))) for at, refs in state.live()]
    state.live = lambda: iter(live)
    for since in map(instant, [*times, "2999-01-01"]):
        before, after = (list(read_corrections(one, RecordFilter(since=since))) for one in (load(edited), state))
        assert [(row["id"], row["version"], row["quotes"]) for row in after] == [
            (row["id"], row["version"], row["quotes"]) for row in before
        ]


def test_the_text(edited):
    page = CliRunner().invoke(app, ["corrections", "--out", str(edited), "--format", "text"]).stdout
    assert "headline\n  - Ferry title stays\n  + Ferry of Velmarsh is to go\n" in page
    assert "  - Tomas Lindqvist: The price of a ticket stays as it is until the summer" in page
    assert f"note (correction)\n  + {NOTE}\n" in page
    assert "quote removed\n  - Ines Okonkwo: " in page
    assert "text: 1 paragraph changed" in page


def test_a_page_can_not_drive_the_terminal(edited):
    row = next(iter(read_corrections(load(edited))))
    hostile = {**row, "title": "\x1b[31m[red]", "headline": {"was": "\x1b]0;a", "now": "\u202ereversed"}}
    sink = io.StringIO()
    console = Console(file=sink, width=200)
    for text in lines_of(hostile):
        console.print(text)
    shown = sink.getvalue()
    assert "[red]" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_a_folder_without_any(desk, web):
    web.page("/a")
    web.feed("/feed.xml", "/a")
    desk.settle(daily=FEED)
    desk.run()
    assert corrections(desk.out) == []
    page = CliRunner().invoke(app, ["corrections", "--out", str(desk.out), "--format", "text"]).stdout
    assert "no article that was checked again has changed" in page
