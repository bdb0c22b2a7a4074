"""Recognizes the portfolios of ministers, which are no names: "Transport Minister", "Minister of Water and Trade"."""

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

OFFICES = frozenset(["minister", "ministers", "undersecretary"])
OFFICES_BEFORE = OFFICES | {"secretary"}
IN_LIST = frozenset([",", "and", "&"])
FARTHEST = 10  # tokens from the office to the last portfolio of its list


def is_portfolio(words: Words, name: NameMention) -> bool:
    """Whether a name that is no person, place or group is the portfolio of the minister named right after or before it."""
    if name.kind in ("person", "place", "group"):
        return False
    after = words.form[name.last].lower() if name.last < len(words) else ""
    return after in OFFICES or _office_stands_before(words, name)


def _office_stands_before(words: Words, name: NameMention) -> bool:
    """Whether "Minister of" stands before the name, or before the list of capitalised words that it belongs to."""
    i = name.first - 1
    while i > name.first - FARTHEST and i > 0 and (words.form[i] in IN_LIST or words.form[i][:1].isupper()):
        i -= 1
    return i > 0 and words.form[i].lower() in ("of", "for") and words.form[i - 1].lower() in OFFICES_BEFORE
