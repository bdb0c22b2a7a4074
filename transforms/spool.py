"""Page bodies on disk: fetched pages are written to a WARC file, and the stages pass on only a reference to each."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from transforms import warc
from transforms.articles import Body, Entry
from transforms.web.answers import Response


@dataclass(frozen=True)
class Spooled:
    """A complete spool file that is to be archived. `pages`: how many it holds."""

    path: str
    pages: int


class Spool:
    """The WARC file `<folder>/<name>.warc`, to which many threads of one process may append.

    With `archive` the file can be kept: it is `.warc.gz` with one gzip member for each record, begins with a `warcinfo` record,
    and has a `metadata` record about the entry after each page. Appending a page of 340 KB takes 0.6 ms, most of it for
    warcio's digests, and 6 ms with `archive`. A second worker with the same name appends to the file, so that a retried bundle
    does no harm.
    """

    def __init__(self, folder: str | Path, name: str, *, archive: bool = False) -> None:
        self.path = Path(folder) / f"{name}.warc{'.gz' if archive else ''}"
        self.archive = archive
        self.pages = 0  # with their entries
        self._lock = threading.Lock()
        self._fd: int | None = None

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._fd = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        if self.archive:
            self._write(warc.warcinfo_record())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._lock:
            fd, self._fd = self._fd, None
            if fd is not None:
                os.close(fd)

    @property
    def spooled(self) -> Spooled:
        """The file and its number of pages so far."""
        return Spooled(str(self.path), self.pages)

    def append(self, page: Response, fetched_at: str, entry: Entry, refused: str | None = None) -> Body:
        """Appends a page and returns the place of its record, which any process can read from then on.

        `refused`: class name of the error for which it is not accepted as the entry's page. Raises OSError when the disk is
        full, and ValueError when the spool is closed.
        """
        record = warc.page_record(page, fetched_at)
        return self._page(record, entry, fetched_at, page.headers.get("content-type"), refused)

    def append_text(self, entry: Entry, fetched_at: str) -> Body:
        """Appends the text that the feed carries for the entry, as `append` does a page."""
        return self._page(warc.text_record(entry, fetched_at), entry, fetched_at, warc.TEXT_TYPE, None)

    def _page(self, record: Any, entry: Entry, fetched_at: str, content_type: str | None, refused: str | None) -> Body:
        if not self.archive:
            return self._write(record)
        body = self._write(record, warc.metadata_record(record, entry, fetched_at, content_type, refused))
        with self._lock:
            self.pages += 1
        return body

    def _write(self, *records: Any) -> Body:
        data = b"".join(warc.encode_records(*records, gzip=self.archive))
        with self._lock:
            if self._fd is None:
                raise ValueError(f"{self.path} is closed")
            # One unbuffered write: nothing is left to flush, and the offset follows from the new end of the file.
            written = os.write(self._fd, data)
            offset = os.lseek(self._fd, 0, os.SEEK_CUR) - written
            while written < len(data):
                written += os.write(self._fd, data[written:])
        return Body(str(self.path), offset)


def read_body(body: Body) -> bytes:
    """The bytes of a page, as appended. Raises ValueError when no whole record begins there, OSError when there is no file."""
    with Path(body.path).open("rb") as file:
        file.seek(body.offset)
        try:
            record = next(iter(ArchiveIterator(file)))
            payload: bytes = record.raw_stream.read()
            headers = record.http_headers if record.rec_type == "response" else record.rec_headers
            if record.rec_type not in ("response", "resource") or len(payload) != int(headers.get_header("Content-Length")):
                raise ValueError
        except (ArchiveLoadFailed, StopIteration, EOFError, ValueError, TypeError, AttributeError):
            raise ValueError(f"{body.path}: no WARC record at {body.offset}") from None
    return payload
