"""Single marks: which of them open and close a quote, and which are apostrophes. No model is needed."""

import pytest

from transforms.annotate.quotes.marks.single_marks import SingleQuote, find_single_quotes, with_closing_mark
from transforms.text import Span

ROWS = [
    pytest.param("'We will build it,' she said.", ["We will build it,"], id="straight"),
    pytest.param("‘We will build it,’ she said.", ["We will build it,"], id="curly"),
    pytest.param("‚We will build it,‘ she said.", ["We will build it,"], id="low and high"),
    pytest.param("'No,' she said.", ["No,"], id="one word with a comma"),
    pytest.param("The 'smart' meter is late.", [], id="one word without"),
    pytest.param("The girls' house isn't theirs.", [], id="apostrophes"),
    pytest.param("In the '90s we won, she said, 'by a mile or two'.", ["by a mile or two"], id="years do not open"),
    pytest.param("'It is the girls' fault,' she said.", ["It is the girls' fault,"], id="a plural within a quote"),
    pytest.param("Ann promised 'no new taxes' for all.", ["no new taxes"], id="the last word ends in s"),
    pytest.param("'We will build it, she said.", ["We will build it,"], id="nothing closes, and a cue follows"),
    pytest.param("'We will build it soon.", [], id="nothing closes"),
    pytest.param("She has 'a plan for it, she said.", [], id="nothing closes what begins no sentence"),
    pytest.param("‘Sold’, she said.", ["Sold"], id="one word at the start of a sentence before a comma"),
    pytest.param("The ‘Hut’, she said, is shut.", [], id="one word within a sentence before a comma"),
    pytest.param("`We will build it,' she said.", ["We will build it,"], id="a backtick"),
    pytest.param("‘’Tis ours to build,’ she said.", ["’Tis ours to build,"], id="an apostrophe begins it"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_find_single_quotes(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_single_quotes(text, Span(0, len(text)), [])] == expected


def test_quotes_between_double_marks_are_left_alone() -> None:
    text = "'One day or two,' he said. \"Not 'three days or four'.\""
    double = SingleQuote(text.index('"') + 1, len(text) - 1, text.index('"'), len(text))
    assert [text[q.start : q.end] for q in find_single_quotes(text, Span(0, len(text)), [double])] == ["One day or two,"]


CLOSING = [
    pytest.param("She said that it was 'mad'.", "that it was 'mad", "that it was 'mad'", id="a mark is closed"),
    pytest.param("She said that it was 'mad.'", "that it was 'mad", "that it was 'mad.'", id="after the full stop"),
    pytest.param("She said that it was theirs'.", "that it was theirs", "that it was theirs", id="nothing was opened"),
    pytest.param("She said it was in the '90s' way.", "it was in the '90s", "it was in the '90s", id="a year opens nothing"),
    pytest.param("She said that it was 'mad and left.", "that it was 'mad", "that it was 'mad", id="nothing closes it"),
]


@pytest.mark.parametrize(("text", "span", "expected"), CLOSING)
def test_with_closing_mark(text: str, span: str, expected: str) -> None:
    start = text.index(span)
    assert with_closing_mark(text, Span(start, start + len(span))).of(text) == expected
