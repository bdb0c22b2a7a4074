"""`explain --save` makes a golden page in the very form that tests/test_golden.py reads."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.single.golden import expected, save

ROW: dict[str, Any] = {
    "url": "https://gazette.example/ferry",
    "title": "Ferry: it stays",
    "authors": ["Ana Brandt"],
    "published": "2026-05-04",
    "language": "en",
    "skipped": None,
    "text": "The ferry stays.\n\n“We won,” said Tom Reyes: “at last.”",
    "removals": [{"rule": "polls", "where": "text", "start": 0, "end": 5, "text": "\nYes 61 %\nNo 39 %\n"}],
    "quotes": [
        {"said": "We won. At last.", "kind": "direct", "speaker": {"name": "Tom Reyes"}, "cue": {"text": "said"}},
        {"said": "Nobody knows.", "kind": "direct", "speaker": None, "cue": None},
        {"said": "it stays", "kind": "indirect", "speaker": None, "cue": None},
    ],
    "entities": [
        {"name": "Tom Reyes", "type": "person"},
        {"name": "Velmarsh", "type": "place"},
        {"name": "Velmarsh", "type": "place"},
    ],
}


def test_what_is_expected() -> None:
    text = expected(ROW, "text/html; charset=utf-8")
    assert text.startswith("# Made by")
    assert "text: |-\n  The ferry stays.\n" in text, "several lines are written as lines"
    assert yaml.safe_load(text) == {
        "why": "TODO: what this page is for, in one sentence",
        "url": "https://gazette.example/ferry",
        "content_type": "text/html; charset=utf-8",
        "title": "Ferry: it stays",
        "authors": ["Ana Brandt"],
        "published": "2026-05-04",
        "language": "en",
        "text": "The ferry stays.\n“We won,” said Tom Reyes: “at last.”",
        "removed": [{"rule": "polls", "text": "Yes 61 %\nNo 39 %"}],
        "quotes": [
            {"said": "We won. At last.", "speaker": "Tom Reyes", "cue": "said"},
            {"said": "Nobody knows.", "speaker": None, "cue": None},
        ],
        "entities": [{"name": "Tom Reyes", "type": "person"}],
    }


def test_a_page_that_says_nothing_of_itself() -> None:
    bare = {
        **ROW,
        "title": "",
        "authors": [],
        "published": None,
        "removals": [],
        "quotes": [],
        "entities": [],
        "skipped": "no model",
    }
    answer = yaml.safe_load(expected(bare, None))
    assert (answer["title"], answer["authors"], answer["skipped"]) == ("", [], "no model")
    assert answer["content_type"] == "text/html", "the page is to be read as it was: its charset told by itself"
    assert not {"published", "removed", "quotes", "entities"} & set(answer)


def test_answers_that_are_there_are_not_overwritten(tmp_path: Path) -> None:
    save(tmp_path / "gazette" / "ferry", b"<p>one", ROW, None)
    with pytest.raises(FileExistsError):
        save(tmp_path / "gazette" / "ferry", b"<p>two", ROW, None)
    assert (tmp_path / "gazette" / "ferry" / "page.html").read_bytes() == b"<p>one"
