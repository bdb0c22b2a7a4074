"""The figures over our own gold may only rise. They are in `figures.yaml`; a change that raises one writes the new one down."""

from pathlib import Path

import pytest
import yaml

from tools.evaluate.folder import Score, evaluate
from tools.mark_gold import build

FOLDER = Path(__file__).parent
FIGURES = FOLDER / "figures.yaml"
ROUNDING = 0.00051  # figures are written down with three digits

LOWER_IS_BETTER = frozenset(
    {
        "residue: paragraphs that are not article",
        "loss: paragraphs of the article that are missing",
        "pages without a text",
        "several quotes merged into one",
        "entities found per entity of the text",
        "entities with names of another entity",
        "insertions that cost an article line beside",
        "look-alikes touched",
    }
)


def rounded(score: Score) -> dict[str, float]:
    """The figures as they are written down."""
    return {name: round(value, 3) for name, value in score.all.items()}


def changes(known: dict[str, float], now: dict[str, float]) -> tuple[list[str], list[str]]:
    """Which figures became worse and which better, in words."""
    worse, better = [], []
    for name, value in now.items():
        gain = (known[name] - value) if name in LOWER_IS_BETTER else (value - known[name])
        if abs(gain) > ROUNDING:
            (better if gain > 0 else worse).append(f"{name}: {known[name]} → {value}")
    return worse, better


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    """The scores over our gold, by what is scored."""
    return {score.task.name: score for score in evaluate(FOLDER)}


@pytest.mark.parametrize("task", ["articles", "quotes", "entities"])
def test_no_figure_became_worse(scores: dict[str, Score], task: str):
    known, now = yaml.safe_load(FIGURES.read_text())[task], rounded(scores[task])
    assert known.keys() == now.keys(), f"the measures are others than those in figures.yaml, which would be: {now}"
    worse, better = changes(known, now)
    assert not worse, f"became worse over tests/gold: {worse}; became better: {better}"
    assert not better, f"became better over tests/gold: {better}; write them down in figures.yaml, so that they stay"


@pytest.mark.parametrize("task", ["articles", "quotes", "entities"])
def test_the_docs_show_the_figures(scores: dict[str, Score], task: str):
    shown = (FOLDER.parent.parent / "docs" / "accuracy.md").read_text().split("\n## Our own small gold\n")[1]
    assert scores[task].table in shown, "put the tables that `make eval` prints into docs/accuracy.md"


@pytest.mark.parametrize("name", ["texts.jsonl", "pages.jsonl"])
def test_the_rows_are_made_from_the_articles(name: str):
    assert (FOLDER / name).read_text() == build(FOLDER)[name], "run `make gold`"


@pytest.mark.parametrize(
    ("name", "known", "value", "worse", "better"),
    [
        pytest.param("direct spans, F1", 0.9, 0.95, 0, 1, id="higher is better"),
        pytest.param("direct spans, F1", 0.9, 0.85, 1, 0, id="lower is worse"),
        pytest.param("several quotes merged into one", 0.1, 0.2, 1, 0, id="higher is worse for errors"),
        pytest.param("several quotes merged into one", 0.1, 0.05, 0, 1, id="lower is better for errors"),
        pytest.param("direct spans, F1", 0.9, 0.9005, 0, 0, id="rounding"),
    ],
)
def test_what_counts_as_better(name: str, known: float, value: float, worse: int, better: int):
    assert tuple(map(len, changes({name: known}, {name: value}))) == (worse, better)


@pytest.mark.slow
def test_insertions_and_lookalikes():
    """Over all languages, in the rows that taught the rules and in those that did not."""
    known = yaml.safe_load(FIGURES.read_text())["insertions"]
    for score in evaluate(FOLDER / "insertions"):
        worse, better = changes(known[score.file], rounded(score))
        assert not worse, f"became worse over {score.file}: {worse}; became better: {better}"
        assert not better, f"became better over {score.file}: {better}; write them down in figures.yaml, so that they stay"
