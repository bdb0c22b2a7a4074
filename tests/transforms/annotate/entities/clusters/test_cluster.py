"""The type of a cluster, and the merging of two clusters."""

from collections import Counter

import pytest

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.names.name_mention import NameMention


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param({"model: place": 1}, "place", id="one sign"),
        pytest.param({"model: place": 1, "title": 1}, "person", id="the heavier sign"),
        pytest.param({"model: product": 1, "model: law": 1}, "law", id="equals: the alphabet decides"),
        pytest.param({}, "other", id="no evidence"),
        pytest.param({"members": 1, "affiliation": 1, "model: other": 1}, "organization", id="evidence against a type"),
    ],
)
def test_decide_type(evidence: dict[str, int], expected: str) -> None:
    cluster = Cluster(texts=Counter(["Quillbrandt"]), evidence=Counter(evidence), kind="event")
    cluster.decide_type(gazetteer(()))
    assert cluster.kind == expected


def test_a_weight_of_zero_is_no_evidence() -> None:
    cluster = Cluster(texts=Counter(["Quillbrandt"]), evidence=Counter({"title": 0}))
    cluster.decide_type(gazetteer(()))
    assert cluster.kind == "other"


def test_absorb() -> None:
    one = Cluster([NameMention(0, 2, "person")], Counter(["ana quill"]), Counter(["Ana Quill"]), Counter(["title"]))
    other = Cluster(
        [NameMention(3, 4, "person")], Counter(["quill"]), Counter(["Quill"]), Counter(["title"]), alias=Alias("Quill")
    )
    one.absorb(other)
    assert [name.first for name in one.names] == [0, 3]
    assert one.forms == {"ana quill": 1, "quill": 1} and one.texts == {"Ana Quill": 1, "Quill": 1}
    assert one.evidence == {"title": 2}
    assert one.alias == Alias("Quill")
