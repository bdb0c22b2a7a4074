"""Words for people that name nobody, read once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class PersonWords:
    """Sets of lower-case nouns for one man, one woman, one person of either kind.

    `lives`: verbs whose subjects are people.
    """

    man: frozenset[str]
    woman: frozenset[str]
    one: frozenset[str]
    lives: frozenset[str]

    def gender(self, noun: str) -> str | None:
        """`he` or `she`, when the noun itself tells.

        >>> person_words().gender("spokeswoman"), person_words().gender("mayor")
        ('she', None)
        """
        return "he" if noun in self.man else "she" if noun in self.woman else None

    def __contains__(self, noun: str) -> bool:
        return noun in self.one or noun in self.man or noun in self.woman


@cache
def person_words() -> PersonWords:
    data = yaml.safe_load((files(__package__) / "persons.yaml").read_text("utf-8"))
    return PersonWords(**{name: frozenset(str(data[name]).split()) for name in ("man", "woman", "one", "lives")})
