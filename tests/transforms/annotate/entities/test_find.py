"""Who is who: a table for each mechanism, in invented sentences."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.entities.clusters.group import cluster_names
from transforms.annotate.entities.clusters.name_types import name_type_weights
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.lexicon.ids import entity_id, folded
from transforms.annotate.entities.names.name_span import NameSpan
from transforms.annotate.entities.names.repair import repair
from transforms.annotate.words import Words
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]


def words_of(text: str) -> Words:
    """Words without a parse: split at spaces, each a proper noun."""
    words = Words(text)
    at = 0
    for form in text.split(" "):
        words.form.append(form)
        words.start.append(at)
        words.end.append(at + len(form))
        at += len(form) + 1
    n = len(words.form)
    words.tag, words.dep, words.head, words.paragraphs = ["NNP"] * n, ["dep"] * n, list(range(n)), [(0, n)]
    return words


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("President Tom Reyes", "person", "Tom Reyes", id="title"),
        pytest.param("Harbor Office Spokesperson Ana Brandt", "person", "Ana Brandt", id="affiliation and title"),
        pytest.param("the Harbor Council", "organization", "Harbor Council", id="article"),
        pytest.param("Reyes 's", "person", "Reyes", id="possessive"),
        pytest.param("“ Reyes ”", "person", "Reyes", id="marks"),
        pytest.param("Pro-Delta Growers Union", "organization", "Growers Union", id="side"),
        pytest.param("Harbor Department Spokesman", "organization", "Harbor Department", id="role at the end"),
        pytest.param("Tom Reyes Image", "person", "Tom Reyes", id="caption at the end"),
        pytest.param("Monday", "organization", None, id="names nobody"),
        pytest.param("@reyes", "person", None, id="handle"),
        pytest.param("the mayor", "person", None, id="no capital"),
        pytest.param("A B C D E F G H I J", "organization", None, id="a list"),
        pytest.param("東京", "place", "東京", id="a script without capitals"),
    ],
)
def test_repaired(text: str, kind: str, expected: str | None) -> None:
    words = words_of(text)
    found = [text[slice(*words.place(n.first, n.last))] for n in repair(words, NameSpan(0, len(words), kind))]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param([("Ana Brandt", "person"), ("Brandt", "person")], 1, id="surname"),
        pytest.param([("Ana Brandt", "person"), ("Brandt", "organization")], 1, id="surname taken for an organization"),
        pytest.param([("Ana Brandt", "person"), ("Ana", "person")], 1, id="given name"),
        pytest.param([("Ana Brandt", "person"), ("Leo Brandt", "person"), ("Brandt", "person")], 3, id="two bearers"),
        pytest.param([("Ana Brandt", "person"), ("Ana Maria Brandt", "person")], 1, id="middle name"),
        pytest.param([("Leo Brandt", "person"), ("Leo Brandt Jr.", "person"), ("Brandt", "person")], 1, id="suffix"),
        pytest.param([("Northern Growers Union", "organization"), ("NGU", "organization")], 1, id="acronym"),
        pytest.param([("Bank of Delta", "organization"), ("BD", "organization")], 1, id="acronym without small words"),
        pytest.param([("U.S.", "place"), ("United States", "place"), ("US", "place")], 1, id="well known"),
        pytest.param([("Delta", "place"), ("Delta Union", "organization")], 2, id="a place in an organization"),
        pytest.param([("Union of Growers", "organization"), ("Union", "organization")], 2, id="a head alone"),
        pytest.param([("Brandt Fund", "organization"), ("Brandt Fund for the Arts", "organization")], 1, id="cut short"),
    ],
)
def test_grouped(names: list[tuple[str, str]], expected: int) -> None:
    words = words_of(" ".join(name for name, _ in names))
    mentions, at = [], 0
    for name, kind in names:
        n = len(name.split(" "))
        mentions.append(NameSpan(at, at + n, kind))
        at += n
    assert len(cluster_names(words, mentions, gazetteer(()))) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("Harbor County Commission", "organization", id="ending"),
        pytest.param("University of Delta", "organization", id="head before of"),
        pytest.param("Delta River", "place", id="river"),
        pytest.param("Delta Cup", "event", id="cup"),
        pytest.param("Clean Rivers Act", "law", id="act"),
        pytest.param("Maria Reyes", "person", id="given name"),
        pytest.param("K.C. Reyes", "person", id="initials"),
        pytest.param("U.K.", "place", id="alias"),
        pytest.param("Reyes", None, id="nothing to go by"),
    ],
)
def test_of_name(name: str, kind: str | None) -> None:
    assert list(name_type_weights(name, gazetteer(()))) == ([kind] if kind else [])


def entity_of(found: Annotations, name: str) -> list[str]:
    return [m.text for e in found.entities if e.name == name for m in e.mentions]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        pytest.param("Tom Reyes left. He was tired.", "Tom Reyes", ["Tom Reyes", "He"], id="he"),
        pytest.param("Anna Vogt met Tom Reyes. She was tired.", "Anna Vogt", ["Anna Vogt", "She"], id="gender"),
        pytest.param(
            "Tom Reyes met Mark Vogt. Reyes told him the news.", "Mark Vogt", ["Mark Vogt", "him"], id="not its own subject"
        ),
        pytest.param("It rained. He was tired.", "Tom Reyes", [], id="nobody"),
        pytest.param("Tom Reyes left.\nThey were tired.", "Tom Reyes", ["Tom Reyes"], id="they is left alone"),
        pytest.param("Tom Reyes met Ana Vogt in Paris. Reyes and Vogt ate.", "Tom Reyes", ["Tom Reyes", "Reyes"], id="carried"),
    ],
)
def test_mentions(annotated: Annotate, text: str, name: str, mentions: list[str]) -> None:
    assert entity_of(annotated(text), name) == mentions


def test_ids_are_the_same_in_every_article(annotated: Annotate) -> None:
    one, other = annotated("Tom Reyes left Paris."), annotated("In Berlin, Mr. Tom Reyes spoke on Monday about bridges.")
    assert (
        {e.id for e in one.entities if e.name == "Tom Reyes"}
        == {e.id for e in other.entities if e.name == "Tom Reyes"}
        != set()
    )


def test_type_is_part_of_the_id() -> None:
    assert entity_id("Washington", "person") != entity_id("Washington", "place")


@given(st.text(st.characters(), max_size=30))
def test_any_name_has_an_id(name: str) -> None:
    assert len(entity_id(name, "person")) == 16
    assert folded(name) == folded(name.strip())
