"""The record of an article, from the results of the stages."""

import pytest

from transforms.annotate.record import make_record
from transforms.articles import Article, CleanArticle, Entry
from transforms.records import Annotations, EditorialNote, Quote

TEXT = "It sails.\nAn earlier version said that it flies."
START = len("It sails.\n")
ENTRY = Entry("ab" * 16, "https://gazette.example/a", ("daily",))
ARTICLE = Article(ENTRY, ENTRY.url, "2031-01-31T08:00:00+00:00", TEXT, flags=("paywall",))


def quote(start: int, end: int) -> Quote:
    return Quote(TEXT[start:end], "indirect", start, end, TEXT[start:end], ((start, end),))


@pytest.mark.parametrize(
    ("kind", "quotes"),
    [
        pytest.param("correction", 1, id="a correction tells what was wrong"),
        pytest.param("clarification", 1, id="so does a clarification"),
        pytest.param("update", 2, id="an update brings news"),
        pytest.param("editors_note", 2, id="an editor's note may quote somebody"),
    ],
)
def test_quotes_in_notes(kind: str, quotes: int) -> None:
    note = EditorialNote(kind, START, len(TEXT), TEXT[START:])
    clean = CleanArticle(ENTRY, ARTICLE, TEXT, notes=(note,), text_flags=("corrected",))
    found = Annotations("en", quotes=(quote(0, 8), quote(START + 23, len(TEXT))), skipped="no model")
    record = make_record(clean, found, run="r", made_with="p")
    assert (record.notes, record.flags) == ((note,), ("paywall", "corrected", "not_annotated"))
    assert len(record.quotes) == quotes
