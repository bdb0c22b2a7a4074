"""How sure a quote is: the share of quotes with the same signs that were right, span and speaker both, on annotated news.

The signs are few and can be seen by a reader; `confidence.yaml` has what was measured, `docs/accuracy.md` how it holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.records import Quote

PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "him", "her", "them"])
FEW = 5  # words
Signs = tuple[str, ...]


def with_confidence(text: str, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes, each with the share that its signs stand for, 0 to 1."""
    table = shares()
    return tuple(replace(quote, confidence=share(table, signs(text, quote))) for quote in quotes)


def share(table: Mapping[Signs, float], seen: Signs) -> float:
    """That of the longest run of signs, from the first on, that the table has.

    >>> share({("direct",): 0.9, ("direct", "after"): 0.95}, ("direct", "after", "plain", "name", "long"))
    0.95
    """
    return next((table[seen[:n]] for n in range(len(seen), 0, -1) if seen[:n] in table), 0.5)


def signs(text: str, quote: Quote) -> Signs:
    """Kind; where the cue stands; who speaks; what the cue is; how long it is; whether it begins with "that" or a capital."""
    return (quote.kind, _place(quote), _speaker(text, quote), _verb(quote), _length(quote), _beginning(quote))


def _place(quote: Quote) -> str:
    if quote.cue is None:
        return "none"
    if quote.cue.end <= quote.start:
        return "before"
    return "after" if quote.cue.start >= quote.end else "inside"


def _speaker(text: str, quote: Quote) -> str:
    who = quote.speaker
    if who is None:
        return "nobody"
    if who.start is not None and "\n" in text[min(who.start, quote.start) : quote.start]:
        return "carried"
    if who.text.lower() in PRONOUNS:
        return "pronoun" if who.entity else "unknown"
    return "name" if who.entity else "noun"


def _verb(quote: Quote) -> str:
    if quote.cue is None:
        return "none"
    form = quote.cue.text.lower()
    return "plain" if form in reporting_verbs().plain or form == "according to" else "other"


def _length(quote: Quote) -> str:
    return "short" if quote.said.count(" ") + 1 < FEW else "long"


def _beginning(quote: Quote) -> str:
    if quote.said.lower().startswith(("that ", "whether ", "if ", "how ", "why ", "what ", "who ")):
        return "that"
    return "capital" if quote.said[:1].isupper() else "small"


@cache
def shares() -> Mapping[Signs, float]:
    """The table of `confidence.yaml`: signs, from the first on, to the share of quotes that were right."""
    data = yaml.safe_load((files(__package__) / "confidence.yaml").read_text("utf-8"))
    return {tuple(str(key).split()): float(value[0]) for key, value in data["shares"].items()}
