"""What a speaker is: the role that the article gives nearest before the quote, else its first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.records import Entity, Quote, Role

REACH = 200  # characters of a sentence looked at, to either side of the speaker
STOP = re.compile(r"[a-z\d)][.!?][”\"’']*\s+(?=[A-Z“\"])|\n")


def with_roles(text: str, entities: Iterable[Entity], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes, each speaker with role and affiliation of its entity, where the article says one."""
    roles = {e.id: e.roles for e in entities if e.roles}
    out = []
    for quote in quotes:
        speaker = quote.speaker
        if speaker is not None and speaker.entity in roles:
            at = quote.start if speaker.start is None or speaker.end is None else speaker.end
            one = nearest(text, roles[speaker.entity], at)
            quote = replace(quote, speaker=replace(speaker, role=one.role, affiliation=one.affiliation))
        out.append(quote)
    return tuple(out)


def nearest(text: str, roles: Sequence[Role], at: int) -> Role:
    """Of roles in text order: the last that begins before `at`, or comes in the rest of its sentence; else the first.

    >>> said = Role("judge", None, 0, 5), Role("mayor", None, 19, 24)
    >>> [nearest("Judge Reyes paid. A mayor came.", said, n).role for n in (12, 20)]
    ['judge', 'mayor']
    """
    stop = STOP.search(text, at, at + REACH)
    end = stop.start() + 1 if stop else at + REACH
    before = [r for r in roles if r.start < at]
    sentence = STOP.split(text[max(0, at - REACH) : at])[-1]
    if before and before[-1].start >= at - len(sentence):
        return before[-1]
    after = [r for r in roles if at <= r.start < end]
    return (after or before[-1:] or roles)[0]
