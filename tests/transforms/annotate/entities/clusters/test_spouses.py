"""Two people of one surname in one cluster: titles that split it, and titles that do not."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.spouses import split_spouses
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


def cluster_of(words: Words, names: list[NameMention], kind: str = "person") -> Cluster:
    cluster = Cluster(names=names, kind=kind)
    for name in names:
        cluster.forms[" ".join(words.form[name.first : name.last]).lower()] += 1
    return cluster


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Mr. [Brandt] met Mrs. [Brandt]", {"Mr. Brandt": [1], "Mrs. Brandt": [4]}, id="two titles"),
        pytest.param("Mr. [Brandt] met Mr. [Brandt]", {None: [1, 4]}, id="one title"),
        pytest.param("[Brandt] met [Brandt]", {None: [0, 2]}, id="no title"),
        pytest.param("Dr. [Brandt] met Mrs. [Brandt]", {None: [1, 4]}, id="a title for both genders"),
        pytest.param(
            "Mr. [Brandt] met Mrs. [Brandt] and [Brandt]",
            {"Mr. Brandt": [1], "Mrs. Brandt": [4, 6]},
            id="without title to whoever was named last",
        ),
        pytest.param(
            "[Leo Brandt] met Mrs. [Brandt] and [Brandt]",
            {None: [0, 6], "Mrs. Brandt": [4]},
            id="without title to the full name",
        ),
        pytest.param("[Leo Brandt] met Mr. [Brandt]", {None: [0, 4]}, id="a title that goes with the given name"),
        pytest.param(
            "[Vel Brandt] met Mr. [Brandt] and Ms [Brandt]",
            {None: [0, 4], "Ms Brandt": [7]},
            id="the first title is taken for the full name",
        ),
        pytest.param(
            "[Vel Brandt] and his wife met Miss [Brandt]",
            {None: [0], "Miss Brandt": [7]},
            id="a wife shows the full name's gender",
        ),
        pytest.param("[Leo Brandt] and [Ana Brandt] met Ms [Brandt]", {None: [0, 3, 7]}, id="full names of both genders"),
    ],
)
def test_split_spouses(build: Build, text: str, expected: dict[str | None, list[int]]) -> None:
    words, names = build(text)
    parts = list(split_spouses(words, cluster_of(words, names)))
    assert {part.distinct_name: [name.first for name in part.names] for part in parts} == expected
    assert all(sum(part.forms.values()) == len(part.names) for part in parts)


@pytest.mark.parametrize(
    "change",
    [pytest.param({"kind": "organization"}, id="no person"), pytest.param({"alias": Alias("Brandt")}, id="a well-known name")],
)
def test_other_clusters_stay_whole(build: Build, change: dict[str, object]) -> None:
    words, names = build("Mr. [Brandt] met Mrs. [Brandt]")
    cluster = cluster_of(words, names)
    for field, value in change.items():
        setattr(cluster, field, value)
    assert list(split_spouses(words, cluster)) == [cluster]
