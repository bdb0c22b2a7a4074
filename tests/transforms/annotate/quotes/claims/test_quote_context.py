"""The context of a quote: the cues beside it, and how it begins and ends."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.claims.quote_context import last_cue, leads_in_with_main_clause, quote_context

CUES = [
    pytest.param("Reyes said: “We won.”", 0, "said", None, id="before"),
    pytest.param("“We won,” Reyes said.", 0, None, "said", id="after"),
    pytest.param("Reyes said “we won” and added “twice”.", 1, "added", None, id="only up to the quote before"),
    pytest.param("“We won,” Reyes, known as “Tom,” said.", 0, None, "said", id="across a nickname"),
    pytest.param(
        "“We won,” including ending the sales, the firm wrote.", 0, None, "wrote", id="a participle after a preposition"
    ),
    pytest.param("When Brandt suggested a tax, Reyes left: “We won.”", 0, None, None, id="a cue in a subordinate clause"),
    pytest.param("Reyes thought of it and said, in the end, “we won”.", 0, "said", None, id="a strong cue before a loose one"),
    pytest.param("The bridge “fell” there.", 0, None, None, id="none"),
]


@pytest.mark.parametrize(("text", "k", "before", "after"), CUES)
def test_cues(read: Callable[[str], Any], text: str, k: int, before: str | None, after: str | None) -> None:
    reading = read(text)
    context = quote_context(reading.words, reading.sentences[0], k, False)
    forms = [None if i is None else reading.words.form[i] for i in (context.cue_before, context.cue_after)]
    assert forms == [before, after]


PROPERTIES = [
    pytest.param("“We won,” Reyes said.", "is_bare runs_on looks_whole", id="a comma at its end"),
    pytest.param("“We won”, Reyes said.", "is_bare runs_on looks_whole", id="a comma after it"),
    pytest.param("Reyes said: “We won.”", "is_led_in follows_colon looks_whole ends_sentence", id="a colon and a full stop"),
    pytest.param("Reyes said, “we won”", "is_led_in", id="a comma before it"),
    pytest.param("But “We won!”", "is_bare runs_on looks_whole ends_sentence", id="a conjunction before it"),
    pytest.param("Reyes spoke of “a mess” there.", "", id="a fragment"),
]
NAMES = ("is_bare", "is_led_in", "runs_on", "follows_colon", "looks_whole", "ends_sentence")


@pytest.mark.parametrize(("text", "expected"), PROPERTIES)
def test_properties(read: Callable[[str], Any], text: str, expected: str) -> None:
    reading = read(text)
    context = quote_context(reading.words, reading.sentences[0], 0, False)
    assert {name for name in NAMES if getattr(context, name)} == set(expected.split())


CLAUSES = [
    pytest.param("Reyes said that the plan was “a mess”.", True, True, id="that and a clause"),
    pytest.param("Reyes said the plan was late, “with a mess”.", False, True, id="a clause"),
    pytest.param("Reyes said on Monday, “with a mess”.", False, False, id="neither"),
]


@pytest.mark.parametrize(("text", "that", "clause"), CLAUSES)
def test_clauses_between_cue_and_quote(read: Callable[[str], Any], text: str, that: bool, clause: bool) -> None:
    reading = read(text)
    context = quote_context(reading.words, reading.sentences[0], 0, False)
    assert (context.has_that(reading.word("said")), context.has_clause(reading.word("said"))) == (that, clause)


def test_the_cue_right_before_the_quote_wins(read: Callable[[str], Any]) -> None:
    reading = read("Reyes said he called it “a mess”.")
    before = reading.sentences[0].before(0)
    assert reading.words.form[last_cue(reading.words, before)] == "called"
    assert last_cue(reading.words, []) is None


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        pytest.param("When Brandt suggested a tax, Reyes fired back:", "suggested", True, id="the main clause follows"),
        pytest.param("Reyes suggested a tax:", "suggested", False, id="it is the main clause"),
    ],
)
def test_leads_in_with_main_clause(read: Callable[[str], Any], text: str, cue: str, expected: bool) -> None:
    reading = read(text)
    assert leads_in_with_main_clause(reading.words, reading.word(cue), range(len(reading.words))) is expected
