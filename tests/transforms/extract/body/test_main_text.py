"""What trafilatura is asked for, and which of its answers are no article."""

import pytest

from transforms.errors import NoText
from transforms.extract.body.main_text import has_enough_letters, main_text
from transforms.extract.page.parse import parse

LINES = [f"The mill in ward {n} opened its gate on Monday after {n} long years of silence and of rust." for n in range(2, 8)]
STORY = "".join(f"<p>{line}</p>" for line in LINES)


def text_of(body: str) -> str:
    return main_text(parse(f"<html><body>{body}</body></html>".encode()), "https://valley-news.example/mill")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(f"<article>{STORY}</article>", LINES, id="one paragraph a line"),
        pytest.param(f"<nav><a href=/>Home</a></nav><article>{STORY}</article>", LINES, id="without the menu"),
        pytest.param(f"<article>{STORY}<ul><li>One cup of flour</li><li>Two of water</li></ul></article>", [*LINES, "One cup of flour", "Two of water"],
                     id="list items without marks"),
        pytest.param(f"<article>{STORY}<table><tr><td>12</td></tr></table></article>", LINES, id="without tables"),
        pytest.param("<div>" + "<br><br>".join(LINES) + "</div>", LINES, id="paragraphs by line breaks"),
        pytest.param(f"<article>{STORY.replace('<p>', '<p><b>').replace('</p>', '</b></p>')}</article>", LINES, id="marks inside of lines"),
    ],
)  # fmt: skip
def test_lines(body: str, lines: list[str]) -> None:
    assert text_of(body).split("\n") == lines


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("", "no article was found in https://valley-news.example/mill", id="nothing"),
        pytest.param("<p>Loading…</p>", "only 'Loading…'", id="a word"),
    ],
)
def test_no_text(body: str, message: str) -> None:
    with pytest.raises(NoText, match=message):
        text_of(body)


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        pytest.param("Page not found", False, id="a message"),
        pytest.param("1234567890 " * 10, False, id="numbers"),
        pytest.param("The ferry goes on Mondays only.", True, id="news in brief"),
        pytest.param("水車小屋" * 7, True, id="letters of other scripts"),
    ],
)
def test_has_enough_letters(text: str, enough: bool) -> None:
    assert has_enough_letters(text) is enough
