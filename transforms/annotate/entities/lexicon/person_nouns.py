"""Loads the nouns that refer to people: "the girl", "a spokeswoman", "the mayor"."""

from dataclasses import dataclass
from functools import cache

from transforms.annotate.package_yaml import read_package_yaml


@dataclass(frozen=True)
class PersonNouns:
    """Lower-case nouns for a man, for a woman, and for a person of either gender; `mostly_male`: offices that women hold too.

    `life_verbs`: verbs whose subjects are people ("was born", "married").
    """

    male: frozenset[str]
    mostly_male: frozenset[str]
    female: frozenset[str]
    either: frozenset[str]
    life_verbs: frozenset[str]

    def gender(self, noun: str) -> str | None:
        """Returns `he` or `she` when the noun itself shows the gender; otherwise None.

        >>> person_nouns().gender("spokeswoman"), person_nouns().gender("mayor")
        ('she', None)
        """
        return "he" if noun in self.male or noun in self.mostly_male else "she" if noun in self.female else None

    def __contains__(self, noun: str) -> bool:
        return noun in self.either or noun in self.male or noun in self.female or noun in self.mostly_male


@cache
def person_nouns() -> PersonNouns:
    """Returns the nouns of `persons.yaml`, read once in a process."""
    data = read_package_yaml(__package__, "persons.yaml")
    return PersonNouns(**{name: frozenset(str(words).split()) for name, words in data.items()})
