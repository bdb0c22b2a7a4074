"""The types of an article between feed and record, one for each state. Each holds the entry that the article came from.

Times are ISO 8601 strings, as in `records.py`.
No `from __future__ import annotations` here: Beam and `schema.py` read the field types.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from transforms.records import EditorialNote, Removal


@dataclass(frozen=True)
class Fingerprint:
    """Short hashes of a record's fields and lines, to see where another record differs (`transforms/fingerprint.py`).

    `fields`: name and hash of each field. `extracted`: 8 hex digits for each line of the text before cleaning. `kept`: for each
    of these lines 8 hex digits of what cleaning left of it, or zeros when it left nothing.
    """

    fields: tuple[tuple[str, str], ...]
    extracted: str
    kept: str


@dataclass(frozen=True)
class Recheck:
    """The newest record of an article whose page is fetched again. If the page has changed, its record is a new version.

    `fetched_at`, `flags`: of the record. `since`: when the first page of the article was fetched; the times of the config key
    `recheck` count from it. `etag`, `last_modified`: as the page's own host sent them.
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
        """A placeholder for a record that exists and has not been looked up yet."""
        return cls(0, 0, "")

    @property
    def is_known(self) -> bool:
        """Whether the record was looked up: False for `unknown`."""
        return self.version > 0

    @property
    def next_number(self) -> tuple[int, int, str | None]:
        """Version, revision and `previous` of the record that supersedes this one."""
        return self.version + 1, 1, self.content_hash


@dataclass(frozen=True)
class Remake:
    """The newest record of an article that is made again from its archived page, as the next revision of the same version.

    `previous`, `changed`: fields of that record. `furniture`: its removals under the cleaning rule of that name, which then
    cuts the same again and no lines that were learned since.
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
    """One item of a feed.

    `id`: 32 hex digits, a hash of what identifies it (`transforms/poll/identity.py`). `feeds`: ids of all feeds that list it;
    the settings of the first one apply. `published`, `updated`: ISO 8601, as the feed gives them. `content`: HTML, when the
    feed's own text is the article. `attempts`: tries so far; `retry_at`: the time (UTC) before which it is not tried again.
    `mark`: the key of the last change that its feed announces (`keys.change_name`).
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
    also: tuple[str, ...] = ()  # keys of its guids, by which it is recognized when its address changes
    past: Recheck | Remake | None = None  # the newest record of the article, if it has one
    mark: str | None = None


@dataclass(frozen=True)
class Sighting:
    """A known article that was seen in a feed which its record does not list, or as another entry with the same page.

    `id`: that of the record, or the key of its page (`transforms/keys.py`). `entry`: id of the entry that was seen.
    """

    id: str
    entry: str
    feeds: tuple[str, ...]
    url: str
    seen_at: str | None = None


@dataclass(frozen=True)
class ForgottenPage:
    """The id of an entry whose page is that of a forgotten article. The entry is settled, and no row is written about it."""

    entry: str


@dataclass(frozen=True)
class Body:
    """The place of a page's bytes: the record at `offset` (bytes) of the WARC file at `path`."""

    path: str
    offset: int


@dataclass(frozen=True)
class Page:
    """The fetched page of an entry. `url`: its address after redirects. `body`: None when the feed carries the text itself.

    `content_type`: the header as sent, charset included. `fetched_at`: UTC. `etag`, `last_modified`: validators to send when
    the page is fetched again.
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
    """An article whose recheck found no change. `at`: when its page was fetched (UTC); None when it was not fetched."""

    entry: Entry
    at: str | None = None


@dataclass(frozen=True)
class LineMarkup:
    """How the page marks up a line of an article. `tag`: of the innermost box. `inside`: tags of boxes around it that matter.

    `linked`, `emphasized`: shares of its characters in links, and in bold or italics, 0 to 1. `targets`: where its first few
    links lead, as written on the page, but within its site without scheme, and without the host if it is that of the page.
    `dropped_before`, `dropped_after`: the rules of the blocks that extraction dropped directly before and after the line; empty
    where it dropped none.
    """

    tag: str
    inside: tuple[str, ...] = ()
    linked: float = 0.0
    emphasized: float = 0.0
    targets: tuple[str, ...] = ()
    dropped_before: str = ""
    dropped_after: str = ""


@dataclass(frozen=True)
class Article:
    """What was extracted from a page, before cleaning. One line of `text` is one paragraph. `pruned`: removals on the page.

    `markup`: by line, for lines that are blocks of the page.

    `published_from`: the source of `published`: `site`, `json-ld`, `meta`, `time`, `feed`, `url`, `htmldate` or `text`.
    `language`: ISO 639-1, from the page, else from the feed's config; None when neither names one.
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
    markup: Mapping[str, LineMarkup] = field(default_factory=dict)


@dataclass(frozen=True)
class CleanArticle:
    """An article with its cleaned text, and the removals that lead from one to the other. `clean.restore` undoes them.

    `notes`: the newsroom's notes in the text. `text_flags`: the flags that the text gives, in addition to those of the page.
    """

    entry: Entry
    article: Article
    text: str
    removals: tuple[Removal, ...] = ()
    notes: tuple[EditorialNote, ...] = ()
    text_flags: tuple[str, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of page and text."""
        return (*self.article.flags, *self.text_flags)
