"""One entry for all feeds that list it, less those that are done or wait already."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from transforms.records import Entry


class Keys(Protocol):
    """`SettledKeys`, or a set in a test."""

    def __contains__(self, ident: str, /) -> bool: ...


def merge(entries: Iterable[Entry]) -> Entry:
    """Entries of one id as one: the first by feed name tells title and dates, `feeds` names them all.

    >>> merge([Entry("1", "u", ("b",)), Entry("1", "u", ("a",))]).feeds
    ('a', 'b')
    """
    ranked = sorted(entries, key=lambda e: (e.feeds, e.url, e.title))
    feeds = dict.fromkeys(feed for e in ranked for feed in e.feeds)
    return replace(ranked[0], feeds=tuple(feeds))


def fresh(entry: Entry, settled: Keys, waiting: Mapping[str, tuple[str, ...]]) -> Entry | None:
    """The entry if there is news in it: it is not settled, and does not wait yet for all the feeds that list it."""
    if entry.id in settled:
        return None
    if set(entry.feeds) <= set(waiting.get(entry.id, ())):
        return None
    return entry
