"""Sentences, capitals and common nouns in the context that the rules for roles use."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.context import RoleContext

Read = Callable[[str], RoleContext]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ana left. Tom stayed.", ["Ana", "Tom"], id="after a dot"),
        pytest.param("Ana left; Tom stayed.", ["Ana", "Tom"], id="after a semicolon"),
        pytest.param("“Ana left.” He stayed.", ["“"], id="not after a closing mark, where the cue may follow"),
        pytest.param("Sen. Ana Brandt left.", ["Sen."], id="no sentence ends in a title"),
        pytest.param("Sens. Ana Brandt and Tom Reyes left.", ["Sens."], id="nor in one whose dot is cut off"),
        pytest.param("Harbor news\nAna left.", ["Harbor", "Ana"], id="each paragraph begins one"),
        pytest.param("Ana, 44, left.", ["Ana"], id="not after a comma"),
    ],
)
def test_sentences_begin_after_marks(read: Read, text: str, expected: list[str]) -> None:
    context = read(text)
    assert [context.words.form[i] for i in sorted(set(context.sentence_start))] == expected
    assert [context.sentence_end(i) for i in sorted(set(context.sentence_start))][-1] == len(context.words)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Bakers left.", "Bakers", True, id="first of the text"),
        pytest.param("He said: “Bakers left.”", "Bakers", True, id="first of a quote"),
        pytest.param('He said: "Bakers left."', "Bakers", True, id="first of a quote in straight marks"),
        pytest.param('"We left," Bakers said.', "Bakers", False, id="after the end of a quote in straight marks"),
        pytest.param("The Bakers left.", "Bakers", False, id="inside a sentence"),
    ],
)
def test_where_a_capital_shows_nothing(read: Read, text: str, word: str, expected: bool) -> None:
    context = read(text)
    assert context.starts_sentence(context.words.form.index(word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("She leads public affairs.", "public", "public affairs", id="adjective and noun"),
        pytest.param("She leads the city's police department.", "city", "city's police department", id="with a possessor"),
        pytest.param("She leads research and development now.", "research", "research and development", id="coordinated"),
        pytest.param("She leads research and Delta left.", "research", "research", id="not with a capital"),
        pytest.param(
            "She leads research at [Delta University|organization].", "research", "research", id="up to a preposition"
        ),
        pytest.param("She leads it.", "it", "", id="a pronoun is no noun"),
    ],
)
def test_where_common_nouns_end(read: Read, text: str, word: str, expected: str) -> None:
    context = read(text)
    first = context.words.form.index(word)
    last = context.common_nouns_end(first)
    assert (context.text_of(first, last) if last > first else "") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("The Secretary of State left.", "State", True, id="a subject"),
        pytest.param("The Minister of Health and Education left.", "Health", True, id="two subjects"),
        pytest.param("The Secretary of Calvenna left.", "Calvenna", False, id="no subject"),
        pytest.param("The Secretary of [State|place] left.", "State", False, id="the name of a place"),
    ],
)
def test_which_capitals_name_a_subject(read: Read, text: str, word: str, expected: bool) -> None:
    context = read(text)
    assert context.is_subject_area(context.words.form.index(word), context.words.form.index("left")) is expected
