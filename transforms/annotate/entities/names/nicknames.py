"""Names with a nickname between marks or brackets: Robert "Bob" Brandt."""

from collections.abc import Iterator

from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.named import NAME_TAGS, Named
from transforms.annotate.words import Words

OPENING = frozenset("\"“‘'(")
CLOSING = frozenset("\"”’')")
LONGEST = 3  # words of the nickname


def nicknamed(words: Words) -> Iterator[Named]:
    """A given name, a nickname between marks, a surname."""
    form, known = words.form, lists()
    for i, mark in enumerate(form):
        if mark not in OPENING or not i or not known.is_given(form[i - 1]) or not _is_name(words, i - 1):
            continue
        end = next((k for k in range(i + 2, min(i + LONGEST + 2, len(words) - 1)) if form[k] in CLOSING), None)
        if end is None or not _is_name(words, end + 1) or words.end[i - 1] == words.start[i]:
            continue
        if words.end[i] == words.start[i + 1] and words.end[end] + 1 == words.start[end + 1] and form[i + 1][0].isupper():
            yield Named(i - 1, end + 2, "person", found=True)


def _is_name(words: Words, i: int) -> bool:
    return words.tag[i] in NAME_TAGS and words.form[i][0].isupper()
