"""WARC records (ISO 28500, WARC 1.1) of fetched pages and of what is known about their entries."""

import io
import json
import zlib
from collections.abc import Iterator
from http.client import responses
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from transforms.articles import Entry
from transforms.rows import as_json
from transforms.version import VERSION
from transforms.web.answers import Response

LEVEL = 6  # of deflate; warcio's own, 9, takes half as long again and saves 0.6 %
METADATA_TYPE = "application/json"  # of `metadata` records
TEXT_TYPE = "text/html; charset=utf-8"  # of a feed's own text


def page_record(page: Response, fetched_at: str) -> Any:
    """The `response` record of a page. The payload is the decoded body, so Content-Encoding is not among its headers."""
    headers = [("Content-Length", str(len(page.body)))]
    if content_type := page.headers.get("content-type"):
        headers.insert(0, ("Content-Type", content_type))
    return _writer().create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.body),
        length=len(page.body),
        http_headers=StatusAndHeaders(f"{page.status} {responses.get(page.status, '')}", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": _date(fetched_at)},
    )


def text_record(entry: Entry, fetched_at: str) -> Any:
    """The `resource` record of the text that a feed carries for an entry."""
    data = (entry.content or "").encode("utf-8", "replace")  # JSON in a feed can have a lone surrogate
    return _record("resource", _address(entry), data, TEXT_TYPE, {"WARC-Date": _date(fetched_at)})


def metadata_record(record: Any, entry: Entry, fetched_at: str, content_type: str | None, refused: str | None) -> Any:
    """The `metadata` record that follows a page's record, with everything that is needed to rebuild the `Page`.

    `record`: that of the page, or of a feed's own text, which is not repeated here. `refused`: class name of the error for
    which it was not accepted as the entry's page.
    """
    uri, ident, date = (record.rec_headers.get_header(f"WARC-{name}") for name in ("Target-URI", "Record-ID", "Date"))
    row = {
        "entry": {k: v for k, v in as_json(entry).items() if k != "content"},
        "url": uri if record.rec_type == "response" else entry.url,
        "fetched_at": fetched_at,
        "content_type": content_type,
        "refused": refused,
    }
    data = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
    return _record(
        "metadata", uri, data, METADATA_TYPE, {"WARC-Date": date, "WARC-Refers-To": ident, "WARC-Concurrent-To": ident}
    )


def warcinfo_record() -> Any:
    """The `warcinfo` record that a file begins with."""
    return _writer().create_warcinfo_record(None, {"software": f"pullquote {VERSION}", "format": "WARC File Format 1.1"})


def encode_records(*records: Any, gzip: bool) -> Iterator[bytes]:
    """Yields the bytes of each record; with `gzip`, each is a gzip member of its own."""
    for record in records:
        out = io.BytesIO()
        _writer(out).write_record(record)
        data = out.getvalue()
        if gzip:
            member = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
            data = member.compress(data) + member.flush()
        yield data


def _writer(out: io.BytesIO | None = None) -> Any:
    return WARCWriter(out, gzip=False, warc_version="1.1")


def _record(kind: str, uri: str, data: bytes, content_type: str, headers: dict[str, str]) -> Any:
    return _writer().create_warc_record(
        uri, kind, payload=io.BytesIO(data), length=len(data), warc_content_type=content_type, warc_headers_dict=headers
    )


def _date(fetched_at: str) -> str:
    return fetched_at.replace("+00:00", "Z")


def _address(entry: Entry) -> str:
    """The address for a feed's own text: the entry's without white space, or a URN with its id when it has none."""
    return "".join(entry.url.encode("utf-8", "replace").decode().split()) or f"urn:pullquote:{entry.id}"
