"""What a speaker is: the role that the article gives nearest before the quote, else its first."""

from dataclasses import replace

from transforms.records import Entity, Role, Speaker
from transforms.text import Span


def with_role(speaker: Speaker | None, entities: dict[str, Entity], sentence: Span) -> Speaker | None:
    """The speaker with role and affiliation of its entity. `sentence`: where it is named as the one who speaks."""
    roles = entities[speaker.entity].roles if speaker and speaker.entity in entities else ()
    if speaker is None or not roles:
        return speaker
    one = nearest(roles, sentence)
    return replace(speaker, role=one.role, affiliation=one.affiliation)


def nearest(roles: tuple[Role, ...], sentence: Span) -> Role:
    """Of roles in text order: the first of the same sentence, else the last one before it, else the first of all.

    >>> said = (Role("judge", None, 0, 5), Role("mayor", None, 50, 55), Role("author", None, 90, 96))
    >>> [nearest(said, Span(*s)).role for s in ((45, 60), (60, 80), (200, 210))]
    ['mayor', 'mayor', 'author']
    """
    inside = [r for r in roles if sentence.start <= r.start < sentence.end]
    before = [r for r in roles if r.start < sentence.start]
    return (inside or before[-1:] or roles)[0]
