"""The speaker of a cue."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.speakers.cued_speaker import is_time, speaker_span

SPANS = [
    pytest.param("The mayor said so.", "said", "The mayor", id="the subject"),
    pytest.param("“We won,” said the mayor.", "said", "the mayor", id="an inverted subject"),
    pytest.param(
        "“The bridge is safe,” said Monday morning [Tom Reyes|person].", "said", "Tom Reyes", id="a weekday is no subject"
    ),
    pytest.param("The mayor left, adding that it fell.", "adding", "The mayor", id="a participle shares the subject"),
    pytest.param(
        "[Tom Reyes|person] put on a Southern accent and joked, “Now it is easy.”",
        "joked",
        "Tom Reyes",
        id="a second verb shares it",
    ),
    pytest.param("They met the mayor, who said so.", "said", "the mayor", id="the antecedent of who"),
    pytest.param(
        "The son of [Ana Brandt|person], who said so, left.",
        "said",
        "Ana Brandt",
        id="the person before who, not the parser's noun",
    ),
    pytest.param("She released a statement saying so.", "saying", "She", id="the issuer of a statement"),
    pytest.param("A man saying so left.", "saying", "A man", id="the noun that a participle modifies"),
    pytest.param("“We won,” it read.", "read", "it", id="a sign"),
    pytest.param("“We won,” the paper quoted the mayor as saying.", "quoted", "the mayor", id="who is quoted by a paper"),
    pytest.param("The paper cited the mayor as an example of it.", "cited", "The paper", id="who is cited as an example"),
    pytest.param("“We won,” tweeted another.", "tweeted", "another", id="another"),
    pytest.param("“We won,” said Kelly.", "said", "Kelly", id="a capital that the tagger takes for an adverb"),
]


@pytest.mark.parametrize(("text", "cue", "expected"), SPANS)
def test_speaker_span(read: Callable[[str], Any], text: str, cue: str, expected: str | None) -> None:
    reading = read(text)
    segment = sorted(reading.outside)
    span = speaker_span(reading.mentions, reading.word(cue), segment, reading.outside, is_phrase=False)
    assert reading.words_of(span) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("According to the mayor, it fell.", "the mayor", id="a noun phrase"),
        pytest.param("According to [Ana Brandt|person], it fell.", "Ana Brandt", id="a name"),
        pytest.param("According to her, it fell.", "her", id="a pronoun"),
        pytest.param("According to it, so.", None, id="nobody"),
    ],
)
def test_the_speaker_follows_a_phrase(read: Callable[[str], Any], text: str, expected: str | None) -> None:
    reading = read(text)
    span = speaker_span(reading.mentions, 0, sorted(reading.outside), reading.outside, is_phrase=True)
    assert reading.words_of(span) == expected


def test_a_cue_without_other_words_has_no_speaker(read: Callable[[str], Any]) -> None:
    reading = read("Said.")
    assert speaker_span(reading.mentions, 0, [0], reading.outside, is_phrase=False) is None


@pytest.mark.parametrize(
    ("form", "expected"), [pytest.param("Monday", True, id="a weekday"), pytest.param("Brandt", False, id="a name")]
)
def test_is_time(read: Callable[[str], Any], form: str, expected: bool) -> None:
    assert is_time(read(form).words, 0) is expected
