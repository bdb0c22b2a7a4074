"""The scorer of insertions and look-alikes."""

import json
from pathlib import Path

import pytest

from tools.evaluate import insertions
from tools.evaluate.folder import evaluate
from tools.evaluate.measures import figures

BEFORE = ["one", "two"]


def scored(what: str, lines: list[str], html: str = "<p>Three</p>") -> dict[str, float]:
    counted = insertions.counts({"what": what, "html": html}, {"lines": lines, "without": BEFORE})
    return {figure.name: figure.value for figure in figures([counted], insertions.MEASURES, resamples=1)}


@pytest.mark.parametrize(
    ("what", "lines", "measure", "value"),
    [
        pytest.param("insertion", ["one", "two"], "insertions cut as a whole", 1, id="all of it is gone"),
        pytest.param("insertion", ["one", "three", "two"], "insertions cut as a whole", 0, id="it is there"),
        pytest.param("insertion", ["one", "two", "two"], "insertions cut as a whole", 0, id="it repeats a line"),
        pytest.param("insertion", ["one"], "insertions that cost an article line beside", 1, id="a line beside is lost"),
        pytest.param("insertion", ["one"], "insertions cut as a whole", 1, id="which is counted by itself"),
        pytest.param("lookalike", ["one", "three", "two"], "look-alikes touched", 0, id="it stays"),
        pytest.param("lookalike", ["one", "two"], "look-alikes touched", 1, id="it was cut"),
        pytest.param("lookalike", ["one", "three"], "look-alikes touched", 1, id="a line beside it was cut"),
    ],
)
def test_counts(what: str, lines: list[str], measure: str, value: float) -> None:
    assert scored(what, lines)[measure] == value


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        pytest.param("<p>Vote <b>now</b>!</p><p>Yes</p>", ["vote now", "yes"], id="paragraphs"),
        pytest.param("<ul><li>Yes<li>No</ul>", ["yes", "no"], id="items"),
        pytest.param("Vote<br>now", ["vote", "now"], id="a line break"),
        pytest.param("<p>Yes</p><script>vote()</script><!-- no -->", ["yes"], id="what is not shown"),
        pytest.param("<p>…</p>", [], id="no word"),
    ],
)
def test_the_lines_of_a_piece_of_html(html: str, lines: list[str]) -> None:
    assert insertions.block_lines(html) == lines


def test_a_folder(tmp_path: Path) -> None:
    blocks = [
        f"<p>The council of Velmarsh met on {day} to speak about the ferry, which crosses the bay twice a day, said Ines Roe.</p>"
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    ]
    common = {"lang": "en", "article": "a", "at": 3, "kind": "newsletter"}
    rows = [
        {
            "id": "1",
            "what": "insertion",
            "html": "<p>Sign up for our free newsletter: your morning in five minutes.</p>",
            **common,
        },
        {
            "id": "2",
            "what": "lookalike",
            "html": "<p>Nobody had signed up by Monday evening, Ines Roe told the council.</p>",
            **common,
        },
    ]
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "a", "blocks": blocks}))
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (score,) = evaluate(tmp_path)
    assert score.all == {
        "insertions cut as a whole": 1,
        "insertions that cost an article line beside": 0,
        "look-alikes touched": 0,
    }
