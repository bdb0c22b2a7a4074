"""Scores whom one quote of a text is attributed to: rows that ask who `he` of “…,” he said is, and nothing else.

A row has `text`, `quote` (words of the text that stand in it once) and `speaker`: the full name, or null when the text does not
name whoever speaks.
"""

from collections.abc import Mapping
from typing import Any

from tools.evaluate.measures import Counts, Measure, Ratio
from tools.evaluate.names import entities_agree

Row = Mapping[str, Any]
Piece = tuple[int, int]

KEYS = frozenset({"text", "quote", "speaker"})
MEASURES = (
    Measure("right speaker, or none where nobody is named", Ratio("right", "rows")),
    Measure("somebody wrong", Ratio("wrong", "rows")),
)


def counts(gold: Row, predicted: Row) -> Counts:
    """Returns the counts of one row: whether the speaker is right, and whether a name is given that is wrong."""
    name = named_speaker(gold, predicted)
    right = entities_agree(name, gold["speaker"]) if name and gold["speaker"] else name == gold["speaker"]
    return {"rows": 1, "right": right, "wrong": name is not None and not right}


def named_speaker(gold: Row, predicted: Row) -> str | None:
    """Returns the name of the entity that the predicted quote with most of the words has as its speaker.

    >>> said = {"pieces": [[0, 4]], "speaker": {"name": "Ann Roe", "entity": "e1"}}
    >>> named_speaker({"text": "No, she said", "quote": "No"}, {"quotes": [said]})
    'Ann Roe'
    """
    start = gold["text"].index(gold["quote"])
    span = (start, start + len(gold["quote"]))
    quotes: list[Row] = [quote for quote in predicted["quotes"] if _shared(quote["pieces"], span)]
    speaker = max(quotes, key=lambda quote: _shared(quote["pieces"], span))["speaker"] if quotes else None
    name: str | None = speaker["name"] if speaker and speaker["entity"] else None
    return name


def _shared(pieces: list[Piece], span: Piece) -> int:
    return sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in pieces)
