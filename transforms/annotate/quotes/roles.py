"""What a speaker is: the role that the article gives nearest before the quote, else its first.

One without a name is what the words say: "a spokesman for the union".
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from transforms.annotate.entities.roles.context import NameSpan, RoleContext
from transforms.annotate.entities.roles.phrases import role_phrase_at
from transforms.annotate.quotes.phrases import Cast
from transforms.records import Entity, Quote, Role, Speaker

REACH = 200  # characters of a sentence looked at, to either side of the speaker
STOP = re.compile(r"[a-z\d)][.!?][”\"’']*\s+(?=[A-Z“\"])|\n")


def with_roles(people: Cast, entities: Sequence[Entity], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes, each speaker with the role and affiliation that the article says, if it does."""
    roles = {e.id: e.roles for e in entities if e.roles}
    scene: RoleContext | None = None
    out = []
    for quote in quotes:
        speaker = quote.speaker
        if speaker is not None and speaker.entity in roles:
            at = quote.start if speaker.start is None or speaker.end is None else speaker.end
            one = nearest(people.words.text, roles[speaker.entity], at)
            quote = replace(quote, speaker=replace(speaker, role=one.role, affiliation=one.affiliation))
        elif speaker is not None and speaker.entity is None and speaker.name is not None and speaker.start is not None:
            scene = scene or _scene(people, entities)
            quote = replace(quote, speaker=_unnamed(scene, speaker, speaker.start))
        out.append(quote)
    return tuple(out)


def _scene(people: Cast, entities: Sequence[Entity]) -> RoleContext:
    numbers = {e.id: k for k, e in enumerate(entities)}
    found = {
        (first, last): NameSpan(first, last, entity.type, numbers[entity.id])
        for entity, mention, first, last in people.by_word.values()
        if mention.kind == "name"
    }
    return RoleContext(people.words, sorted(found.values()), lambda k: entities[k].name)


def _unnamed(scene: RoleContext, speaker: Speaker, start: int) -> Speaker:
    """ "a spokesman for the union" as the role that it is; several officials have none, one of a name has its own."""
    first = bisect_left(scene.words.start, start)
    found = role_phrase_at(scene, first) if first < len(scene.words) else None
    if found is None or found.plural or found.last in scene.people:
        return speaker
    return replace(speaker, role=found.role, affiliation=found.affiliation)


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
