"""The scorer of quotes on texts of a few words, where each figure can be counted by hand."""

import re

import pytest

from tools.evaluate import quotes
from tools.evaluate.measures import figures

TEXT = '"We will win it all," said Ann Lee. She told Bob the plan "will work" soon.\n"One," he said. "Two three."'
ANN, SHE, HE = (
    {"start": m.start(), "end": m.end(), "text": m[0]} for m in (re.search(f"{w}", TEXT) for w in ("Ann Lee", "She", "he said"))
)
ANN |= {"pronoun": False, "resolved": "Ann Lee"}
SHE |= {"pronoun": True, "resolved": "Ann Lee"}
HE |= {"end": HE["start"] + 2, "text": "he", "pronoun": True, "resolved": "Bob Okafor"}


def quote(kind: str, speaker: dict | None, *pieces: str, **more: object) -> dict:
    spans = [[TEXT.index(piece), TEXT.index(piece) + len(piece)] for piece in pieces]
    return {"start": spans[0][0], "end": spans[-1][1], "pieces": spans, "kind": kind, "speaker": speaker, **more}


WIN = quote("direct", ANN, "We will win it all")
PLAN = quote("mixed", SHE, 'the plan "will work" soon')
ONE = quote("direct", HE, "One", "Two three")
GOLD = {"text": TEXT, "quotes": [WIN, PLAN, ONE]}


def scored(*predicted: dict, gold: dict = GOLD) -> dict[str, float]:
    return {
        f.name: round(f.value, 3) for f in figures([quotes.counts(gold, {"quotes": predicted})], quotes.MEASURES, resamples=1)
    }


@pytest.mark.parametrize(
    ("predicted", "measure", "value"),
    [
        pytest.param([WIN, PLAN, ONE], "direct end to end, F1", 1.0, id="all is right"),
        pytest.param([WIN, PLAN, ONE], "all speech end to end, F1", 1.0, id="all is right, all kinds"),
        pytest.param([WIN, PLAN, ONE], "quotes of several pieces found as one", 1.0, id="two pieces are one quote"),
        pytest.param([], "all speech spans, recall", 0.0, id="nothing is found"),
        pytest.param(
            [quote("direct", ANN, '"We will win it all,"')], "direct spans exact to the word, F1", 0.5, id="marks do not matter"
        ),
        pytest.param([quote("direct", ANN, "We will win it")], "direct spans, recall", 0.333, id="four words of five overlap"),
        pytest.param(
            [quote("direct", ANN, "We will win it")], "direct spans exact to the word, F1", 0.0, id="but are not exact"
        ),
        pytest.param([quote("direct", ANN, "We will win")], "direct spans, recall", 0.0, id="three words of five are too few"),
        pytest.param(
            [WIN, quote("direct", None, "will work")], "direct spans, precision", 1.0, id="inside a mixed quote is set aside"
        ),
        pytest.param(
            [WIN, quote("direct", None, "said")], "direct spans, precision", 0.5, id="words of the reporter are wrong"
        ),
        pytest.param(
            [WIN, quote("indirect", None, "said")], "direct spans, precision", 1.0, id="another kind is not direct's to judge"
        ),
        pytest.param([WIN, quote("indirect", None, "said")], "all speech spans, precision", 0.5, id="but all speech's"),
        pytest.param(
            [quote("direct", HE, "One"), quote("direct", HE, "Two three")],
            "quotes of several pieces found as one",
            0.0,
            id="two quotes",
        ),
        pytest.param(
            [quote("direct", ANN, "We will win it all", "One")], "several quotes merged into one", 1.0, id="one quote of two"
        ),
    ],
)
def test_spans(predicted: list[dict], measure: str, value: float):
    assert scored(*predicted)[measure] == value


def test_optional_quotes_are_not_scored():
    gold = {"text": TEXT, "quotes": [WIN, {**PLAN, "speech": False}, ONE]}
    for predicted in ([WIN, ONE], [WIN, PLAN, ONE]):
        assert scored(*predicted, gold=gold)["all speech spans, F1"] == 1.0


@pytest.mark.parametrize(
    ("gold", "predicted", "right", "named"),
    [
        pytest.param(ANN, {"start": ANN["start"] + 4, "end": ANN["end"]}, True, True, id="the mentions overlap"),
        pytest.param(ANN, {"start": 0, "end": 2, "text": "Lee"}, True, True, id="a part of the name"),
        pytest.param(ANN, {"text": "Bob Lee"}, False, False, id="another of that surname"),
        pytest.param(ANN, None, False, False, id="nobody"),
        pytest.param(
            SHE, {"start": SHE["start"], "end": SHE["end"], "text": "She"}, True, False, id="a pronoun without a name"
        ),
        pytest.param(
            SHE, {"start": SHE["start"], "end": SHE["end"], "name": "Ann Lee"}, True, True, id="a pronoun with its name"
        ),
        pytest.param(
            SHE, {"start": SHE["start"], "end": SHE["end"], "name": "Bob"}, True, False, id="a pronoun with a wrong name"
        ),
        pytest.param(HE, {"text": "he"}, False, False, id="two pronouns do not agree"),
        pytest.param(HE, {"text": "Mr Okafor"}, True, True, id="a title does not matter"),
    ],
)
def test_speakers(gold: dict, predicted: dict | None, right: bool, named: bool):
    assert (quotes.speaker_is_right(gold, predicted), quotes.speaker_is_named(gold, predicted)) == (right, named)


def test_a_quote_without_a_speaker_must_have_none():
    gold = {"text": TEXT, "quotes": [{**WIN, "speaker": None}]}
    assert scored({**WIN, "speaker": None}, gold=gold)["direct end to end, F1"] == 1.0
    assert scored(WIN, gold=gold)["direct end to end, F1"] == 0.0
