"""Recognizes role nouns: where they begin, whether they are plural, and their singular."""

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.roles.context import HYPHENS, RoleContext

# Words that can follow a role noun: "mayor-elect", "professor emerita".
SUFFIXES = frozenset(["elect", "emeritus", "emerita", "designate"])
PLURAL_TITLES = {"sens": "sen", "reps": "rep", "govs": "gov", "gens": "gen"}


def role_noun_start(context: RoleContext, last: int) -> int | None:
    """Returns the first word of the role noun whose last word is `last`; None when no role noun ends there.

    Some role nouns have several words: "co-chair", "attorney general", "president-elect".
    """
    lists, low = role_lists(), context.low
    if low[last] in SUFFIXES and last:
        before = last - 2 if low[last - 1] in HYPHENS else last - 1
        return role_noun_start(context, before) if before >= 0 else None
    if context.is_abbreviation_dot(last):
        return last - 1 if context.is_capitalized(last - 1) else None
    compound = _compound_start(context, last)
    if compound < last and "".join(low[compound : last + 1]) in lists.nouns:
        return compound
    phrase = lists.phrases.longest_ending_at(low, last + 1)
    if phrase:
        return phrase.first
    if low[last] in lists.nouns:
        return compound
    return last if low[last] in lists.titles and context.is_capitalized(last) else None


def is_plural(context: RoleContext, last: int) -> bool:
    """Whether the role noun with this last word is in the plural."""
    if context.is_abbreviation_dot(last):
        last -= 1
    word = context.low[last]
    return role_lists().nouns.get(word, word) != word or word.removesuffix(".") in PLURAL_TITLES


def singular(context: RoleContext, first: int, last: int) -> str:
    """Returns the text of words `first` to `last` (excluded) with role nouns in the singular: "co-chair" for "co-chairs"."""
    out = ""
    for i in range(first, last):
        needs_no_space = i == first or context.touches_previous(i)
        text = context.text_of(i, i + 1)  # in a translated parse, not the form
        out += ("" if needs_no_space else " ") + (_singular_word(text) if text == context.words.form[i] else text)
    return out


def _compound_start(context: RoleContext, last: int) -> int:
    """Returns the first word of the hyphenated compound that ends with word `last`."""
    first = last
    while (
        first >= 2
        and context.low[first - 1] in HYPHENS
        and context.touches_previous(first - 1)
        and context.touches_previous(first)
    ):
        first -= 2
    return first


def _singular_word(form: str) -> str:
    """Returns a word in the singular, with its capitals, when it is a role noun; otherwise the word."""
    low = form.lower()
    title = low.removesuffix(".")
    if title in PLURAL_TITLES:
        singular_form = PLURAL_TITLES[title] + low[len(title) :]
    else:
        singular_form = role_lists().nouns.get(low, low)
    if singular_form == low:
        return form
    if singular_form == low[:-1] and form[:-1].isupper():
        return singular_form.upper()  # MPs
    return singular_form.capitalize() if form[:1].isupper() else singular_form
