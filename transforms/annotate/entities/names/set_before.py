"""Finds the noun that stands before a name between commas: "the chairman, Ana Brandt, said"."""

from transforms.annotate.words import Words

DETERMINERS = frozenset(["the", "a", "an", "his", "her", "their", "its", "my", "our"])
BEFORE_NOUN = 5  # tokens in which the determiner of "the club's new head coach, Ana Brandt," stands
LINKS = frozenset(["of", "for", "at", "in"])
AFTER_NAME = frozenset([",", ".", ";", ")", ":"])
SPLITTING_TAGS = ("VB", "MD", "PRP", "WP", "CC")  # first letters of tags that don't stand between determiner and noun


def noun_set_before(words: Words, first: int, last: int) -> int | None:
    """Returns the noun that a name explains, or None. `first`, `last`: the words of the name, the last one excluded.

    The noun is common, has a determiner, and the name ends at a mark: in "He told the chairman, Brandt said" it does not.
    """
    noun = first - 2
    if noun < 1 or words.form[first - 1] != "," or not AFTER_NAME.issuperset(words.form[last : last + 1] or [""]):
        return None
    if words.form[noun - 3 : noun + 1] == ["-", "in", "-", "law"]:
        noun -= 4
    if words.tag[noun] != "NN" or not words.form[noun].islower():
        return None
    for i in range(noun - 1, max(-1, noun - 1 - BEFORE_NOUN), -1):
        if words.form[i].lower() in DETERMINERS:
            return noun if i < 2 or words.form[i - 1] not in LINKS else _before_link(words, i - 1)
        if _splits(words, i):
            return None
    return None


def _splits(words: Words, i: int) -> bool:
    """Whether word `i` does not stand between a determiner and its noun; "and" between nouns does: "his coach and friend"."""
    if words.form[i] == "and" and words.tag[i - 1] == "NN":
        return False
    return words.tag[i].startswith(SPLITTING_TAGS) and words.tag[i] != "PRP$"


def _before_link(words: Words, link: int) -> int | None:
    """Returns the noun of "the director of the ministry", at which the name is aimed, or None."""
    return link - 1 if words.tag[link - 1] == "NN" and words.form[link - 1].islower() else None
