"""A label and the headlines under it, which are recognized by the missing end of a sentence."""

import pytest

from transforms.articles import Article, Entry
from transforms.clean.rules.related_lists import MOST, find

HEADLINES = ["Bridge to close for a month", "Otters return to the weir", "Council votes on the new hall"]
END = "The mill opened its gate on a Monday, after eleven years."


def cut_text(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    article = Article(Entry("1", "https://valley.example/mill", ("a",)), "https://valley.example/mill", "", text)
    return [span.of(text) for span in find(article)]


@pytest.mark.parametrize(
    ("label", "is_label"),
    [
        pytest.param("Related stories", True, id="English"),
        pytest.param("MORE FROM THE VALLEY:", True, id="capitals and a colon"),
        pytest.param("» Most read", True, id="behind a mark"),
        pytest.param("Das könnte Sie auch interessieren", True, id="German"),
        pytest.param("Lire aussi…", True, id="French"),
        pytest.param("Le puede interesar", True, id="Spanish"),
        pytest.param("The story so far", False, id="a subhead"),
        pytest.param("Related to the mayor", False, id="a word of a label, and others"),
        pytest.param("More stories from the valley, the coast, the islands, the hills", False, id="too long"),
    ],
)
def test_labels(label: str, is_label: bool) -> None:
    assert cut_text([END, label, *HEADLINES, END]) == (["\n".join([label, *HEADLINES])] if is_label else [])


@pytest.mark.parametrize(
    ("line", "is_headline"),
    [
        pytest.param("Bridge to close for a month", True, id="a headline"),
        pytest.param("Will the bridge close again?", True, id="a question"),
        pytest.param("The bridge will close for a month.", False, id="a sentence"),
        pytest.param("bridge to close for a month", False, id="in lower case"),
        pytest.param("“Close the bridge” say the bakers", False, id="it begins with a quotation"),
        pytest.param("Bridge closes", False, id="too short"),
        pytest.param("Bridge-closing-forever", False, id="too few words"),
        pytest.param("The bridge " * 14, False, id="too long"),
    ],
)
def test_headlines(line: str, is_headline: bool) -> None:
    (cut,) = cut_text(["Related stories", *HEADLINES[:2], line])
    assert (line.strip() in cut) is is_headline


@pytest.mark.parametrize(
    ("headlines", "is_cut"),
    [
        pytest.param([], False, id="none: the label is for another rule"),
        pytest.param(HEADLINES[:1], False, id="one may be a short paragraph"),
        pytest.param(HEADLINES[:2], True, id="two"),
    ],
)
def test_how_many_headlines_make_a_list(headlines: list[str], is_cut: bool) -> None:
    assert bool(cut_text([END, "Related stories", *headlines, END])) is is_cut


def test_a_list_has_an_end() -> None:
    many = [f"Bridge number {n} to close" for n in range(MOST + 5)]
    (cut,) = cut_text(["Related stories", *many])
    assert cut.split("\n") == ["Related stories", *many[:MOST]]
