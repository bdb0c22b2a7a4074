"""Records of a WARC file, written and read back."""

import io
import json
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from transforms.articles import Entry
from transforms.warc import encode_records, metadata_record, page_record, text_record, warcinfo_record
from transforms.web.answers import Headers, Response

AT = "2031-06-01T08:00:00+00:00"
ENTRY = Entry("1", "https://valley.example/mill", ("valley",), title="Mill opens again", content="<p>Müller</p>")


def page(**headers: str) -> Response:
    pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Response("https://valley.example/mill?x=1", 200, Headers(pairs), "<p>Müller</p>".encode())


def read_back(*records: Any, gzip: bool = False) -> list[tuple[str, dict[str, str], dict[str, str], bytes]]:
    """Type, WARC headers, HTTP headers and content of each record."""
    found = []
    for record in ArchiveIterator(io.BytesIO(b"".join(encode_records(*records, gzip=gzip)))):
        http = dict(record.http_headers.headers) if record.http_headers else {}
        found.append((record.rec_type, dict(record.rec_headers.headers), http, record.content_stream().read()))
    return found


@pytest.mark.parametrize(
    ("headers", "http"),
    [
        pytest.param(
            {"content_type": "text/html; charset=utf-8"}, {"Content-Type": "text/html; charset=utf-8"}, id="the type stays"
        ),
        pytest.param({}, {}, id="no type"),
        pytest.param({"content_encoding": "gzip"}, {}, id="the encoding goes, since the body is decoded"),
    ],
)
def test_a_page(headers: dict[str, str], http: dict[str, str]) -> None:
    ((kind, warc, http_headers, content),) = read_back(page_record(page(**headers), AT))
    assert (kind, warc["WARC-Target-URI"], warc["WARC-Date"]) == (
        "response",
        "https://valley.example/mill?x=1",
        "2031-06-01T08:00:00Z",
    )
    assert http_headers == {**http, "Content-Length": "14"}
    assert content == "<p>Müller</p>".encode()


@pytest.mark.parametrize(
    ("url", "target"),
    [
        pytest.param("https://valley.example/mill", "https://valley.example/mill", id="the entry's address"),
        pytest.param("https://valley.example/a\nb", "https://valley.example/ab", id="a line break in it"),
        pytest.param("", "urn:pullquote:1", id="no address"),
    ],
)
def test_the_text_of_a_feed(url: str, target: str) -> None:
    entry = Entry("1", url, ("valley",), content="<p>Müller \ud800</p>")
    ((kind, warc, _, content),) = read_back(text_record(entry, AT))
    assert (kind, warc["WARC-Target-URI"]) == ("resource", target)
    assert content.decode() == "<p>Müller ?</p>"


@pytest.mark.parametrize("refused", [None, "ConsentWall"])
def test_the_metadata_of_a_page(refused: str | None) -> None:
    record = page_record(page(), AT)
    about = metadata_record(record, ENTRY, AT, "text/html", refused)
    (_, of_page, _, _), (kind, warc, _, content) = read_back(record, about)
    assert kind == "metadata"
    assert warc["WARC-Refers-To"] == of_page["WARC-Record-ID"]
    row = json.loads(content)
    assert row["entry"]["title"] == "Mill opens again" and "content" not in row["entry"]
    assert (row["url"], row["content_type"], row["refused"]) == ("https://valley.example/mill?x=1", "text/html", refused)


def test_each_record_is_a_gzip_member() -> None:
    records = [warcinfo_record(), page_record(page(), AT)]
    members = list(encode_records(*records, gzip=True))
    assert [member[:2] for member in members] == [b"\x1f\x8b"] * 2
    assert [kind for kind, *_ in read_back(warcinfo_record(), page_record(page(), AT), gzip=True)] == ["warcinfo", "response"]
