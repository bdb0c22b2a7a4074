"""Finds the place in a dateline: "VELMARSH — Growers said", "NORTH DELTA: Growers said"."""

from collections.abc import Iterator

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

TOP = 6  # first paragraphs, one of which may have the dateline of the article
LONGEST = 3  # words of the place
SHORTEST = 4  # letters of the place: "CEO: …" is no dateline
FEWEST = 12  # tokens of the paragraph; a shorter one is a label
COMPASS = frozenset(["north", "south", "east", "west"])
ENDS = frozenset(["—", "–", "--", "-", ":", ",", "("])


def find_datelines(words: Words) -> Iterator[NameMention]:
    """Yields the place of each dateline among the first paragraphs: words in capitals before a dash, a colon or a bracket."""
    for first, last in words.paragraphs[:TOP]:
        end = first
        while end < min(last, first + LONGEST) and _is_capitals(words.form[end]):
            end += 1
        if end == first or last - first < FEWEST or words.form[end] not in ENDS:
            continue
        if sum(map(len, words.form[first:end])) < SHORTEST or not _goes_on_in_lower_case(words, end, last):
            continue
        if not any(_is_no_place(form) for form in words.form[first:end]):
            yield NameMention(first, end, "place", "rule")


def _is_capitals(form: str) -> bool:
    return form.isalpha() and form.isupper() and len(form) > 1


def _goes_on_in_lower_case(words: Words, end: int, last: int) -> bool:
    return any(form.islower() for form in words.form[end + 1 : last])


def _is_no_place(form: str) -> bool:
    word, lists = form.lower(), name_lists()
    listed = (lists.not_names, lists.not_organizations, lists.titles, lists.all_heads)
    return word not in COMPASS and any(word in words for words in listed)
