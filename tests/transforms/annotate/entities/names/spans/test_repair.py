"""Repair of the model's spans: what is cut, what is kept, and spans that are dropped."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.spans.repair import repair
from transforms.annotate.words import Words
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]
Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[President Tom Reyes]person", [("Tom Reyes", "person")], id="title"),
        pytest.param("[Harbor Office Spokesperson Ana Brandt]person", [("Ana Brandt", "person")], id="affiliation and title"),
        pytest.param("[the Harbor Council]organization", [("Harbor Council", "organization")], id="article"),
        pytest.param("[Reyes 's]person", [("Reyes", "person")], id="possessive"),
        pytest.param("[“ Reyes ”]person", [("Reyes", "person")], id="marks"),
        pytest.param("[Pro-Delta Growers Union]organization", [("Growers Union", "organization")], id="side"),
        pytest.param(
            "[Harbor Department Spokesman]organization", [("Harbor Department", "organization")], id="role at the end"
        ),
        pytest.param("[Regarding/VBG Reyes]person", [("Reyes", "person")], id="participle before a person"),
        pytest.param("[Standing/VBG Rock]place", [("Standing Rock", "place")], id="participle in a place"),
        pytest.param("[Attorney General]organization", [], id="titles alone"),
        pytest.param("[Ana Shah Brandt]person", [("Ana Shah Brandt", "person")], id="a title that is a second given name"),
        pytest.param("[Inspector General of Mines]organization", [], id="an office"),
        pytest.param("[Tom Reyes Image]person", [("Tom Reyes", "person")], id="caption at the end"),
        pytest.param("[N$100 000]organization", [], id="a sum"),
        pytest.param("[LE 4 million]organization", [], id="a sum in words"),
        pytest.param("[May]place", [], id="a month"),
        pytest.param("[Kingdom]organization", [], id="a common word"),
        pytest.param("[NGOs]organization", [], id="a common abbreviation"),
        pytest.param("[of Transport Workers]organization", [("Transport Workers", "organization")], id="of at its beginning"),
        pytest.param("[18.40 Brandt]person", [("Brandt", "person")], id="a time before"),
        pytest.param("[4th Council]organization", [("4th Council", "organization")], id="an ordinal number before"),
        pytest.param("[Quill - led]person", [("Quill", "person")], id="led after a hyphen"),
        pytest.param("[Clerk Ana Brandt]person", [("Ana Brandt", "person")], id="a noun for a person before a given name"),
        pytest.param("[Clerk Velmar Brandt]person", [("Clerk Velmar Brandt", "person")], id="a noun before no given name"),
        pytest.param("[Scaffolder Ana Brandt]person", [("Ana Brandt", "person")], id="an occupation before a given name"),
        pytest.param("[Parker Vel Brandt]person", [("Parker Vel Brandt", "person")], id="an unlisted given name"),
        pytest.param("[Pak Brandt]organization", [("Brandt", "person")], id="honorific"),
        pytest.param("[Sri Velmarsh]place", [("Sri Velmarsh", "place")], id="an honorific that begins a place"),
        pytest.param("[Transport]organization Minister", [], id="a portfolio"),
        pytest.param("[Monday]organization", [], id="names nobody"),
        pytest.param("[@reyes]person", [], id="handle"),
        pytest.param("[the mayor]person", [], id="no capital"),
        pytest.param("[A B C D E F G H I J]organization", [], id="a list"),
        pytest.param("[東京]place", [("東京", "place")], id="a script without capitals"),
        pytest.param(
            "[Harbor Office Spokesperson Ana Brandt]organization", [("Ana Brandt", "person")], id="title in an organization"
        ),
        pytest.param(
            "[Attorney General Office]organization",
            [("Attorney General Office", "organization")],
            id="title in the name of an office",
        ),
        pytest.param("[Ms Brandt]organization", [("Brandt", "person")], id="courtesy title"),
        pytest.param("[Ms Magazine]organization", [("Ms Magazine", "organization")], id="magazine"),
        pytest.param("[Earl of Velmarsh]person", [("Earl of Velmarsh", "person")], id="title with of"),
        pytest.param("[PC Quill]person", [("Quill", "person")], id="rank of a person"),
        pytest.param("[PC World]organization", [("PC World", "organization")], id="no rank"),
        pytest.param("[councillors Ana Brandt]person", [("Ana Brandt", "person")], id="common word before a person"),
        pytest.param("[Ana van Brandt]person", [("Ana van Brandt", "person")], id="particle"),
        pytest.param("[Ana the Brandt]person", [("Ana the Brandt", "person")], id="article inside a person"),
        pytest.param(
            "[Spokeswoman Harbor Council]organization",
            [("Spokeswoman Harbor Council", "organization")],
            id="title before a body of two words",
        ),
        pytest.param("[Ms R2D2]organization", [("Ms R2D2", "organization")], id="courtesy title before a word with digits"),
        pytest.param("[pro Velmarsh League]organization", [("Velmarsh League", "organization")], id="pro without hyphen"),
        pytest.param("[pro]organization", [], id="pro alone"),
        pytest.param("[Ana\nBrandt]person", [], id="two paragraphs"),
        pytest.param("[Ana Brandt @anabrandt]person", [("Ana Brandt", "person")], id="handle after the name"),
        pytest.param("Su [+-jin]person", [], id="half of a word"),
        pytest.param("[10:30 p.m.]event", [], id="time of day"),
        pytest.param("[www.velmarsh.example]organization", [], id="address"),
        pytest.param(
            "[Velmarsh the Growers League]organization",
            [("Velmarsh", "organization"), ("Growers League", "organization")],
            id="two names",
        ),
    ],
)
def test_repair(build: Build, text: str, expected: list[tuple[str, str]]) -> None:
    words, (name,) = build(text)
    found = repair(words, name)
    assert [(" ".join(words.form[n.first : n.last]), n.kind) for n in found] == expected


def names(found: Annotations) -> list[str]:
    return [m.text for e in found.entities for m in e.mentions if m.kind == "name"]


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        pytest.param("Pope Quillen II met Ana Vogt.", "Quillen II", "Pope Quillen II", id="title and number"),
        pytest.param("The pro-Velmarsh party lost. Tom Reyes won.", "Tom Reyes", "Velmarsh", id="half of a word"),
        pytest.param("Veteran politician Lam Su-jin was defeated by Ana Vogt.", "Lam Su-jin", "Lam Su", id="hyphen"),
        pytest.param(
            "The Velmarsh-based Tom Reyes left.", "Tom Reyes", "Velmarsh-based", id="no part of a name after a hyphen"
        ),
        pytest.param("Leo Vogt, 41, was arrested in Ohio.", "Leo Vogt", "Leo Vogt, 41", id="age"),
        pytest.param(
            "It was spokeswoman Ana Quillbrandt who spoke.", "Ana Quillbrandt", "spokeswoman Ana Quillbrandt", id="role"
        ),
        pytest.param(
            "She gave it to the Brandt Fund for the Visual Arts.",
            "Brandt Fund for the Visual Arts",
            "Brandt Fund",
            id="goes on",
        ),
        pytest.param(
            "He studied at the University of Delta at Harborside.",
            "University of Delta at Harborside",
            "University of Delta",
            id="university at a place",
        ),
        pytest.param("Rents fell in France. Tom Reyes was glad.", "France", "Rents", id="a country"),
        pytest.param("He wore a Jordan Street shirt in Ohio.", "Ohio", "Jordan", id="part of a street's name"),
        pytest.param(
            "GROWERS LOSE COURT FIGHT IN VELMARSH\nTom Reyes left.", "Tom Reyes", "GROWERS", id="headline in capitals"
        ),
        pytest.param(
            "Angry Growers Lose Long Court Fight\nTom Reyes left.", "Tom Reyes", "Angry Growers", id="capitalised headline"
        ),
    ],
)
def test_names(annotated: Annotate, text: str, there: str, not_there: str) -> None:
    found = names(annotated(text))
    assert there in found
    assert not_there not in found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\n\n", id="no word"),
        pytest.param("GROWERS LOSE IN OHIO. TOM REYES SAID HE WAS SAD. THE UN AND THE FBI WERE SAD TOO.", id="all capitals"),
        pytest.param(
            "東京で安倍さんは話した。 Владимир Петров приехал в Москву. Ωραία η Αθήνα. مرحبا بكم في القاهرة", id="other scripts"
        ),
        pytest.param("@tomreyes wrote at 10:30 p.m.: #velmarsh https://velmarsh.example/a-b?c=d", id="handles and addresses"),
        pytest.param(", ".join(f"Ana Brandt{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(400)) + ".", id="400 names"),
        pytest.param("Reyes " * 3000, id="one name again and again"),
        pytest.param("A-" * 2000, id="hyphens"),
        pytest.param("the Fund of the Fund of " * 800, id="names that go on"),
    ],
)
def test_any_text(annotated: Annotate, text: str) -> None:
    for entity in annotated(text).entities:
        assert all(text[m.start : m.end] == m.text and "\n" not in m.text for m in entity.mentions)
