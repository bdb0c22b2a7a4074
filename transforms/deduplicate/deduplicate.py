"""One entry for all feeds that list it, less those that are done or wait already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from transforms.articles import Entry, Past, Sighting
from transforms.keys import forgotten_name, listed_name
from transforms.web.urls import address_key


class KeySet(Protocol):
    """`SettledKeys`, or a set in a test."""

    def __contains__(self, ident: str, /) -> bool: ...


@dataclass(frozen=True)
class WaitingEntry:
    """What has to be known of an entry that waits: its feeds, the form of its address for identity, its other names.

    `again`: it is a record, and is looked at again at the next occasion.
    """

    feeds: tuple[str, ...]
    address: str
    also: tuple[str, ...] = ()
    again: bool = False


def merge_entries(entries: Iterable[Entry]) -> Entry:
    """Entries of one id as one: the first by feed name tells title and dates, `feeds` names them all.

    >>> merge_entries([Entry("1", "u", ("b",)), Entry("1", "u", ("a",))]).feeds
    ('a', 'b')
    """
    ranked = sorted(entries, key=lambda e: (e.feeds, e.url, e.title))
    feeds = dict.fromkeys(feed for e in ranked for feed in e.feeds)
    also = dict.fromkeys(name for e in ranked for name in e.also)
    return replace(ranked[0], feeds=tuple(feeds), also=tuple(also))


def new_or_sighted(
    entry: Entry, settled: KeySet, waiting: Mapping[str, WaitingEntry], by_name: Mapping[str, str]
) -> Entry | Sighting | None:
    """The entry if there is news in it, a sighting if it is settled and other feeds list it now, or None: of what was forgotten
    nothing is said.

    An entry that waits is news when another feed lists it, or when its address has changed. So is one whose id is new and
    whose feed calls it by a guid that waits: it takes the place of that one. `by_name`: other names → ids that wait.
    """
    if entry.id in settled:
        feeds = tuple(feed for feed in entry.feeds if listed_name(entry.id, feed) not in settled)
        if not feeds or forgotten_name(entry.id) in settled:
            return None
        return Sighting(entry.id, entry.id, feeds, entry.url, entry.seen_at)
    if entry.id not in waiting:
        if any(name in settled for name in entry.also):
            return None
        entry = replace(entry, id=next((by_name[name] for name in entry.also if name in by_name), entry.id))
    known = waiting.get(entry.id)
    if known and set(entry.feeds) <= set(known.feeds) and address_key(entry.url) in ("", known.address):
        return None
    return entry


def changed_again(entry: Entry, settled: KeySet, waiting: Mapping[str, WaitingEntry]) -> Entry | None:
    """The entry as it is looked at again, when it is settled and its feed says for the first time that it changed; or None.

    A feed that says so each time is heard again when what it said before was looked into.
    """
    if entry.mark is None or entry.id not in settled or entry.mark in settled or forgotten_name(entry.id) in settled:
        return None
    known = waiting.get(entry.id)
    return None if known and known.again else replace(entry, past=Past.unknown())
