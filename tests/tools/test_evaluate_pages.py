"""The scorer of extracted articles, the statistics, and the command over a folder."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tools.evaluate import pages
from tools.evaluate.folder import Selection, evaluate
from tools.evaluate.measures import F1, Measure, Ratio, figures, formatted, table

ONE, TWO = "One two three four five six.", "Seven eight nine ten eleven twelve."
GOLD = {
    "gold_text": f"{ONE}\n\n{TWO}",
    "gold_paragraphs": [ONE, TWO],
    "gold_title": "A b!",
    "gold_date": "2024-01-02",
    "gold_authors": ["Jo Roe", "Al Poe"],
}
SAME = {"text": f"{ONE}\n{TWO}", "title": "a B", "published": "2024-01-02T03:00:00Z", "authors": ("JO ROE", "Al Poe")}
LETTER = "Sign up for our newsletter"


def scored(gold: dict, predicted: dict) -> dict[str, float]:
    return {f.name: round(f.value, 3) for f in figures([pages.counts(gold, predicted)], pages.MEASURES, resamples=1)}


@pytest.mark.parametrize(
    ("gold", "predicted", "measure", "value"),
    [
        pytest.param({}, {}, "text, F1", 1.0, id="all is right"),
        pytest.param({}, {}, "title right", 1.0, id="case and punctuation of a title do not matter"),
        pytest.param({}, {}, "date right", 1.0, id="the day counts"),
        pytest.param({}, {}, "authors, F1", 1.0, id="case of authors does not matter"),
        pytest.param({}, {"text": f"{ONE} {TWO}"}, "pages without residue or loss", 1.0, id="paragraphs that were joined"),
        pytest.param(
            {},
            {"text": f"{ONE}\n{LETTER}\n{ONE}\nAd"},
            "residue: paragraphs that are not article",
            0.75,
            id="a letter, a repeat, an ad",
        ),
        pytest.param(
            {},
            {"text": f"{ONE}\n{LETTER}"},
            "loss: paragraphs of the article that are missing",
            0.5,
            id="one of two is missing",
        ),
        pytest.param({}, {"text": ""}, "text, recall", 0.0, id="nothing"),
        pytest.param({}, {"text": ""}, "residue: paragraphs that are not article", 0.0, id="nothing has no residue"),
        pytest.param({}, {"text": None}, "pages without a text", 1.0, id="no text"),
        pytest.param(
            {"gold_optional": [LETTER]},
            {"text": f"{ONE}\n{TWO}\n{LETTER}"},
            "text, precision",
            1.0,
            id="a paragraph that may be there",
        ),
        pytest.param({}, {"published": None}, "date right", 0.0, id="no date"),
        pytest.param({}, {"authors": ["Jo Roe", "Photo Agency"]}, "authors, F1", 0.5, id="one author of two, and another"),
        pytest.param({"gold_title": ""}, {"title": "x"}, "title right", np.nan, id="a title that the answer does not have"),
    ],
)
def test_figures(gold: dict, predicted: dict, measure: str, value: float):
    assert scored(GOLD | gold, SAME | predicted)[measure] == pytest.approx(value, nan_ok=True)


def test_words_of_scripts_without_spaces():
    assert pages.uncovered(["今日は晴れです"], ["昨日も今日は晴れです。"]) == []
    assert pages.uncovered(["全然違う文です"], ["今日は晴れ"]) == [0]


def test_snippets():
    gold = {"with": ["x y", "q"], "without": ["z"]}
    assert pages.snippet_counts(gold, {"text": "x  y z"}) == {"kept": 1, "with": 2, "predicted": 2, "left_in": 1, "without": 1}


class TestMeasures:
    DOCUMENTS = ({"right": 1, "found": 2, "all": 4}, {"right": 3, "found": 3, "all": 4}, {"all": 0})
    MEASURES = (Measure("P", Ratio("right", "found")), Measure("F1", F1(Ratio("right", "found"), Ratio("right", "all"))))

    def test_over_all_and_as_a_mean_over_documents(self):
        precision, f1 = figures(self.DOCUMENTS, self.MEASURES)
        assert (precision.value, precision.mean) == (0.8, 0.75)
        assert f1.value == pytest.approx(2 * 0.8 * 0.5 / 1.3)
        assert f1.mean == pytest.approx((2 * 1 / 6 + 2 * 3 / 7) / 2), "a document with nothing to count has no mean"

    def test_the_interval_holds_the_value_and_is_the_same_each_time(self):
        precision, f1 = figures(self.DOCUMENTS, self.MEASURES)
        assert 0 < precision.low < precision.value < precision.high <= 1
        assert figures(self.DOCUMENTS, self.MEASURES) == [precision, f1]

    def test_what_no_document_counts_is_undefined(self):
        [figure] = figures(self.DOCUMENTS, [Measure("x", Ratio("no", "such"))])
        assert np.isnan([figure.value, figure.low, figure.high, figure.mean]).all()
        assert formatted(figure.value, self.MEASURES[0]) == "–"

    @pytest.mark.parametrize(
        ("columns", "lines"),
        [
            pytest.param(
                ["all"], ["|  | all (1) | mean over documents |", "|---|---|---|", "| P | 50.0 (50.0–50.0) | 50.0 |"], id="one"
            ),
            pytest.param(
                ["all", "law"],
                ["|  | all (1) | law (1) |", "|---|---|---|", "| P | 50.0 (50.0–50.0) | 50.0 (50.0–50.0) |"],
                id="groups",
            ),
        ],
    )
    def test_a_table(self, columns: list[str], lines: list[str]):
        measures = [self.MEASURES[0], Measure("nothing to count", Ratio("no", "such"))]
        rows = figures(self.DOCUMENTS[:1], measures, resamples=3)
        assert table(dict.fromkeys(columns, (1, rows)), measures).splitlines() == lines


class TestFolder:
    SAID = "“We will keep the ferry running through the winter,” said Ines Okonkwo."

    def write(self, folder: Path, *rows: dict) -> None:
        (folder / "gold.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))

    def row(self, ident: str, **more: object) -> dict:
        quote = {"start": 1, "end": 51, "kind": "direct", "speaker": {"start": 58, "end": 70, "text": "Ines Okonkwo"}}
        return {"id": ident, "text": self.SAID, "quotes": [quote], **more}

    def test_each_file_is_scored_by_its_keys_and_each_group_too(self, tmp_path: Path):
        self.write(tmp_path, self.row("news_1"), self.row("news_2"), self.row("law_1"), self.row("odd", flags=["short"]))
        (score,) = evaluate(tmp_path, Selection({}, frozenset({"short"})), group="^(news|law)_")
        assert {name: count for name, (count, _) in score.columns.items()} == {"all": 3, "law": 1, "news": 2}
        assert score.all["direct end to end, F1"] == 1.0
        assert str(score).startswith("### gold.jsonl: quotes, 3 documents\n\n|  | all (3) | law (1) | news (2) |\n")

    def test_only_rows_with_a_value(self, tmp_path: Path):
        self.write(tmp_path, self.row("a", lang="en"), self.row("b", lang="de"))
        (score,) = evaluate(tmp_path, Selection({"lang": "en"}, frozenset()))
        assert score.columns["all"][0] == 1

    def test_a_page_and_a_text_in_one_folder(self, tmp_path: Path):
        html = f"<html lang='en'><body><article><h1>A b</h1><p>{self.SAID} {ONE}</p><p>{self.SAID} {TWO}</p></article></body></html>"
        (tmp_path / "page.html").write_text(html)
        page = {"id": "p", "html_path": "page.html", "gold_text": f"{self.SAID} {ONE}\n{self.SAID} {TWO}", "gold_title": "A b"}
        (tmp_path / "pages.jsonl").write_text(json.dumps(page))
        self.write(tmp_path, self.row("a", text=f"{self.SAID}\u2028"))
        texts, page_score = evaluate(tmp_path)
        assert [(score.file, score.task.name) for score in (texts, page_score)] == [
            ("gold.jsonl", "quotes"),
            ("pages.jsonl", "articles"),
        ]
        assert page_score.all["text, F1"] == 1.0

    @pytest.mark.parametrize("rows", [pytest.param([], id="empty"), pytest.param([{"id": "x"}], id="no gold")])
    def test_a_folder_without_gold(self, tmp_path: Path, rows: list[dict]):
        self.write(tmp_path, *rows)
        with pytest.raises(ValueError, match="no JSON lines with the keys of a gold"):
            list(evaluate(tmp_path))

    def test_the_command(self, tmp_path: Path):
        done = subprocess.run([sys.executable, "-m", "tools.evaluate", str(tmp_path)], capture_output=True, text=True)
        assert done.returncode == 2
        assert "holds no JSON lines" in done.stderr
