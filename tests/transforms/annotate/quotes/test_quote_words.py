"""The word lists: for each list a word that it must have, and one that it must not have."""

import pytest

from transforms.annotate.quotes.quote_words import quote_words

ROWS = [
    pytest.param("naming_words", "titled", "said", id="naming_words"),
    pytest.param("title_minor_words", "of", "bridge", id="title_minor_words"),
    pytest.param("sentence_openers", "but", "that", id="sentence_openers"),
    pytest.param("time_words", "monday", "noon", id="time_words"),
    pytest.param("impersonal", "it", "he", id="impersonal"),
    pytest.param("documents", "statement", "mayor", id="documents"),
    pytest.param("abbreviated_titles", "Gov.", "U.S.", id="abbreviated_titles"),
    pytest.param("continuers", "because", "who", id="continuers"),
    pytest.param("headline_sources", "poll", "hours", id="headline_sources"),
    pytest.param("occasions", "interview", "bridge", id="occasions"),
    pytest.param("issued_documents", "tweet", "speech", id="issued_documents"),
    pytest.param("spokespersons", "spokesman", "mayor", id="spokespersons"),
    pytest.param("represented_offices", "mayor", "union", id="represented_offices"),
    pytest.param("lead_ins", "sighed", "left", id="lead_ins"),
    pytest.param("verdicts", "reply", "bridge", id="verdicts"),
    pytest.param("performing_verbs", "sang", "said", id="performing_verbs"),
    pytest.param("courts", "court", "radio", id="courts"),
    pytest.param("recorded", "radio", "court", id="recorded"),
    pytest.param("hosts", "presenter", "guest", id="hosts"),
    pytest.param("questioning_verbs", "questioned", "met", id="questioning_verbs"),
    pytest.param("meeting_verbs", "met", "questioned", id="meeting_verbs"),
    pytest.param("sources", "insider", "tornado", id="sources"),
    pytest.param("documents_that_speak", "survey", "bridge", id="documents_that_speak"),
    pytest.param("quantities", "some", "bridge", id="quantities"),
    pytest.param("answering_verbs", "testified", "asked", id="answering_verbs"),
]


@pytest.mark.parametrize(("name", "has", "has_not"), ROWS)
def test_lists(name: str, has: str, has_not: str) -> None:
    words = getattr(quote_words(), name)
    assert has in words
    assert has_not not in words


def test_each_list_has_a_row() -> None:
    assert {row.id for row in ROWS} == set(quote_words().__dataclass_fields__)
