"""Places after a preposition, single words that act like people, and runs that the patterns may use."""

from collections import Counter
from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.patterns import find_patterns, lone_name_in_run, place_in_run
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("in/IN [Velmarsh//pobj]", True, id="in"),
        pytest.param("near/IN [North Velmarsh//pobj]", True, id="two words"),
        pytest.param("with/IN [Velmarsh//pobj]", False, id="another preposition"),
        pytest.param("in/IN [Velmarsh//compound/2] style", False, id="not the object of the preposition"),
        pytest.param("in/IN [January//pobj]", False, id="a month"),
        pytest.param("in/IN [VELMARSH//pobj]", False, id="capitals"),
        pytest.param("in/IN [Vélmarsh//pobj]", False, id="accents"),
        pytest.param("in/IN [Reuters//pobj]", False, id="an organization that is well known"),
        pytest.param("in/IN [One Two Three Velmarsh//pobj]", False, id="four words"),
        pytest.param("[Velmarsh//pobj]", False, id="nothing before"),
    ],
)
def test_place_in_run(build: Build, text: str, expected: bool) -> None:
    words, (run,) = build(text)
    found = place_in_run(words, (run.first, run.last))
    assert found == (NameMention(run.first, run.last, "place", "rule") if expected else None)


@pytest.mark.parametrize(
    ("text", "times", "expected"),
    [
        pytest.param("[Quillbrandt//nsubj/1] said/VBD", 1, True, id="says"),
        pytest.param("[Quillbrandt//nsubj/1] married/VBD", 1, True, id="marries"),
        pytest.param("[Quillbrandt//nsubj/1] rose/VBD", 1, False, id="does what things do"),
        pytest.param("[Quillbrandt//dobj/1] said/VBD", 1, False, id="no subject"),
        pytest.param("the [Quillbrandt] government fell", 1, True, id="leads a government"),
        pytest.param("a [Quillbrandt] government fell", 1, False, id="another article"),
        pytest.param("the [Quillbrandt] house fell", 1, False, id="leads nothing"),
        pytest.param("near [Quillbrandt]", 3, True, id="three times"),
        pytest.param("near [Quillbrandt]", 2, False, id="twice"),
        pytest.param("near [Monday]", 3, False, id="a day"),
        pytest.param("near [QUILLBRANDT]", 3, False, id="capitals"),
        pytest.param("near [Qu]", 3, False, id="two letters"),
        pytest.param("near [Ana Quillbrandt]", 3, False, id="two words"),
    ],
)
def test_lone_name_in_run(build: Build, text: str, times: int, expected: bool) -> None:
    words, (run,) = build(text)
    counts = Counter({words.form[run.first]: times})
    found = lone_name_in_run(words, (run.first, run.last), counts)
    assert found == (NameMention(run.first, run.last, "other", "rule") if expected else None)


@pytest.mark.parametrize(
    ("text", "run", "expected"),
    [
        pytest.param("the [Velmarsh]place Council met", (1, 3), ["Velmarsh Council"], id="takes in a shorter name"),
        pytest.param("the [Velmarsh Council]organization met", (1, 3), [], id="the model has it"),
        pytest.param("the [Velmarsh]person Council met", (1, 3), [], id="takes in no person"),
        pytest.param("the Velmarsh [Council Ana]organization met", (1, 3), [], id="cuts no name"),
        pytest.param("the Velmarsh Council met", (1, 3), ["Velmarsh Council"], id="a free run"),
        pytest.param("then Ana Brandt met", (1, 3), ["Ana Brandt"], id="a person in a free run"),
        pytest.param("then Ana [Brandt]place met", (1, 3), [], id="no person in a run with a name"),
    ],
)
def test_find_patterns(build: Build, text: str, run: tuple[int, int], expected: list[str]) -> None:
    words, spans = build(text)
    owner = [next((k for k, span in enumerate(spans) if i in span.tokens), -1) for i in range(len(words))]
    found = find_patterns(words, [run], owner, spans)
    assert [" ".join(words.form[name.first : name.last]) for name in found] == expected
