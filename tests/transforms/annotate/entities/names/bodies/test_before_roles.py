"""Bodies whose name is a phrase before a role and a person; and phrases there that are no body."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.bodies.before_roles import find_bodies_before_roles
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]
Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        pytest.param(
            "Keepers of the Coast campaign director Ines Tamm said the plan was weak.",
            "Ines Tamm",
            ("campaign director", "Keepers of the Coast"),
            id="keepers of the coast",
        ),
        pytest.param(
            "Voices for the Valley spokeswoman Oona Reck told reporters it was late.",
            "Oona Reck",
            ("spokeswoman", "Voices for the Valley"),
            id="voices for the valley",
        ),
        pytest.param(
            "Friends of the Fen chair Peter Aldous has resigned.",
            "Peter Aldous",
            ("chair", "Friends of the Fen"),
            id="friends of the fen",
        ),
        pytest.param(
            "Parents Against Smoke founder Tilda Moran said she was glad.",
            "Tilda Moran",
            ("founder", "Parents Against Smoke"),
            id="parents against smoke",
        ),
        pytest.param(
            "Sailors Without Borders director Henk Vos said on Monday.",
            "Henk Vos",
            ("director", "Sailors Without Borders"),
            id="sailors without borders",
        ),
        pytest.param(
            "Mothers of the Missing coordinator Rosa Ibarra wept in court.",
            "Rosa Ibarra",
            ("coordinator", "Mothers of the Missing"),
            id="mothers of the missing",
        ),
        pytest.param(
            "Citizens for Clean Water president Dale Mercer called the vote a farce.",
            "Dale Mercer",
            ("president", "Citizens for Clean Water"),
            id="citizens for clean water",
        ),
        pytest.param(
            "Bank of Velmarsh chief economist Ivo Lantos said rates would fall.",
            "Ivo Lantos",
            ("chief economist", "Bank of Velmarsh"),
            id="bank of velmarsh",
        ),
        pytest.param(
            "Velmarsh Institute of Tides researcher Mara Quist led the study.",
            "Mara Quist",
            ("researcher", "Velmarsh Institute of Tides"),
            id="velmarsh institute of tides",
        ),
        pytest.param(
            "League of Quiet Streets secretary Anton Bell said it would appeal.",
            "Anton Bell",
            ("secretary", "League of Quiet Streets"),
            id="league of quiet streets",
        ),
        pytest.param(
            "Guardians of the River policy adviser Lena Frost spoke at the rally.",
            "Lena Frost",
            ("policy adviser", "Guardians of the River"),
            id="guardians of the river",
        ),
        pytest.param(
            "Save the Heron campaigner Otis Pell chained himself to a digger.",
            "Otis Pell",
            ("campaigner", "Save the Heron"),
            id="save the heron",
        ),
        pytest.param(
            "Stop the Dam organiser Bina Rao said hundreds had come.",
            "Bina Rao",
            ("organiser", "Stop the Dam"),
            id="stop the dam",
        ),
        pytest.param(
            "Trees for Tomorrow chief executive Paula Wynn said the trees were gone.",
            "Paula Wynn",
            ("chief executive", "Trees for Tomorrow"),
            id="trees for tomorrow",
        ),
        pytest.param(
            "Movement for Fair Rents leader Goran Ilic addressed the crowd.",
            "Goran Ilic",
            ("leader", "Movement for Fair Rents"),
            id="movement for fair rents",
        ),
        pytest.param(
            "Union of Harbour Pilots general secretary Sven Aker rejected the offer.",
            "Sven Aker",
            ("general secretary", "Union of Harbour Pilots"),
            id="union of harbour pilots",
        ),
        pytest.param(
            "Doctors in Need deputy head Alma Reyes said supplies were short.",
            "Alma Reyes",
            ("deputy head", "Doctors in Need"),
            id="doctors in need",
        ),
        pytest.param(
            "Velmarsh-based Northlight chief executive Cora Dunn said sales rose.",
            "Cora Dunn",
            ("chief executive", "Northlight"),
            id="northlight",
        ),
        pytest.param("Harbor Growers-backed candidate Luis Otero won the seat.", "Luis Otero", ("candidate", None), id="none"),
        pytest.param(
            "The Coastal Wardens Association (CWA) objects. CWA chairman Neil Hobb said it was unsafe.",
            "Neil Hobb",
            ("chairman", "CWA"),
            id="cwa",
        ),
        pytest.param(
            "Lanterns of Hope, a charity, opened a shelter. Lanterns of Hope manager Ada Finch said it was full.",
            "Ada Finch",
            ("manager", "Lanterns of Hope"),
            id="lanterns of hope",
        ),
        pytest.param(
            "Northern Tide Watch volunteer Ewan Strid counted the seals.",
            "Ewan Strid",
            ("volunteer", "Northern Tide Watch"),
            id="northern tide watch",
        ),
        pytest.param(
            "Pilots' Federation of the North vice-president Mia Holt called a strike.",
            "Mia Holt",
            ("vice-president", "Pilots' Federation of the North"),
            id="pilots federation of the north",
        ),
        pytest.param(
            "Women of the Delta treasurer Nadia Sow said the money had arrived.",
            "Nadia Sow",
            ("treasurer", "Women of the Delta"),
            id="women of the delta",
        ),
        pytest.param(
            "Children First director Ruth Oduya urged the court to act.",
            "Ruth Oduya",
            ("director", "Children First"),
            id="children first",
        ),
        pytest.param(
            "Hands Off Our Hills spokesman Gus Tarr said they would not move.",
            "Gus Tarr",
            ("spokesman", "Hands Off Our Hills"),
            id="hands off our hills",
        ),
        pytest.param(
            "Knights of the Table captain Rex Dorn lifted the cup.",
            "Rex Dorn",
            ("captain", "Knights of the Table"),
            id="knights of the table",
        ),
        pytest.param(
            "Society for the Study of Eels curator Wim Aalders showed the tank.",
            "Wim Aalders",
            ("curator", "Society for the Study of Eels"),
            id="society for the study of eels",
        ),
        pytest.param(
            "Daughters of the Harbour co-founder Elin Marsh thanked them.",
            "Elin Marsh",
            ("co-founder", "Daughters of the Harbour"),
            id="daughters of the harbour",
        ),
        pytest.param(
            "Quill & Sons managing director Bram Quill said orders fell.",
            "Bram Quill",
            ("managing director", "Quill & Sons"),
            id="quill & sons",
        ),
    ],
)
def test_the_person_has_the_role_and_the_body(
    annotated: Annotate, text: str, person: str, role: tuple[str, str | None]
) -> None:
    found = annotated(text)
    (entity,) = [e for e in found.entities if e.name == person and e.type == "person"]
    assert [(r.role, r.affiliation) for r in entity.roles] == [role]
    bodies = {m.text for e in found.entities if e.type == "organization" for m in e.mentions}
    assert role[1] is None or role[1] in bodies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Keepers/NNS of the Coast campaign director Ana Brandt", ["Keepers of the Coast"], id="of the"),
        pytest.param("said Voices/NNS for Rivers spokesman Ana Brandt", ["Voices for Rivers"], id="inside a sentence"),
        pytest.param("The Voices/NNS for Rivers spokesman Ana Brandt", ["Voices for Rivers"], id="with an article"),
        pytest.param("Save/VB the Heron campaigner Ana Brandt", ["Save the Heron"], id="a call"),
        pytest.param("Herons/NNS Forward/RB chairman Ana Brandt", ["Herons Forward"], id="an adverb"),
        pytest.param("Nights/NNS of the Heron actress Ana Brandt", ["Nights of the Heron"], id="a work"),
        pytest.param("Friends/NNS of the Fen chairman Ana Brandt", ["Friends of the Fen"], id="people of a place"),
        pytest.param(
            "Parents/NNS Against/IN Smoke founder Ana Brandt", ["Parents Against Smoke"], id="people with a capital after"
        ),
        pytest.param("Friends/NNS of Fen chairman Ana Brandt", [], id="friends of somebody"),
        pytest.param("Lawyers/NNS for the Velmarsh mayor Ana Brandt", [], id="lawyers of a mayor"),
        pytest.param("Minister of Tides spokesman Ana Brandt", [], id="an office"),
        pytest.param("After/IN the Storm director Ana Brandt", [], id="a preposition where a sentence begins"),
        pytest.param("Speaking/VBG in Velmarsh director Ana Brandt", [], id="a participle"),
        pytest.param("Visitors/NNS in Denmark director Ana Brandt", [], id="a country before a missing comma"),
        pytest.param("Ana of the Fen chairman Tom Brandt", [], id="a person"),
        pytest.param("Voices/NNS for Rivers met/VBD director Ana Brandt", [], id="a verb between"),
        pytest.param("Voices/NNS for the director Ana Brandt", [], id="no capital before the role"),
        pytest.param("Velmarsh Harbor director Ana Brandt", [], id="proper nouns alone"),
        pytest.param("Voices/NNS for Rivers directors/NNS Ana Brandt", [], id="more than one"),
        pytest.param("Voices/NNS for Rivers director of/IN tides", [], id="no person"),
        pytest.param("Voices\nfor the Rivers director Ana Brandt", [], id="two paragraphs"),
        pytest.param("director Ana Brandt", [], id="nothing before"),
    ],
)
def test_find_bodies_before_roles(build: Build, text: str, expected: list[str]) -> None:
    words, _ = build(text)
    assert [" ".join(words.form[n.first : n.last]) for n in find_bodies_before_roles(words)] == expected
