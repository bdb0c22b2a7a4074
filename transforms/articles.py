"""The states of an article on its way from feed to record, a type for each; each holds the entry that it came from.

Times are ISO 8601 strings, as in `records.py`.
No `from __future__ import annotations` here: Beam and `schema.py` read the field types.
"""

from dataclasses import dataclass

from transforms.records import Removal


@dataclass(frozen=True)
class Fingerprint:
    """What a record says, in short hashes (`transforms/fingerprint.py`): enough to see in what another one differs.

    `fields`: name and hash of each. `extracted`: 8 hex digits for each line of the text before cleaning; `kept`: for each of
    them what cleaning left of it, zeros for nothing.
    """

    fields: tuple[tuple[str, str], ...]
    extracted: str
    kept: str


@dataclass(frozen=True)
class Recheck:
    """The newest record of an article whose page is fetched again; if that differs, its record is a new version.

    `fetched_at`: of the record. `since`: when the first page of the article was fetched, from which the times of `recheck`
    count. `etag`, `last_modified`: as the page's own host gave them. `flags`: of the record.
    """

    version: int
    revision: int
    content_hash: str
    fetched_at: str | None = None
    since: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    fingerprint: Fingerprint | None = None
    flags: tuple[str, ...] = ()

    @classmethod
    def unknown(cls) -> "Recheck":
        """Of an article that has a record which was not looked up yet."""
        return cls(0, 0, "")

    @property
    def is_known(self) -> bool:
        return self.version > 0

    @property
    def next_number(self) -> tuple[int, int, str | None]:
        """Version, revision and `previous` of the record that supersedes this one."""
        return self.version + 1, 1, self.content_hash


@dataclass(frozen=True)
class Remake:
    """The newest record of an article that is made again from its archived page, as the next revision of the same version.

    `previous`, `changed`: as the record says. `furniture`: what the rule of that name has cut from it, which is all that the
    rule goes by when the record is made again.
    """

    version: int
    revision: int
    previous: str | None = None
    changed: tuple[str, ...] = ()
    furniture: tuple[Removal, ...] = ()

    @property
    def next_number(self) -> tuple[int, int, str | None]:
        """Version, revision and `previous` of the record that supersedes this one."""
        return self.version, self.revision + 1, self.previous


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
    past: Recheck | Remake | None = None  # the newest record of the article, if it has one
    mark: str | None = None


@dataclass(frozen=True)
class Sighting:
    """A known article in a feed that its record does not name, or as another entry with the same page.

    `id`: the record's, or the name of its page (`transforms/keys.py`). `entry`: id of the entry that was seen.
    """

    id: str
    entry: str
    feeds: tuple[str, ...]
    url: str
    seen_at: str | None = None


@dataclass(frozen=True)
class ForgottenPage:
    """An entry whose page turned out to be that of a forgotten article: the entry is settled, and no row tells of it."""

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
    """An article with a record, due for a check that found no news. `at`: when its page was fetched, UTC; None when there was
    no reason to fetch it.
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
