"""The groups that the words of a line belong to."""

import pytest

from transforms.clean.reader_lines.lexicon import LANGUAGES, Lexicon, group_names, lexicon


def groups(line: str, language: str | None = "en") -> dict[str, set[str]]:
    """The names of the groups by word."""
    names = group_names()
    return {text: {names[group] for group in found} for text, found, _ in lexicon(language).tokens(line) if found}


@pytest.mark.parametrize(
    ("line", "language", "word", "group", "belongs"),
    [
        pytest.param("Your newsletter", "en", "newsletter", "mail", True, id="a word"),
        pytest.param("Two newsletters", "en", "newsletters", "mail", True, id="its beginning"),
        pytest.param("A letter of news", "en", "news", "mail", False, id="part of a word"),
        pytest.param("Have your say today", "en", "say", "vote", True, id="each word of a phrase"),
        pytest.param("They say so", "en", "say", "vote", False, id="a word of a phrase alone"),
        pytest.param("You’ll see", "en", "You'll", "you", True, id="a contraction"),
        pytest.param("They voted", "en", "voted", "past", True, id="an ending"),
        pytest.param("Dann fragen Sie uns", "de", "Sie", "you", True, id="German: a capital within the sentence"),
        pytest.param("Sie kam später", "de", "Sie", "you", False, id="German: a capital at its beginning"),
        pytest.param("Dann kam sie", "de", "sie", "you", False, id="German: no capital"),
        pytest.param("Zum Newsletter", "de", "Newsletter", "mail", True, id="an English word on a German page"),
        pytest.param("Voici l'application", "fr", "l'application", "app", True, id="French: with its article"),
        pytest.param("Voici la matinale", "en", "matinale", "mail", False, id="a French word on an English page"),
        pytest.param("Suscríbete ya", "es", "Suscríbete", "pay", True, id="Spanish"),
        pytest.param("Your newsletter", "fi", "newsletter", "mail", True, id="a language without words: English"),
        pytest.param("Your newsletter", None, "newsletter", "mail", True, id="no language: English"),
    ],
)
def test_groups(line: str, language: str | None, word: str, group: str, belongs: bool) -> None:
    assert (group in groups(line, language).get(word, set())) is belongs


@pytest.mark.parametrize(
    ("line", "in_phrase"),
    [
        pytest.param("To sign up is free", ["sign", "up"], id="inside a line"),
        pytest.param("Please sign up", ["sign", "up"], id="at the end"),
        pytest.param("Please sign", [], id="a line that ends within it"),
        pytest.param("The sign upset them", [], id="another second word"),
    ],
)
def test_a_phrase_is_found_as_a_whole(line: str, in_phrase: list[str]) -> None:
    own = Lexicon()
    own.add("sign up", 1)
    assert [text for text, found, _ in own.tokens(line) if found] == in_phrase


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        pytest.param("Join now. Vote here", ["Join", "Vote"], id="after a full stop"),
        pytest.param("Votes: see all | share", ["Votes", "see", "share"], id="after a colon and a bar"),
        pytest.param("Join and vote", ["Join"], id="not after a word"),
        pytest.param("", [], id="no word"),
    ],
)
def test_words_that_open_a_clause(line: str, opening: list[str]) -> None:
    assert [text for text, _, opens in lexicon("en").tokens(line) if opens] == opening


def test_what_is_remembered_is_the_same() -> None:
    own = Lexicon()
    own.add("sign*", 1)
    own.add("*ed", 2)
    assert [found for _, found, _ in own.tokens("signed signed moved")] == [{1, 2}, {1, 2}, {2}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_words_in_each_language(language: str) -> None:
    found = {
        group
        for table in (lexicon(language).whole, lexicon(language).beginnings, lexicon(language).cased)
        for word in table.values()
        for group in word
    }
    assert found >= set(range(len(group_names())))
