"""The data's way: each state of an article on it has a type of its own, and each knows the entry it came from.

Times are ISO 8601 strings, as in `records.py`.
No `from __future__ import annotations` here: Beam and `schema.py` read the field types.
"""

from dataclasses import dataclass

from transforms.records import Removal


@dataclass(frozen=True)
class Said:
    """What a record said, in short hashes (`transforms/fingerprint.py`): enough to tell what another says otherwise.

    `fields`: name and hash. `extracted`: 8 hex digits for each line of the text before cleaning; `kept`: for each of them what
    cleaning left of it, zeros for nothing.
    """

    fields: tuple[tuple[str, str], ...]
    extracted: str
    kept: str


@dataclass(frozen=True)
class Past:
    """The newest record of an article that goes the way again. `source`: its site is asked again, and what comes is a new
    version if it differs from what was `said`; else it is made again from the archive.

    `fetched_at`: of the record. `since`: the first page of the article that was fetched, from which the times of `recheck`
    count. `etag`, `last_modified`: as the page's own host gave them. `flags`, `changed`: as the record says. `furniture`: what
    the rule of that name has cut from it, which is all that the rule knows when it is made again from the archive.
    """

    version: int
    revision: int
    content_hash: str
    previous: str | None = None
    source: bool = False
    fetched_at: str | None = None
    since: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    said: Said | None = None
    flags: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    furniture: tuple[Removal, ...] = ()

    @classmethod
    def unknown(cls) -> "Past":
        """Of an article that is known to be a record: which, is to be looked up."""
        return cls(0, 0, "", source=True)

    @property
    def is_known(self) -> bool:
        return self.version > 0

    @property
    def next(self) -> tuple[int, int, str | None]:
        """Version, revision and `previous` of the record that takes its place."""
        return (self.version + 1, 1, self.content_hash) if self.source else (self.version, self.revision + 1, self.previous)


@dataclass(frozen=True)
class Entry:
    """One item of a feed. `id`: hash of its address after the identity ladder. `feeds`: all that list it, first seen first.

    `published` is what the feed says; `content` is the full HTML when the feed is read for its own text. `attempts` and
    `retry_at` (UTC) are of an entry that waits again. `mark`: a name for what the feed says of its last change.
    """

    id: str
    url: str
    feeds: tuple[str, ...]
    title: str = ""
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    guid: str | None = None
    content: str | None = None
    seen_at: str | None = None
    attempts: int = 0
    retry_at: str | None = None
    also: tuple[str, ...] = ()  # names by which its feed would be known to list it under another address
    past: Past | None = None  # of an article that is a record already
    mark: str | None = None


@dataclass(frozen=True)
class Sighting:
    """An article that is known, seen again: in a feed that its record does not name, or as an entry with the same page.

    `id` is the record's, or the name of its page (`transforms/keys.py`); `entry` is the id of the entry that was seen.
    """

    id: str
    entry: str
    feeds: tuple[str, ...]
    url: str
    seen_at: str | None = None


@dataclass(frozen=True)
class Unwanted:
    """An entry whose page is one that was forgotten: it is settled, and no row tells of it."""

    entry: str


@dataclass(frozen=True)
class Body:
    """Where the bytes of a page lie: one record of a WARC file. `offset` in bytes."""

    path: str
    offset: int


@dataclass(frozen=True)
class Page:
    """An entry's page as it came. `url`: the address that answered. `body` is None when the feed carried the text itself.

    `content_type` is the header as sent, charset and all. `fetched_at` is UTC. `etag`, `last_modified`: what its own host will
    know it by, when it is asked again.
    """

    entry: Entry
    url: str
    fetched_at: str
    content_type: str | None = None
    body: Body | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Unchanged:
    """An article that is a record already, and was looked at again: its site says the same. `at`: when, UTC; None when there
    was no reason to ask.
    """

    entry: Entry
    at: str | None = None


@dataclass(frozen=True)
class Article:
    """What was extracted from a page, before cleaning. One line of `text` is one paragraph. `pruned`: removals on the page.

    `published_from` names who won: `site`, `json-ld`, `meta`, `time`, `feed`, `url`, `htmldate`, `text`. `language` is
    the page's, else the feed's own word (ISO 639-1), or None when neither says.
    """

    entry: Entry
    url: str
    fetched_at: str
    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    canonical_url: str | None = None
    published: str | None = None
    published_from: str | None = None
    updated: str | None = None
    language: str | None = None
    site: str | None = None
    image: str | None = None
    section: str | None = None
    flags: tuple[str, ...] = ()
    pruned: tuple[Removal, ...] = ()


@dataclass(frozen=True)
class CleanArticle:
    """An article, its cleaned text, and every removal that lies between the two; `clean.restore` puts them back."""

    entry: Entry
    article: Article
    text: str
    removals: tuple[Removal, ...] = ()
