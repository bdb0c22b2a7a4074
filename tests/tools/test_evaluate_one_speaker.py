"""Whom one quote is attributed to: right, wrong or nobody."""

from typing import Any

import pytest

from tools.evaluate.one_speaker import counts

TEXT = "Ann Roe runs the ferry. “It floats,” she said. “So far,” said the mayor."


def quote(words: str, name: str | None, entity: str | None = "e1") -> dict[str, Any]:
    start = TEXT.index(words)
    return {"pieces": [[start, start + len(words)]], "speaker": {"name": name, "entity": entity} if name else None}


@pytest.mark.parametrize(
    ("speaker", "quotes", "right", "wrong"),
    [
        pytest.param("Ann Roe", [quote("It floats,", "Ann Roe")], True, False, id="right"),
        pytest.param("Ann Roe", [quote("It floats,", "Roe")], True, False, id="a part of the name"),
        pytest.param("Ann Roe", [quote("It floats,", "Bo Li")], False, True, id="somebody else"),
        pytest.param("Ann Roe", [quote("It floats,", None)], False, False, id="nobody"),
        pytest.param("Ann Roe", [quote("So far,", "Ann Roe")], False, False, id="only of another quote"),
        pytest.param("Ann Roe", [quote("So far,", "Bo Li"), quote("It floats,", "Ann Roe")], True, False, id="of two quotes"),
        pytest.param("Ann Roe", [], False, False, id="no quote was found"),
        pytest.param(None, [quote("It floats,", None)], True, False, id="nobody is named, and none is"),
        pytest.param(None, [quote("It floats,", "the mayor", None)], True, False, id="described, with no entity"),
        pytest.param(None, [quote("It floats,", "Ann Roe")], False, True, id="nobody is named, but somebody is"),
    ],
)
def test_counts(speaker: str | None, quotes: list[dict[str, Any]], right: bool, wrong: bool) -> None:
    found = counts({"text": TEXT, "quote": "It floats,", "speaker": speaker}, {"quotes": quotes})
    assert (found["right"], found["wrong"]) == (right, wrong)
