"""Finds all that an output folder holds about an article, by its id or by any of its addresses."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commit_log.reading.queries import Row, record_files, rows_of, shard_of
from pipeline.commit_log.reading.verify import difference_from_commit
from pipeline.commit_log.state import State
from pipeline.commit_log.store import BrokenLog
from transforms.keys import forgotten_name, has_path, hashed, listed_name, page_name
from transforms.rows import entry_from_json
from transforms.web.sites import registrable_domain
from transforms.web.urls import address_key
from transforms.write.files import FileRef
from transforms.write.lines import read_lines

if TYPE_CHECKING:
    from pipeline.commit_log.archive import ArchivedPage

MIN_MENTION_LENGTH = 12  # characters; a shorter headline may be in other texts by chance
ID = re.compile(r"[0-9a-f]{32}")
ADDRESS = re.compile(r"https?://[^\s'\"<>]+")


@dataclass(frozen=True)
class EntryInfo:
    """What identifies an entry to a person. `title`: the headline of its newest record, else the first one known."""

    id: str
    title: str
    url: str


@dataclass
class ArticleTraces:
    """All traces of the articles in question.

    `entries`: by id. `titles`: all headlines that they ever had. `names`: their ids and the names of their pages. `keys`:
    further names by which a feed may list them again. `addresses`: in the form of `address_key`; `shared`: those that a record
    of another article has too. `holding`: the files that hold something of them; for records the `shard_of` the file. `rows`:
    counts of records (all versions, each once whatever its formats), failures, sightings, waiting entries and archived pages.
    """

    entries: dict[str, EntryInfo] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    holding: set[str] = field(default_factory=set)
    rows: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return any(self.rows.values())

    def settled_keys(self) -> set[str]:
        """The keys that keep the articles from being fetched or named again, in any feed."""
        own = self.names | set(map(hashed, self.addresses - self.shared))
        return own | self.keys | set(map(forgotten_name, own))

    def is_in_file(self, ref: FileRef) -> bool:
        return (shard_of(ref) if ref.kind == "records" else ref.path) in self.holding

    def is_page(self, page: "ArchivedPage") -> bool:
        """Whether an archived page is theirs, or of another entry that was redirected to one of their addresses."""
        return page.entry.id in self.names or address_key(page.url) in self.addresses

    def is_mentioned_in(self, row: Row) -> bool:
        """Whether the detail of another entry's failure names one of the addresses."""
        return any(address_key(url.rstrip(".,:;)")) in self.addresses for url in ADDRESS.findall(row["detail"] or ""))


def find_traces(state: State, id_or_url: str) -> ArticleTraces:
    """The traces of an article. `id_or_url`: its id, or any form of an address of a record, entry, failure or archived page.

    Reads every published file. Raises BrokenLog when one is damaged, since it might contain the article.
    """
    for _, refs in state.live():
        for ref in refs:
            if changed := difference_from_commit(state.root, ref):
                raise BrokenLog(f"{state.root / ref.path}: {changed}; nothing was changed")
    return _Search(state, id_or_url).result()


def records_that_mention(state: State, found: ArticleTraces) -> list[str]:
    """Ids of other records that contain a headline or an address of the articles, e.g. in a list of links that was cut."""
    names = {*found.titles, *(entry.url for entry in found.entries.values())}
    mentions = {text for text in names if len(text) >= MIN_MENTION_LENGTH}
    ids: dict[str, None] = {}
    for _, ref in record_files(state) if mentions else ():
        for row in rows_of(state.root, ref):
            if row["id"] not in found.names and any(map(json.dumps(row, ensure_ascii=False).__contains__, mentions)):
                ids[row["id"]] = None
    return list(ids)


class _Search:
    """One search for all traces of an article. `key`: the `address_key` of the given address, empty for an id.

    Each `_search_…` method adds what it finds to `traces`, and yields once for each row that belongs to the article.
    """

    def __init__(self, state: State, id_or_url: str) -> None:
        self.state, self.traces = state, ArticleTraces()
        name = id_or_url.strip()
        self.key = "" if ID.fullmatch(name.lower()) else address_key(name)
        if ID.fullmatch(name.lower()):
            self.traces.names.add(name.lower())

    def result(self) -> ArticleTraces:
        """Searches each kind of file again until no search finds a new name, since every name may lead to more traces."""
        searches: dict[str, Callable[[], Iterable[None]]] = {
            "waiting": self._search_waiting,
            "failures": self._search_failures,
            "sightings": self._search_sightings,
            "records": self._search_records,
            "pages": self._search_pages,
        }
        searched_with = dict.fromkeys(searches, -1)  # the number of known names at the last search of this kind
        while outdated := [kind for kind in searches if searched_with[kind] != self._known_count]:
            kind = outdated[0]
            searched_with[kind] = self._known_count
            self.traces.rows[kind] = sum(1 for _ in searches[kind]())
        if not self.traces:
            self._search_settled_keys()
        if self.traces:
            self._add_other_names()
        return self.traces

    def _search_settled_keys(self) -> None:
        """Looks for keys alone: a record that expired (`output.keep_days`) is not listed, but its files may still exist."""
        keys = self.state.settled_keys()
        names = self.traces.names | ({hashed(self.key)} if self.key else set())
        if known := {name for name in names if name in keys and forgotten_name(name) not in keys}:
            self.traces.names |= known
            self.traces.rows["keys"] = len(known)

    @property
    def _known_count(self) -> int:
        return len(self.traces.names) + len(self.traces.addresses)

    def _matches(self, ident: str, *urls: str | None) -> bool:
        return ident in self.traces.names or (bool(self.key) and any(address_key(url) == self.key for url in urls if url))

    def _add_entry(self, ident: str, url: str, title: str | None, feeds: Iterable[str], also: Iterable[str] = ()) -> None:
        """Adds an entry, or what is new about it. A title that is known stays."""
        self.traces.names.add(ident)
        known = self.traces.entries.get(ident)
        self.traces.entries[ident] = EntryInfo(ident, (known.title if known else "") or title or "", url)
        self.traces.titles |= {title} if title else set()
        self.traces.keys |= {*also, *(listed_name(ident, feed) for feed in feeds)}
        self._add_address(url)

    def _add_address(self, url: str | None) -> None:
        """Adds an address, unless it is a front page, which is not the address of one article."""
        if has_path(key := address_key(url or "")):
            self.traces.addresses.add(key)

    def _search_waiting(self) -> Iterator[None]:
        for entry in self.state.waiting.values():
            if self._matches(entry.id, entry.url):
                self._add_entry(entry.id, entry.url, entry.title, entry.feeds, entry.also)
                yield

    def _search_failures(self) -> Iterator[None]:
        for _, ref in self.state.files("failures"):
            for row in rows_of(self.state.root, ref):
                if row["id"] and self._matches(row["id"], row["url"]):
                    self._add_entry(row["id"], row["url"] or "", row["entry"], filter(None, [row["feed"]]))
                    self.traces.holding.add(ref.path)
                    yield
                elif self.traces.is_mentioned_in(row):
                    self.traces.holding.add(ref.path)

    def _search_sightings(self) -> Iterator[None]:
        """A sighting names two things: a record, by id or by the name of its page, and the entry that was seen."""
        for _, ref in self.state.files("sightings"):
            for row in rows_of(self.state.root, ref):
                if row["id"] in self.traces.names or self._matches(row["entry"], row["url"]):
                    self.traces.names |= {row["id"], row["entry"]}
                    self.traces.keys |= {listed_name(row["entry"], feed) for feed in row["feeds"]}
                    self._add_address(row["url"])
                    self.traces.holding.add(ref.path)
                    yield

    def _search_records(self) -> Iterator[None]:
        self.traces.shared.clear()  # the last search through the records knows all addresses
        for _, ref in record_files(self.state):
            for row in rows_of(self.state.root, ref):
                url, canonical = row["url"], row["canonical_url"]
                own = canonical if canonical and registrable_domain(canonical) == registrable_domain(url) else None
                page = page_name(url, canonical, row["title"])
                if page in self.traces.names or self._matches(row["id"], url, canonical):
                    self.traces.names |= {page} if page else set()
                    self._add_entry(row["id"], url, row["title"], row["feeds"])
                    if row["title"]:  # records come in the order of the log, so that the newest is the last one
                        self.traces.entries[row["id"]] = EntryInfo(row["id"], row["title"], url)
                    self._add_address(own)
                    self.traces.holding.add(shard_of(ref))
                    yield
                else:
                    self.traces.shared |= self.traces.addresses & set(map(address_key, filter(None, (url, own))))

    def _search_pages(self) -> Iterator[None]:
        refs = [ref for _, ref in self.state.files("archive")]
        if refs:
            from pipeline.commit_log.archive import pages_of  # imports warcio, which a folder without an archive does not need

        for ref in refs:
            for page in pages_of(self.state.root, ref):
                entry = page.entry
                if self._matches(entry.id, entry.url, *([page.url] if has_path(self.key) else [])):
                    self._add_entry(entry.id, entry.url, entry.title, entry.feeds, entry.also)
                if self.traces.is_page(page):
                    self.traces.holding.add(ref.path)
                    yield

    def _add_other_names(self) -> None:
        """Adds the other names that feeds use for them, from all files of waiting entries, needed by the log or not."""
        for path in sorted((self.state.root / "waiting").glob("*.jsonl")):
            for entry in map(entry_from_json, _rows(path)):
                if entry.id in self.traces.names:
                    self.traces.keys |= {*entry.also, *(listed_name(entry.id, feed) for feed in entry.feeds)}
        if has_path(self.key):
            self.traces.addresses.add(self.key)


def _rows(path: Path) -> Iterator[Row]:
    """The rows of a file up to the first that can't be read."""
    try:
        with path.open("rb") as source:
            yield from read_lines(source)
    except (OSError, ValueError):
        return
