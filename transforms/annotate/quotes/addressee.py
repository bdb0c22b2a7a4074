"""To whom it was said, when that one is named: `told Reuters`, `said to Brandt`, `in an interview with the Gazette`."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.phrases import Cast
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.records import Quote

OBJECTS = frozenset(["dobj", "dative", "iobj"])
STEPS = 4  # words down the tree from the cue
WHO = frozenset(["person", "organization", "place", "group"])


def addressed(people: Cast, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes, each with the canonical name of the one it was said to; None where none is named."""
    return tuple(replace(quote, addressee=_addressee(people, quote)) if quote.cue else quote for quote in quotes)


def _addressee(people: Cast, quote: Quote) -> str | None:
    words = people.words
    assert quote.cue is not None
    cue = bisect_left(words.start, quote.cue.start)
    said = {i for a, b in quote.pieces for i in range(bisect_left(words.start, a), bisect_left(words.start, b))}
    speaker = quote.speaker.entity if quote.speaker else None
    for i in _objects(people, cue, said):
        found = people.by_word.get(i)
        if found and found[0].id != speaker and found[0].type in WHO:
            return found[0].name
    return None


def _objects(people: Cast, cue: int, said: Collection[int]) -> Iterator[int]:
    """The words that the cue's objects, its "to X" and its occasions end in, nearest first. `said`: the quote's own words."""
    words = people.words
    if words.form[cue].lower() in reporting_verbs().addresses:
        yield from (i for i in people.children[cue] if words.dep[i] in OBJECTS and i not in said)
        yield from (i for verb in people.children[cue] if words.dep[verb] == "ccomp" for i in _told_to(people, cue, verb))
    level = [cue]
    for step in range(STEPS):
        below = [i for head in level for i in people.children[head] if i not in said]
        for i in below:
            to = words.form[i].lower() == "to" and words.form[words.head[i]].lower() not in reporting_verbs().to_topic | {
                "according"
            }
            if (to or (step and words.form[i].lower() == "with")) and words.dep[i] in ("prep", "dative"):
                yield from (k for k in people.children[i] if words.dep[k] == "pobj" and k not in said)
        level = [i for i in below if words.dep[i] in ("prep", "dative") or words.form[i].lower() in lists().occasions]


def _told_to(people: Cast, cue: int, verb: int) -> Iterator[int]:
    """Who shall do it: "urged Brandt to leave" is parsed as "Brandt to leave" was urged."""
    words, below = people.words, people.children[verb]
    if any(words.tag[i] == "TO" for i in below):
        yield from (i for i in below if words.dep[i] == "nsubj" and cue < i < verb)
