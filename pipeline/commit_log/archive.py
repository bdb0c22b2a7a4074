"""The archive: spool files with the fetched pages as they came, kept and named by the commit of their pass."""

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
MEMBER = b"\x1f\x8b\x08"  # how a record begins that is a gzip member
PIECE = 1 << 20  # bytes that are copied at once


@dataclass(frozen=True)
class ArchivedPage:
    """One page of the archive. `body`: where its record lies; `end`: where the next page's begins, what is known of this one
    included, so that `[body.offset, end)` of the file is all of it.

    `text`: the body is what the feed carried itself. `refused`: why it was not taken for the entry's page, e.g. `SoftNotFound`.
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
        """The page as the fetch stage gave it. ValueError or OSError when a feed's text can't be read."""
        if self.text:
            return Page(replace(self.entry, content=read_body(self.body).decode()), self.url, self.fetched_at)
        return Page(self.entry, self.url, self.fetched_at, self.content_type, self.body)


def archive_spool(spooled: Spooled, root: str, day: str, attempt: str) -> FileRef:
    """Puts a spool file into the archive, under a name that holds its hash: `archive/date=<day>/…`.

    A second name for the same bytes, since the pages of the pass are read under the first. Nothing is visible until a commit
    names it. OSError when it can't be written.
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
    """The archive files that a pass which died had written; each is whole."""
    found = []
    for path in sorted((root / KIND).glob(f"date=*/{attempt}-*.warc.gz")):
        with path.open("rb") as file:
            ref = FileRef(KIND, path.relative_to(root).as_posix(), 0, *_size_and_sha256(file))
        found.append(replace(ref, rows=sum(1 for _ in pages_of(root, ref))))
    return found


def page_of(archived: ArchivedPage) -> Page:
    """The page as the fetch stage gave it. A page that was refused then is judged once more: a NewsError says why it is still
    not the entry's page.
    """
    if archived.refused:
        if archived.refused == BotChallenge.__name__:  # which may have been told by a header that is not kept
            raise BotChallenge(f"{archived.url} wants to see a browser first")
        body, headers = read_body(archived.body), {"content-type": archived.content_type or ""}
        require_page(archived.url, archived.content_type, body)
        reject_interstitial(archived.entry.url, archived.url, headers, body)
    return archived.page()


def pages(root: Path, refs: Iterable[FileRef]) -> Iterator[ArchivedPage]:
    """The pages of these files, in their order; no body is held. BrokenLog when a file is gone or can't be read.

    One entry may come several times, as often as it was tried: the latest `fetched_at` is its page, and two of the same time
    are the same page, fetched again by a worker that took over.
    """
    for ref in refs:
        yield from pages_of(root, ref)


def pages_of(root: Path, ref: FileRef) -> Iterator[ArchivedPage]:
    """The pages of one file."""
    yield from _from(root / ref.path, 0)


def readable_pages(root: Path, ref: FileRef) -> Iterator[ArchivedPage | BrokenLog]:
    """The pages of one file that may have been harmed: a BrokenLog where it can't be read, then what lies behind that place."""
    path, start = root / ref.path, 0
    while True:
        end = start
        try:
            for page in _from(path, start):
                end = page.end
                yield page
            return
        except BrokenLog as error:
            yield error
        if (further := _next_record(path, max(end, start) + 1)) is None:
            return
        start = further


def _next_record(path: Path, start: int) -> int | None:
    """Where the next record begins in the bytes of a file, whatever stands between; None behind the last."""
    with suppress(FileNotFoundError, ValueError), path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        at = start
        while (at := data.find(MEMBER, at)) >= 0:
            with suppress(zlib.error):
                if zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(data[at : at + 1024], 5) == b"WARC/":
                    return at
            at += 1
    return None


def _from(path: Path, start: int) -> Iterator[ArchivedPage]:
    try:
        with path.open("rb") as file:
            file.seek(start)
            yield from _pages(path, file)
    except FileNotFoundError as error:
        raise BrokenLog(f"{path} is gone, though a commit names it; put it back from a copy") from error
    except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, TypeError, KeyError, AttributeError) as error:
        # not what the error says: of a record that can't be read it shows the bytes
        raise BrokenLog(f"{path} can't be read as WARC; it was changed after it was committed") from error


def _size_and_sha256(file: BufferedReader) -> tuple[int, str]:
    return os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest()


def rewrite_without(root: Path, ref: FileRef, is_dropped: Callable[[ArchivedPage], bool]) -> FileRef | None:
    """Writes the file again without some of its pages, beside the old one, all else byte for byte; None when no page is left.

    BrokenLog when it can't be read, OSError when the disk is full.
    """
    found = list(pages_of(root, ref))
    out = [(page.body.offset, page.end) for page in found if is_dropped(page)]
    if len(out) == len(found):
        return None

    def dump(target: BinaryIO) -> None:
        with (root / ref.path).open("rb") as source:
            for (_, start), (end, _) in pairwise([(0, 0), *out, (ref.size, ref.size)]):
                source.seek(start)
                for at in range(start, end, PIECE):
                    target.write(source.read(min(PIECE, end - at)))

    return replace(rewrite_file(root, ref, dump), rows=len(found) - len(out))


def _pages(path: Path, file: BufferedReader) -> Iterator[ArchivedPage]:
    start: int | None = None
    text = False
    records = ArchiveIterator(file)
    for record in records:
        data = record.raw_stream.read() if record.rec_type == "metadata" else b""
        offset = records.get_record_offset()  # reads to the record's end
        if record.rec_type in ("response", "resource"):
            start, text = offset, record.rec_type == "resource"
        elif record.rec_type == "metadata" and start is not None:
            row = json.loads(data)
            known = {k: row[k] for k in ("url", "fetched_at", "content_type", "refused")}
            end = offset + records.get_record_length()
            yield ArchivedPage(entry_from_json(row["entry"]), body=Body(str(path), start), end=end, text=text, **known)
