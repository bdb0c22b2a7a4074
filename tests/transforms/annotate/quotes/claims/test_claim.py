"""Claims: what the words between two marks are, and which cue they belong to."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.claims.claim import claim_quote

CLAIMS = [
    pytest.param("“We won,” Reyes said.", ("direct", "said"), id="a cue after it"),
    pytest.param("Reyes said: “We won it.”", ("direct", "said"), id="a colon"),
    pytest.param("Reyes said, “We won the cup.”", ("direct", "said"), id="a comma"),
    pytest.param("Reyes said “We won the cup.”", ("direct", "said"), id="the cue right before it"),
    pytest.param("Reyes said that “we won the cup.”", ("mixed", "said"), id="that"),
    pytest.param("Reyes said the plan was “a mess for all of us.”", ("mixed", "said"), id="words in a clause"),
    pytest.param("Reyes condemned “A mess for all of us.”", ("mixed", "condemned"), id="a cue of class content"),
    pytest.param("“A mess,” as it was described.", ("direct", "described"), id="a loose cue after it"),
    pytest.param("“A mess for all of us” is what Reyes said.", ("direct", "said"), id="loosely followed"),
    pytest.param("The “smart” meter is late, as the town council and its mayor said.", None, id="a term far from a cue"),
    pytest.param("Reyes told “Bridges and Rivers” so.", None, id="a title after told"),
    pytest.param("Reyes wrote ‘The Long Night’ in 2001.", None, id="a title after wrote"),
    pytest.param("Reyes said ‘The Long Night’ was his best.", None, id="a title that is the subject of a clause"),
    pytest.param("‘The Long Night’ opens in Hexley.", None, id="a title before a verb that is seldom one of saying"),
    pytest.param("The station’s “Morning Tide” ended.", None, id="a title"),
    pytest.param("[Tom Reyes|person]: “We won.”", ("direct", None), id="a label"),
    pytest.param("LONDON: “We won.”", None, id="a place is no label"),
    pytest.param("“We won the cup.” — Reyes", ("direct", None), id="signed"),
    pytest.param("“No comment.”", ("direct", None), id="alone"),
    pytest.param("“No.”", ("direct", None), id="one word that is a sentence"),
    pytest.param("“Sly”", None, id="one word without a full stop"),
    pytest.param("Reyes was blunt: “It is over.”", ("direct", None), id="short, after a colon"),
    pytest.param("A card in the attic reads: “Wish us luck.”", ("direct", "reads"), id="a card reads"),
    pytest.param("The headline was blunt: “Sack the Mayor.”", None, id="title letters after a colon"),
    pytest.param("Reyes had a word for it: “sly.”", None, id="a term after a colon"),
    pytest.param("“A scandal,” was the verdict of Reyes.", ("direct", None), id="a noun says whose words it is"),
    pytest.param("“A scandal,” was on the poster.", None, id="a noun that is nobody's words"),
    pytest.param("The town fell for “such a good and cheap trick” then.", ("mixed", None), id="long, without a cue"),
    pytest.param("The town fell for “a trick” then.", None, id="short, without a cue"),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_claim_quote(read: Callable[[str], Any], text: str, expected: tuple[str, str | None] | None) -> None:
    reading = read(text)
    claim = claim_quote(reading.words, reading.sentences[0], 0, False)
    cue = None if claim is None or claim.cue is None else reading.words.form[claim.cue]
    assert (claim and (claim.kind, cue)) == expected


SECOND = [
    pytest.param("“We won,” Reyes said, “at last.”", True, "direct", id="after a direct quote it goes on"),
    pytest.param("Reyes said that “we won” and that it was “a very good day”.", False, "mixed", id="a cue far before it"),
]


@pytest.mark.parametrize(("text", "follows_direct", "kind"), SECOND)
def test_the_second_quote_of_a_sentence(read: Callable[[str], Any], text: str, follows_direct: bool, kind: str) -> None:
    reading = read(text)
    claim = claim_quote(reading.words, reading.sentences[0], 1, follows_direct)
    assert claim is not None
    assert (claim.kind, reading.words.form[claim.cue]) == (kind, "said")
