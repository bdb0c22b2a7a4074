"""The word lists of `words.yaml`, read once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Lists:
    """Lower-case words; what each list is for is said in the file."""

    named_as: frozenset[str]
    links: frozenset[str]
    light: frozenset[str]
    when: frozenset[str]
    nobody: frozenset[str]
    documents: frozenset[str]
    before_names: frozenset[str]
    goes_on: frozenset[str]
    sources: frozenset[str]
    occasions: frozenset[str]
    papers: frozenset[str]
    speaks_for: frozenset[str]
    principals: frozenset[str]
    performs: frozenset[str]


@cache
def lists() -> Lists:
    data = yaml.safe_load((files(__package__) / "words.yaml").read_text("utf-8"))
    return Lists(**{name: frozenset(str(words).split()) for name, words in data.items()})
