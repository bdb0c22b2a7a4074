"""The signs in the positions beside a name: rows for and against each."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.evidence.scorer import learned_weights
from transforms.annotate.entities.clusters.evidence.slots import slot_signs
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("then [Quill] rose", [], id="nothing"),
        pytest.param("then northern [Quill] rose", ["located"], id="northern"),
        pytest.param("then modern [Quill] rose", [], id="modern"),
        pytest.param("the retailer [Quill] rose", ["noun before: organization"], id="retailer"),
        pytest.param("the granite [Quill] rose", [], id="granite"),
        pytest.param("the province of [Quill] rose", ["kind of place"], id="province of"),
        pytest.param("the mayor of [Quill] rose", ["of: place"], id="mayor of"),
        pytest.param("the arrest of [Quill] rose", ["of: person"], id="arrest of"),
        pytest.param("the smell of [Quill] rose", [], id="smell of"),
        pytest.param("then [Quill] shares rose", ["after: organization"], id="shares"),
        pytest.param("then [Quill] district rose", ["after: place"], id="district"),
        pytest.param("then [Quill] blossoms rose", [], id="blossoms"),
        pytest.param("then [Quill] 's capital rose", ["possessive", "owns: place"], id="its capital"),
        pytest.param("then [Quill] 's old shares rose", ["possessive", "owns: organization"], id="its old shares"),
        pytest.param("then [Quill] 's colour rose", ["possessive"], id="its colour"),
        pytest.param("then [Quill] , who rose", ["who"], id="who"),
        pytest.param("then [Quill] , where we rose", ["where"], id="where"),
        pytest.param("then [Quill] , which rose", [], id="which"),
        pytest.param("the [Quill] -based rose", ["based"], id="based"),
        pytest.param("then [Quill] 3-1 rose", ["score"], id="score"),
        pytest.param("then [Quill] 31 rose", [], id="number"),
        pytest.param("the [Quill//compound/2] blossoms", ["modifier"], id="before a noun that it belongs to"),
        pytest.param("then [Quill//nsubj/2] smiled/VBD", ["subject", "subject: person"], id="smiled"),
        pytest.param("then [Quill//nsubj/2] acquired/VBD it", ["subject", "subject: organization"], id="acquired"),
        pytest.param("we arrested/VBD [Quill//dobj/1]", ["object: person"], id="arrested"),
        pytest.param("we saw/VBD [Quill//dobj/1]", [], id="saw"),
        pytest.param("rain fell/VBD in/IN/prep/1 [Quill//pobj/2]", ["preposition: in"], id="in"),
        pytest.param(
            "rain fell/VBD in/IN/prep/1 Vel//pobj/2 and/CC/cc/3 [Quill//conj/3]", ["preposition: in"], id="in, of a list"
        ),
        pytest.param("we flew/VBD to/IN/prep/1 [Quill//pobj/2]", ["preposition: to", "motion"], id="flew to"),
        pytest.param("we wrote/VBD to/IN/prep/1 [Quill//pobj/2]", ["preposition: to"], id="wrote to"),
        pytest.param("a teacher from/IN/prep/1 [Quill//pobj/2]", ["preposition: from", "person from"], id="a teacher from"),
        pytest.param("a letter from/IN/prep/1 [Quill//pobj/2]", ["preposition: from"], id="a letter from"),
        pytest.param("according/VBG to/IN/prep/0 [Quill//pobj/1]", ["preposition: to", "according to"], id="according to"),
        pytest.param("then [Quill] , a/DT small/JJ fishing town ,/,", ["is a: place"], id="a small fishing town"),
        pytest.param("then [Quill] , a/DT mayor ,/,", ["is a: person"], id="a mayor"),
        pytest.param("then [Quill] , the/DT mayor/NN/nsubj/5 said/VBD", [], id="the subject of the next clause"),
        pytest.param("then [Quill] , a/DT blossom ,/,", [], id="a blossom"),
        pytest.param("then [Quill] , the/DT team 's coach ,/,", ["is a: person"], id="the coach of a body"),
        pytest.param("then [Quill] , her/PRP$ publisher ,/,", ["is a: person"], id="her publisher"),
        pytest.param("then [Quill] , a/DT publisher ,/,", ["is a: organization"], id="a publisher"),
        pytest.param("the/DT town ,/, [Quill] ,/, rose/VBD", ["is a: place"], id="set behind a noun"),
        pytest.param(
            "the/DT mayor of/IN the/DT town ,/, [Quill] ,/, rose/VBD", ["is a: person"], id="set behind a noun of another"
        ),
        pytest.param("behind the/DT town ,/, [Quill] rose", [], id="a clause behind a noun"),
        pytest.param("[Quill//nsubj/1] is/VBZ a/DT town/NN/attr/1", ["subject", "is a: place"], id="is a town"),
        pytest.param("[QUILL] , Ohio ( Wire ) – rain fell", ["dateline"], id="dateline"),
        pytest.param("[QUILL] : rain fell", ["dateline"], id="dateline with a colon"),
        pytest.param("[QUILL] — rain fell", ["dateline"], id="dateline with a dash"),
        pytest.param("[Quill] , Ohio , May 3 – rain fell", ["dateline"], id="dateline with a date"),
        pytest.param("[Quill] — rain fell", [], id="a dash without capitals"),
        pytest.param("[Quill] , 44 – a mayor", [], id="a person with an age"),
        pytest.param("in [QUILL] — rain fell", [], id="capitals within a paragraph"),
        pytest.param("[Quill] : rain fell", [], id="a colon without capitals"),
        pytest.param("[Quill] rose – again", [], id="a dash after a verb"),
        pytest.param(
            "the Agency for Water and Air of Norway ( [Quillag] )",
            ["in brackets after a body"],
            id="in brackets after a long name",
        ),
        pytest.param("the Agency met in Norway ( [Quillag] )", [], id="in brackets after another name"),
        pytest.param("the Water Agency , [Quillag] , rose", ["in brackets after a body"], id="between commas after a body"),
        pytest.param("the Water Agency , [Vel Quillag] , rose", [], id="several words between commas after a body"),
        pytest.param("brands/NNS such/JJ as//prep/0 [Quillag//pobj/2]", ["is a: organization"], id="an example"),
        pytest.param(
            "towns/NNS including//prep/0 [Quillag//pobj/1]",
            ["is a: place", "preposition: name"],
            id="an example after including",
        ),
        pytest.param("seen/VBN as//prep/0 [Quillag//pobj/1]", [], id="as without such"),
        pytest.param("brand such/JJ as//prep/0 [Quillag//pobj/2]", [], id="one of one"),
        pytest.param("the Velmarsh +- +based [Quillag] rose", ["after based"], id="after based"),
        pytest.param("the [Quillag] chief executive left", ["after: organization"], id="before the second word of a role"),
        pytest.param("the Water Agency ( [Quillag] )", ["in brackets after a body"], id="in brackets after a body"),
        pytest.param("the Water Song ( [Quillag] )", [], id="in brackets after no body"),
    ],
)
def test_slot_signs(build: Build, text: str, expected: list[str]) -> None:
    words, (name,) = build(text)
    found = set(slot_signs(words, name))
    assert found == set(expected)
    assert found <= learned_weights().keys()
