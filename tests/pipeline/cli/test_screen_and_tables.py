import io
import json

import pytest
from rich.console import Console

from pipeline.cli.failures import FULL_WIDTH, as_table
from pipeline.cli.shared.common import terminal_safe
from pipeline.cli.shared.screen import show, with_cuts
from pipeline.cli.shared.tables import csv_cell


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", id="a formula"),
        pytest.param("+1", "'+1", id="a plus"),
        pytest.param("-1", "'-1", id="a minus"),
        pytest.param("@SUM(1)", "'@SUM(1)", id="an at sign"),
        pytest.param("\tx", "'\tx", id="a tab"),
        pytest.param("plain", "plain", id="plain"),
        pytest.param(None, "", id="null"),
        pytest.param(["a", "b"], "a; b", id="a list of texts"),
        pytest.param([], "", id="an empty list"),
        pytest.param([{"a": 1}], '[{"a": 1}]', id="a list of objects"),
        pytest.param("\ud800", "?", id="a lone surrogate"),
    ],
)
def test_cells(value, shown):
    assert csv_cell(value) == shown


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b31m", "a\u202eb", "\x07", "\x7f"])
def test_no_text_drives_a_terminal(text):
    assert not any(c in terminal_safe(text) for c in "\x1b\x9b\u202e\x07\x7f")


ROW = {
    "title": "[bold]Not markup[/bold] \x1b[31m",
    "url": "https://news.example/a",
    "text": "One.\n“Two,” Ana said.",
    "removals": [
        {"rule": "page:promo", "where": "page", "start": None, "end": None, "text": "Sign up"},
        {"rule": "polls", "where": "text", "start": 4, "end": 14, "text": "\nYes 61 %\n"[:10]},
    ],
    "notes": [{"kind": "editors_note", "start": 0, "end": 4, "text": "One.\x1b"}],
    "quotes": [
        {
            "said": "Two,",
            "kind": "direct",
            "pieces": [[6, 10]],
            "speaker": {"text": "Ana", "name": "Ana Brandt", "entity": "e1", "role": "editor", "affiliation": "Harbor Gazette"},
            "cue": {"text": "said", "start": 16, "end": 20},
            "addressee": "Tom Reyes",
        },
        {
            "said": "One",
            "kind": "indirect",
            "pieces": [[0, 3]],
            "speaker": None,
            "cue": None,
            "addressee": None,
        },
    ],
    "entities": [
        {
            "name": "Ana Brandt",
            "type": "person",
            "mentions": [{"text": "Ana"}],
            "roles": [{"role": "editor", "affiliation": None}, {"role": "editor", "affiliation": None}],
        }
    ],
}


def test_each_cut_is_shown_where_it_was_with_its_rule():
    text = with_cuts(ROW["text"], ROW["removals"], ROW["quotes"]).plain
    assert "One.⟦Yes 61 % ← polls⟧" in text.replace("\n⟦", "⟦")
    assert text.endswith("“Two,” Ana said.")


def test_a_page_for_a_reader_is_safe_and_whole():
    out = io.StringIO()
    show(Console(file=out, force_terminal=False, width=100), json.loads(json.dumps(ROW)))
    shown = out.getvalue()
    assert "[bold]Not markup[/bold]" in shown
    assert "\x1b" not in shown
    for part in (
        "https://news.example/a",
        "page:promo: Sign up",
        "editors_note: One.",
        "Ana Brandt (“Ana”), editor, Harbor Gazette, said (to Tom Reyes): Two,",
        "nobody named [indirect]: One",
        "person, once; editor  also: Ana",
    ):
        assert part in shown


def test_a_quote_has_its_speakers_colour_and_reported_words_are_in_italics_and_nobodys_dim():
    text = with_cuts(ROW["text"], ROW["removals"], ROW["quotes"])
    styles = {text.plain[s.start : s.end]: str(s.style) for s in text.spans}
    assert styles["Two,"] == "cyan"
    assert styles["One"] == "italic dim"


LONG = "https://news.example/" + "a-very-long-story/" * 20 + "end"
FAILURES = [
    {"stage": "fetch", "feed": "velmarsh-chronicle", "reason": "NotFound", "attempts": 2, "retry_at": "2026-01-31T13:00:00+01:00", "detail": f"{LONG} is not there"},
    {"stage": "annotate", "feed": None, "reason": "EndsProcess", "attempts": 12, "retry_at": None, "detail": "[bold]odd[/bold]\n\x1b[31m"},
]  # fmt: skip


@pytest.mark.parametrize("width", [40, 80, 120, 250])
def test_the_table_of_failures_fits_the_screen(width):
    out = io.StringIO()
    Console(file=out, force_terminal=False, width=width).print(as_table(FAILURES))
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) == 4 + len(FAILURES)  # one line a row
    assert "…" in out.getvalue()
    if width >= 80:
        assert all(part in out.getvalue() for part in ("annotate", "EndsProcess", "2026-01-31 12:00", "never", "12"))


def test_the_table_of_failures_shows_what_happened_and_the_headline_first():
    row = {"stage": "fetch", "feed": "chronicle", "reason": "NotFound", "attempts": 2, "retry_at": None}
    row |= {"detail": f"{LONG}: answered 404", "url": LONG, "entry": "Ferry stays"}
    out = io.StringIO()
    Console(file=out, force_terminal=False, width=120).print(as_table([row]))
    assert "answered 404 · Ferry stays · h" in out.getvalue()


def test_the_table_of_failures_is_whole_in_a_file():
    out = io.StringIO()
    Console(file=out, force_terminal=False, width=FULL_WIDTH).print(as_table(FAILURES))
    assert f"{LONG} is not there" in out.getvalue()
    assert "[bold]odd[/bold] \N{REPLACEMENT CHARACTER}[31m" in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) < 600
