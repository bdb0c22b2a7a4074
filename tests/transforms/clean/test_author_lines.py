"""Lines about the authors of the article: names alone, and notes below the text."""

import pytest

from transforms.articles import Article, Entry
from transforms.clean.rules.author_lines import LAST_LINES, find

AUTHORS = ("Jane Roe", "Petra Lund")
BODY = [f"The mill in ward {n} opened its gate on a Monday." for n in range(6)]


def cut_lines(lines: list[str], authors: tuple[str, ...] = AUTHORS) -> list[str]:
    text = "\n".join(lines)
    article = Article(
        Entry("1", "https://valley.example/mill", ("a",)), "https://valley.example/mill", "", text, authors=authors
    )
    return [span.of(text) for span in find(article)]


@pytest.mark.parametrize(
    ("line", "is_cut"),
    [
        pytest.param("Jane Roe", True, id="a name alone"),
        pytest.param("By Jane Roe and Petra Lund", True, id="two names"),
        pytest.param("JANE ROE, senior political correspondent", True, id="with a role, in capitals"),
        pytest.param("Text: Jane Roe  Photos: Petra Lund", True, id="text and photos"),
        pytest.param("Von Jane Roe, Redakteurin", True, id="German"),
        pytest.param("Jane", False, id="one word of a name"),
        pytest.param("Jane Roe was glad", False, id="other words"),
        pytest.param("“Jane Roe”", False, id="quoted"),
        pytest.param("By Otto Falk", False, id="another person"),
        pytest.param(" ".join(["Jane Roe"] * 8), False, id="too many words"),
    ],
)
def test_a_line_of_names(line: str, is_cut: bool) -> None:
    assert cut_lines([BODY[0], line, *BODY[1:]]) == ([line] if is_cut else [])


@pytest.mark.parametrize(
    ("line", "is_cut"),
    [
        pytest.param("Jane Roe is a reporter in the valley.", True, id="who she is"),
        pytest.param("• Jane Roe covers rivers and bridges.", True, id="behind a bullet"),
        pytest.param("Jane Roe, a baker, writes about bread.", True, id="with an apposition"),
        pytest.param("Jane Roe, staff writer of the Valley News.", True, id="a role"),
        pytest.param("Petra Lund schreibt über Brücken.", True, id="German"),
        pytest.param("Jane Roe said that she was glad.", False, id="speech"),
        pytest.param("Otto Falk is a reporter in the valley.", False, id="no author"),
        pytest.param("The reporter is Jane Roe.", False, id="the name is not first"),
    ],
)
def test_a_note_below_the_text(line: str, is_cut: bool) -> None:
    assert cut_lines([*BODY, line]) == ([line] if is_cut else [])


NOTE = "Jane Roe is a reporter in the valley."


@pytest.mark.parametrize(
    ("lines", "is_cut"),
    [
        pytest.param([*BODY, NOTE], True, id="the last line"),
        pytest.param([*BODY, NOTE, *BODY[: LAST_LINES - 1]], True, id="among the last lines"),
        pytest.param([*BODY, NOTE, *BODY[:LAST_LINES]], False, id="above them"),
        pytest.param([NOTE], False, id="the only line"),
        pytest.param(["By Jane Roe", *BODY, NOTE], True, id="the name was in a byline only"),
        pytest.param(
            ["The mayor met Jane Roe at the mill that morning, and both of them said that they were glad.", *BODY, NOTE],
            False,
            id="the article is about her",
        ),
    ],
)
def test_where_a_note_is_cut(lines: list[str], is_cut: bool) -> None:
    assert (NOTE in cut_lines(lines)) is is_cut


def test_without_authors_nothing_is_cut() -> None:
    assert cut_lines(["Jane Roe", *BODY, NOTE], authors=()) == []


def test_an_author_of_one_word_has_no_note() -> None:
    assert cut_lines([*BODY, "Roe is a reporter in the valley."], authors=("Roe",)) == []
