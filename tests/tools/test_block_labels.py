"""The labels of training examples (`tools/pages.py`): which blocks count as article."""

import gzip
import pickle
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

LINE = "The mill in Orsolo opened its gate on Monday after eleven years."
SAID = "It is louder than any of us remembered"
QUOTE = f"“{SAID}. I will not sleep,” said Jane Roe."


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "tools"))
    yield import_module("pages")
    for name in ("pages", "judge"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("texts", "gold", "labels"),
    [
        pytest.param([LINE, "More news"], [LINE], [1, 0], id="article and not"),
        pytest.param([LINE, "Monday"], [LINE], [1, -1], id="too short to tell"),
        pytest.param([LINE, QUOTE, LINE], [LINE, QUOTE], [1, 1, 0], id="twice, once in the gold"),
        pytest.param([LINE, f"“{SAID}.”", QUOTE], [LINE, QUOTE], [1, 0, 1], id="a pull quote"),
        pytest.param([LINE, f"“{SAID}.”", QUOTE], [LINE, SAID, QUOTE], [1, 1, 1], id="a pull quote that the gold has"),
        pytest.param([LINE, f"“{SAID}.”"], [LINE, QUOTE], [1, 1], id="a quotation that stands nowhere else"),
    ],
)
def test_labels(pages: Any, texts: list[str], gold: list[str], labels: list[int]) -> None:
    assert pages.block_labels(texts, {"gold_paragraphs": gold, "gold_text": ""}).tolist() == labels


def test_an_example_can_be_sent_to_another_process(pages: Any, tmp_path: Path) -> None:
    html = f"<article>{'<p>' + LINE + '</p>'}<p>By <b class=cta>Sign up</b> now</p><p>{QUOTE}</p></article>"
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(html.encode()))
    row = {
        "html": str(tmp_path / "page.html.gz"),
        "url": "https://valley.example/mill",
        "domain": "valley.example",
        "gold_paragraphs": [LINE, QUOTE],
        "gold_text": "",
    }
    example = pages.example(row)
    copy = pickle.loads(pickle.dumps(example))
    assert (copy.texts, copy.labels.tolist()) == ([LINE, "By now", QUOTE], [1, 0, 1])
