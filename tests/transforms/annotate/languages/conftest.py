from collections.abc import Callable, Sequence

import pytest
import spacy
from spacy.tokens import Doc, Span

from transforms.annotate.languages.translated_words import TranslatedWords, join_translated_parts
from transforms.annotate.words import Part

VOCABULARY = spacy.blank("fr").vocab
SPACELESS_AFTER = ("'",)
SPACELESS_BEFORE = (",", ".", "-il", "-t", "-elle")


def make_doc(rows: str, names: Sequence[tuple[int, int, str]] = ()) -> Doc:
    """Makes a parse from rows of `form|part of speech|dependency label|number of the head|morphology`."""
    words = [row.split("|") for row in rows.split("\n") if row]
    forms = [word[0] for word in words]
    after = [*forms[1:], ""]
    spaces = [
        not (form.endswith(SPACELESS_AFTER) or following in SPACELESS_BEFORE)
        for form, following in zip(forms, after, strict=True)
    ]
    columns = {"pos": [w[1] for w in words], "deps": [w[2] for w in words], "morphs": [w[4] for w in words]}
    doc = Doc(VOCABULARY, words=forms, spaces=spaces, heads=[int(w[3]) for w in words], **columns)
    doc.set_ents([Span(doc, first, last, label) for first, last, label in names])
    return doc


@pytest.fixture(scope="session")
def translated() -> Callable[..., TranslatedWords]:
    """Translates a parse that is given as rows, like `make_doc`."""

    def translate(rows: str, names: Sequence[tuple[int, int, str]] = (), language: str = "fr") -> TranslatedWords:
        doc = make_doc(rows, names)
        return join_translated_parts(doc.text, [(Part(0, len(doc.text), True), doc)], language)

    return translate
