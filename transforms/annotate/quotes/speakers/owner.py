"""Finds whose words a noun says that a quote is: “…,” was Brandt's verdict; her reply: “…”; “…” came the answer from Reyes."""

from collections.abc import Sequence

from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.speakers.mentions import Mentions, WordSpan
from transforms.annotate.words import Words

LINKS = frozenset(["was", "is", "were", "are", "came", "comes", "runs", "ran", "went", "goes"])
NEAR = 8  # words between the verb and the noun, or the noun and its owner
SOURCES = frozenset(["of", "from", "by"])
SPEAKER_TYPES = frozenset(["person", "organization"])


def has_verdict(words: Words, after: Sequence[int]) -> bool:
    """Whether the words after a quote say whose words it is: was Brandt's verdict, came the answer from Reyes."""
    return len(after) > 1 and words.form[after[0]].lower() in LINKS and _noun(words, after) is not None


def owner(mentions: Mentions, segment: Sequence[int]) -> WordSpan | None:
    """Returns the words of a person or an organization whose verdict, reply or the like the segment names; or None."""
    noun = _noun(mentions.words, segment)
    if noun is None:
        return None
    owner_before = _possessor(mentions, [i for i in segment if noun - NEAR <= i < noun])
    return owner_before or _source(mentions, noun, [i for i in segment if noun < i <= noun + NEAR])


def _possessor(mentions: Mentions, before: Sequence[int]) -> WordSpan | None:
    """Returns whose noun follows these words: Brandt's first verdict, her reply; or None."""
    words = mentions.words
    for i in reversed(before):
        if words.tag[i] == "PRP$" or (words.tag[i] == "POS" and i - 1 in mentions.by_word):
            return _speaker(mentions, i if words.tag[i] == "PRP$" else i - 1)
        if not words.tag[i].startswith(("JJ", "NN", "CD", "RB")):
            return None
    return None


def _source(mentions: Mentions, noun: int, after: Sequence[int]) -> WordSpan | None:
    """Returns the name after the noun and a preposition: the verdict of Brandt, the answer from Reyes; or None."""
    words = mentions.words
    source = next((i for i in after if words.form[i].lower() in SOURCES and words.head[i] == noun), None)
    named = [] if source is None else [i for i in after if i > source and i in mentions.by_word]
    return _speaker(mentions, named[0]) if named else None


def _noun(words: Words, segment: Sequence[int]) -> int | None:
    """Returns the first noun for what somebody says."""
    near = segment[: 2 * NEAR]
    return next((i for i in near if words.form[i].lower() in quote_words().verdicts and words.tag[i].startswith("NN")), None)


def _speaker(mentions: Mentions, i: int) -> WordSpan | None:
    mention = mentions.by_word.get(i)
    return mention.span if mention is not None and mention.entity.type in SPEAKER_TYPES else None
