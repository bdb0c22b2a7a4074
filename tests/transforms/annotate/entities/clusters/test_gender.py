"""The gender of a person: a row for each kind of evidence, and for words that show nothing."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.gender import gender_by_spouse, gender_of, genders, noun_after, probably_men
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]
ClustersOf = Callable[[Words, list[NameMention]], dict[str, Cluster]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("then Mr. [Quillbrandt] left", "he", id="title"),
        pytest.param("then Mrs. [Quillbrandt] left", "she", id="title of a woman"),
        pytest.param("then Dr. [Quillbrandt] left", None, id="title for both"),
        pytest.param("then [Leo Quillbrandt] left", "he", id="given name"),
        pytest.param("then [Vel Quillbrandt] left", None, id="unknown given name"),
        pytest.param("then [V. Ana Quillbrandt] left", "she", id="given name after an initial"),
        pytest.param("then Mrs. [Leo Quillbrandt] left", "she", id="a title outweighs a given name"),
        pytest.param("then spokeswoman [Quillbrandt] left", "she", id="noun before"),
        pytest.param("then chairman [Quillbrandt] left", None, id="an office that women hold too"),
        pytest.param("spokeswoman for [Quillbrandt] left", None, id="a spokeswoman for somebody"),
        pytest.param("then Lady Justice [Quillbrandt] left", "she", id="a title before another"),
        pytest.param("then [Datin Quillbrandt] left", "she", id="a title within the name"),
        pytest.param("his sister ,/, [Quillbrandt//appos/1] , left", "she", id="noun before a comma, described by the name"),
        pytest.param("spokeswoman for the mayor ,/, [Quillbrandt//appos/0] , left", None, id="the name of the represented"),
        pytest.param("[Quillbrandt] +'s/POS late wife left", "he", id="the late wife"),
        pytest.param("[Quillbrandt] +'s/POS sister left", None, id="a sister shows nothing"),
        pytest.param("then heroine/VB [Quillbrandt] left", None, id="no noun before"),
        pytest.param("for his mother , [Quillbrandt] left", None, id="noun before a comma"),
        pytest.param("then [Quillbrandt//nsubj/2] left , actress//appos/1", "she", id="noun in apposition"),
        pytest.param("then [Quillbrandt//nsubj/2] is/VBZ actress//attr/2", "she", id="noun after is"),
        pytest.param("then [Quillbrandt//dobj/2] met/VBD actress//attr/2", None, id="noun of another subject"),
        pytest.param("then [Vel Quillbrandt] and his wife left", "he", id="his wife"),
        pytest.param("then [Vel Quillbrandt] and his boat left", None, id="his boat"),
    ],
)
def test_gender_of(build: Build, clusters_of: ClustersOf, text: str, expected: str | None) -> None:
    words, names = build(text)
    (cluster,) = clusters_of(words, names).values()
    assert gender_of(words, cluster) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Vel Leslie] met [Leslie]", [None, None], id="a surname is no given name"),
        pytest.param("[Ana Quill] met [Quill]", ["she", "she"], id="a surname has the gender of its bearer"),
        pytest.param("[Ana Quill] and [Eva Quill] met [Quill]", ["she", "she", "she"], id="of bearers of one gender"),
        pytest.param("[Ana Quill] and [Leo Quill] met [Quill]", ["she", "he", None], id="of bearers of two genders"),
        pytest.param("[Ana Quill]organization met [Leo Vogt]", ["he"], id="people only"),
    ],
)
def test_genders(build: Build, clusters_of: ClustersOf, text: str, expected: list[str | None]) -> None:
    words, names = build(text)
    assert list(genders(words, list(clusters_of(words, names).values())).values()) == expected


def test_genders_that_words_tell(build: Build, clusters_of: ClustersOf) -> None:
    words, names = build("[Ana Quill] met Mr. [Vogt]")
    clusters = list(clusters_of(words, names).values())
    assert list(genders(words, clusters, by_given_names=False).values()) == [None, "he"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("then chairman [Quill] left", {0}, id="an office that women hold too"),
        pytest.param("then Chairman [Quill] left", {0}, id="with a capital"),
        pytest.param("then actor [Quill] left", set(), id="a noun for men"),
        pytest.param("then mayor [Quill] left", set(), id="a noun for both"),
        pytest.param("then chairman [Quill]organization left", set(), id="no person"),
    ],
)
def test_probably_men(build: Build, clusters_of: ClustersOf, text: str, expected: set[int]) -> None:
    words, names = build(text)
    assert probably_men(words, list(clusters_of(words, names).values())) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Quill] and his wife", "he", id="wife"),
        pytest.param("[Quill] , and her husband", "she", id="husband after a comma"),
        pytest.param("[Quill] and her dog", None, id="dog"),
        pytest.param("[Quill] with his wife", None, id="with"),
        pytest.param("[Quill] and his", None, id="the end of the text"),
    ],
)
def test_gender_by_spouse(build: Build, text: str, expected: str | None) -> None:
    words, (name,) = build(text)
    assert gender_by_spouse(words, name.last) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Quill] , actress//appos/0 , left", 2, id="apposition"),
        pytest.param("[Quill//nsubj/1] is actress//attr/1", 2, id="predicate"),
        pytest.param("[Quill] , actress//conj/0 , left", None, id="another dependency"),
        pytest.param("[Quill] , so/RB it/PRP was/VBD in/IN May right then actress//appos/0", None, id="too far away"),
    ],
)
def test_noun_after(build: Build, text: str, expected: int | None) -> None:
    words, (name,) = build(text)
    assert noun_after(words, name.first, name.last) == expected
