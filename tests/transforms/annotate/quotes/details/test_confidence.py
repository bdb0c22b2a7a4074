"""The confidence of a quote, from its features."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from transforms.annotate.quotes.details.confidence import OTHER_BEARER, SURE_BEARER, features, share, shares
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“We will build the bridge,” Tom Reyes said.",
            ("direct", "after", "name", "plain", "long", "capital"),
            id="name, said",
        ),
        pytest.param(
            "Tom Reyes warned: “We will build the bridge.”",
            ("direct", "before", "name", "other", "long", "capital"),
            id="before",
        ),
        pytest.param("“We will,” he said.", ("direct", "after", "unknown", "plain", "short", "capital"), id="a pronoun, short"),
        pytest.param(
            "Anna Vogt opened.\n“We will build the bridge,” she said.",
            ("direct", "after", "pronoun", "plain", "long", "capital"),
            id="a pronoun with an entity",
        ),
        pytest.param(
            "“We will build the bridge,” a guard said.", ("direct", "after", "noun", "plain", "long", "capital"), id="a noun"
        ),
        pytest.param(
            "“We will build the bridge by then.”", ("direct", "none", "nobody", "none", "long", "capital"), id="nobody named"
        ),
        pytest.param(
            "Tom Reyes said that the bridge will be built.",
            ("indirect", "before", "name", "plain", "long", "that"),
            id="indirect",
        ),
    ],
)
def test_features(annotated: Annotate, text: str, expected: tuple[str, ...]) -> None:
    (quote,) = annotated(text).quotes
    assert features(text, quote) == expected
    bearer = SURE_BEARER if "pronoun" in expected else 1
    assert quote.confidence == round(share(shares(), expected) * bearer, 2)


def test_turns_have_features_of_their_own(annotated: Annotate) -> None:
    text = "The judge, Ada Merrow, asked Tom Reyes in court.\nMERROW: You knew?\nREYES: “We will build the bridge.”"
    bare, marked = annotated(text).quotes
    assert features(text, bare) == ("direct", "turn", "name", "none", "short", "capital")
    assert features(text, marked) == ("direct", "none", "name", "none", "long", "capital")
    assert bare.confidence == shares()["direct",]


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        pytest.param("Anna Vogt said it was late.\n“We will build the bridge,” she said.", True, id="the last source"),
        pytest.param("Velmar Ruhl said it was late.\n“We will build the bridge,” she said.", False, id="of unknown gender"),
        pytest.param(
            "Anna Vogt said it was late. Eva Brandt, Vogt said, is ill.\nThe mayor thanked Brandt.\n“We will build it,” she said.",
            True,
            id="another woman is named since",
        ),
        pytest.param("They met Anna Vogt.\n“We will build the bridge,” she said.", False, id="never a source"),
    ],
)
def test_the_bearer_of_a_pronoun(annotated: Annotate, text: str, is_sure: bool) -> None:
    quote = annotated(text).quotes[-1]
    expected = share(shares(), features(text, quote)) * (SURE_BEARER if is_sure else OTHER_BEARER)
    assert quote.speaker is not None
    assert quote.speaker.entity is not None
    assert quote.confidence == round(expected, 2)


def test_the_table() -> None:
    table = shares()
    assert all(0 < value < 1 for value in table.values())
    assert {key[0] for key in table} == {"direct", "mixed", "indirect"}
    assert all((kind,) in table for kind in ("direct", "mixed", "indirect"))


def test_features_that_were_never_seen_get_the_share_of_their_kind() -> None:
    assert share(shares(), ("direct", "under", "water")) == shares()[("direct",)]


def test_the_tool_judges_span_and_speaker(annotated: Annotate) -> None:
    path = Path(__file__).parents[5] / "tools" / "calibrate_quotes.py"
    spec = importlib.util.spec_from_file_location("calibrate_quotes", path)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    text = "“We will build the bridge,” Tom Reyes said. “Nobody wants this town,” Anna Vogt said. “It is late by now,” a guard said."

    def gold(words: str, speaker: str) -> dict[str, object]:
        start, at = text.index(words), text.index(speaker)
        who = {"start": at, "end": at + len(speaker), "text": speaker}
        return {"pieces": [[start, start + len(words)]], "speaker": who}

    rows = [
        gold("We will build the bridge", "Tom Reyes"),
        gold("Nobody wants this town", "Tom Reyes"),
        gold("It is", "a guard"),
    ]
    assert [right for _, right in tool.judge({"text": text, "quotes": rows}, annotated(text).quotes)] == [True, False, False]
