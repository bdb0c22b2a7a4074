"""What a name itself shows of its type: rows for and against each rule."""

import pytest

from transforms.annotate.entities.clusters.name_types import name_type_weights
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer

OURS = gazetteer(())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("U.K.", {"place": 12.0}, id="alias"),
        pytest.param("Denmark", {"place": 6.0}, id="well known"),
        pytest.param("Jordan", {"place": 2.0}, id="well known, and often something else"),
        pytest.param("QX-7", {"product": 3.0, "person": -2.0}, id="code"),
        pytest.param("QX-Ray", {}, id="no code"),
        pytest.param("QBR", {"organization": 1.2, "person": -2.0}, id="capitals"),
        pytest.param("Q.B.R.", {"organization": 1.2, "person": -2.0}, id="capitals with dots"),
        pytest.param("Quill9", {"product": 2.5, "person": -2.0}, id="digits"),
        pytest.param("Maria", {"person": 1.5}, id="lone given name"),
        pytest.param("Velstadt", {"place": 1.2}, id="ending of a town"),
        pytest.param("Istan", {}, id="too short for the ending of a town"),
        pytest.param("Council", {}, id="head noun alone"),
        pytest.param("Quillbrandt", {}, id="one word, nothing to go by"),
        pytest.param("Velmarsh County Commission", {"organization": 5.0}, id="head noun"),
        pytest.param("University of Velmarsh", {"organization": 5.0}, id="head noun before of"),
        pytest.param("Velmarsh River", {"place": 5.0}, id="head noun of a place"),
        pytest.param("Velmarsh Cup", {"event": 5.0}, id="head noun of an event"),
        pytest.param("Clean Rivers Act", {"law": 5.0}, id="head noun of a law"),
        pytest.param("Ana Hill", {"place": 1.5, "person": 1.5}, id="given name and a head noun that is a surname"),
        pytest.param("Ana Council", {"organization": 5.0}, id="given name and a head noun that is no surname"),
        pytest.param("Mount Quillbrandt", {"place": 2.5}, id="first word"),
        pytest.param("HMS Quillbrandt", {"product": 2.5}, id="first word of a ship"),
        pytest.param("Space Shuttle Quillbrandt", {"product": 5.0}, id="class of a spacecraft"),
        pytest.param("Cargo Ship Quillbrandt", {"product": 5.0}, id="class of a ship"),
        pytest.param("Cargo Quill Quillbrandt", {}, id="no class of vehicle"),
        pytest.param("North Quillbrandt", {"place": 2.0}, id="compass point"),
        pytest.param("Maria Quillbrandt", {"person": 3.0}, id="given name"),
        pytest.param("K.C. Quillbrandt", {"person": 3.0}, id="initials"),
        pytest.param("Maria of Quillbrandt", {"person": 2.0}, id="given name and of"),
        pytest.param("Vel Maria Quillbrandt", {"person": 1.5}, id="middle given name"),
        pytest.param("Vel Maria of Quillbrandt", {}, id="given name inside a longer name"),
        pytest.param("Vel Su-quill", {"person": 2.0}, id="given name with a hyphen"),
        pytest.param("Vel van Quillbrandt", {"person": 2.0}, id="particle"),
        pytest.param("Vel & Quillbrandt", {"organization": 1.0}, id="ampersand"),
        pytest.param("Vel Quillbrandt", {}, id="two words, nothing to go by"),
    ],
)
def test_name_type_weights(name: str, expected: dict[str, float]) -> None:
    assert dict(name_type_weights(name, OURS)) == expected


def test_the_users_type_outweighs_everything() -> None:
    own = gazetteer((Alias("Maria Quillbrandt", type="product", own=True), Alias("Vel Council", own=True)))
    assert name_type_weights("Maria Quillbrandt", own) == {"product": 99.0}
    assert name_type_weights("Vel Council", own) == {"organization": 5.0}  # a row without a type leaves it to the name
