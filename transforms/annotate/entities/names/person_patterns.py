"""Finds people that the model missed: after a title, before an age, or by a given name."""

import re

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.ages import age_follows
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.set_before import noun_set_before
from transforms.annotate.words import Words

LONGEST = 4  # words of a person's name
ROMAN_NUMERAL = re.compile(r"[IVX]{1,5}")
AFTER_AGE = frozenset([",", ")", ".", ";"])


def person_in_run(words: Words, run: tuple[int, int]) -> NameMention | None:
    """Returns the person's name in a run of capitalised words, without titles and postnominal letters, or None."""
    first, has_title = _name_after_titles(words, run)
    last = _end_before_postnominals(words, first, run[1])
    # the number of "Pope Quillen II" is part of the name, but does not count as a word
    numbered = last - first > 1 and ROMAN_NUMERAL.fullmatch(words.form[last - 1]) is not None
    length = last - first - numbered
    if not 1 <= length <= LONGEST or "&" in words.form[first:last] or _ends_another_name(words.form[last - 1 - numbered]):
        return None
    if has_title and (length > 1 or _title_has_capital(words, first)):
        return NameMention(first, last, "person", "rule")
    noun = noun_set_before(words, run[0], run[1]) if length > 1 else None
    if noun is not None and words.form[noun] in person_nouns():
        return NameMention(first, last, "person", "rule")
    if length > 1 and (name_lists().is_given_name(words.form[first]) or _age_and_mark_follow(words, last)):
        return NameMention(first, last, "person", "rule")
    return None


def _name_after_titles(words: Words, run: tuple[int, int]) -> tuple[int, bool]:
    """Returns the first token of the name in a run, and whether a title stands before it."""
    lists, (first, last) = name_lists(), run
    before = words.form[first - 1].lower() if first else ""
    has_title = before in lists.titles or (last - first > 1 and before in person_nouns())
    while first < last - 1 and (_is_title(words, first) or words.form[first] in well_known_names().groups):
        has_title = has_title or _is_title(words, first)
        first += 1
    if not lists.is_given_name(words.form[first]):  # "Financial Officer Ana Brandt"
        if last - first > 2 and _is_noun_before_given_name(words, first):
            return first + 1, True
        titles = [i for i in range(first + 1, last - 1) if _is_title(words, i)]
        if titles and lists.is_given_name(words.form[titles[-1] + 1]):
            return titles[-1] + 1, True
    return first, has_title


def _is_noun_before_given_name(words: Words, i: int) -> bool:
    """Whether a noun for a person stands before a given name: "Rancher Ana Brandt"."""
    return words.form[i].lower() in person_nouns() and name_lists().is_given_name(words.form[i + 1])


def _is_title(words: Words, i: int) -> bool:
    return words.form[i].lower() in name_lists().titles


def _end_before_postnominals(words: Words, first: int, last: int) -> int:
    """Returns the end of the name before postnominal letters: "Ana Brandt KC"."""
    while last - first > 2 and words.form[last - 1].lower() in name_lists().postnominals:
        last -= 1
    return last


def _ends_another_name(form: str) -> bool:
    lists, word = name_lists(), form.lower()
    return word in lists.all_heads or word in lists.not_names or word in lists.titles


def _title_has_capital(words: Words, first: int) -> bool:
    """Whether the title before a single word has a capital: "Mayor Brandt", but not "mayor Brandt" or "Mayor BRANDT"."""
    return first > 0 and words.form[first - 1][0].isupper() and not words.form[first].isupper()


def _age_and_mark_follow(words: Words, last: int) -> bool:
    return age_follows(words, last) and last + 2 < len(words) and words.form[last + 2] in AFTER_AGE
