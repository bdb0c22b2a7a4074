"""What the French pipeline and the tables of French find in French texts. These tests are skipped where it is not installed."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.annotate.test_annotator import check_places
from transforms.annotate.annotator import Annotator
from transforms.annotate.languages.installed import installed
from transforms.records import Annotations, Quote

PIPELINE = "fr_core_news_sm"
TEXTS = yaml.safe_load((Path(__file__).parent / "french.yaml").read_text("utf-8"))

pytestmark = pytest.mark.skipif(PIPELINE not in installed(), reason=f"the spaCy pipeline {PIPELINE} is not installed")


class Row(NamedTuple):
    """A quote of a text: its kind, the words of its pieces in small letters without marks, and its speaker."""

    kind: str
    words: tuple[str, ...]
    speaker: str | None


def annotated(texts: list[str]) -> list[Annotations]:
    results = Annotator(models={"fr": PIPELINE}).annotate([(text, "fr") for text in texts])
    assert all(isinstance(result, Annotations) for result in results)
    return [result for result in results if isinstance(result, Annotations)]


def words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def row_of(text: str, quote: Quote) -> Row:
    pieces = tuple(words_of(text[start:end]) for start, end in quote.pieces)
    return Row(quote.kind, pieces, (quote.speaker.name or quote.speaker.text) if quote.speaker else None)


def expected_row(row: list[str]) -> Row:
    kind, said, mention = row[:3]
    return Row(kind, tuple(words_of(piece) for piece in said.split("||")), row[3] if len(row) > 3 else mention)


@pytest.mark.parametrize(
    ("text", "kind", "pieces", "speaker"),
    [
        pytest.param("« Le quai tient », a déclaré Paul Rivard.", "direct", ["le quai tient"], "Paul Rivard", id="inversion"),
        pytest.param(
            "« Le quai tient », affirme Paul Rivard.", "direct", ["le quai tient"], "Paul Rivard", id="no-break spaces"
        ),
        pytest.param("“Le quai tient”, s’étrangle Paul Rivard.", "direct", ["le quai tient"], "Paul Rivard", id="any verb, ’"),
        pytest.param(
            "« Oui, dit Paul Rivard. Le quai tient. »", "direct", ["oui", "le quai tient"], "Paul Rivard", id="cue within"
        ),
        pytest.param(
            "Paul Rivard a demandé si le quai tenait.", "indirect", ["si le quai tenait"], "Paul Rivard", id="indirect question"
        ),
        pytest.param("Paul Rivard promet de partir.", "indirect", ["de partir"], "Paul Rivard", id="infinitive with de"),
        pytest.param(
            "Paul Rivard affirme vouloir partir.", "indirect", ["vouloir partir"], "Paul Rivard", id="bare infinitive"
        ),
        pytest.param("Selon Paul Rivard, le quai tient bon.", "indirect", ["le quai tient bon"], "Paul Rivard", id="selon"),
        pytest.param(
            "Onze maisons ont brûlé, a précisé à la presse la préfecture.",
            "indirect",
            ["onze maisons ont brûlé"],
            "la préfecture",
            id="parenthetical, a phrase before the subject",
        ),
    ],
)
def test_a_quote(text: str, kind: str, pieces: list[str], speaker: str) -> None:
    (annotations,) = annotated([text])
    assert [row_of(text, quote) for quote in annotations.quotes] == [Row(kind, tuple(pieces), speaker)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Le maire a lancé une campagne, et le club a jeté l'éponge.", id="verbs with other uses"),
        pytest.param("La demande du club est calme.", id="a noun and an adjective with forms of verbs"),
        pytest.param("Pour réparer le quai, la ville attend le printemps.", id="pour before an infinitive"),
        pytest.param("Il faut du temps, et il y a du vent.", id="an il that refers to nothing"),
    ],
)
def test_no_quote(text: str) -> None:
    (annotations,) = annotated([text])
    assert annotations.quotes == ()


def test_pronouns_mean_people_of_their_gender() -> None:
    text = "La maire, Loïse Vaubert, a reçu Paul Rivard. « Le quai tient », a-t-elle dit. « Il tient », a-t-il répondu."
    (annotations,) = annotated([text])
    assert [quote.speaker and quote.speaker.name for quote in annotations.quotes] == ["Loïse Vaubert", "Paul Rivard"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        pytest.param("Paul Rivard est parti hier. Il reviendra lundi.", ["Paul Rivard", "Il"], id="a person"),
        pytest.param("Paul Rivard a salué le club. Le pont est fermé. Il rouvrira lundi.", ["Paul Rivard"], id="a thing"),
        pytest.param(
            "Paul Rivard est parti. Le pont est fermé. Il le regrette.", ["Paul Rivard", "Il"], id="who says something"
        ),
    ],
)
def test_an_il_can_be_a_thing(text: str, mentions: list[str]) -> None:
    (annotations,) = annotated([text])
    assert [m.text for e in annotations.entities if e.name == "Paul Rivard" for m in e.mentions] == mentions


def test_texts() -> None:
    """At least these shares of the quotes of our texts are found with all their words, and with the full name of the speaker."""
    found = spoken = total = surplus = 0
    for text, annotations in zip(TEXTS, annotated([text["text"] for text in TEXTS]), strict=True):
        rows = {row.words: row for row in (row_of(text["text"], quote) for quote in annotations.quotes)}
        expected = [expected_row(row) for row in text["quotes"]]
        total += len(expected)
        found += sum(row.words in rows for row in expected)
        spoken += sum(
            row.words in rows and words_of(rows[row.words].speaker or "") == words_of(row.speaker or "") for row in expected
        )
        surplus += len(rows.keys() - {row.words for row in expected})
    assert found >= 0.85 * total
    assert spoken >= 0.72 * total
    assert surplus <= 0.1 * total


def test_people() -> None:
    """At least these shares of the people in our texts are found, and with their roles."""
    people: list[tuple[str, str | None]] = []
    found: dict[str, set[str]] = {}
    for text, annotations in zip(TEXTS, annotated([text["text"] for text in TEXTS]), strict=True):
        people += text["people"].items()
        found.update({e.name: {role.role for role in e.roles} for e in annotations.entities if e.type == "person"})
    with_role = [(name, role) for name, role in people if role]
    assert sum(name in found for name, _ in people) >= 0.9 * len(people)
    right = [any(role.startswith(part) for part in found.get(name, ())) for name, role in with_role]
    assert sum(right) >= 0.65 * len(with_role)


PIECES = [
    "« ",
    " »",
    '"',
    "“",
    "”",
    "’",
    "'",
    ", ",
    ". ",
    "? ",
    "\n",
    "— ",
    "dit-il",
    "a-t-elle dit",
    "selon ",
    "Pour ",
    "Mme ",
    "Ana Rivard",
    "que ",
    "à en croire ",
]


@given(
    st.lists(st.sampled_from([*PIECES, "répond ", "s’emporte ", "le maire ", "oui ", "\xa0", "fait savoir "]), max_size=25).map(
        "".join
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_has_its_words_at_their_places(text: str) -> None:
    (found,) = annotated(["Le conseil se réunit demain pour parler du port et de la gare de la ville.\n" + text])
    check_places("Le conseil se réunit demain pour parler du port et de la gare de la ville.\n" + text, found)
