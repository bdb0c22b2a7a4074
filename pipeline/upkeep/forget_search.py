"""An id or an address → all that an output folder holds of the article, or of each that has this address."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commit_log.queries import Row, one_format, rows_of, shard_of
from pipeline.commit_log.state import State
from pipeline.commit_log.store import BrokenLog
from pipeline.commit_log.verify import difference_from_commit
from transforms.keys import forgotten_name, has_path, hashed, listed_name, page_name
from transforms.rows import entry_from_json
from transforms.web.sites import registrable_domain
from transforms.web.urls import address_key
from transforms.write.files import FileRef
from transforms.write.lines import read_lines

if TYPE_CHECKING:
    from pipeline.commit_log.archive import ArchivedPage

SHORTEST = 12  # characters; others may have a shorter headline, and mean something else
ID = re.compile(r"[0-9a-f]{32}")
ADDRESS = re.compile(r"https?://[^\s'\"<>]+")


@dataclass(frozen=True)
class Told:
    """One entry as a person knows it."""

    id: str
    title: str
    url: str


@dataclass
class Found:
    """What there is of the articles that were sought. `rows` by kind: records (of each format once, all versions), failures,
    sightings, waiting, pages of the archive.

    `entries`: by id. `names`: their ids and the names of their pages. `keys`: further names by which they are known or might
    come again. `addresses`: as `address_key` gives them; `shared`: those of them that a record has which stays. `holding`:
    files that hold something, those of records as `shard_of`.
    """

    entries: dict[str, Told] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    holding: set[str] = field(default_factory=set)
    rows: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return any(self.rows.values())

    def settled(self) -> set[str]:
        """All keys that keep them from coming again, whatever feed lists them, and from being named when one does."""
        own = self.names | set(map(hashed, self.addresses - self.shared))
        return own | self.keys | set(map(forgotten_name, own))

    def is_in(self, ref: FileRef) -> bool:
        return (shard_of(ref) if ref.kind == "records" else ref.path) in self.holding

    def is_page(self, page: "ArchivedPage") -> bool:
        """One of theirs, or of another entry that was led to their address."""
        return page.entry.id in self.names or address_key(page.url) in self.addresses

    def mentioned(self, row: Row) -> bool:
        """Whether a failure of another entry names one of the addresses."""
        return any(address_key(url.rstrip(".,:;)")) in self.addresses for url in ADDRESS.findall(row["detail"] or ""))


def seek(state: State, sought: str) -> Found:
    """`sought`: an id, or an address of a record, entry, failure or archived page, in any of its forms.

    Every published file is read. BrokenLog names one that is not as it was written, since nobody knows what it holds.
    """
    for _, refs in state.live():
        for ref in refs:
            if changed := difference_from_commit(state.root, ref):
                raise BrokenLog(f"{state.root / ref.path}: {changed}; put it back from a copy; nothing was changed")
    return _Search(state, sought).found()


def naming(state: State, found: Found) -> list[str]:
    """Ids of the records that hold a headline or an address of what was found: in a list of links that was cut, for one."""
    told = {text for entry in found.entries.values() for text in (entry.url, entry.title) if len(text) >= SHORTEST}
    ids: dict[str, None] = {}
    for _, ref in one_format(state):
        for row in rows_of(state.root, ref):
            if row["id"] not in found.names and told and any(map(json.dumps(row, ensure_ascii=False).__contains__, told)):
                ids[row["id"]] = None
    return list(ids)


class _Search:
    def __init__(self, state: State, sought: str) -> None:
        self.state, self.into = state, Found()
        word = sought.strip()
        self.key = "" if ID.fullmatch(word.lower()) else address_key(word)
        if ID.fullmatch(word.lower()):
            self.into.names.add(word.lower())

    def found(self) -> Found:
        ways: dict[str, Callable[[], Iterable[None]]] = {
            "waiting": self._waiting,
            "failures": self._failures,
            "sightings": self._sightings,
            "records": self._records,
            "pages": self._pages,
        }
        looked = dict.fromkeys(ways, -1)  # how much was known when it was looked through
        while late := [kind for kind in ways if looked[kind] != self._known]:
            looked[late[0]] = self._known
            self.into.rows[late[0]] = sum(1 for _ in ways[late[0]]())
        if not self.into:
            self._settled()
        if self.into:
            self._other_names()
        return self.into

    def _settled(self) -> None:
        """What is listed no more (`output.keep_days`) is known by its key alone, and its files may still be there."""
        keys = self.state.settled_keys()
        names = self.into.names | ({hashed(self.key)} if self.key else set())
        if known := {name for name in names if name in keys and forgotten_name(name) not in keys}:
            self.into.names |= known
            self.into.rows["keys"] = len(known)

    @property
    def _known(self) -> int:
        return len(self.into.names) + len(self.into.addresses)

    def _is(self, ident: str, *urls: str | None) -> bool:
        return ident in self.into.names or (bool(self.key) and any(address_key(url) == self.key for url in urls if url))

    def _take(self, ident: str, url: str, title: str | None, feeds: Iterable[str], also: Iterable[str] = ()) -> None:
        self.into.names.add(ident)
        known = self.into.entries.get(ident)
        self.into.entries[ident] = Told(ident, (known.title if known else "") or title or "", url)
        self.into.keys |= {*also, *(listed_name(ident, feed) for feed in feeds)}
        self._address(url)

    def _address(self, url: str | None) -> None:
        """A front page is no address of an article alone."""
        if has_path(key := address_key(url or "")):
            self.into.addresses.add(key)

    def _waiting(self) -> Iterator[None]:
        for entry in self.state.waiting.values():
            if self._is(entry.id, entry.url):
                self._take(entry.id, entry.url, entry.title, entry.feeds, entry.also)
                yield

    def _failures(self) -> Iterator[None]:
        for _, ref in self.state.files("failures"):
            for row in rows_of(self.state.root, ref):
                if row["id"] and self._is(row["id"], row["url"]):
                    self._take(row["id"], row["url"] or "", row["entry"], filter(None, [row["feed"]]))
                    self.into.holding.add(ref.path)
                    yield
                elif self.into.mentioned(row):
                    self.into.holding.add(ref.path)

    def _sightings(self) -> Iterator[None]:
        """Each tells of two: the record, by its id or the name of its page, and the entry that was seen."""
        for _, ref in self.state.files("sightings"):
            for row in rows_of(self.state.root, ref):
                if row["id"] in self.into.names or self._is(row["entry"], row["url"]):
                    self.into.names |= {row["id"], row["entry"]}
                    self.into.keys |= {listed_name(row["entry"], feed) for feed in row["feeds"]}
                    self._address(row["url"])
                    self.into.holding.add(ref.path)
                    yield

    def _records(self) -> Iterator[None]:
        self.into.shared.clear()  # when it is looked through for the last time, all addresses are known
        for _, ref in one_format(self.state):
            for row in rows_of(self.state.root, ref):
                url, canonical = row["url"], row["canonical_url"]
                own = canonical if canonical and registrable_domain(canonical) == registrable_domain(url) else None
                page = page_name(url, canonical, row["title"])
                if page in self.into.names or self._is(row["id"], url, canonical):
                    self.into.names |= {page} if page else set()
                    self._take(row["id"], url, row["title"], row["feeds"])
                    self._address(own)
                    self.into.holding.add(shard_of(ref))
                    yield
                else:
                    self.into.shared |= self.into.addresses & set(map(address_key, filter(None, (url, own))))

    def _pages(self) -> Iterator[None]:
        refs = [ref for _, ref in self.state.files("archive")]
        if refs:
            from pipeline.commit_log.archive import pages_of  # warcio: not for a folder without an archive

        for ref in refs:
            for page in pages_of(self.state.root, ref):
                entry = page.entry
                if self._is(entry.id, entry.url, *([page.url] if has_path(self.key) else [])):
                    self._take(entry.id, entry.url, entry.title, entry.feeds, entry.also)
                if self.into.is_page(page):
                    self.into.holding.add(ref.path)
                    yield

    def _other_names(self) -> None:
        """By what else their feeds call them: files of what once waited tell, those that the log needs no more as well."""
        for path in sorted((self.state.root / "waiting").glob("*.jsonl")):
            for entry in map(entry_from_json, _rows(path)):
                if entry.id in self.into.names:
                    self.into.keys |= {*entry.also, *(listed_name(entry.id, feed) for feed in entry.feeds)}
        if has_path(self.key):
            self.into.addresses.add(self.key)


def _rows(path: Path) -> Iterator[Row]:
    """As far as it can be read."""
    try:
        with path.open("rb") as source:
            yield from read_lines(source)
    except (OSError, ValueError):
        return
