"""The candidates for an antecedent: last mentions and their grammatical roles."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.entities.coref.discourse import Discourse, GrammaticalRole

Read = Callable[[str], Any]
ROLE = GrammaticalRole


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Reyes left.", "Reyes", ROLE.MAIN_SUBJECT, id="main subject"),
        pytest.param("They left when Reyes came.", "Reyes", ROLE.SUBJECT, id="subject of a subordinate clause"),
        pytest.param("They met Reyes.", "Reyes", ROLE.OBJECT, id="object"),
        pytest.param("They were met by Reyes.", "Reyes", ROLE.OTHER, id="behind by"),
        pytest.param("They spoke of Reyes.", "Reyes", ROLE.OTHER, id="behind a preposition"),
        pytest.param("They met Reyes's brother.", "Reyes", ROLE.POSSESSOR, id="possessor"),
        pytest.param("They met Brandt and Reyes.", "Reyes", ROLE.OBJECT, id="coordinated"),
        pytest.param("“We left early,” Reyes said.", "Reyes", ROLE.MAIN_SUBJECT, id="subject of a verb of saying"),
    ],
)
def test_the_grammatical_role_of_a_word(read: Read, text: str, word: str, expected: GrammaticalRole) -> None:
    marked = read(text)
    assert Discourse(marked.parse).grammatical_role(marked.at(word)) is expected


def test_the_latest_come_first_and_each_once(read: Read) -> None:
    marked = read("Reyes met Brandt. Reyes left.")
    discourse = Discourse(marked.parse)
    for entity, word in ((1, 0), (2, 2), (1, 4)):
        discourse.add(entity, word, paragraph=1, quote=None)
    assert [mention.entity for mention in discourse.latest(8)] == [1, 2]
    assert [mention.entity for mention in discourse.latest(1)] == [1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Reyes met a friend of Reyes.", ROLE.MAIN_SUBJECT, id="in one sentence the highest"),
        pytest.param("Reyes left. They met Reyes.", ROLE.OBJECT, id="in another sentence the last"),
    ],
)
def test_the_role_of_several_mentions(read: Read, text: str, expected: GrammaticalRole) -> None:
    marked = read(text)
    discourse = Discourse(marked.parse)
    for word, form in enumerate(marked.words.form):
        if form == "Reyes":
            discourse.add(1, word, paragraph=1, quote=None)
    assert [mention.role for mention in discourse.latest(8)] == [expected]
