"""The tables of the languages without a model."""

import pytest

from transforms.annotate.quotes.without_model.tables import Tables, languages, tables

CODES = sorted(languages())


def test_six_languages_have_tables():
    assert {"de", "es", "fr", "it", "nl", "pt"} == languages()


@pytest.mark.parametrize("code", CODES)
class TestEachLanguage:
    def test_its_words_are_in_lower_case(self, code: str):
        words = {word for value in vars(tables(code)).values() if isinstance(value, frozenset) for word in value}
        assert words == {word.lower() for word in words}

    def test_it_has_what_every_language_needs(self, code: str):
        needed = (
            "verbs",
            "auxiliaries",
            "sources",
            "pronouns",
            "determiners",
            "links",
            "stops",
            "titles",
            "feminine",
            "masculine",
        )
        assert [name for name in needed if not getattr(tables(code), name)] == []

    def test_no_word_both_ends_a_phrase_and_speaks(self, code: str):
        table: Tables = tables(code)
        assert table.pronouns & table.stops == frozenset()
        assert table.determiners & table.between == frozenset()
        assert table.verbs & table.auxiliaries == frozenset()


def test_a_conjugation_makes_forms():
    assert {"déclare", "déclarent", "déclaré", "annonça"} <= tables("fr").verbs
