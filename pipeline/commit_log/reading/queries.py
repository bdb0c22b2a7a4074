"""Reads committed rows from the files that commits name, streamed; never from a listing of folders."""

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


@dataclass(frozen=True)
class RecordFilter:
    """Which records to read: of a feed, committed since, published since (then records without a date are left out).

    Of an article that has several, the newest, or with `all_versions` all of them.
    """

    feed: str | None = None
    since: datetime | None = None
    published_since: datetime | None = None
    all_versions: bool = False

    def has_time(self, at: str) -> bool:
        """Whether records of a commit of this time may be among them."""
        return self.since is None or instant(at) >= self.since

    def has_row(self, row: Row) -> bool:
        """Whether the record is one of them, its time of commit and version aside."""
        if self.feed and self.feed not in row["feeds"]:
            return False
        if self.published_since is None:
            return True
        return bool(row["published"]) and instant(row["published"]) >= self.published_since


EVERYTHING = RecordFilter()


def read_records(state: State, which: RecordFilter = EVERYTHING) -> Iterator[Row]:
    """The committed records as JSON rows, in the order of their commits, with all feeds that were ever seen to list them.

    BrokenLog when a file that is named is gone.
    """
    return (row for _, row in dated_records(state, which))


def dated_records(state: State, which: RecordFilter, among: Container[str] | None = None) -> Iterator[tuple[str, Row]]:
    """The same, each with the time of its commit. `among`: ids; no other record is parsed where they are JSON lines."""
    seen = feeds_seen(state)
    for at, ref in one_format(state):
        if not any(which.has_time(when) for when, _ in ref.parts or ((at, 0),)):
            continue
        for when, row in rows_at(state.root, ref, at) if among is None else rows_among(state.root, ref, at, among):
            if which.all_versions or newest(state.versions, row["id"]) == number_of(row):
                if seen:
                    row["feeds"] = [*dict.fromkeys((*row["feeds"], *_later_feeds(row, seen)))]
                if which.has_time(when) and which.has_row(row):
                    yield when, row


def number_of(row: Row) -> tuple[int, int]:
    """Version and revision."""
    return row["version"], row["revision"]


def feeds_seen(state: State) -> dict[str, tuple[str, ...]]:
    """The feeds that listed an article when it was a record already, by its id or the name of its page."""
    seen: dict[str, tuple[str, ...]] = {}
    for _, ref in state.files("sightings"):
        for row in rows_of(state.root, ref):
            seen[row["id"]] = tuple(dict.fromkeys((*seen.get(row["id"], ()), *row["feeds"])))
    return seen


def _later_feeds(row: Row, seen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    page = page_name(row["url"], row["canonical_url"], row["title"])
    return (*seen.get(row["id"], ()), *(seen.get(page, ()) if page else ()))


def read_stable(state: State, which: RecordFilter = EVERYTHING) -> Iterator[Row]:
    """The same sorted by id, version and revision, without `run` and `fetched_at`.

    Rows are spilled to a file; memory holds ids and places.
    """
    with tempfile.TemporaryFile() as spill:
        places: list[tuple[str, tuple[int, int], int]] = []
        for row in read_records(state, which):
            places.append((row["id"], number_of(row), spill.tell()))
            spill.write(json_line({k: v for k, v in row.items() if k not in ("run", "fetched_at")}))
        for *_, offset in sorted(places):
            spill.seek(offset)
            yield json.loads(spill.readline())


def read_article(state: State, name: str) -> list[Row]:
    """Each record of the articles that have this id or this address, in the order of their commits."""
    return [row for row in read_records(state, RecordFilter(all_versions=True)) if is_named(row, name)]


def is_named(row: Row, name: str) -> bool:
    """Whether a record or a failure has this id, or this address."""
    if row["id"] == name:
        return True
    key = address_key(name)
    return bool(key) and key in (address_key(row["url"] or ""), address_key(row.get("canonical_url") or ""))


def read_quotes(
    state: State, which: RecordFilter = EVERYTHING, *, speaker: str | None = None, contains: str | None = None
) -> Iterator[Row]:
    """One row a quote. `speaker` and `contains` may stand anywhere in the name or in the words, in upper or lower case."""
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


def one_format(state: State) -> Iterator[tuple[str, FileRef]]:
    """Commit time and file for each shard once: each format holds the same records, JSON lines are the quickest read."""
    for at, refs in state.live():
        chosen: dict[str, FileRef] = {}
        for ref in refs:
            shard = shard_of(ref)
            if ref.kind == "records" and (shard not in chosen or ref.path.endswith(".jsonl")):
                chosen[shard] = ref
        yield from ((at, ref) for ref in chosen.values())


def shard_of(ref: FileRef) -> str:
    """`<folder>/<attempt>-<shard>`: what files that hold the same rows in other formats have in common."""
    return ref.path.rsplit("-", 1)[0]


def rows_at(root: Path, ref: FileRef, at: str) -> Iterator[tuple[str, Row]]:
    """The rows of one file, each with the time of its commit. `at`: of the commit that names the file."""
    rows = rows_of(root, ref)
    for when, count in ref.parts:
        for row in islice(rows, count):
            yield when, row
    yield from ((at, row) for row in rows)


def rows_among(root: Path, ref: FileRef, at: str, ids: Container[str]) -> Iterator[tuple[str, Row]]:
    """Those of `rows_at` that are of these articles. BrokenLog as `rows_of`."""
    if not ref.path.endswith(".jsonl"):
        yield from ((when, row) for when, row in rows_at(root, ref, at) if row["id"] in ids)
        return
    times = chain(chain.from_iterable(repeat(when, rows) for when, rows in ref.parts), repeat(at))
    with _named(root / ref.path) as path, path.open("rb") as source:
        for when, raw in zip(times, filter(bytes.strip, source), strict=False):
            if _id_of(raw) in ids:
                yield when, json.loads(raw)


def _id_of(raw: bytes) -> str:
    """The id that a record's line begins with; a line that was written elsewhere is parsed."""
    start = b'{"id":"'
    return raw[len(start) :][:32].decode("ascii", "replace") if raw.startswith(start) else str(json.loads(raw)["id"])


def rows_of(root: Path, ref: FileRef) -> Iterator[Row]:
    """The rows of one file. BrokenLog when it is gone or can't be read."""
    with _named(root / ref.path) as path:
        if ref.kind == "records":
            yield from formats.format_of(path).read(path)
        else:
            with path.open("rb") as source:
                yield from read_lines(source)


@contextmanager
def _named(path: Path) -> Iterator[Path]:
    """Around the reading of a file that a commit names: BrokenLog says which, and what is wrong."""
    try:
        yield path
    except FileNotFoundError as error:
        raise BrokenLog(f"{path} is gone, though a commit names it; put it back from a copy") from error
    except ValueError as error:
        raise BrokenLog(f"{path} can't be read ({error}); it was changed after it was committed") from error
