"""Finds names with a nickname between quotation marks or brackets: Robert "Bob" Brandt, Mary (Molly) Strand."""

from collections.abc import Iterator
from functools import cache

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import PROPER_NOUN_TAGS
from transforms.annotate.token_patterns import Token, TokenPattern
from transforms.annotate.words import Words

OPENING = frozenset("\"“‘'(")
CLOSING = frozenset("\"”’')")


@cache
def _nickname_pattern() -> TokenPattern:
    """Returns the pattern of a given name, a nickname of at most three tokens between marks, and a surname."""
    proper_noun: Token = {"TAG": {"IN": PROPER_NOUN_TAGS}, "IS_TITLE": True}
    return TokenPattern(
        [
            {**proper_noun, "SPACY": True},
            {"ORTH": {"IN": OPENING}, "SPACY": False},
            {"IS_TITLE": True},
            {"ORTH": {"NOT_IN": CLOSING}, "OP": "{,2}"},
            {"ORTH": {"IN": CLOSING}, "SPACY": True},
            proper_noun,
        ]
    )


def names_with_nickname(words: Words) -> Iterator[NameMention]:
    """Yields the names that consist of a given name, a nickname between marks, and a surname."""
    for i in range(1, len(words)):
        if words.form[i] not in OPENING or not name_lists().is_given_name(words.form[i - 1]):
            continue
        match = _nickname_pattern().match(words, i - 1)
        if match is not None:
            yield NameMention(match.first, match.last, "person", "rule")
