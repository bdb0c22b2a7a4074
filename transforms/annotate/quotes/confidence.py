"""Estimates how sure a quote is: the share of quotes with the same features that were right on annotated news.

The features are few and a reader can see them. `confidence.yaml` has what was measured, `docs/accuracy.md` how it holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.records import Quote

PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "him", "her", "them"])
SHORTEST_LONG = 5  # words
Features = tuple[str, ...]


def with_confidence(text: str, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes, each with the share that belongs to its features, 0 to 1."""
    table = shares()
    return tuple(replace(quote, confidence=share(table, features(text, quote))) for quote in quotes)


def share(table: Mapping[Features, float], seen: Features) -> float:
    """The share of the longest prefix of the features that the table has; 0.5 without one.

    >>> share({("direct",): 0.9, ("direct", "after"): 0.95}, ("direct", "after", "plain", "name", "long"))
    0.95
    """
    return next((table[seen[:n]] for n in range(len(seen), 0, -1) if seen[:n] in table), 0.5)


def features(text: str, quote: Quote) -> Features:
    """Kind, place of the cue, kind of speaker, kind of cue, length, and beginning, in the order of the table's keys."""
    return (quote.kind, _cue_place(quote), _speaker_kind(text, quote), _cue_kind(quote), _length(quote), _beginning(quote))


def _cue_place(quote: Quote) -> str:
    if quote.cue is None:
        return "none"
    if quote.cue.end <= quote.start:
        return "before"
    return "after" if quote.cue.start >= quote.end else "inside"


def _speaker_kind(text: str, quote: Quote) -> str:
    speaker = quote.speaker
    if speaker is None:
        return "nobody"
    if speaker.start is not None and "\n" in text[min(speaker.start, quote.start) : quote.start]:
        return "carried"
    if speaker.text.lower() in PRONOUNS:
        return "pronoun" if speaker.entity else "unknown"
    return "name" if speaker.entity else "noun"


def _cue_kind(quote: Quote) -> str:
    if quote.cue is None:
        return "none"
    form = quote.cue.text.lower()
    return "plain" if form in reporting_verbs().plain or form == "according to" else "other"


def _length(quote: Quote) -> str:
    return "short" if quote.said.count(" ") + 1 < SHORTEST_LONG else "long"


def _beginning(quote: Quote) -> str:
    if quote.said.lower().startswith(("that ", "whether ", "if ", "how ", "why ", "what ", "who ")):
        return "that"
    return "capital" if quote.said[:1].isupper() else "small"


@cache
def shares() -> Mapping[Features, float]:
    """The table of `confidence.yaml`: a prefix of the features → the share of quotes that were right."""
    data = yaml.safe_load((files(__package__) / "confidence.yaml").read_text("utf-8"))
    return {tuple(str(key).split()): float(value[0]) for key, value in data["shares"].items()}
