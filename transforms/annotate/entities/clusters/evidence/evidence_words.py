"""Loads the words beside a name that show its type."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.package_yaml import read_package_yaml

Types = Mapping[str, tuple[str, ...]]
"""Lower-case word → the entity types that it shows in one position."""


@dataclass(frozen=True)
class EvidenceWords:
    """The words of `words.yaml`, by their position beside a name; comments in the file explain each list with an example."""

    nouns: Types
    after: Types
    of: Types
    prepositions: Types
    subject_verbs: Types
    object_verbs: Types
    last_words: Types
    motion: frozenset[str]
    located: frozenset[str]

    def types_of_noun(self, noun: str) -> tuple[str, ...]:
        """Returns the types that a noun names.

        >>> evidence_words().types_of_noun("town"), evidence_words().types_of_noun("mayor")
        (('place',), ('person',))
        """
        found = self.nouns.get(noun)
        if found is not None:
            return found
        return ("person",) if noun in person_nouns() or noun in role_lists().nouns else ()


@cache
def evidence_words() -> EvidenceWords:
    """Returns the words that ship with the package, read once in a process."""
    data = read_package_yaml(__package__, "words.yaml")
    fields: dict[str, Any] = {
        key: frozenset(lists.split()) if isinstance(lists, str) else _types_by_word(lists) for key, lists in data.items()
    }
    return EvidenceWords(**fields)


def _types_by_word(lists: Mapping[str, str]) -> Types:
    out: dict[str, tuple[str, ...]] = {}
    for kind, text in lists.items():
        for word in dict.fromkeys(text.split()):
            out[word] = (*out.get(word, ()), kind)
    return out
