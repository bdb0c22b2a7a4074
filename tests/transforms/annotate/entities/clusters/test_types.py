"""What speaks for a type: signs of the place, the name itself, and how they are weighed."""

from collections import Counter

import pytest

from transforms.annotate.entities.clusters.types import weighed
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.known_names import known

OURS = known(())


@pytest.mark.parametrize(
    ("signs", "form", "kind"),
    [
        pytest.param({"label organization": 1}, "Quillbrandt", "organization", id="nothing but the label"),
        pytest.param({"label organization": 1, "title": 1}, "Quillbrandt", "person", id="a title wins over a label"),
        pytest.param({"label organization": 1, "age": 1}, "Quillbrandt", "person", id="an age wins over a label"),
        pytest.param({"label place": 20, "human": 3, "title": 1}, "Quillbrandt", "person", id="one mistake made twenty times"),
        pytest.param({"label person": 1, "where": 2}, "Quillbrandt", "place", id="in"),
        pytest.param({"label person": 1, "state follows": 1}, "Quillbrandt", "place", id="a state follows"),
        pytest.param({"label person": 1}, "Quillbrandt Council", "organization", id="what it ends with"),
        pytest.param({"label organization": 2}, "Ana Quillbrandt", "person", id="a given name"),
        pytest.param({"label person": 1}, "QBR", "organization", id="an acronym"),
        pytest.param({"label person": 1}, "Denmark", "place", id="a country"),
        pytest.param({"label person": 2, "long person": 2}, "Jordan Quillbrandt", "person", id="a country is no given name"),
        pytest.param({"label person": 2, "title": 1}, "Jordan", "person", id="a country that may be a person"),
        pytest.param({"label organization": 3}, "Muslims", "group", id="people of a faith"),
        pytest.param({"label person": 2}, "Bible", "work", id="a book"),
    ],
)
def test_weighed(signs: dict[str, int], form: str, kind: str) -> None:
    weights = weighed(Counter(signs), [form], OURS)
    assert max(weights, key=lambda k: weights[k]) == kind


def test_the_user_has_the_last_word() -> None:
    own = known((Alias("Denmark", type="organization", own=True),))
    weights = weighed(Counter({"label place": 9, "where": 9}), ["Denmark"], own)
    assert max(weights, key=lambda k: weights[k]) == "organization"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("U.S.", "United States", id="dots"),
        pytest.param("the US", "United States", id="article"),
        pytest.param("the WHO's", "World Health Organization", id="possessive"),
        pytest.param("Who", None, id="a word, and no acronym"),
        pytest.param("us", None, id="a pronoun"),
        pytest.param("Mass.", "Massachusetts", id="abbreviated"),
        pytest.param("Mass", None, id="no abbreviation"),
        pytest.param("Burma", "Myanmar", id="an older name"),
        pytest.param("Velmarsh", None, id="not well known"),
    ],
)
def test_alias(text: str, name: str | None) -> None:
    found = OURS.alias(text)
    assert (found and found.name) == name
