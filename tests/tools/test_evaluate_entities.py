"""The scorer of entities on a text of a few words, where each figure can be counted by hand."""

import re

import pytest

from tools.evaluate import entities
from tools.evaluate.measures import figures
from tools.evaluate.names import entities_agree, name_span

TEXT = "The U.N. met President Ann Lee. Lee's aide left Paris. She sat in the University of Paris. It rained."


def mention(words: str, kind: str = "name", occurrence: int = 0) -> dict:
    match = list(re.finditer(re.escape(words), TEXT))[occurrence]
    return {"start": match.start(), "end": match.end(), "kind": kind}


def entity(kind: str, name: str, *mentions: dict, group: bool = False) -> dict:
    return {"type": kind, "name": name, "mentions": mentions, "group": group}


LEE = entity("person", "Ann Lee", mention("Ann Lee"), mention("Lee", occurrence=1), mention("She", "pronoun"))
UN = entity("organization", "United Nations", mention("U.N."))
PARIS = entity("place", "Paris", mention("Paris"), mention("Paris", occurrence=1))
UNIVERSITY = entity("organization", "University of Paris", mention("University of Paris"))
IT = mention("It", "pronoun")
GOLD = {"text": TEXT, "entities": [LEE, UN, PARIS, UNIVERSITY], "pronouns_unnamed": [[IT["start"], IT["end"]]]}

RAW = [  # as a tagger gives them: articles and titles inside, one person twice
    entity("person", "President Ann Lee", mention("President Ann Lee")),
    entity("person", "Lee", mention("Lee's")),
    entity("organization", "The U.N.", mention("The U.N.")),
    entity("place", "Paris", mention("Paris")),
    UNIVERSITY,
]
LUMP = [entity("person", "Lee", *(m for e in GOLD["entities"] for m in e["mentions"]))]


def scored(*predicted: dict, gold: dict = GOLD, sites: bool = False) -> dict[str, float]:
    counts = entities.counts(gold, {"entities": predicted}, sites)
    return {f.name: round(f.value, 3) for f in figures([counts], entities.MEASURES, resamples=1)}


@pytest.mark.parametrize(
    ("predicted", "measure", "value"),
    [
        pytest.param(GOLD["entities"], "name mention, span and type, F1", 1.0, id="all is right"),
        pytest.param(GOLD["entities"], "entity under its full name, F1", 1.0, id="all entities are right"),
        pytest.param(GOLD["entities"], "he, she: recall", 1.0, id="the pronoun is right"),
        pytest.param([], "entity under any of its names, recall", 0.0, id="nothing is found"),
        pytest.param(RAW, "name mention, span and type, F1", 1.0, id="articles, titles and possessives do not matter"),
        pytest.param(RAW, "entities found per entity of the text", 1.25, id="one entity in two parts"),
        pytest.param(RAW, "entity under any of its names, precision", 0.8, id="the second part is wrong"),
        pytest.param(RAW, "he, she: recall", 0.0, id="no pronoun is found"),
        pytest.param(LUMP, "entities with names of another entity", 1.0, id="all in one"),
        pytest.param(LUMP, "name mention, overlap and type, F1", 0.4, id="all of one type"),
        pytest.param([{**UN, "type": "place"}], "name mention, span, F1", 0.333, id="a wrong type has a right span"),
        pytest.param([{**UN, "type": "place"}], "name mention, span and type, F1", 0.0, id="but not both"),
        pytest.param([{**UN, "type": "place"}], "entity has the right type", 0.0, id="and the entity the wrong type"),
        pytest.param([{**UN, "type": "event"}], "name mention, span, F1", 0.0, id="other types are not scored"),
        pytest.param(
            [entity("place", "Paris", mention("Paris", occurrence=1))],
            "name mention, span, F1",
            0.0,
            id="a name in a name is set aside",
        ),
        pytest.param(
            [entity("person", "Ann Lee", mention("Ann Lee"), IT)], "they, it: precision", 0.0, id="a pronoun of nothing"
        ),
    ],
)
def test_figures(predicted: list[dict], measure: str, value: float):
    assert scored(*predicted)[measure] == value


def test_groups_are_not_scored():
    gold = {**GOLD, "entities": [LEE, {**UN, "group": True}, PARIS, UNIVERSITY]}
    for predicted in ([LEE, PARIS, UNIVERSITY], [LEE, UN, PARIS, UNIVERSITY]):
        assert scored(*predicted, gold=gold)["entity under its full name, F1"] == 1.0


def test_with_sites_a_museum_may_be_a_place():
    predicted = [LEE, UN, PARIS, {**UNIVERSITY, "type": "place"}]
    assert scored(*predicted)["entity has the right type"] == 0.75
    assert scored(*predicted, sites=True)["entity has the right type"] == 1.0


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("US", "United States", True),
        ("the U.S.", "United States", True),
        ("Mr. Okafor's", "Ben Okafor", True),
        ("FBI", "Federal Bureau of Investigation", True),
        ("Beyonce Roe", "Beyoncé", True),
        ("Ann Lee", "Ann Roe", False),
        ("It", "International Tennis", False),
        ("O'Brien", "O’Brien", True),
        ("Mr", "Mr Roe", False),
    ],
)
def test_names_agree(one: str, other: str, agree: bool):
    assert entities_agree(one, other) is agree
    assert entities_agree(other, one) is agree


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the U.S.", "U.S."),
        ("President Ann Lee", "Ann Lee"),
        ("Sen. Ann Lee’s", "Ann Lee"),
        ("“Ann Lee,”", "Ann Lee"),
        ("The", "The"),
        ("King", "King"),
    ],
)
def test_the_span_of_a_name(words: str, name: str):
    start, end = name_span(words, 0, len(words))
    assert words[start:end] == name
