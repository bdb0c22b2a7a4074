"""Loads the word lists of `words.yaml`, once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class QuoteWords:
    """Lower-case words (`abbreviated_titles`: as they are written); the file says what each list is for."""

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
    performing_verbs: frozenset[str]


@cache
def quote_words() -> QuoteWords:
    """The lists that ship with the package."""
    data = yaml.safe_load((files(__package__) / "words.yaml").read_text("utf-8"))
    return QuoteWords(**{name: frozenset(str(words).split()) for name, words in data.items()})
