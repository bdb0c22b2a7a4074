"""Which names are one entity: a row for each kind of merge, and for names that must stay separate."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.group import canonical_name, cluster_names
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("[Martin O’Quill]person won [O’Quill]organization", 1, id="an apostrophe"),
        pytest.param("[Kristen Brandt]person [Kristin Brandt]person", 1, id="one letter off"),
        pytest.param("[John Brandt]person [Joan Brandt]person", 2, id="another name"),
        pytest.param("[A. Brandt]person [Ana Brandt]person", 1, id="an initial"),
        pytest.param("[A. Brandt]person [Ana Brandt]person [Aldo Brandt]person", 3, id="an initial of two"),
        pytest.param("[Leo Brandt]person said [Brandt]person and [Ana Brandt]person", 2, id="only one of two was named before"),
        pytest.param("[Leo Brandt]person and [Ana Brandt]person so Mrs. [Brandt]person left", 2, id="the title tells"),
        pytest.param("the [Northern Growers League]organization ( [NOGL]organization )", 1, id="acronym in brackets"),
        pytest.param("[HMS Meridian]product sank the [Meridian]person", 1, id="a ship's short name"),
        pytest.param("the [Velmarsh Herald]organization the [Herald]organization", 1, id="one word with its article"),
        pytest.param("the [Velmarsh Herald]organization in [Velmarsh]place", 2, id="a place is no organization"),
        pytest.param("the [Ana Brandt Harbor Center]organization the [Harbor Center]organization", 1, id="the end of a name"),
        pytest.param("[St. Quillo]person and [Saint Quillo]person", 1, id="a saint"),
        pytest.param("[Harbor St.]place and [Harbor Saint]place", 2, id="a street"),
        pytest.param("[Ana Brandt]person and [Brandt]person", 1, id="surname"),
        pytest.param("[Ana Brandt]person and [Brandt]organization", 1, id="surname taken for an organization"),
        pytest.param("[Ana Brandt]person and [Ana]person", 1, id="given name"),
        pytest.param("[Ana Brandt]person and [Leo Brandt]person and [Brandt]person", 3, id="two bearers"),
        pytest.param("[Ana Brandt]person and [Ana Maria Brandt]person", 1, id="middle name"),
        pytest.param("[Leo Brandt]person and [Leo Brandt Jr.]person and [Brandt]person", 1, id="suffix"),
        pytest.param("[Northern Growers Union]organization and [NGU]organization", 1, id="acronym"),
        pytest.param("[Bank of Delta]organization and [BD]organization", 1, id="acronym without small words"),
        pytest.param("[U.S.]place and [United States]place and [US]place", 1, id="well known"),
        pytest.param("[Delta]place and [Delta Union]organization", 2, id="a place in an organization"),
        pytest.param("[Union of Growers]organization and [Union]organization", 2, id="a head alone"),
        pytest.param("[Brandt Fund]organization and [Brandt Fund for the Arts]organization", 1, id="cut short"),
    ],
)
def test_number_of_entities(build: Build, text: str, number: int) -> None:
    words, names = build(text)
    assert len(cluster_names(words, names, gazetteer(()))) == number


def test_a_surname_of_a_thousand_people_is_not_distributed(build: Build) -> None:
    given = [f"{chr(65 + i % 26)}{chr(97 + i // 26 % 26) * 3}{chr(97 + i // 676) * 3}lo" for i in range(1000)]
    words, names = build(" ".join(f"[{name} Brandt]" for name in given) + " [Brandt]")
    assert len(cluster_names(words, names, gazetteer(()))) == 1001


def test_clusters_come_in_the_order_of_their_first_mention(build: Build) -> None:
    words, names = build("[Vogt] met [Ana Brandt] and [Leo Vogt] and [Brandt]")
    clusters = cluster_names(words, names, gazetteer(()))
    assert [[name.first for name in cluster.names] for cluster in clusters] == [[0, 5], [2, 8]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Brandt] met [Ana Brandt] and [Ana Maria Brandt]", "Ana Maria Brandt", id="most words"),
        pytest.param("[ANA BRANDT] met [Ana Brandt]", "Ana Brandt", id="not in capitals"),
        pytest.param("[Leo Brandt] met [Leo Brandt Jr.]", "Leo Brandt Jr.", id="with its suffix"),
        pytest.param("[U.S.]place met [US]place", "United States", id="alias"),
        pytest.param("[Velmarsh]place met [Velmarsh]place", "Velmarsh", id="one form"),
    ],
)
def test_canonical_name(build: Build, text: str, expected: str) -> None:
    words, names = build(text)
    (cluster,) = cluster_names(words, names, gazetteer(()))
    assert canonical_name(words, cluster) == expected


def test_the_names_of_spouses_have_their_titles(build: Build) -> None:
    words, names = build("Mr. [Brandt] met Mrs. [Brandt]")
    clusters = cluster_names(words, names, gazetteer(()))
    assert [canonical_name(words, cluster) for cluster in clusters] == ["Mr. Brandt", "Mrs. Brandt"]


def test_two_rows_of_the_user_stay_two_entities(build: Build) -> None:
    words, names = build("[Ana Brandt] met [Brandt]")
    two = gazetteer((Alias("Ana Brandt", own=True), Alias("Brandt", own=True)))
    assert len(cluster_names(words, names, two)) == 2
    assert len(cluster_names(words, names, gazetteer((Alias("Ana Brandt", own=True),)))) == 1
