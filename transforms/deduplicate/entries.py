"""Decides before the fetch which entries are processed: one for all feeds that list it, unless it is settled or waiting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from transforms.articles import Entry, Recheck, Sighting
from transforms.keys import forgotten_name, listed_name
from transforms.web.urls import address_key


class KeySet(Protocol):
    """A collection of keys that can be searched: `SettledKeys`, or a set in a test."""

    def __contains__(self, ident: str, /) -> bool: ...


@dataclass(frozen=True)
class WaitingEntry:
    """The fields of a waiting entry that are needed here. `address`: in the form of `address_key`. `also`: its other keys.

    `again`: the entry has a record already, and waits to be fetched again.
    """

    feeds: tuple[str, ...]
    address: str
    also: tuple[str, ...] = ()
    again: bool = False


def merge_entries(entries: Iterable[Entry]) -> Entry:
    """Merges the entries of one id: title and dates come from the first feed by name, and `feeds` lists all of them.

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
    """The entry if it is new or updates a waiting one; a sighting if it is settled and further feeds list it; or None.

    A waiting entry is updated when another feed lists it or its address has changed. An entry with a new id whose guid belongs
    to a waiting entry replaces that one. A forgotten entry never gives a sighting. `by_name`: other key → id of the waiting
    entry.
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
    waiting_entry = waiting.get(entry.id)
    if waiting_entry and set(entry.feeds) <= set(waiting_entry.feeds) and address_key(entry.url) in ("", waiting_entry.address):
        return None
    return entry


def changed_again(entry: Entry, settled: KeySet, waiting: Mapping[str, WaitingEntry]) -> Entry | None:
    """The entry for another fetch, when it is settled and its feed announces a change for the first time; else None.

    None also when the entry is waiting for another fetch already. `entry.mark`: the key of the change that its feed announces.
    The `past` of the result is looked up when it is fetched.
    """
    if entry.mark is None or entry.id not in settled or entry.mark in settled or forgotten_name(entry.id) in settled:
        return None
    waiting_entry = waiting.get(entry.id)
    return None if waiting_entry and waiting_entry.again else replace(entry, past=Recheck.unknown())
