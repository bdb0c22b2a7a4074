"""Organizations and places in runs of capitalised words, by the noun that they end with; and acronyms."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.bodies.body_patterns import acronym_in_run, body_in_run
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the [Velmarsh Council] met", ("Velmarsh Council", "organization"), id="an organization"),
        pytest.param("at [Velmarsh Harbor] today", ("Velmarsh Harbor", "place"), id="a place"),
        pytest.param("the [Velmarsh Cup] began", ("Velmarsh Cup", "event"), id="an event"),
        pytest.param("the [Clean Rivers Act] passed", ("Clean Rivers Act", "law"), id="a law"),
        pytest.param("the [Velmarsh Symphony] ended", None, id="a work"),
        pytest.param("the [Council] met", None, id="the noun alone"),
        pytest.param("[Ana Velloran] met", None, id="no such noun"),
        pytest.param("[Mayor Velmarsh Council] met", ("Velmarsh Council", "organization"), id="a title before it"),
        pytest.param("the [Velmarsh Council Chaos] grew", ("Velmarsh Council", "organization"), id="goes on without it"),
        pytest.param(
            "the [Brandt Fund] for the Visual Arts opened", ("Brandt Fund for the Visual Arts", "organization"), id="for"
        ),
        pytest.param("the [Brandt Fund Chaos] of Velmarsh", ("Brandt Fund", "organization"), id="of after another word"),
        pytest.param("the [Brandt Fund] for growers", ("Brandt Fund", "organization"), id="no name after the preposition"),
        pytest.param("the [Brandt Museum] of Denmark", ("Brandt Museum", "organization"), id="of a country"),
        pytest.param("the [Royal Bank] of Denmark", ("Royal Bank of Denmark", "organization"), id="a bank of a country"),
        pytest.param("[Delta University] of the US", ("Delta University", "organization"), id="of a country in capitals"),
        pytest.param(
            "the [State University] of Delta at Harborside",
            ("State University of Delta at Harborside", "organization"),
            id="of and at",
        ),
        pytest.param(
            "the [Harbor Ministry] of Trade and Industry",
            ("Harbor Ministry of Trade and Industry", "organization"),
            id="two fields",
        ),
        pytest.param(
            "the [Harbor Ministry] of Youth , Sports and Fine Arts met",
            ("Harbor Ministry of Youth , Sports and Fine Arts", "organization"),
            id="three fields",
        ),
        pytest.param(
            "the [Harbor Ministry] of Trade , Velmarsh said", ("Harbor Ministry of Trade", "organization"), id="no list"
        ),
        pytest.param(
            "the [Harbor Ministry] of Trade and Velmarsh Council",
            ("Harbor Ministry of Trade", "organization"),
            id="another body",
        ),
        pytest.param(
            "the [Harbor Ministry] of Trade and Ana Brandt", ("Harbor Ministry of Trade", "organization"), id="a person"
        ),
        pytest.param(
            "the [Harbor Ministry] of Trade and Denmark", ("Harbor Ministry of Trade", "organization"), id="a country"
        ),
        pytest.param(
            "the [Royal Bank] of Denmark and Quill", ("Royal Bank of Denmark", "organization"), id="a bank and something else"
        ),
        pytest.param("the [Velmarsh River] of Delta", ("Velmarsh River", "place"), id="no name goes on after a river"),
    ],
)
def test_body_in_run(build: Build, text: str, expected: tuple[str, str] | None) -> None:
    words, (run,) = build(text)
    found = body_in_run(words, (run.first, run.last))
    assert (found and (" ".join(words.form[found.first : found.last]), found.kind)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("spokeswoman of [NGQ] spoke", True, id="after of"),
        pytest.param("then [NGQ] 's leader", True, id="possessive"),
        pytest.param("the Union ( [NGQ] )", True, id="in brackets"),
        pytest.param("then [NGQ/NNP/nsubj/2] said", True, id="a subject"),
        pytest.param("then [NGQ] sign", False, id="nothing shows it"),
        pytest.param("out of [NG] sign", False, id="two letters"),
        pytest.param("out of [NGQRSTU] sign", False, id="seven letters"),
        pytest.param("out of [USB] sticks", False, id="a unit or device"),
        pytest.param("out of [Ngq] sign", False, id="no capitals"),
        pytest.param("out of [NG7] sign", False, id="a digit"),
        pytest.param("out of [NGQ VEL] sign", False, id="two words"),
    ],
)
def test_acronym_in_run(build: Build, text: str, expected: bool) -> None:
    words, (run,) = build(text)
    found = acronym_in_run(words, (run.first, run.last))
    assert found == (NameMention(run.first, run.last, "organization", "rule") if expected else None)
