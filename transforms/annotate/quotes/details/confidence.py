"""Estimates the confidence of a quote: the share of quotes with the same features that were right on annotated news.

The features are few and visible to a reader. `confidence.yaml` has the measured shares; `docs/accuracy.md` shows how well they
hold on other texts.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache

from transforms.annotate.package_yaml import read_package_yaml
from transforms.annotate.quotes.sentences import MARKS
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.records import Quote

PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "him", "her", "them"])
RESOLVED = frozenset(["he", "she"])
# The table counts a pronoun as right whoever is meant. Of 128 pronouns beside quotes that were resolved by hand, in news and in
# our own articles, so many have the right bearer: 98 of 100 whose bearer has the floor, the gender and no rival, and was not
# meant last by a pronoun that is unclear; and 24 of 28 others. Of invented texts that are hard on purpose, 110 of 113 and 48
# of 56. The rules were tuned on most of these texts, so on others it may be less.
SURE_BEARER, OTHER_BEARER = 0.97, 0.85
# Of indirect quotes of annotated news, one in three below it was right, so that F1 rises without them; it falls without others.
LEAST_CONFIDENCE = 0.35
MIN_LONG = 5  # words of a quote with the feature `long`
Features = tuple[str, ...]


def with_confidence(text: str, quotes: Iterable[Quote], sure: Collection[int] = ()) -> tuple[Quote, ...]:
    """Returns the quotes, each with its confidence, 0 to 1.

    `sure`: offsets of the pronouns of which it is clear whom they mean.
    """
    table = shares()
    return tuple(
        replace(quote, confidence=round(share(table, features(text, quote)) * _bearer(quote, sure), 2)) for quote in quotes
    )


def likely_quotes(quotes: Iterable[Quote], least: float = LEAST_CONFIDENCE) -> tuple[Quote, ...]:
    """Returns the quotes without the indirect ones whose confidence is below `least`.

    Words between quotation marks are always kept: that they were said is certain, even if it is not known by whom.
    """
    return tuple(q for q in quotes if q.kind != "indirect" or q.confidence is None or q.confidence >= least)


def _bearer(quote: Quote, sure: Collection[int]) -> float:
    """Returns the share of such pronouns that have the right bearer; 1 for a speaker who is no resolved "he" or "she"."""
    speaker = quote.speaker
    if speaker is None or speaker.entity is None or speaker.text.lower() not in RESOLVED:
        return 1.0
    return SURE_BEARER if speaker.start in sure else OTHER_BEARER


def share(table: Mapping[Features, float], quote_features: Features) -> float:
    """Returns the share of the longest prefix of the features that is in the table; 0.5 when none is.

    >>> share({("direct",): 0.9, ("direct", "after"): 0.95}, ("direct", "after", "plain", "name", "long"))
    0.95
    """
    prefixes = (quote_features[:n] for n in range(len(quote_features), 0, -1))
    return next((table[prefix] for prefix in prefixes if prefix in table), 0.5)


def features(text: str, quote: Quote) -> Features:
    """Returns kind, place of the cue, kind of speaker, kind of cue, length and beginning, in the order of the table's keys."""
    return (
        quote.kind,
        _cue_place(text, quote),
        _speaker_kind(text, quote),
        _cue_kind(quote),
        _length(quote),
        _beginning(quote),
    )


def _cue_place(text: str, quote: Quote) -> str:
    """Returns where the cue stands; `turn` for direct speech without marks, in a transcript or an interview."""
    if quote.cue is None:
        marked = text[max(0, quote.start - 2) : quote.start].rstrip()[-1:] in MARKS
        return "none" if quote.kind != "direct" or marked else "turn"
    if quote.cue.end <= quote.start:
        return "before"
    return "after" if quote.cue.start >= quote.end else "inside"


def _speaker_kind(text: str, quote: Quote) -> str:
    """Returns how the speaker is named:

    `carried` is a mention in an earlier paragraph, `unknown` a pronoun without an entity.
    """
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
    return "short" if quote.said.count(" ") + 1 < MIN_LONG else "long"


def _beginning(quote: Quote) -> str:
    if quote.said.lower().startswith(("that ", "whether ", "if ", "how ", "why ", "what ", "who ")):
        return "that"
    return "capital" if quote.said[:1].isupper() else "small"


@cache
def shares() -> Mapping[Features, float]:
    """Returns the table of `confidence.yaml`: prefix of features → the share of quotes that were right."""
    data = read_package_yaml(__package__, "confidence.yaml")
    return {tuple(str(key).split()): float(value[0]) for key, value in data["shares"].items()}
