"""The archive: WARC files with the pages as they were fetched, kept from the spool and named by the commit of their pass."""

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BufferedReader
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.commit_log.store import BrokenLog
from transforms.articles import Body, Entry, Page
from transforms.atomic_file import make_folders, sync_folder
from transforms.errors import BotChallenge
from transforms.fetch.content_type import require_page
from transforms.fetch.interstitials import reject_interstitial
from transforms.rows import entry_from_json
from transforms.spool import Spooled, read_body
from transforms.write.files import FileRef, rewrite_file

KIND = "archive"
GZIP_MAGIC = b"\x1f\x8b\x08"  # each WARC record is a gzip member, which begins with these bytes
COPY_BYTES = 1 << 20  # copied at a time


@dataclass(frozen=True)
class ArchivedPage:
    """One page of the archive: bytes `[body.offset, end)` of its file, which hold its record and the metadata record after it.

    `body`: the file, and the byte offset of the page's record. `end`: the byte offset of the next page.
    `text`: the body is the text of the entry in its feed, and no page was fetched. `refused`: class name of the error for which
    the fetch stage refused the page, e.g. `SoftNotFound`; None for a page that it passed on.
    `content_type` and `fetched_at` as in Page.
    """

    entry: Entry
    url: str
    fetched_at: str
    content_type: str | None
    body: Body
    end: int
    text: bool = False
    refused: str | None = None

    def page(self) -> Page:
        """The page as the fetch stage passed it on. Raises ValueError or OSError when the text of a feed can't be read."""
        if self.text:
            return Page(replace(self.entry, content=read_body(self.body).decode()), self.url, self.fetched_at)
        return Page(self.entry, self.url, self.fetched_at, self.content_type, self.body)


def archive_spool(spooled: Spooled, root: str, day: str, attempt: str) -> FileRef:
    """Links a spool file into the archive, as `archive/date=<day>/<attempt>-<lane>-<hash>.warc.gz`. `day`: UTC.

    A hard link, since the pages of the pass are still read under the spool's name. The file is not visible to readers until a
    commit names it. Raises OSError when it can't be written.
    """
    source = Path(spooled.path)
    with source.open("rb") as file:
        os.fsync(file.fileno())
        size, digest = _size_and_sha256(file)
    stem, _, suffix = source.name.partition(".")
    folder = Path(root) / KIND / f"date={day}"
    made = make_folders(folder)
    path = folder / f"{attempt}-{stem}-{digest[:16]}.{suffix}"
    with suppress(FileExistsError):
        os.link(source, path)
    for changed in (folder, *made):
        sync_folder(changed)
    return FileRef(KIND, path.relative_to(root).as_posix(), spooled.pages, size, digest)


def archive_files_of(root: Path, attempt: str) -> list[FileRef]:
    """The archive files that a killed pass has written, with their number of pages. Each is complete, since it was linked."""
    refs = []
    for path in sorted((root / KIND).glob(f"date=*/{attempt}-*.warc.gz")):
        with path.open("rb") as file:
            ref = FileRef(KIND, path.relative_to(root).as_posix(), 0, *_size_and_sha256(file))
        refs.append(replace(ref, rows=sum(1 for _ in pages_of(root, ref))))
    return refs


def page_of(archived: ArchivedPage) -> Page:
    """The page as the fetch stage passed it on.

    A page that the fetch stage refused is checked again with the current rules. Raises a NewsError when they refuse it too.
    """
    if archived.refused:
        if archived.refused == BotChallenge.__name__:  # it may have been recognized by a header, and headers are not archived
            raise BotChallenge(f"{archived.url} wants to see a browser first")
        body, headers = read_body(archived.body), {"content-type": archived.content_type or ""}
        require_page(archived.url, archived.content_type, body)
        reject_interstitial(archived.entry.url, archived.url, headers, body)
    return archived.page()


def pages(root: Path, refs: Iterable[FileRef]) -> Iterator[ArchivedPage]:
    """The pages of these files, in file order, without their bodies. Raises BrokenLog when a file is missing or unreadable.

    An entry has one page for each time it was tried. The one with the latest `fetched_at` counts. Two with the same time are
    the same page, fetched again by a worker that repeated the work of another.
    """
    for ref in refs:
        yield from pages_of(root, ref)


def pages_of(root: Path, ref: FileRef) -> Iterator[ArchivedPage]:
    """The pages of one file, as `pages` gives them."""
    yield from _pages_from(root / ref.path, 0)


def readable_pages(root: Path, ref: FileRef) -> Iterator[ArchivedPage | BrokenLog]:
    """The pages of a file that may be damaged: yields a BrokenLog for each unreadable place, and goes on after it."""
    path, start = root / ref.path, 0
    while True:
        end = start
        try:
            for page in _pages_from(path, start):
                end = page.end
                yield page
            return
        except BrokenLog as error:
            yield error
        if (further := _next_record(path, max(end, start) + 1)) is None:
            return
        start = further


def _next_record(path: Path, start: int) -> int | None:
    """The byte offset of the first WARC record at or after `start`; None if there is none. Bytes before it are skipped."""
    with suppress(FileNotFoundError, ValueError), path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        at = start
        while (at := data.find(GZIP_MAGIC, at)) >= 0:
            with suppress(zlib.error):
                if zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(data[at : at + 1024], 5) == b"WARC/":
                    return at
            at += 1
    return None


def _pages_from(path: Path, start: int) -> Iterator[ArchivedPage]:
    try:
        with path.open("rb") as file:
            file.seek(start)
            yield from _parsed_pages(path, file)
    except FileNotFoundError as error:
        raise BrokenLog(f"{path} is gone, though a commit names it; put it back from a copy") from error
    except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, TypeError, KeyError, AttributeError) as error:
        # the error's own text is left out, since it quotes bytes of the damaged record
        raise BrokenLog(f"{path} can't be read as WARC; it was changed after it was committed") from error


def _size_and_sha256(file: BufferedReader) -> tuple[int, str]:
    return os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest()


def rewrite_without(root: Path, ref: FileRef, is_dropped: Callable[[ArchivedPage], bool]) -> FileRef | None:
    """Writes a copy of the file without the dropped pages, beside the original; None when no page is left.

    The bytes of the other pages stay the same. Raises BrokenLog when the file can't be read, OSError when the disk is full.
    """
    all_pages = list(pages_of(root, ref))
    dropped = [(page.body.offset, page.end) for page in all_pages if is_dropped(page)]
    if len(dropped) == len(all_pages):
        return None

    def dump(target: BinaryIO) -> None:
        with (root / ref.path).open("rb") as source:
            for (_, start), (end, _) in pairwise([(0, 0), *dropped, (ref.size, ref.size)]):
                source.seek(start)
                for at in range(start, end, COPY_BYTES):
                    target.write(source.read(min(COPY_BYTES, end - at)))

    return replace(rewrite_file(root, ref, dump), rows=len(all_pages) - len(dropped))


def _parsed_pages(path: Path, file: BufferedReader) -> Iterator[ArchivedPage]:
    start: int | None = None
    text = False
    records = ArchiveIterator(file)
    for record in records:
        data = record.raw_stream.read() if record.rec_type == "metadata" else b""
        offset = records.get_record_offset()  # also reads to the end of the record
        if record.rec_type in ("response", "resource"):
            start, text = offset, record.rec_type == "resource"
        elif record.rec_type == "metadata" and start is not None:
            row = json.loads(data)
            fields = {k: row[k] for k in ("url", "fetched_at", "content_type", "refused")}
            end = offset + records.get_record_length()
            yield ArchivedPage(entry_from_json(row["entry"]), body=Body(str(path), start), end=end, text=text, **fields)
