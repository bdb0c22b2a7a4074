"""Extends spans of the model by missing parts of the name: half of a person's name, or the rest of a hyphenated word."""

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.well_known import well_known_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import PROPER_NOUN_TAGS
from transforms.annotate.words import Words

HYPHENS = frozenset("-‑")
LONGEST_SYLLABLE = 5  # letters of a lower-case second half: "Su-jin"


def with_neighbour(words: Words, name: NameMention) -> NameMention:
    """Returns a one-word span extended by the given name before it or the surname after it, as a person.

    Other spans are returned unchanged.
    """
    form = words.form[name.first]
    if name.length != 1 or not form[:1].isupper() or name.kind not in ("person", "organization", "place"):
        return name
    if _is_surname_of_word_before(words, name.first):
        return name._replace(first=name.first - 1, kind="person")
    if name_lists().is_given_name(form) and _is_surname_after(words, name.last):
        return name._replace(last=name.last + 1, kind="person")
    return name


def _is_surname_of_word_before(words: Words, i: int) -> bool:
    """Whether token `i` is a surname and the token before it a given name, or half of the same name."""
    form = words.form[i]
    if not i or words.end[i - 1] + 1 != words.start[i] or form.lower() in name_lists().all_heads:
        return False
    before = words.form[i - 1]
    if words.tag[i - 1][:1] in ("N", "J") and before[:1].isupper() and name_lists().is_given_name(before):
        return True
    # the model saw only one of two adjacent names, which together are probably a person's name
    return _may_be_half_of_name(words, i - 1) and words.head[i - 1] == i and form not in well_known_names().types


def _is_surname_after(words: Words, i: int) -> bool:
    return i < len(words) and _may_be_half_of_name(words, i) and words.end[i - 1] + 1 == words.start[i]


def _may_be_half_of_name(words: Words, i: int) -> bool:
    """Whether token `i` is a capitalised proper noun that is not a title and not a name by itself."""
    form, lists = words.form[i], name_lists()
    if words.tag[i] not in PROPER_NOUN_TAGS or not form[:1].isupper() or not form.isalpha() or form.isupper():
        return False
    is_listed = any(form.lower() in listed for listed in (lists.titles, lists.not_names, lists.all_heads))
    return not is_listed and form not in well_known_names().types


def with_word_after_hyphen(words: Words, name: NameMention) -> NameMention:
    """Returns the span with the rest of a word that the tokenizer split: "Lim Su" + "-" + "jin"; "-based" is not added."""
    last = name.last
    while (end := _end_of_hyphenated_word(words, last)) is not None:
        last = end
    return name._replace(last=last)


def _end_of_hyphenated_word(words: Words, i: int) -> int | None:
    """Returns the end of the tokens that a hyphen joins to the token before `i`; None when there are none."""
    if i >= len(words) or words.start[i] != words.end[i - 1]:
        return None
    form = words.form[i]
    if form[0] in HYPHENS and len(form) > 2:  # "-jin" is one token
        return i + 1 if form[1:].lower() not in name_lists().hyphen_suffixes else None
    if form in HYPHENS and i + 1 < len(words) and words.start[i + 1] == words.end[i]:
        return i + 2 if _may_follow_hyphen(words.form[i + 1]) else None
    return None


def _may_follow_hyphen(form: str) -> bool:
    is_half = form[0].isupper() or len(form) <= LONGEST_SYLLABLE
    return form.isalpha() and is_half and form.lower() not in name_lists().hyphen_suffixes
