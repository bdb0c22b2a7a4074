"""Finds misspelt given names: "Kirsten Brandt" after "Kristen Brandt"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from transforms.annotate.entities.lexicon.name_lists import name_lists

SHORTEST = 5  # letters; "Joan" and "John" are two names
MOST_COMPARED = 20  # given names with the same initial and surname; a text with more of them is a list


def misspelt_names(by_ends: Mapping[tuple[str, str], Sequence[str]]) -> dict[str, str]:
    """Returns folded full name → the earlier name in the text of which it is a misspelling.

    `by_ends`: (given name, surname) → the full names with these first and last words, in text order.
    """
    out: dict[str, str] = {}
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for given, surname in by_ends:
        earlier = seen[given[0], surname]
        right = next((other for other in earlier[-MOST_COMPARED:] if _may_be_misspelt(given, other)), None)
        if right is None:
            earlier.append(given)
        else:
            out.update((form, by_ends[right, surname][0]) for form in by_ends[given, surname])
    return out


def _may_be_misspelt(given: str, other: str) -> bool:
    if min(len(given), len(other)) < SHORTEST or not is_one_edit_apart(given, other):
        return False
    gender = name_lists().gender_of_given_name(given)
    return gender is None or gender == name_lists().gender_of_given_name(other)


def is_one_edit_apart(one: str, other: str) -> bool:
    """Whether two words differ by at most one edit: a letter added, removed or replaced, or two neighbours swapped.

    >>> is_one_edit_apart("kirsten", "kristen"), is_one_edit_apart("kristin", "kirsten")
    (True, False)
    """
    if len(one) < len(other):
        one, other = other, one
    i = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if len(one) == len(other):
        is_swap = one[i : i + 2] == other[i : i + 2][::-1] and one[i + 2 :] == other[i + 2 :]
        return is_swap or one[i + 1 :] == other[i + 1 :]
    return len(one) == len(other) + 1 and one[i + 1 :] == other[i:]
