"""Loads the word lists of `words.yaml`, once in a process."""

from dataclasses import dataclass
from functools import cache

from transforms.annotate.package_yaml import read_package_yaml


@dataclass(frozen=True)
class QuoteWords:
    """Lists of lower-case words; only `abbreviated_titles` have capitals. The file explains each list."""

    naming_words: frozenset[str]
    title_minor_words: frozenset[str]
    sentence_openers: frozenset[str]
    time_words: frozenset[str]
    impersonal: frozenset[str]
    documents: frozenset[str]
    abbreviated_titles: frozenset[str]
    continuers: frozenset[str]
    headline_sources: frozenset[str]
    occasions: frozenset[str]
    issued_documents: frozenset[str]
    spokespersons: frozenset[str]
    represented_offices: frozenset[str]
    lead_ins: frozenset[str]
    verdicts: frozenset[str]
    performing_verbs: frozenset[str]
    courts: frozenset[str]
    recorded: frozenset[str]
    hosts: frozenset[str]
    questioning_verbs: frozenset[str]
    meeting_verbs: frozenset[str]
    answering_verbs: frozenset[str]
    sources: frozenset[str]
    documents_that_speak: frozenset[str]
    quantities: frozenset[str]


@cache
def quote_words() -> QuoteWords:
    """Returns the lists that ship with the package."""
    data = read_package_yaml(__package__, "words.yaml")
    return QuoteWords(**{name: frozenset(str(words).split()) for name, words in data.items()})
