"""Reads records and quotes from the files that commits name, streamed. Folders are never listed."""

import json
import tempfile
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

from pipeline.commit_log.latest_rows import newest
from pipeline.commit_log.state import State
from pipeline.commit_log.store import BrokenLog
from transforms.dates import instant
from transforms.keys import page_name
from transforms.web.urls import address_key
from transforms.write import formats
from transforms.write.files import FileRef
from transforms.write.lines import json_line, read_lines

Row = dict[str, Any]
ADDED_LISTS = ("changed", "notes")  # lists that records of older schema versions lack, or have as null; readers get []


@dataclass(frozen=True)
class RecordFilter:
    """Which records to read.

    `feed`: those that this feed lists. `since`: those committed at or after this time. `published_since`: those published at or
    after this time; records without a date are left out. `all_versions`: all records of an article instead of the newest.
    """

    feed: str | None = None
    since: datetime | None = None
    published_since: datetime | None = None
    all_versions: bool = False

    def includes_time(self, at: str) -> bool:
        """Whether the filter lets records of a commit of this time pass."""
        return self.since is None or instant(at) >= self.since

    def includes_row(self, row: Row) -> bool:
        """Whether the record passes by its feeds and its publication date."""
        if self.feed and self.feed not in row["feeds"]:
            return False
        if self.published_since is None:
            return True
        return bool(row["published"]) and instant(row["published"]) >= self.published_since


EVERYTHING = RecordFilter()


def read_records(state: State, which: RecordFilter = EVERYTHING) -> Iterator[Row]:
    """The committed records as JSON rows, in commit order. `feeds` has also the feeds that listed the article later.

    Raises BrokenLog when a file is missing or unreadable.
    """
    return (row for _, row in dated_records(state, which))


def dated_records(state: State, which: RecordFilter, among: Container[str] | None = None) -> Iterator[tuple[str, Row]]:
    """The same, each with the time of its commit. `among`: only records with these ids, without parsing other JSON lines."""
    later = later_feeds(state)
    for at, ref in record_files(state):
        if not any(which.includes_time(when) for when, _ in ref.parts or ((at, 0),)):
            continue
        for when, row in rows_at(state.root, ref, at) if among is None else rows_among(state.root, ref, at, among):
            if which.all_versions or newest(state.versions, row["id"]) == version_and_revision(row):
                row.update({name: row.get(name) or [] for name in ADDED_LISTS})
                if later:
                    row["feeds"] = [*dict.fromkeys((*row["feeds"], *_later_feeds_of(row, later)))]
                if which.includes_time(when) and which.includes_row(row):
                    yield when, row


def version_and_revision(row: Row) -> tuple[int, int]:
    """Version and revision of a record."""
    return row["version"], row["revision"]


def later_feeds(state: State) -> dict[str, tuple[str, ...]]:
    """The feeds that listed an article after it became a record, from sightings; by its id or its `page_name`."""
    later: dict[str, tuple[str, ...]] = {}
    for _, ref in state.files("sightings"):
        for row in rows_of(state.root, ref):
            later[row["id"]] = tuple(dict.fromkeys((*later.get(row["id"], ()), *row["feeds"])))
    return later


def _later_feeds_of(row: Row, later: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    page = page_name(row["url"], row["canonical_url"], row["title"])
    return (*later.get(row["id"], ()), *(later.get(page, ()) if page else ()))


def read_stable(state: State, which: RecordFilter = EVERYTHING) -> Iterator[Row]:
    """The records sorted by id, version and revision, without `run` and `fetched_at`.

    The rows are spilled to a temporary file; memory holds their ids and offsets.
    """
    with tempfile.TemporaryFile() as spill:
        offsets: list[tuple[str, tuple[int, int], int]] = []
        for row in read_records(state, which):
            offsets.append((row["id"], version_and_revision(row), spill.tell()))
            spill.write(json_line({k: v for k, v in row.items() if k not in ("run", "fetched_at")}))
        for *_, offset in sorted(offsets):
            spill.seek(offset)
            yield json.loads(spill.readline())


def read_article(state: State, name: str) -> list[Row]:
    """All records of the articles that have this id or address, in commit order."""
    return [row for row in read_records(state, RecordFilter(all_versions=True)) if is_named(row, name)]


def is_named(row: Row, name: str) -> bool:
    """Whether a record or a failure has this id or address."""
    if row["id"] == name:
        return True
    key = address_key(name)
    return bool(key) and key in (address_key(row["url"] or ""), address_key(row.get("canonical_url") or ""))


def read_quotes(
    state: State, which: RecordFilter = EVERYTHING, *, speaker: str | None = None, contains: str | None = None
) -> Iterator[Row]:
    """One row per quote. `speaker`: part of the speaker's name; `contains`: part of the quoted words; both ignore case."""
    for record in read_records(state, which):
        for quote in record["quotes"]:
            if _is_spoken_by(quote, speaker) and (not contains or contains.casefold() in quote["said"].casefold()):
                yield _quote_row(record, quote)


def _is_spoken_by(quote: Row, name: str | None) -> bool:
    speaker = quote["speaker"] or {}
    return not name or name.casefold() in f"{speaker.get('name') or ''}\n{speaker.get('text') or ''}".casefold()


def _quote_row(record: Row, quote: Row) -> Row:
    speaker = quote["speaker"] or {}
    return {
        "said": quote["said"],
        "speaker": speaker.get("name") or speaker.get("text"),
        "role": speaker.get("role"),
        "affiliation": speaker.get("affiliation"),
        "addressee": quote["addressee"],
        "cue": (quote["cue"] or {}).get("text"),
        "kind": quote["kind"],
        "confidence": quote["confidence"],
        "title": record["title"],
        "url": record["url"],
        "published": record["published"],
        "feeds": record["feeds"],
        "record": record["id"],
    }


def record_files(state: State) -> Iterator[tuple[str, FileRef]]:
    """Commit time and file of each shard of records, in one format: JSON lines if there are, since these are read fastest."""
    for at, refs in state.live():
        chosen: dict[str, FileRef] = {}
        for ref in refs:
            shard = shard_of(ref)
            if ref.kind == "records" and (shard not in chosen or ref.path.endswith(".jsonl")):
                chosen[shard] = ref
        yield from ((at, ref) for ref in chosen.values())


def shard_of(ref: FileRef) -> str:
    """The path of a file without its hash and suffix: equal for the files that hold the same rows in different formats."""
    return ref.path.rsplit("-", 1)[0]


def rows_at(root: Path, ref: FileRef, at: str) -> Iterator[tuple[str, Row]]:
    """The rows of one file, each with the time of its commit. `at`: time of the commit that names the file."""
    rows = rows_of(root, ref)
    for when, count in ref.parts:
        for row in islice(rows, count):
            yield when, row
    yield from ((at, row) for row in rows)


def rows_among(root: Path, ref: FileRef, at: str, ids: Container[str]) -> Iterator[tuple[str, Row]]:
    """The rows of `rows_at` with these ids. Raises BrokenLog as `rows_of` does."""
    if not ref.path.endswith(".jsonl"):
        yield from ((when, row) for when, row in rows_at(root, ref, at) if row["id"] in ids)
        return
    times = chain(chain.from_iterable(repeat(when, rows) for when, rows in ref.parts), repeat(at))
    with _broken_log_errors(root / ref.path) as path, path.open("rb") as source:
        for when, raw in zip(times, filter(bytes.strip, source), strict=False):
            if _id_of(raw) in ids:
                yield when, json.loads(raw)


def _id_of(raw: bytes) -> str:
    """The id of a record in a JSON line. A line that does not begin with the id is parsed."""
    start = b'{"id":"'
    return raw[len(start) :][:32].decode("ascii", "replace") if raw.startswith(start) else str(json.loads(raw)["id"])


def rows_of(root: Path, ref: FileRef) -> Iterator[Row]:
    """The rows of one file. Raises BrokenLog when it is missing or unreadable."""
    with _broken_log_errors(root / ref.path) as path:
        if ref.kind == "records":
            yield from formats.format_of(path).read(path)
        else:
            with path.open("rb") as source:
                yield from read_lines(source)


@contextmanager
def _broken_log_errors(path: Path) -> Iterator[Path]:
    """Turns errors of reading a file that a commit names into BrokenLog, which says which file it is and what is wrong."""
    try:
        yield path
    except FileNotFoundError as error:
        raise BrokenLog(f"{path} is gone, though a commit names it; put it back from a copy") from error
    except ValueError as error:
        raise BrokenLog(f"{path} can't be read ({error}); it was changed after it was committed") from error
