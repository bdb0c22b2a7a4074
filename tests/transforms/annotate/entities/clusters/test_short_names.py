"""Short forms of names, and the only longer name that they can stand for."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.short_names import short_name_merges
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]
ClustersOf = Callable[[Words, list[NameMention]], dict[str, Cluster]]
FUND = "[Brandt Fund for the Arts]organization"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{FUND} and [Brandt Fund]organization", {"brandt fund": "brandt fund for the arts"}, id="the beginning"),
        pytest.param(f"{FUND} and [Brandt]organization", {}, id="one word of the beginning"),
        pytest.param(f"{FUND} and [Arts]organization", {}, id="the end after a small word"),
        pytest.param(f"{FUND} and [Brandt Fund]person", {}, id="a person"),
        pytest.param(
            "[Ana Brandt Harbor Center]organization and [Harbor Center]organization",
            {"harbor center": "ana brandt harbor center"},
            id="the end",
        ),
        pytest.param(
            "the [Velmarsh Herald]organization and the [Herald]organization",
            {"herald": "velmarsh herald"},
            id="one word with article",
        ),
        pytest.param("the [Velmarsh Herald]organization and [Herald]organization", {}, id="one word without article"),
        pytest.param(
            "the [Velmarsh Herald]organization the [Herald]organization in [Herald]organization", {}, id="once without article"
        ),
        pytest.param("[HMS Meridian]product and [Meridian]person", {"meridian": "hms meridian"}, id="a ship"),
        pytest.param("[HMS Meridian]product and [HMS]organization", {}, id="the beginning of a ship's name"),
        pytest.param("[HMS Meridian]product [USS Meridian]product and [Meridian]person", {}, id="two ships"),
        pytest.param(
            "the [Velmarsh Herald]organization the [Harbor Herald]organization the [Herald]organization", {}, id="two papers"
        ),
    ],
)
def test_short_name_merges(build: Build, clusters_of: ClustersOf, text: str, expected: dict[str, str]) -> None:
    words, names = build(text)
    assert short_name_merges(clusters_of(words, names)) == expected


def test_a_name_with_an_alias_is_not_merged(build: Build, clusters_of: ClustersOf) -> None:
    words, names = build(f"{FUND} and [Brandt Fund]organization")
    clusters = clusters_of(words, names)
    clusters["brandt fund"].alias = Alias("Brandt Fund")
    assert short_name_merges(clusters) == {}
