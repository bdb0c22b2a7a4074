"""Words between quotation marks that are no quote: titles, terms, names."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.claims.not_quotes import is_bare, is_named_thing, is_term, is_title, looks_whole

TITLES = [
    pytest.param("“Bridges and Rivers”", True, id="capitals"),
    pytest.param("“The House by the Sea”", True, id="minor words need none"),
    pytest.param("“Bridges are old”", False, id="a small verb"),
    pytest.param("“Bridges and Rivers.”", False, id="a full stop"),
    pytest.param("“Bridges”", False, id="one word"),
    pytest.param("“One Two Three Four Five Six Seven Eight Nine”", False, id="nine words"),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_is_title(read: Callable[[str], Any], text: str, expected: bool) -> None:
    reading = read(text)
    assert is_title(reading.words, reading.sentences[0].quotes[0]) is expected


TERMS = [
    pytest.param("The so-called “smart new meter” is late.", None, True, id="so-called"),
    pytest.param("The “smart” meter is late.", None, True, id="few words without a cue"),
    pytest.param("“No comment.”", None, False, id="few words that are a sentence"),
    pytest.param("He said “yes” to it.", "said", False, id="few words with a cue"),
    pytest.param("He had “1,000” of them.", None, True, id="no letters"),
    pytest.param("He left as “the town was too cold for him” then.", None, False, id="many words without a cue"),
    pytest.param("She called “the plan” off.", "called", False, id="the naming word is the cue"),
]


@pytest.mark.parametrize(("text", "cue", "expected"), TERMS)
def test_is_term(read: Callable[[str], Any], text: str, cue: str | None, expected: bool) -> None:
    reading = read(text)
    sentence = reading.sentences[0]
    number = None if cue is None else reading.word(cue)
    assert is_term(reading.words, sentence.quotes[0], sentence.before(0), number, content=False) is expected


def test_a_naming_cue_of_class_content_names(read: Callable[[str], Any]) -> None:
    reading = read("She called “the plan” off.")
    (sentence,) = reading.sentences
    assert is_term(reading.words, sentence.quotes[0], sentence.before(0), reading.word("called"), content=True)


NAMES = [
    pytest.param("A paper titled “Bees at night,” by him, says so.", True, id="titled"),
    pytest.param("A paper written “in one night,” says so.", False, id="another participle"),
    pytest.param("Ana Brandt (“AB”) said no.", True, id="a short form in brackets"),
    pytest.param("Ana Brandt (“We will never pay for it”) said no.", False, id="a sentence in brackets"),
    pytest.param("She sang “Hello”.", True, id="a song"),
    pytest.param("She sang “hello all”.", False, id="sung words"),
    pytest.param("Read “The Wend” by Ana Brandt.", True, id="a book and its author"),
    pytest.param("Read “the small print” by Monday.", False, id="no title before by"),
    pytest.param("“The Wend” by Ana Brandt is out.", False, id="nothing before it"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_is_named_thing(read: Callable[[str], Any], text: str, expected: bool) -> None:
    reading = read(text)
    sentence = reading.sentences[0]
    assert is_named_thing(reading.words, sentence.quotes[0], sentence.before(0), sentence.after(0)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We won”", True, id="a capital"),
        pytest.param("“40 came”", True, id="a digit"),
        pytest.param("“…and we won”", True, id="dots"),
        pytest.param("“we won”", False, id="a small letter"),
    ],
)
def test_looks_whole(read: Callable[[str], Any], text: str, expected: bool) -> None:
    reading = read(text)
    assert looks_whole(reading.words, reading.sentences[0].quotes[0]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("But —", True, id="a conjunction and a mark"),
        pytest.param("", True, id="nothing"),
        pytest.param("But he", False, id="a pronoun"),
        pytest.param("2", False, id="a number"),
    ],
)
def test_is_bare(read: Callable[[str], Any], text: str, expected: bool) -> None:
    words = read(text).words
    assert is_bare(words, range(len(words))) is expected
