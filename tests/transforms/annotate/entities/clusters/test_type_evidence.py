"""The signs of a type in the context of a name: for each sign of the table a row where it holds, and rows where it must not."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.type_evidence import SIGNS, signs_of
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]

# text, the signs that hold beside the one of the model's label
ROWS = [
    pytest.param("then [Quillbrandt] rose", [], id="nothing"),
    pytest.param("then [Ana Quillbrandt] rose", ["long person"], id="a person of two words"),
    pytest.param("then [Vel Quillbrandt]place rose", [], id="a place of two words"),
    pytest.param("Mayor [Quillbrandt] rose", ["title"], id="a title with a capital"),
    pytest.param("mayor [Vel Quillbrandt] rose", ["title", "long person"], id="a title before two words"),
    pytest.param("spokesman/NN/compound/1 [Quillbrandt] rose", ["person noun"], id="a title without a capital before one word"),
    pytest.param("when/WRB in [Quillbrandt] again", ["place preposition"], id="in"),
    pytest.param("when into [Quillbrandt] again", [], id="into"),
    pytest.param("the [Quillbrandt] rose", ["article"], id="the"),
    pytest.param("a [Quillbrandt] rose", [], id="a"),
    pytest.param("members of [Quillbrandt] rose", ["members"], id="members of"),
    pytest.param("pieces of [Quillbrandt] rose", [], id="pieces of"),
    pytest.param("Ana of [Quillbrandt] rose", ["affiliation"], id="a person of"),
    pytest.param("Council of [Quillbrandt] rose", [], id="a council of"),
    pytest.param("of [Quillbrandt] rose", [], id="nothing before of"),
    pytest.param("up from [Quillbrandt] today", ["direction preposition"], id="from"),
    pytest.param("designer/NN/compound/1 [Quillbrandt] rose", ["person noun"], id="a noun for a person"),
    pytest.param("designer/NN/dobj/0 [Quillbrandt] rose", [], id="a noun that is no compound"),
    pytest.param("granite/NN/compound/1 [Quillbrandt] rose", [], id="a noun for no person"),
    pytest.param("a film [Quillbrandt] rose", ["noun: work"], id="a film"),
    pytest.param("a film “ [Vel Quillbrandt]place ” rose", ["noun: work"], id="a film in quotation marks"),
    pytest.param("a film “ [Quillbrandt] ” rose", [], id="one word in quotation marks"),
    pytest.param("a newspaper [Quillbrandt] rose", ["noun: organization"], id="a newspaper"),
    pytest.param("a village [Quillbrandt] rose", ["noun: place"], id="a village"),
    pytest.param("a ferry [Quillbrandt] rose", ["noun: product"], id="a ferry"),
    pytest.param("then [Quillbrandt] , 44 , rose", ["age"], id="an age"),
    pytest.param("then [Quillbrandt] , 9 , rose", [], id="a score"),
    pytest.param("then [Quillbrandt] , Ohio rose", ["state"], id="a state"),
    pytest.param("then [Quillbrandt] , Velmarsh rose", [], id="no state"),
    pytest.param("then [Quillbrandt] , Ohio/NN rose", [], id="a state's name that is no proper noun here"),
    pytest.param("the [Quillbrandt] government fell", ["article", "led body"], id="the government of"),
    pytest.param("a [Quillbrandt] government fell", [], id="no article before the government"),
    pytest.param("the [Vel Quillbrandt]place government fell", ["article"], id="a government after two words"),
    pytest.param("the [Vel Lions]organization rose", ["article", "plural"], id="a team"),
    pytest.param("the [Vel Dennis]organization rose", ["article"], id="no plural"),
    pytest.param("the [Quillbrandt//compound/2] coast rose", [], id="the article of another noun"),
    pytest.param("then [Quillbrandt] 's wife rose", ["kin"], id="a wife"),
    pytest.param("then [Quillbrandt] 's house rose", [], id="a house"),
    pytest.param("then [Quillbrandt//nsubj/2] said", ["reporting verb"], id="says"),
    pytest.param("then [Quillbrandt//dobj/2] said", [], id="no subject"),
    pytest.param("then [Quillbrandt//nsubjpass/2] born", ["personal act"], id="was born"),
    pytest.param("then [Quillbrandt//nsubjpass/2] built", [], id="was built"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_signs(build: Build, text: str, expected: list[str]) -> None:
    words, (name,) = build(text)
    found = list(signs_of(words, name))
    lone = [f"lone {name.kind}"] if name.length == 1 else []
    assert sorted(found) == sorted([f"model: {name.kind}", *lone, *expected])


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        pytest.param(NameMention(1, 2, "event", "model"), ["model: event"], id="model"),
        pytest.param(NameMention(1, 2, "event", "rule"), ["rule: event"], id="rule"),
        pytest.param(NameMention(1, 2, "event", "propagated"), [], id="propagated"),
        pytest.param(NameMention(1, 3, "person", "rule"), ["rule: person"], id="two words by rule"),
    ],
)
def test_signs_by_source_of_the_name(build: Build, mention: NameMention, expected: list[str]) -> None:
    words, _ = build("then Vel Quillbrandt rose")
    assert list(signs_of(words, mention)) == expected


def test_every_sign_of_the_context_has_a_row() -> None:
    rows = {sign for row in ROWS for sign in row.values[1]}  # type: ignore[union-attr]
    by_label = ("model: ", "rule: ", "lone ")
    assert {sign.name for sign in SIGNS if not sign.name.startswith(by_label)} == rows | {"common word"}


def test_a_last_word_that_is_also_a_common_noun(build: Build) -> None:
    words, (name, other, lone) = build("then [Vel Mills]place and [Vel Brandt]place and [Mills]place rose")
    assert "common word" in signs_of(words, name, {"mills"})
    assert "common word" not in [*signs_of(words, other, {"mills"}), *signs_of(words, lone, {"mills"})]
