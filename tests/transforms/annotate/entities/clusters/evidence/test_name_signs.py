"""What a name itself shows of its type: rows for and against each sign."""

import pytest

from transforms.annotate.entities.clusters.evidence.name_signs import name_signs
from transforms.annotate.entities.clusters.evidence.scorer import learned_weights
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer

OURS = gazetteer(())
PLAIN = "plain words"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("U.K.", ["alias place"], id="alias"),
        pytest.param("Denmark", ["listed place"], id="well known"),
        pytest.param("Jordan", ["ambiguous place", "given name alone"], id="well known, and often something else"),
        pytest.param("QX-7", ["code"], id="code"),
        pytest.param("QX-Ray", ["given name last"], id="no code"),
        pytest.param("QBR", ["capitals"], id="capitals"),
        pytest.param("Q.B.R.", ["capitals"], id="capitals with dots"),
        pytest.param("QUILLORY", ["in capitals"], id="a word in capitals"),
        pytest.param("Quill9", ["digits"], id="digits"),
        pytest.param("Quill Maxi 9", ["digits"], id="digits at the end"),
        pytest.param("18.40 Quill", [], id="a time of day before a name"),
        pytest.param("quill.com", ["site"], id="site"),
        pytest.param("QuillCorp", ["camel"], id="capitals inside"),
        pytest.param("McQuill", [], id="a capital after Mc"),
        pytest.param("Maria", ["given name alone"], id="lone given name"),
        pytest.param("Mukherjee", ["surname alone"], id="lone surname"),
        pytest.param("Quillenko", ["ending of a surname"], id="ending of a surname"),
        pytest.param("Velstadt", ["ending of a town"], id="ending of a town"),
        pytest.param("Quillanagar", ["ending of a town"], id="ending of a town in India"),
        pytest.param("Istan", [], id="too short for the ending of a town"),
        pytest.param("Council", [], id="head noun alone"),
        pytest.param("Quillbrandt", [], id="one word, nothing to go by"),
        pytest.param("Velmarsh County Commission", ["head organization"], id="head noun"),
        pytest.param("University of Velmarsh", ["head organization"], id="head noun before of"),
        pytest.param("Republic of Velmarsh", ["head place"], id="a republic"),
        pytest.param("Velmarsh River", ["head place"], id="head noun of a place"),
        pytest.param("Velmarsh Cup", ["head event"], id="head noun of an event"),
        pytest.param("Clean Rivers Act", ["head law"], id="head noun of a law"),
        pytest.param("Clean Rivers Law", ["head law"], id="a law by another noun"),
        pytest.param("Velmarsh Tides Index", ["head other"], id="an index"),
        pytest.param("Universal Tides Exposition", ["head event"], id="an exposition"),
        pytest.param("Keepers of the Coast", ["of", "long"], id="a head noun after an article"),
        pytest.param("Museum of the Coast", ["head organization"], id="a head noun before of and an article"),
        pytest.param("Hands Off Our Hills", ["long"], id="a head noun after our"),
        pytest.param("El-Quill", ["arabic article"], id="an Arabic article with a hyphen"),
        pytest.param("El Quill", ["first word place", "romance article", PLAIN], id="a Spanish article"),
        pytest.param("Ana Hill", ["head place or surname"], id="given name and a head noun that is a surname"),
        pytest.param("Ana Council", ["head organization"], id="given name and a head noun that is no surname"),
        pytest.param("Mount Quillbrandt", ["first word place", PLAIN], id="first word"),
        pytest.param("HMS Quillbrandt", ["first word product", "acronym inside"], id="first word of a ship"),
        pytest.param("Space Shuttle Quillbrandt", ["head product"], id="class of a spacecraft"),
        pytest.param("Cargo Quill Quillbrandt", [PLAIN], id="no class of vehicle"),
        pytest.param("North Quillbrandt", ["compass", PLAIN], id="compass point"),
        pytest.param("Maria Quillbrandt", ["given name", PLAIN], id="given name"),
        pytest.param("Maria Mukherjee", ["given name and surname", PLAIN], id="given name and surname"),
        pytest.param("Velloran Mukherjee", ["surname", PLAIN], id="surname"),
        pytest.param("Mukherjee Maria", ["surname first", PLAIN], id="surname first"),
        pytest.param("Velloran Maria", ["given name last", PLAIN], id="given name last"),
        pytest.param("Mukherjee Quill", ["surname before other words", PLAIN], id="surname before other words"),
        pytest.param("Datuk Quillbrandt", ["honorific", PLAIN], id="honorific"),
        pytest.param("K.C. Quillbrandt", ["initials"], id="initials"),
        pytest.param("Maria of Quillbrandt", ["given name of"], id="given name and of"),
        pytest.param("Vel Maria Quillbrandt", ["middle given name", PLAIN], id="middle given name"),
        pytest.param("Vel Maria of Quillbrandt", ["of", "long"], id="given name inside a longer name"),
        pytest.param("Vel Su-quill", ["hyphenated given name"], id="given name with a hyphen"),
        pytest.param("Velloran Quill-Velmar", ["double surname"], id="two surnames"),
        pytest.param("Vel van Quillbrandt", ["particle"], id="particle"),
        pytest.param("Maria van Quillbrandt", ["given name", "particle after given name"], id="particle after a given name"),
        pytest.param("La Quillbrandt", ["romance article", PLAIN], id="Romance article"),
        pytest.param("La Maria", ["romance article", PLAIN], id="a given name after a Romance article"),
        pytest.param("Al Quillbrandt", ["arabic article", PLAIN], id="Arabic article"),
        pytest.param("Vel & Quillbrandt", ["conjunction"], id="ampersand"),
        pytest.param("Vel for Quillbrandt", ["small word"], id="for"),
        pytest.param("Quill Foods", ["last word organization", PLAIN], id="last word of a company"),
        pytest.param("Quill Nagar", ["last word place", PLAIN], id="last word of a quarter"),
        pytest.param("Quill Council House", ["organization word inside", PLAIN], id="word of an organization inside"),
        pytest.param("Denmark Quill", ["begins with a place", PLAIN], id="begins with a place"),
        pytest.param("Quill Denmark", ["ends with a place", PLAIN], id="ends with a place"),
        pytest.param("Vel Quillbrandt", [PLAIN], id="two words, nothing to go by"),
    ],
)
def test_name_signs(name: str, expected: list[str]) -> None:
    found = list(name_signs(name, OURS))
    assert sorted(found) == sorted(f"name: {sign}" for sign in expected)
    assert set(found) <= learned_weights().keys()


def test_the_users_type_outweighs_everything() -> None:
    own = gazetteer((Alias("Maria Quillbrandt", type="product", own=True), Alias("Vel Council", own=True)))
    assert list(name_signs("Maria Quillbrandt", own)) == ["name: user product"]
    assert list(name_signs("Vel Council", own)) == ["name: head organization"]  # a row without a type leaves it to the name
