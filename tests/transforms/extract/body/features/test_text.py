"""Features of how a block reads, each on one line of text."""

import numpy as np
import pytest

from transforms.extract.body.blocks import layout
from transforms.extract.body.features.text import NO_HEADLINE, PageSignals, displayed_title, text_features
from transforms.extract.page.parse import parse

TITLE = "The mill opens again"


def features(
    *texts: str, titles: tuple[str, ...] = (), description: str = "", json_ld: list[float] | None = None
) -> dict[str, list[float]]:
    page = layout(parse(("<body>" + "".join(f"<p>{text}</p>" for text in texts)).encode()))
    n = len(page.blocks)
    signals = PageSignals([0.0] * n, json_ld, [0] * n, titles, description)
    columns = text_features(page, np.arange(n), signals, np.zeros(n, np.float32))
    return {name: column.tolist() for name, column in columns.items()}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        pytest.param("The mill opens.", "words", 3, id="words"),
        pytest.param("It opens. It runs! Does it?", "sentences", 3, id="sentences"),
        pytest.param("“It opens.” She left", "sentences", 1, id="a sentence that ends in quotation marks"),
        pytest.param("Version 3.5 is out", "sentences", 0, id="a point inside of a number"),
        pytest.param("水車が回る。", "sentences", 1, id="a full stop of East Asia"),
        pytest.param("The mill", "first", 1, id="begins with a capital"),
        pytest.param("the mill", "first", 2, id="begins with a small letter"),
        pytest.param("12 mills", "first", 3, id="begins with a digit"),
        pytest.param("“The mill", "first", 4, id="begins with a quotation mark"),
        pytest.param("(The mill", "first", 0, id="begins with something else"),
        pytest.param("ABcd", "capitals", 0.5, id="share of capitals"),
        pytest.param("The Mill opens Again", "titled", 0.75, id="share of words with a capital"),
        pytest.param("12ab", "digits", 0.5, id="share of digits"),
        pytest.param("ab abcd", "word_length", 3, id="mean length of words"),
        pytest.param("…", "word_length", 0, id="no words"),
        pytest.param("“It opens,” he said", "quotes", 2, id="quotation marks"),
        pytest.param("Home | Valley » News", "odd", 2, id="marks of menus"),
        pytest.param("Will it open?", "question", 1, id="a question"),
        pytest.param("Will it open? Yes.", "question", 0, id="a question that is answered"),
        pytest.param("READ MORE: the ferry", "label", 1, id="a label in capitals"),
        pytest.param("Photo: Jane Roe", "label", 1, id="a label of one word"),
        pytest.param("The council said in the evening: no", "label", 0, id="a colon in a sentence"),
        pytest.param("Opened in 1911.", "year", 1, id="a year"),
        pytest.param("Room 19110.", "year", 0, id="a number that holds one"),
    ],
)
def test_letters_and_marks(text: str, name: str, value: float) -> None:
    assert features(text)[name] == pytest.approx([value])


QUOTE = "I had forgotten how loud it is, and how near"


@pytest.mark.parametrize(
    ("texts", "nth", "times", "again", "pulled"),
    [
        pytest.param(["Advertisement", "One", "Advertisement"], [1, 1, 2], [2, 1, 2], [0, 0, 0], [0, 0, 0], id="a short block twice"),
        pytest.param([f"“{QUOTE}.”", f"“{QUOTE},” said Jane Roe."], [1, 1], [1, 1], [1, 0], [1, 0], id="a pull quote"),
        pytest.param([f"{QUOTE}.", f"“{QUOTE},” said Jane Roe."], [1, 1], [1, 1], [1, 0], [0, 0], id="without marks it is no quotation"),
        pytest.param([f"“{QUOTE}.”", f"“{QUOTE}”"], [1, 1], [1, 1], [1, 1], [0, 0], id="twice as a block: neither is pulled from the other"),
        pytest.param([f"“{QUOTE}.”", "It was a bad night."], [1, 1], [1, 1], [0, 0], [0, 0], id="a quotation that stands nowhere else"),
        pytest.param(["“A bad night.”", "“A bad night. I left,” said Jane Roe."], [1, 1], [1, 1], [0, 0], [0, 0], id="too short to be a repetition"),
        pytest.param(["x " * 300, "x " * 400], [1, 1], [1, 1], [0, 0], [0, 0], id="too long to be a pull quote"),
    ],
)  # fmt: skip
def test_repetitions(texts: list[str], nth: list[int], times: list[int], again: list[int], pulled: list[int]) -> None:
    f = features(*texts)
    assert (f["nth"], f["times"], f["again"], f["pulled"]) == (nth, times, again, pulled)


@pytest.mark.parametrize(
    ("text", "similar", "contained"),
    [
        pytest.param(TITLE, 1, 1, id="the headline"),
        pytest.param("The mill", 0.5, 1, id="a part of it"),
        pytest.param("The mill opens again on Monday, the council said", 4 / 9, 4 / 8, id="a sentence with its words"),
        pytest.param("Ferry strike", 0, 0, id="something else"),
    ],
)
def test_similarity_to_the_headline(text: str, similar: float, contained: float) -> None:
    f = features(text, titles=(TITLE,))
    assert f["title_part"] == pytest.approx([contained])
    assert f["title"] == pytest.approx([similar], abs=0.06)


def test_without_headline_and_data_of_the_page() -> None:
    f = features("One", "Two")
    assert (f["title"], f["from_title"], f["description"], f["stated"]) == ([0, 0], [NO_HEADLINE] * 2, [-1, -1], [-1, -1])


def test_what_the_page_says_of_a_block() -> None:
    f = features("The mill opens", "Two", titles=("The mill opens",), description="The mill opens", json_ld=[0.5, 1.0])
    assert (f["description"], f["stated"], f["from_title"]) == ([1, 0], [0.5, 1], [0, 1])


@pytest.mark.parametrize(
    ("texts", "headings", "position"),
    [
        pytest.param(["Home", TITLE, "Text"], [0, 1, 0], 1, id="the <h1>"),
        pytest.param(["Valley News", TITLE], [1, 1], 1, id="the <h1> that is like it"),
        pytest.param([TITLE, "The mill opens: why"], [0, 1], 1, id="a similar <h1> before the same text"),
        pytest.param(["Home", TITLE], [0, 0], 1, id="a block with the same text"),
        pytest.param(["Home", "The mill opens"], [0, 2], None, id="too little of it in no <h1>"),
        pytest.param(["Weather"], [1], None, id="another <h1>"),
    ],
)
def test_displayed_title(texts: list[str], headings: list[float], position: int | None) -> None:
    assert displayed_title(texts, (TITLE,), np.array(headings, np.float32)) == position
