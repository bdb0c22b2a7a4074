"""Parts and variants of people's names, and parts that could belong to two people."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.full_names import full_name_merges, name_parts
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]
ClustersOf = Callable[[Words, list[NameMention]], dict[str, Cluster]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Ana Brandt] and [Brandt]", {"brandt": "ana brandt"}, id="surname"),
        pytest.param("[Ana Brandt] and [Ana]", {"ana": "ana brandt"}, id="given name"),
        pytest.param("[Ana Brandt] and [Brandt]organization", {"brandt": "ana brandt"}, id="surname taken for an organization"),
        pytest.param("[Ana Brandt] and in [Brandt]place", {}, id="after in"),
        pytest.param("[Ana Brandt] and in [Brandt]place +'s/POS garden", {"brandt": "ana brandt"}, id="a possessor after in"),
        pytest.param("[Ana Brandt] and in [Brandt]", {"brandt": "ana brandt"}, id="a person after in"),
        pytest.param("[Ana Brandt] and [Brandt]group", {}, id="a group"),
        pytest.param("[Ana Brandt] and [Vogt]", {}, id="another surname"),
        pytest.param("[Ana Maria Brandt] and [Ana Brandt]", {"ana brandt": "ana maria brandt"}, id="middle name"),
        pytest.param("[Leo Brandt] and [L. Brandt]", {"l brandt": "leo brandt"}, id="initial"),
        pytest.param("[Leo Brandt] and [Lars Brandt] and [L. Brandt]", {}, id="initial of two"),
        pytest.param("[Leo Brandt Jr.] and [Leo Brandt]", {"leo brandt": "leo brandt jr"}, id="suffix"),
        pytest.param("[Ana van Dyke] and [van Dyke]", {"van dyke": "ana van dyke"}, id="surname of two words"),
        pytest.param("[Ana Brandt] and [Leo Brandt]", {}, id="another given name"),
        pytest.param(
            "[Jens Otto Lars Brandt] and [Otto Brandt]", {"otto brandt": "jens otto lars brandt"}, id="two of four words"
        ),
        pytest.param(
            "[Ana de la Vogt Reyes] and [de la Vogt]",
            {"de la vogt": "ana de la vogt reyes"},
            id="surname with a particle inside",
        ),
        pytest.param("[Aiko Kimura] and [Kimura Aiko]", {"kimura aiko": "aiko kimura"}, id="surname first"),
        pytest.param("[Ana Vel Brandt] and [Vel]", {"vel": "ana vel brandt"}, id="the word in the middle"),
        pytest.param("[Kevin Brandt] and [Kev]", {"kev": "kevin brandt"}, id="given name cut short"),
        pytest.param("[Kevin Brandt] and [Ke]", {}, id="cut to two letters"),
        pytest.param("[Kevin Brandt] and [Kevan Vogt] and [Kev]", {}, id="cut short of two"),
        pytest.param("[Leo Vel Brandt] and [Vel Leo Brandt]", {}, id="other order"),
        pytest.param("[Kristen Brandt] and [Kristin Brandt]", {"kristin brandt": "kristen brandt"}, id="misspelt"),
        pytest.param("[Ana Brandt]organization and [Brandt]", {}, id="the full name is no person's"),
    ],
)
def test_full_name_merges(build: Build, clusters_of: ClustersOf, text: str, expected: dict[str, str]) -> None:
    words, names = build(text)
    assert full_name_merges(words, clusters_of(words, names)) == expected


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        pytest.param(
            "[Leo Brandt] then [Brandt] met [Ana Brandt]", {"leo brandt": 2, "ana brandt": 1}, id="only one was named before"
        ),
        pytest.param(
            "[Leo Brandt] then [Ana Brandt] met [Brandt]",
            {"leo brandt": 1, "ana brandt": 1, "brandt": 1},
            id="both were named before",
        ),
        pytest.param(
            "[Leo Brandt] then [Ana Brandt] met Mrs. [Brandt]", {"leo brandt": 1, "ana brandt": 2}, id="the title decides"
        ),
        pytest.param(
            "[Vel Brandt] then [Ana Brandt] met Mr. [Brandt]", {"vel brandt": 2, "ana brandt": 1}, id="the title excludes one"
        ),
        pytest.param(
            "[Leo Brandt] then [Ana Brandt] met Dr. [Brandt]",
            {"leo brandt": 1, "ana brandt": 1, "brandt": 1},
            id="a title that shows nothing",
        ),
        pytest.param(
            "[Leo Brandt] then [Ana Brandt] slept\nthen [Brandt] left", {"leo brandt": 2, "ana brandt": 1}, id="the main bearer"
        ),
        pytest.param(
            "[Leo Brandt] slept\n[Ana Brandt] slept and [Brandt] left",
            {"leo brandt": 1, "ana brandt": 1, "brandt": 1},
            id="another bearer in the paragraph",
        ),
        pytest.param(
            "[Leo Brandt] then [Ana Brandt] met and [Brandt] closed her door",
            {"leo brandt": 1, "ana brandt": 2},
            id="the pronoun after it decides",
        ),
        pytest.param(
            "[Vel Brandt] then Judge [Quill Brandt] met\nthen Judge [Brandt] left",
            {"vel brandt": 1, "quill brandt": 2},
            id="the title of the full name",
        ),
        pytest.param(
            "[Leo Brandt] then [Ana Brandt] slept\nthe elder [Brandt] left",
            {"leo brandt": 1, "ana brandt": 1, "brandt": 1},
            id="a word that tells two bearers apart",
        ),
        pytest.param(
            "[Leo Brandt] then [Ana Brandt] met Mrs. [Brandt] and [Brandt]",
            {"leo brandt": 1, "ana brandt": 2, "brandt": 1},
            id="each mention by itself",
        ),
    ],
)
def test_mentions_of_a_shared_surname_are_distributed(
    build: Build, clusters_of: ClustersOf, text: str, mentions: dict[str, int]
) -> None:
    words, names = build(text)
    clusters = clusters_of(words, names)
    assert full_name_merges(words, clusters) == {}
    assert {key: len(cluster.names) for key, cluster in clusters.items()} == mentions


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("ana maria brandt", ["ana", "maria", "brandt"], id="no suffix"),
        pytest.param("leo brandt jr", ["leo", "brandt"], id="suffix"),
        pytest.param("brandt jr", ["brandt", "jr"], id="one name and a suffix"),
    ],
)
def test_name_parts(form: str, expected: list[str]) -> None:
    assert name_parts(form) == expected
