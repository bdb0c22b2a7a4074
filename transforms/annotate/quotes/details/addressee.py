"""Finds the named addressee of a quote: `told Reuters`, `said to Brandt`, `in an interview with the Gazette`."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.speakers.mentions import Mentions
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.records import Quote

OBJECTS = frozenset(["dobj", "dative", "iobj"])
PREPOSITIONAL = frozenset(["prep", "dative"])
DEPTH = 4  # levels of the dependency tree below the cue
ADDRESSEE_TYPES = frozenset(["person", "organization", "place", "group"])


def with_addressees(mentions: Mentions, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Returns the quotes, each with the full name of its addressee, or None when none is named."""
    return tuple(replace(quote, addressee=_addressee(mentions, quote)) if quote.cue else quote for quote in quotes)


def _addressee(mentions: Mentions, quote: Quote) -> str | None:
    """Returns the name of the first entity that grammar allows as the addressee and that is not the speaker, or None."""
    start = mentions.words.start
    assert quote.cue is not None
    cue = bisect_left(start, quote.cue.start)
    quoted = {i for first, last in quote.pieces for i in range(bisect_left(start, first), bisect_left(start, last))}
    speaker = quote.speaker.entity if quote.speaker else None
    for i in (*_objects(mentions, cue, quoted), *_prepositional_objects(mentions, cue, quoted)):
        mention = mentions.by_word.get(i)
        if mention and mention.entity.id != speaker and mention.entity.type in ADDRESSEE_TYPES:
            return mention.entity.name
    return None


def _objects(mentions: Mentions, cue: int, quoted: Collection[int]) -> Iterator[int]:
    """Yields the objects of a verb like "tell". `quoted`: the words of the quote, which are left out."""
    words = mentions.words
    if words.form[cue].lower() not in reporting_verbs().addresses:
        return
    yield from (i for i in mentions.children[cue] if words.dep[i] in OBJECTS and i not in quoted)
    for verb in mentions.children[cue]:
        if words.dep[verb] == "ccomp":
            yield from _subjects_of_infinitive(mentions, cue, verb)


def _subjects_of_infinitive(mentions: Mentions, cue: int, verb: int) -> Iterator[int]:
    """Yields the subject of an infinitive below the cue: in "urged Brandt to leave" the parser makes "Brandt" that subject."""
    words, below = mentions.words, mentions.children[verb]
    if any(words.tag[i] == "TO" for i in below):
        yield from (i for i in below if words.dep[i] == "nsubj" and cue < i < verb)


def _prepositional_objects(mentions: Mentions, cue: int, quoted: Collection[int]) -> Iterator[int]:
    """Yields the objects of "to" below the cue, and of "with" below an occasion like "interview", the nearest first."""
    words = mentions.words
    level = [cue]
    for depth in range(DEPTH):
        below = [i for head in level for i in mentions.children[head] if i not in quoted]
        for i in below:
            if _introduces_addressee(mentions, i, depth):
                yield from (k for k in mentions.children[i] if words.dep[k] == "pobj" and k not in quoted)
        level = [i for i in below if words.dep[i] in PREPOSITIONAL or words.form[i].lower() in quote_words().occasions]


def _introduces_addressee(mentions: Mentions, i: int, depth: int) -> bool:
    """Whether a preposition introduces an addressee: "to", but not in "referred to"; or "with" below another word than the cue.

    `depth`: 0 for a word that depends on the cue, 1 for the next level, and so on.
    """
    words = mentions.words
    form, head = words.form[i].lower(), words.form[words.head[i]].lower()
    if words.dep[i] not in PREPOSITIONAL:
        return False
    if form == "with":
        return depth > 0
    return form == "to" and head != "according" and head not in reporting_verbs().to_topic
