import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from transforms.annotate import annotator as module
from transforms.annotate.annotator import Annotator
from transforms.annotate.components import annotate_words
from transforms.annotate.model import model
from transforms.annotate.quotes.details.print_form import as_printed
from transforms.annotate.words import Words
from transforms.records import Annotations
from transforms.text import Span

Annotate = Callable[[str], Annotations]

ENGLISH = "The mayor of Harbor County, Anna Vogt, said on Monday: “We will build the bridge.” She thanked Tom Reyes, 44."
GERMAN = "Der Rat hat am Montag beschlossen, die alte Brücke im Sommer zu sperren; im Herbst soll sie wieder öffnen."


def check_places(text: str, found: Annotations) -> None:
    """Checks that each quote, piece, cue, speaker and mention has its text at its offsets."""
    for quote in found.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert (quote.start, quote.end) == (quote.pieces[0][0], quote.pieces[-1][1])
        assert all(start < end for start, end in quote.pieces)
        assert list(quote.pieces) == sorted(quote.pieces)
        assert quote.said == as_printed(text, [Span(*piece) for piece in quote.pieces])
        for place in (quote.cue, quote.speaker):
            if place is not None and place.start is not None:
                assert text[place.start : place.end] == place.text
        if quote.speaker and quote.speaker.entity:
            assert quote.speaker.entity in {e.id for e in found.entities}
    for entity in found.entities:
        assert entity.mentions
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)
    assert len({e.id for e in found.entities}) == len(found.entities)


MARKS = [
    "“",
    "”",
    '"',
    "''",
    "``",
    "«",
    "»",
    "‘",
    "’",
    "'",
    "„",
    ".",
    ",",
    "?",
    ":",
    "—",
    "\n",
    "\n\n",
    "\0",
    "\ud800",
    "\u200b",
    " ",
]
SAID = [
    "Anna Vogt",
    "Tom Reyes",
    "Mayor",
    "said",
    "told",
    "she",
    "he",
    "we will build it",
    "NGU",
    "according to",
    "東京",
    "שלום",
    " ",
]
PIECES = st.sampled_from(MARKS) | st.sampled_from(SAID) | st.just(" ")


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_texts_are_at_their_offsets(annotated: Annotate, text: str) -> None:
    check_places(text, annotated(text))


@settings(max_examples=40)
@given(st.text(st.characters(), max_size=200))
def test_any_text_is_annotated(annotated: Annotate, text: str) -> None:
    (found,) = Annotator().annotate([(text, None)])
    assert isinstance(found, Annotations)
    check_places(text, annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t\n ", id="white space"),
        pytest.param(ENGLISH + '"' * 5000, id="5,000 marks without a space"),
        pytest.param(ENGLISH + '" ' * 5000, id="5,000 marks"),
        pytest.param(ENGLISH + "“" * 5000, id="5,000 opening marks"),
        pytest.param(ENGLISH.upper(), id="capitals"),
        pytest.param("1234 5678 . , ;\n" * 200, id="no letters"),
        pytest.param("x" * 20_000, id="one long word"),
        pytest.param("\u202e" + ENGLISH + "\u202c שלום", id="right to left"),
        pytest.param(ENGLISH.replace(" ", "\u200b "), id="zero width"),
        pytest.param(ENGLISH + "\0\ud800\udfff\x85\u2028" + ENGLISH, id="what no text should hold"),
        pytest.param(ENGLISH + "\r\n" + ENGLISH, id="carriage returns"),
        pytest.param((ENGLISH + " ") * 120, id="one long paragraph"),
        pytest.param("he said “a b c d e f”, " * 300, id="one long sentence"),
        pytest.param("said " * 3000, id="nothing but cues"),
        pytest.param("Anna Vogt spoke. " + "She told her he saw him. " * 300, id="nothing but pronouns"),
        pytest.param(" ".join(f"Mr. Bo{'abcdefghij'[i % 10]}{i} spoke." for i in range(400)), id="400 names"),
    ],
)
def test_odd_texts(annotated: Annotate, text: str) -> None:
    check_places(text, annotated(text))


def test_a_long_text_is_annotated_in_parts_like_any_other(annotated: Annotate) -> None:
    lines = 60
    text = "\n".join([ENGLISH] * lines + [ENGLISH.replace("\n", " ") + " " + "It rained. " * 700])
    found = annotated(text)
    check_places(text, found)
    (vogt,) = [e for e in found.entities if e.name == "Anna Vogt"]
    assert len([m for m in vogt.mentions if m.kind == "name"]) == lines + 1
    assert {q.speaker.name for q in found.quotes if q.speaker} == {"Anna Vogt"}


def test_order_languages_and_reasons() -> None:
    texts = [(ENGLISH, "en-GB"), (GERMAN, None), ("", None), ("Stop!", "en"), (ENGLISH, None)] * 5
    found = Annotator().annotate(texts)
    assert [f.language for f in found if isinstance(f, Annotations)] == ["en", "de", None, "en", "en"] * 5
    assert [f.skipped for f in found if isinstance(f, Annotations)] == [
        None,
        None,
        "language unknown",
        None,
        None,
    ] * 5
    assert [f.quotes_only for f in found if isinstance(f, Annotations)] == [False, True, False, False, False] * 5
    assert found[0] == found[4] == found[-1]


def test_no_texts_give_no_results() -> None:
    assert Annotator().annotate([]) == []


def test_the_same_batch_gives_the_same_result() -> None:
    texts = [(ENGLISH * n, "en") for n in range(1, 12)]
    assert Annotator().annotate(texts) == Annotator().annotate(texts)


def test_it_is_small_when_pickled() -> None:
    annotator = Annotator()
    annotator.annotate([(ENGLISH, "en")])
    assert len(pickle.dumps(annotator)) < 1000


def test_a_missing_model_raises_at_once() -> None:
    with pytest.raises(ValueError, match="installed are"):
        Annotator({"en": "no_such_model"}).annotate([(ENGLISH, "en")])


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """A pipeline that raises on one word."""
    nlp = model()
    make_doc = nlp.make_doc

    def raising(text: str) -> object:
        if "poison" in text:
            raise RuntimeError("this text is bad")
        return make_doc(text)

    monkeypatch.setattr(nlp, "make_doc", raising)
    yield nlp


def test_only_the_bad_text_fails(poisoned: Language) -> None:
    found = Annotator().annotate([(ENGLISH, "en"), (ENGLISH + " It was poison.", "en"), (ENGLISH, "en")])
    assert [type(f) for f in found] == [Annotations, RuntimeError, Annotations]
    assert found[0] == found[2]


def test_only_indirect_speech_can_be_too_unsure() -> None:
    text = "“We have the nurses,” Ana Brandt said. Tom Reyes said that the plan was “a mess.” Brandt said that it was late."
    every, certain = (Annotator(least_confidence=least).annotate([(text, "en")])[0] for least in (0, 1))
    assert isinstance(every, Annotations) and isinstance(certain, Annotations)
    assert [quote.kind for quote in every.quotes] == ["direct", "mixed", "indirect"]
    assert [quote.kind for quote in certain.quotes] == ["direct", "mixed"]


def test_a_bug_in_a_rule_fails_only_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(words: Words, *options: Any) -> Annotations:
        if "poison" in words.text:
            raise KeyError("rule")
        return annotate_words(words, *options)

    monkeypatch.setattr(module, "annotate_words", raising)
    found = Annotator().annotate([(ENGLISH, "en"), (ENGLISH + " It was poison.", "en")])
    assert [type(f) for f in found] == [Annotations, KeyError]
