"""Adds a role to each speaker: the one that the article states nearest before the quote, or its first one.

A speaker without a name can have a role in the mention itself: "a spokesman for the union".
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from transforms.annotate.entities.roles.context import ClusterName, RoleContext
from transforms.annotate.entities.roles.phrases import role_phrase_at
from transforms.annotate.quotes.speakers.mentions import Mentions
from transforms.records import Entity, Quote, Role, Speaker

REACH = 200  # characters of a sentence that are searched, to either side of the speaker
SENTENCE_END = re.compile(r"[a-z\d)][.!?][”\"’']*\s+(?=[A-Z“\"])|\n")


def with_roles(mentions: Mentions, entities: Sequence[Entity], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Returns the quotes, each speaker with the role and affiliation that the article states, if any."""
    roles = {e.id: e.roles for e in entities if e.roles}
    context = cache(lambda: _context(mentions, entities))  # few texts need it
    return tuple(
        quote if quote.speaker is None else replace(quote, speaker=_with_role(mentions, context, roles, quote, quote.speaker))
        for quote in quotes
    )


def _with_role(
    mentions: Mentions, context: Callable[[], RoleContext], roles: Mapping[str, Sequence[Role]], quote: Quote, speaker: Speaker
) -> Speaker:
    """Returns the speaker of a quote with its role, if the article states one."""
    if speaker.entity is not None and speaker.entity in roles:
        at = quote.start if speaker.start is None or speaker.end is None else speaker.end
        role = nearest_role(mentions.words.text, roles[speaker.entity], at)
        return replace(speaker, role=role.role, affiliation=role.affiliation)
    if speaker.described and speaker.start is not None:
        return _described(context(), speaker, speaker.start)
    return speaker


def _context(mentions: Mentions, entities: Sequence[Entity]) -> RoleContext:
    """Returns the text and its names in the form that the rules for roles need."""
    numbers = {e.id: k for k, e in enumerate(entities)}
    names = {
        mention.span: ClusterName(mention.first, mention.last, mention.entity.type, numbers[mention.entity.id])
        for mention in mentions.by_word.values()
        if mention.mention.kind == "name"
    }
    return RoleContext(mentions.words, sorted(names.values()), lambda k: entities[k].name)


def _described(context: RoleContext, speaker: Speaker, start: int) -> Speaker:
    """Returns a speaker like "a spokesman for the union" with the role in these words; for a plural, the speaker unchanged."""
    first = bisect_left(context.words.start, start)
    phrase = role_phrase_at(context, first) if first < len(context.words) else None
    if phrase is None or phrase.plural or phrase.last in context.people:
        return speaker
    return replace(speaker, role=phrase.role, affiliation=phrase.affiliation)


def nearest_role(text: str, roles: Sequence[Role], at: int) -> Role:
    """Returns the role that fits a speaker at offset `at` best. `roles`: not empty, in text order.

    It is the last role before `at` in the same sentence; if there is none, the first in the rest of the sentence; then the last
    before the sentence; then the first of all.

    >>> roles = Role("judge", None, 0, 5), Role("mayor", None, 19, 24)
    >>> [nearest_role("Judge Reyes paid. A mayor came.", roles, n).role for n in (12, 20)]
    ['judge', 'mayor']
    """
    match = SENTENCE_END.search(text, at, at + REACH)
    end = match.start() + 1 if match else at + REACH
    before = [r for r in roles if r.start < at]
    sentence = SENTENCE_END.split(text[max(0, at - REACH) : at])[-1]
    if before and before[-1].start >= at - len(sentence):
        return before[-1]
    after = [r for r in roles if at <= r.start < end]
    return (after or before[-1:] or roles)[0]
