"""Page bodies on disk: fetched pages go into a WARC file, and the stages pass on only where each one lies."""

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
    """`<folder>/<name>.warc`, appended to by many threads of one process.

    With `archive` it is `.warc.gz` (a member a record), begins with what made it, and each page is followed by what is known of
    its entry: enough to be kept. Written at 0.6 ms for a page of 340 KB, most of it warcio's digests; 6 ms with `archive`.
    A second worker with the same name goes on behind what the first wrote, so that a retried bundle does no harm.
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
        return Spooled(str(self.path), self.pages)

    def append(self, page: Response, fetched_at: str, entry: Entry, refused: str | None = None) -> Body:
        """Where the page's record now lies, readable by any process. OSError when the disk is full; ValueError once closed.

        `refused`: why it is not taken for the entry's page.
        """
        record = warc.page_record(page, fetched_at)
        return self._page(record, entry, fetched_at, page.headers.get("content-type"), refused)

    def append_text(self, entry: Entry, fetched_at: str) -> Body:
        """The same for the text that the entry brought from its feed."""
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
            # In one write, past the buffers of this process: nothing is left to flush, and the end tells the beginning.
            written = os.write(self._fd, data)
            offset = os.lseek(self._fd, 0, os.SEEK_CUR) - written
            while written < len(data):
                written += os.write(self._fd, data[written:])
        return Body(str(self.path), offset)


def read_body(body: Body) -> bytes:
    """The page's bytes as `append` was given them. ValueError when no whole record begins there; OSError without the file."""
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
