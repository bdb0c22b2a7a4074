"""The user's own names: found where the model misses them, and preferred to the shipped names."""

import pickle

import pytest

from transforms.annotate.annotator import Annotator
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.records import Annotations, Entity

UNION = Alias("Northern Growers Union", ("NGU", "Growers' Union", "the growers"), "organization", "Q1", own=True)
STATES = Alias("USA", ("Uncle Sam",), id="Q30", own=True)
SHIP = Alias("Delta", (), "product", own=True)


def entities(text: str, *aliases: Alias) -> tuple[Entity, ...]:
    annotator = pickle.loads(pickle.dumps(Annotator(aliases=aliases)))
    (found,) = annotator.annotate([(text, "en")])
    assert isinstance(found, Annotations)
    return found.entities


@pytest.mark.parametrize(
    ("text", "alias", "expected", "mentions"),
    [
        pytest.param(
            "The NGU met in Ohio.", UNION, ("Q1", "Northern Growers Union", "organization"), ["NGU"], id="a short form"
        ),
        pytest.param(
            "The Growers' Union met. So did the NGU.",
            UNION,
            ("Q1", "Northern Growers Union", "organization"),
            ["Growers' Union", "NGU"],
            id="all forms are one",
        ),
        pytest.param(
            "We asked the growers.", UNION, ("Q1", "Northern Growers Union", "organization"), ["the growers"], id="no capital"
        ),
        pytest.param(
            "He left the United States for the U.S. again.",
            STATES,
            ("Q30", "USA", "place"),
            ["United States", "U.S."],
            id="the forms that we know are the user's",
        ),
        pytest.param("In Delta, it rained.", SHIP, (None, "Delta", "product"), ["Delta"], id="the user's type wins over `in`"),
    ],
)
def test_own_names(text: str, alias: Alias, expected: tuple[str | None, str, str], mentions: list[str]) -> None:
    found = [e for e in entities(text, alias) if (e.name, e.type) == expected[1:]]
    assert [e.id for e in found] == [expected[0] or found[0].id]
    assert [m.text for m in found[0].mentions] == mentions


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The NGUs met in Ohio.", id="part of a word"),
        pytest.param("The ngu met in Ohio.", id="other letters"),
    ],
)
def test_not_a_user_name(text: str) -> None:
    assert not [e for e in entities(text, UNION) if e.id == "Q1"]
