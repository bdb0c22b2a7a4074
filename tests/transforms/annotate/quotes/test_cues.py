"""Cues: which words of a parsed sentence are cues, and their classes."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.cues import cue_class, phrase_length
from transforms.annotate.words import Words

CLASSES = [
    pytest.param("Reyes said so.", "said", "speech", id="names a speaker"),
    pytest.param("Reyes went on.", "went", "loose", id="a verb with other uses"),
    pytest.param("Reyes condemned the plan.", "condemned", "content", id="claims fragments only"),
    pytest.param("According to Reyes, it fell.", "According", "phrase", id="a phrase, in any case"),
    pytest.param("It differs according the law.", "according", None, id="half a phrase"),
    pytest.param("The report is late.", "report", None, id="a noun"),
    pytest.param("He read a written statement.", "written", None, id="an adjective"),
    pytest.param("A so-called expert left.", "called", None, id="part of a compound"),
    pytest.param("Reyes left the town.", "left", None, id="no reporting verb"),
]


@pytest.mark.parametrize(("text", "form", "expected"), CLASSES)
def test_cue_class(read: Callable[[str], Any], text: str, form: str, expected: str | None) -> None:
    reading = read(text)
    assert cue_class(reading.words, reading.word(form)) == expected


def word(form: str, tag: str, dep: str = "ROOT") -> Words:
    return Words(form, [form], [0], [len(form)], [tag], [dep], [0])


TAGS = [
    pytest.param(word("said", "NN"), "speech", id="said is a verb whatever the tagger thinks"),
    pytest.param(word("claim", "NN"), None, id="a claim is a noun when the tagger thinks so"),
    pytest.param(word("claim", "VBP"), "speech", id="and a verb when it thinks so"),
    pytest.param(word("said", "VBN", "amod"), None, id="the said man"),
]


@pytest.mark.parametrize(("words", "expected"), TAGS)
def test_the_tag_decides_except_for_the_usual_verbs(words: Words, expected: str | None) -> None:
    assert cue_class(words, 0) == expected


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("according to Reyes", 2, id="two words"),
        pytest.param("in the words of Reyes", 4, id="four words"),
        pytest.param("in the end", 0, id="another phrase"),
    ],
)
def test_phrase_length(read: Callable[[str], Any], text: str, length: int) -> None:
    assert phrase_length(read(text).words, 0) == length
