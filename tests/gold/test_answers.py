"""The answers of the gold keep those rules of README.md that can be checked without understanding the text."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.evaluate.names import PRONOUNS_HE, PRONOUNS_IT

Row = dict[str, Any]
ROWS: list[Row] = [json.loads(line) for line in (Path(__file__).parent / "texts.jsonl").read_text().splitlines()]
SHORTEST, LONGEST = 150, 350  # words of an article
PRONOUN = re.compile(rf"\b(?:{'|'.join(sorted(PRONOUNS_HE | PRONOUNS_IT))})\b", re.IGNORECASE)
QUOTATION_MARK = re.compile('["“”]')
OPENING = re.compile('["“]$')
ANSWER_TO_A_QUESTION = re.compile(r"(?:^|\n)[^\n:]+: $")


def unmarked_pronouns(row: Row) -> list[str]:
    """The pronouns of the third person that no mark covers, each with the words before it."""
    marked = {(mention["start"], mention["end"]) for entity in row["entities"] for mention in entity["mentions"]}
    marked |= {(start, end) for start, end in row["pronouns_unnamed"]}
    return [row["text"][: m.end()][-40:] for m in PRONOUN.finditer(row["text"]) if m.span() not in marked]


def misplaced_quotes(row: Row) -> list[str]:
    """The quotes whose kind or ends do not agree with the quotation marks of the text."""
    return [quote["text"] for quote in row["quotes"] if not _agrees_with_marks(row["text"], quote)]


def _agrees_with_marks(text: str, quote: Row) -> bool:
    if quote["kind"] == "direct":
        return all(_fills_its_marks(text, start, end) for start, end in quote["pieces"])
    has_marks = any(QUOTATION_MARK.search(text[start:end]) for start, end in quote["pieces"])
    ends_in_a_word = all(text[end - 1] not in ".,;:" for _, end in quote["pieces"])
    return has_marks == (quote["kind"] == "mixed") and ends_in_a_word


def _fills_its_marks(text: str, start: int, end: int) -> bool:
    """Whether the piece is all that stands between two marks, a paragraph of a longer quote, or the answer to a question."""
    is_closed = text[end : end + 1] in ('"', "”", "\n")
    return is_closed and bool(OPENING.search(text[:start]) or ANSWER_TO_A_QUESTION.search(text[:start]))


def broken_spans(row: Row) -> Iterator[str]:
    """The marked words that start or end with a space, or in the middle of a word."""
    mentions = [(m["start"], m["end"]) for entity in row["entities"] for m in entity["mentions"]]
    pieces = [(start, end) for quote in row["quotes"] for start, end in quote["pieces"]]
    for start, end in mentions + pieces:
        words = row["text"][start:end]
        if words != words.strip() or re.search(r"\w\Z", row["text"][:start]) or re.match(r"\w", row["text"][end:]):
            yield words


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
class TestAnswers:
    def test_length(self, row: Row):
        assert SHORTEST <= len(row["text"].split()) <= LONGEST

    def test_every_pronoun_is_marked(self, row: Row):
        assert unmarked_pronouns(row) == []

    def test_quotes_agree_with_quotation_marks(self, row: Row):
        assert misplaced_quotes(row) == []

    def test_marks_cover_whole_words(self, row: Row):
        assert list(broken_spans(row)) == []


def row_of(text: str, kind: str = "direct", words: str = "", **fields: Any) -> Row:
    """A row with one quote of these words, or with none."""
    start = text.find(words)
    quote = {"kind": kind, "text": words, "pieces": [(start, start + len(words))]}
    return {"text": text, "quotes": [quote] if words else [], "entities": [], "pronouns_unnamed": [], **fields}


@pytest.mark.parametrize(
    ("text", "kind", "words", "agrees"),
    [
        pytest.param("“It floats,” Ann said.", "direct", "It floats,", True, id="between the marks"),
        pytest.param("“It floats,” Ann said.", "direct", "It floats", False, id="without its comma"),
        pytest.param("“It floats,” Ann said.", "direct", "“It floats,", False, id="with a mark"),
        pytest.param("“It floats.\n“So do I,” Ann said.", "direct", "It floats.", True, id="closed in a later paragraph"),
        pytest.param("Why?\nAnn Roe: It floats.\nWhen?", "direct", "It floats.", True, id="answer to a question"),
        pytest.param("Ann said it floats.", "direct", "it floats", False, id="direct without marks"),
        pytest.param("Ann said it floats.", "indirect", "it floats", True, id="indirect"),
        pytest.param("Ann said it floats.", "indirect", "it floats.", False, id="indirect with its full stop"),
        pytest.param("Ann said it “floats”.", "indirect", "it “floats”", False, id="indirect with a quoted word"),
        pytest.param("Ann said it “floats”.", "mixed", "it “floats”", True, id="mixed"),
        pytest.param("Ann said it floats.", "mixed", "it floats", False, id="mixed without a quoted word"),
    ],
)
def test_agreement_with_quotation_marks(text: str, kind: str, words: str, agrees: bool):
    assert (misplaced_quotes(row_of(text, kind, words)) == []) is agrees


@pytest.mark.parametrize(
    ("fields", "unmarked"),
    [
        pytest.param({}, ["Her", "Her boat is hers"], id="none is marked"),
        pytest.param({"pronouns_unnamed": [[0, 3]]}, ["Her boat is hers"], id="one refers to no name"),
        pytest.param(
            {"entities": [{"mentions": [{"start": 0, "end": 3}, {"start": 12, "end": 16}]}]}, [], id="both are an entity's"
        ),
    ],
)
def test_unmarked_pronouns(fields: dict[str, Any], unmarked: list[str]):
    assert unmarked_pronouns(row_of("Her boat is hers, other than the theory.", **fields)) == unmarked


@pytest.mark.parametrize(
    ("span", "broken"),
    [
        pytest.param((0, 3), [], id="a whole word"),
        pytest.param((0, 2), ["An"], id="half a word"),
        pytest.param((3, 7), [" Roe"], id="with a space"),
        pytest.param((4, 7), [], id="before a possessive"),
    ],
)
def testbroken_spans(span: tuple[int, int], broken: list[str]):
    mention = {"start": span[0], "end": span[1]}
    assert list(broken_spans(row_of("Ann Roe's boat", entities=[{"mentions": [mention]}]))) == broken
