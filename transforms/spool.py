"""Page bodies on disk: what was fetched goes into a WARC file, and only its place goes on."""

import io
import os
import threading
from http.client import responses
from pathlib import Path
from types import TracebackType
from typing import Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from transforms.records import Body
from transforms.web.answers import Response


class Spool:
    """`<folder>/<name>.warc` (`.warc.gz` with `gzip`: a member a record), appended to by many threads of one process.

    Written at 0.3 ms for a page of 200 KB, most of it warcio's digests. A second worker with the same name goes on behind
    what the first wrote, so that a retried bundle does no harm.
    """

    def __init__(self, folder: str | Path, name: str, *, gzip: bool = False) -> None:
        self.path = Path(folder) / f"{name}.warc{'.gz' if gzip else ''}"
        self._gzip = gzip
        self._lock = threading.Lock()
        self._fd: int | None = None

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._fd = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._lock:
            fd, self._fd = self._fd, None
            if fd is not None:
                os.close(fd)

    def append(self, page: Response, fetched_at: str) -> Body:
        """Where the page's record now lies, readable by any process. OSError when the disk is full; ValueError once closed."""
        data = _record(page, fetched_at, self._gzip)
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
            if record.rec_type != "response" or len(payload) != int(record.http_headers.get_header("Content-Length")):
                raise ValueError
        except (ArchiveLoadFailed, StopIteration, EOFError, ValueError, TypeError, AttributeError):
            raise ValueError(f"{body.path}: no WARC record at {body.offset}") from None
    return payload


def _record(page: Response, fetched_at: str, gzip: bool) -> bytes:
    """One WARC 1.1 `response` record. The payload is the decoded body, so its headers keep the type and drop the encoding."""
    headers = [("Content-Length", str(len(page.body)))]
    if content_type := page.headers.get("content-type"):
        headers.insert(0, ("Content-Type", content_type))
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip, warc_version="1.1")
    writer.write_record(
        writer.create_warc_record(
            page.url,
            "response",
            payload=io.BytesIO(page.body),
            length=len(page.body),
            http_headers=StatusAndHeaders(f"{page.status} {responses.get(page.status, '')}", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": fetched_at.replace("+00:00", "Z")},
        )
    )
    return out.getvalue()
