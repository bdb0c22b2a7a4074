"""What is measured of a line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles import LineMarkup
from transforms.clean.reader_lines.features import feature_names, line_features

P = LineMarkup("p")


def measured(name: str, *lines: str, markup: LineMarkup | None = P) -> float:
    """A feature of the first line."""
    rows = line_features(lines, [markup, *[P] * (len(lines) - 1)], "en")
    return float(rows[0][feature_names().index(name)])


@pytest.mark.parametrize(
    ("name", "line", "value"),
    [
        pytest.param("words", "Vote for the mill", 4, id="words"),
        pytest.param("ends_sentence", "It rained.”", 1, id="a sentence with a mark behind it"),
        pytest.param("ends_sentence", "Mill opens", 0, id="no sentence"),
        pytest.param("ends_question", "Should it stay?", 1, id="a question"),
        pytest.param("quoted", "“Join us now”", 1, id="quoted"),
        pytest.param("first_asks", "Join the list", 1, id="it asks"),
        pytest.param("asks", "They join the list", 0, id="a verb that does not open a clause asks nothing"),
        pytest.param("services", "Our app and newsletter", 2, id="two services"),
        pytest.param("contacts", "Write to mill@paper.example or @mill", 2, id="ways to write"),
        pytest.param("money", "From $5 or 20 %", 2, id="money and shares"),
        pytest.param("upper", "BREAKING NEWS here", pytest.approx(2 / 3), id="in capitals"),
        pytest.param("separators", "Poor | Fair | Good", 2, id="bars"),
        pytest.param("bracketed", "(Photo: Jane Roe)", 1, id="in brackets"),
    ],
)
def test_words_and_shape(name: str, line: str, value: float) -> None:
    assert measured(name, line) == value


@pytest.mark.parametrize(
    ("name", "markup", "value"),
    [
        pytest.param("known", None, 0, id="markup that is not known"),
        pytest.param("known", P, 1, id="markup that is known"),
        pytest.param("heading", LineMarkup("h3"), 1, id="a heading"),
        pytest.param("form", LineMarkup("p", inside=("form",)), 1, id="in a form"),
        pytest.param("box", LineMarkup("div"), 1, id="no paragraph"),
        pytest.param("box", P, 0, id="a paragraph"),
        pytest.param("service_link", LineMarkup("p", targets=("/newsletters/",)), 1, id="a link to a service"),
        pytest.param("service_link", LineMarkup("p", targets=("mailto:mill@paper.example",)), 1, id="a mail address"),
        pytest.param("service_link", LineMarkup("p", targets=("/2026/donors-of-the-mill-meet",)), 0, id="a link to an article"),
        pytest.param("article_link", LineMarkup("p", targets=("/2026/donors-of-the-mill-meet",)), 1, id="the same"),
        pytest.param("outside_link", LineMarkup("p", targets=("https://town.example/",)), 1, id="a link to another site"),
        pytest.param("dropped_after", LineMarkup("p", dropped_after="page:link_list"), 1, id="above a box that went"),
    ],
)
def test_markup(name: str, markup: LineMarkup | None, value: float) -> None:
    assert measured(name, "Mill opens", markup=markup) == value


@pytest.mark.parametrize(
    ("line", "others", "value"),
    [
        pytest.param("Orsolo windmill opens", ["The windmill of Orsolo turns."], pytest.approx(2 / 3), id="two of three words"),
        pytest.param("Orsolo windmill", ["It rained."], 0, id="none"),
        pytest.param("Sign up", ["Sign up"], 0, id="words of a group do not tell of the subject"),
    ],
)
def test_how_much_of_it_the_article_tells_of(line: str, others: list[str], value: float) -> None:
    assert measured("topical", line, *others) == value


def test_lines_of_the_same_kind() -> None:
    lines, marks = ["One", "Two", "Three", "Was it?", "Is it?"], [LineMarkup(tag) for tag in ("h2", "h3", "h2", "p", "p")]
    rows = line_features(lines, marks, "en")
    assert rows[:, feature_names().index("like_headings")].tolist() == [1, 0, 1, 0, 0]
    assert rows[:, feature_names().index("like_questions")].tolist() == [0, 0, 0, 1, 1]


@given(st.lists(st.text(max_size=60), max_size=5), st.sampled_from(["en", "de", "fr", "es", None]))
def test_numbers_for_any_text(lines: list[str], language: str | None) -> None:
    rows = line_features(lines, [None] * len(lines), language)
    assert rows.shape == (len(lines), len(feature_names()))
    assert np.isfinite(rows).all()
