"""All name mentions: which one is kept when two overlap, and what is left out."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.names.mentions import find_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Name, Words

Build = Callable[[str], tuple[Words, list[NameMention]]]
LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE", "work": "WORK_OF_ART", "date": "DATE"}
VELMARSH = Alias("Velmarsh", (), "organization", own=True)


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        pytest.param("[Ana Vogt]person left", (), [("Ana Vogt", "person", "model")], id="the model's name"),
        pytest.param("[Monday]date came", (), [], id="a label that names nobody"),
        pytest.param("[Quill]person [Vel Brandt]person left", (), [("Quill Vel Brandt", "person", "model")], id="joined"),
        pytest.param(
            "then [Quill//compound/2]place [Vel//compound/3 Brandt]person left",
            (),
            [("Quill Vel Brandt", "person", "model")],
            id="a part of the next name",
        ),
        pytest.param("[Mayor Ana Vogt]person left", (), [("Ana Vogt", "person", "model")], id="repaired"),
        pytest.param("[Velmarsh]place grew", (VELMARSH,), [("Velmarsh", "organization", "rule")], id="the user wins"),
        pytest.param(
            "the [Velmarsh]place Council met",
            (),
            [("Velmarsh Council", "organization", "rule")],
            id="a pattern takes in the model's",
        ),
        pytest.param(
            "[Ana Vogt]person left as Vogt wept",
            (),
            [("Ana Vogt", "person", "model"), ("Vogt", "person", "propagated")],
            id="propagated",
        ),
        pytest.param("rain in Denmark/NNP/dep today", (), [("Denmark", "place", "rule")], id="well known"),
        pytest.param(
            "Robert “ +Bob +” [Strand]place left", (), [("Robert “ Bob ” Strand", "person", "rule")], id="a nickname wins"
        ),
        pytest.param("“ [Scenes Ended]work ! they cried”", (), [], id="a quoted sentence is no title"),
        pytest.param("“ [Bees Ended]work ! ” came", (), [("Bees Ended", "work", "model")], id="a title with a mark"),
        pytest.param("gross harbor income ( [GHI]organization ) fell", (), [], id="the acronym of a term"),
        pytest.param(
            "the Harbor [Growers]person Union ( [HGU]organization ) met",
            (),
            [("Harbor Growers Union", "organization", "rule"), ("HGU", "organization", "model")],
            id="what an acronym stands for",
        ),
        pytest.param("[Growers]organization Lose Court Fight Over Harbor\nThey wept .", (), [], id="a headline"),
    ],
)
def test_find_names(build: Build, text: str, own: tuple[Alias, ...], expected: list[tuple[str, str, str]]) -> None:
    words, marked = build(text)
    words.names.extend(Name(name.first, name.last, LABELS[name.kind]) for name in marked)
    found = find_names(words, gazetteer(own))
    assert [(" ".join(words.form[n.first : n.last]), n.kind, n.source) for n in found] == expected
