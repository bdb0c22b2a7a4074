"""Finds the names that stand in one list: "Velmarsh, Quill and Brandt". They are mostly of one type."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

CONJUNCTIONS = frozenset(["and", "or", "&"])
BETWEEN = CONJUNCTIONS | {",", ";", "/", "the"}
FEWEST = 3  # names in a list without a conjunction: "Velmarsh, Ohio" is none
MOST_BETWEEN = 3  # tokens between two names of a list: ", and the"


def listed_names(words: Words, names: Iterable[NameMention]) -> Iterator[list[NameMention]]:
    """Yields the names of each list. `names`: all names of the text, in order."""
    listed: list[NameMention] = []
    has_conjunction = False
    for name in names:
        between = words.form[listed[-1].last : name.first] if listed else []
        if 0 < len(between) <= MOST_BETWEEN and BETWEEN.issuperset(between) and between != ["the"]:
            has_conjunction = has_conjunction or not CONJUNCTIONS.isdisjoint(between)
        else:
            if _is_list(listed, has_conjunction):
                yield listed
            listed, has_conjunction = [], False
        listed.append(name)
    if _is_list(listed, has_conjunction):
        yield listed


def _is_list(names: Sequence[NameMention], has_conjunction: bool) -> bool:
    return len(names) >= (2 if has_conjunction else FEWEST)


def sign_of_others(kinds: Counter[str], own: str | None) -> str | None:
    """Returns the sign of the type that most other names of a list have, or None.

    `kinds`: the sure types of all its names. `own`: the sure type of the name itself, or None.

    >>> sign_of_others(Counter(place=3, person=1), "place"), sign_of_others(Counter(place=1), "place")
    ('beside: place', None)
    """
    others = kinds - Counter([own] if own else [])
    kind = max(others, key=lambda kind: others[kind], default=None)
    return f"beside: {kind}" if kind is not None and others[kind] * 2 > others.total() else None
