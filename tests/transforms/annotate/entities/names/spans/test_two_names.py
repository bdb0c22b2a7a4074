"""Spans that hold two names: a row for each place to split, and for names that only look like two."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.spans.two_names import split_two_names
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]
MUSEUM = "Harbor Air Museum of Velmarsh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[Brandt the Growers League]organization",
            [("Brandt", "organization"), ("Growers League", "organization")],
            id="article",
        ),
        pytest.param(
            "[Growers League ( GL]organization", [("Growers League", "organization"), ("GL", "organization")], id="bracket"
        ),
        pytest.param("[Growers ( GL ) League]organization", [("Growers ( GL ) League", "organization")], id="closed bracket"),
        pytest.param("[League of the North]organization", [("League of the North", "organization")], id="of the"),
        pytest.param("[Ana the Great]person", [("Ana the Great", "person")], id="the byname of a person"),
        pytest.param("[Brandt composed/VBD Thyme]person", [("Brandt", "person"), ("Thyme", "person")], id="verb"),
        pytest.param("[Brandt Composed/VBD Thyme]work", [("Brandt Composed Thyme", "work")], id="verb with a capital"),
        pytest.param(
            "[Velmarsh 's/POS Joel Brandt]person", [("Velmarsh", "other"), ("Joel Brandt", "person")], id="whose person"
        ),
        pytest.param(
            "[Velmarsh 's/POS Council]organization", [("Velmarsh 's Council", "organization")], id="whose organization"
        ),
        pytest.param(
            "[Denmark 's/POS Harbor Council]organization",
            [("Denmark", "place"), ("Harbor Council", "organization")],
            id="a country's body",
        ),
        pytest.param(
            "[UK 's/POS Harbor Council]organization",
            [("UK", "place"), ("Harbor Council", "organization")],
            id="by another name",
        ),
        pytest.param(
            "[NGUX 's/POS Harbor Council]organization",
            [("NGUX", "organization"), ("Harbor Council", "organization")],
            id="an acronym's body",
        ),
        pytest.param(
            "[Ministry of Tides 's/POS Harbor Bureau]organization",
            [("Ministry of Tides", "organization"), ("Harbor Bureau", "organization")],
            id="a body's body",
        ),
        pytest.param(
            "[Brandt Union 's/POS Harbor Bureau]organization",
            [("Brandt Union", "organization"), ("Harbor Bureau", "organization")],
            id="a union's body",
        ),
        pytest.param("[Children 's/POS Hospital]organization", [("Children 's Hospital", "organization")], id="for children"),
        pytest.param("[Harbor Growers ’/POS Union]organization", [("Harbor Growers ’ Union", "organization")], id="of growers"),
        pytest.param(
            "[Denmark 's/POS parliament]organization", [("Denmark 's parliament", "organization")], id="no second name"
        ),
        pytest.param("[Denmark +- +Norway]place", [("Denmark", "place"), ("Norway", "place")], id="two countries"),
        pytest.param("[Guinea +- +Bissau]place", [("Guinea - Bissau", "place")], id="one country"),
        pytest.param("[Denmark +- +Velmarsh]place", [("Denmark - Velmarsh", "place")], id="unknown after a hyphen"),
        pytest.param(
            "[Brandt Center / Harbor Galleries]place", [("Brandt Center", "place"), ("Harbor Galleries", "place")], id="slash"
        ),
        pytest.param("[Brandt +/ Vogt]organization", [("Brandt / Vogt", "organization")], id="slash inside a word"),
        pytest.param(
            "[Brandt Museum at Harbor University]organization",
            [("Brandt Museum", "organization"), ("Harbor University", "organization")],
            id="at",
        ),
        pytest.param(
            "[University of Delta at Harborside]organization",
            [("University of Delta at Harborside", "organization")],
            id="a university at a place",
        ),
        pytest.param("[Nights at Harborside]organization", [("Nights at Harborside", "organization")], id="no body before at"),
        pytest.param(
            f"[{MUSEUM}]organization , Ohio",
            [("Harbor Air Museum", "organization"), ("Velmarsh", "place")],
            id="town and state",
        ),
        pytest.param(f"[{MUSEUM}]organization , today", [(MUSEUM, "organization")], id="no state after"),
        pytest.param(
            "[First Bank of Velmarsh]organization , Ohio", [("First Bank of Velmarsh", "organization")], id="a bank's town"
        ),
        pytest.param(
            "[Ana Quillbrandt of Harbor Growers]work",
            [("Ana Quillbrandt", "person"), ("Harbor Growers", "organization")],
            id="a person of a body",
        ),
        pytest.param(
            "[Ana Institute of Arts]organization", [("Ana Institute of Arts", "organization")], id="a person's institute"
        ),
        pytest.param("[Quill Brandt of Harbor]organization", [("Quill Brandt of Harbor", "organization")], id="no given name"),
        pytest.param(
            "[Growers League Ana Quillbrandt]organization",
            [("Growers League", "organization"), ("Ana Quillbrandt", "person")],
            id="an organization and a person",
        ),
        pytest.param(
            "[Velmarsh Growers Ana Quillbrandt]organization",
            [("Velmarsh Growers", "organization"), ("Ana Quillbrandt", "person")],
            id="a plural and a person",
        ),
        pytest.param(
            "[Velmarsh Quill Ana Quillbrandt]organization",
            [("Velmarsh Quill Ana Quillbrandt", "organization")],
            id="no end of an organization",
        ),
        pytest.param(
            "[Growers League Ana Hospital]organization", [("Growers League Ana Hospital", "organization")], id="a hospital"
        ),
        pytest.param("[League Ana Quillbrandt]organization", [("League Ana Quillbrandt", "organization")], id="three words"),
    ],
)
def test_split_two_names(build: Build, text: str, expected: list[tuple[str, str]]) -> None:
    words, (name,) = build(text)
    assert [
        (" ".join(words.form[n.first : n.last]).removeprefix("the "), n.kind) for n in split_two_names(words, name)
    ] == expected
