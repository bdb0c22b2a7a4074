"""`pullquote extract` and `annotate`: lines in, lines out, in the same order."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app

PAGE = "<html lang='en'><head><title>Ferry stays</title></head><body><article><h1>Ferry stays</h1>" + "".join(
    f"<p>The council met on Friday to speak about the ferry, and this is sentence number {n} of what was said.</p>"
    for n in range(5)
)


def call(*arguments: str, stdin: str | bytes | None = None):
    return CliRunner().invoke(app, list(arguments), input=stdin)


def test_extract_keeps_the_order_and_names_the_bad_lines(tmp_path: Path):
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    lines = [
        {"id": 1, "html": PAGE, "url": "https://news.example/a"},
        "not json",
        {"id": 3, "html_path": "page.html.gz"},
        {"id": 4, "html_path": "missing.html"},
        {"id": 5},
        {"id": 6, "text": "The council met.\nYes 61 %\nIt met again."},
        {"id": 7, "html": "<html><body></body></html>"},
        ["no object"],
        {"id": 9, "html": PAGE},
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines) + "\n")
    done = call("extract", str(source))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in rows] == [1, 3, 6, 7, 9]
    assert all(
        list(r)
        == ["id", "url", "site", "section", "title", "authors", "published", "language", "text", "removals", "notes", "flags"]
        for r in rows
    )
    assert rows[0]["text"] == rows[1]["text"] == rows[4]["text"]
    assert rows[0]["title"] == "Ferry stays"
    assert [row["url"] for row in rows] == ["https://news.example/a", None, None, None, None]
    assert [row["flags"] for row in rows] == [[], [], [], [], []]
    assert rows[3]["text"] == ""
    for number in (2, 4, 5, 7, 8):
        assert f"line {number}: " in done.stderr
    assert done.exit_code == 1


def test_annotate_offsets_are_into_the_text_as_given():
    text = "Before.\r\n\r\n“We will keep the ferry running,” said Ines Okonkwo, the treasurer of Velmarsh.\x00\ud800"
    rows = [{"id": "a", "text": text, "language": "en"}, {"id": "b", "text": ""}, {"id": "c"}]
    done = call("annotate", stdin="\n".join(json.dumps(r) for r in rows))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in found] == ["a", "b"]
    assert list(found[0]) == ["id", "quotes", "entities"]
    (quote,) = found[0]["quotes"]
    assert text[quote["start"] : quote["end"]] == quote["text"]
    assert quote["speaker"]["name"] == "Ines Okonkwo"
    assert "line 3: has no `text`" in done.stderr


def test_extract_keeps_what_the_page_says_of_itself():
    head = "<meta property='og:site_name' content='Harbor Post'><meta property='article:section' content='Island'>"
    row = {"id": 1, "html": PAGE.replace("<title>", f"{head}<title>"), "url": "https://news.example/a?utm_source=x"}
    (found,) = map(json.loads, call("extract", stdin=json.dumps(row)).stdout.splitlines())
    assert (found["site"], found["section"]) == ("Harbor Post", "Island")


def test_annotate_marks_what_it_has_no_model_for():
    texts = {
        "fr": "« Le ferry restera », a déclaré Inès Okonkwo.",
        "ja": "彼女は「船は残る」と述べた。",
        "en": "“It stays,” said Ines Okonkwo.",
    }
    rows = "\n".join(json.dumps({"id": name, "text": text, "language": name}) for name, text in texts.items())
    found = {row["id"]: row for row in map(json.loads, call("annotate", stdin=rows).stdout.splitlines())}
    assert {name: (row.get("quotes_only"), row.get("skipped")) for name, row in found.items()} == {
        "fr": (True, None),
        "ja": (None, "no model for 'ja'"),
        "en": (None, None),
    }


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("The council met on Friday.", True, id="plain text"),
        pytest.param('{"id": 1, "text": "The', False, id="a line that breaks off"),
    ],
)
def test_plain_text_is_told_how_to_become_lines(line, told):
    done = call("annotate", stdin=line)
    assert (done.exit_code, "; of plain text, `jq -Rs " in done.stderr) == (1, told)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["extract", "annotate"])
def test_workers_give_the_same_in_the_same_order(tmp_path: Path, command):
    source = tmp_path / "in.jsonl"
    row = {"html": PAGE} if command == "extract" else {"text": "“We won,” said Ines Okonkwo.", "language": "en"}
    source.write_text("".join(json.dumps({"id": n, **row}) + "\n" for n in range(20)))
    assert call(command, str(source), "--workers", "2").stdout == call(command, str(source)).stdout


def test_a_file_that_is_not_there():
    done = call("extract", "none.jsonl")
    assert done.exit_code == 2
    assert "none.jsonl: no such file" in done.stderr
