"""What was fetched as records of a WARC file (ISO 28500, WARC 1.1): the page, and what is known of it beside."""

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

LEVEL = 6  # of deflate; 9, which warcio takes, is half as slow again for 0.6 % less
METADATA_TYPE = "application/json"  # the type of the record that says of which entry a page is
TEXT_TYPE = "text/html; charset=utf-8"  # the type of what a feed carried itself


def page_record(page: Response, fetched_at: str) -> Any:
    """A `response` record. The payload is the decoded body, so its headers keep the type and drop the encoding."""
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
    """A `resource` record of the text that the feed carried itself."""
    data = (entry.content or "").encode("utf-8", "replace")  # JSON in a feed can hold half a pair of surrogates
    return _made("resource", _address(entry), data, TEXT_TYPE, {"WARC-Date": _date(fetched_at)})


def metadata_record(record: Any, entry: Entry, fetched_at: str, content_type: str | None, refused: str | None) -> Any:
    """The `metadata` record that follows a page's: all that makes it a `Page` again.

    A feed's own text stands in `record` alone. `refused`: why it was not taken for the entry's page.
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
    return _made(
        "metadata", uri, data, METADATA_TYPE, {"WARC-Date": date, "WARC-Refers-To": ident, "WARC-Concurrent-To": ident}
    )


def warcinfo_record() -> Any:
    """The `warcinfo` record that a file begins with."""
    return _writer().create_warcinfo_record(None, {"software": f"pullquote {VERSION}", "format": "WARC File Format 1.1"})


def encode_records(*records: Any, gzip: bool) -> Iterator[bytes]:
    """The bytes of each record, a gzip member of its own where asked for."""
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


def _made(kind: str, uri: str, data: bytes, content_type: str, headers: dict[str, str]) -> Any:
    return _writer().create_warc_record(
        uri, kind, payload=io.BytesIO(data), length=len(data), warc_content_type=content_type, warc_headers_dict=headers
    )


def _date(fetched_at: str) -> str:
    return fetched_at.replace("+00:00", "Z")


def _address(entry: Entry) -> str:
    """Of a text: its entry's, which its feed need not have given, and may have given with a line break in it."""
    return "".join(entry.url.encode("utf-8", "replace").decode().split()) or f"urn:pullquote:{entry.id}"
