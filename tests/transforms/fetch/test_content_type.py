"""Which bodies are pages, and what the others are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import NotAPage
from transforms.fetch.content_type import require_page

URL = "http://news.example/a"
HTML = b"<!DOCTYPE html>\n<html><body><p>Rain.</p></body></html>"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        pytest.param("text/html", HTML, id="html"),
        pytest.param("TEXT/HTML; charset=ISO-8859-1", HTML, id="in capitals, with a charset"),
        pytest.param("application/xhtml+xml", HTML, id="xhtml"),
        pytest.param("text/html", b"Rain is expected.", id="html without a tag, but it says so"),
        pytest.param("text/html", b'{"looks": "like JSON"}', id="html that begins like JSON"),
        pytest.param(None, HTML, id="no type"),
        pytest.param("", b"  \n<p>Rain", id="empty type"),
        pytest.param("html", HTML, id="half a type"),
        pytest.param("text/plain", HTML, id="html as text"),
        pytest.param("application/octet-stream", b"<!-- licence -->\n<HTML>", id="html as bytes"),
        pytest.param("text/xml", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>', id="xhtml as xml"),
        pytest.param("", b"\xef\xbb\xbf<html>", id="byte order mark"),
        pytest.param("", "\ufeff<html><p>Rain".encode("utf-16-le"), id="UTF-16"),
        pytest.param("", "<html><p>Rain".encode("utf-16-be"), id="UTF-16 without a mark"),
        pytest.param("text/html", b"", id="empty"),
        pytest.param(None, b"", id="empty and no type"),
    ],
)
def test_pages(content_type: str | None, body: bytes) -> None:
    require_page(URL, content_type, body)


@pytest.mark.parametrize(
    ("content_type", "body", "what"),
    [
        pytest.param("application/pdf", b"%PDF-1.7", "a PDF", id="pdf"),
        pytest.param("text/html", b"%PDF-1.7", "a PDF", id="pdf as html"),
        pytest.param("image/jpeg", b"\xff\xd8\xff\xe0", "a picture", id="jpeg"),
        pytest.param("text/html", b"\x89PNG\r\n\x1a\n", "a picture", id="png as html"),
        pytest.param("image/svg+xml", b"<svg>", "a picture", id="svg"),
        pytest.param("video/mp4", b"", "a video", id="video"),
        pytest.param("", b"\0\0\0\x18ftypmp42", "a video", id="mp4 without a type"),
        pytest.param("audio/mpeg", b"ID3", "a sound", id="podcast"),
        pytest.param("application/zip", b"PK\x03\x04", "a ZIP archive or an office document", id="zip"),
        pytest.param("application/vnd.ms-excel", b"\t", "an office document", id="office"),
        pytest.param("application/json; charset=utf-8", b"{}", "JSON", id="json"),
        pytest.param("text/plain", b'{"a": 1}', "JSON", id="json as text"),
        pytest.param("application/ld+json", b"{}", "something else", id="a type we have no word for"),
        pytest.param("application/rss+xml", b"<rss>", "a feed", id="feed"),
        pytest.param("text/xml", b'<?xml version="1.0"?><rss version="2.0"><channel><title>', "a feed", id="feed as xml"),
        pytest.param("text/xml", b"<sitemapindex>", "XML", id="other xml"),
        pytest.param("text/plain", b"User-agent: *", "plain text", id="text"),
        pytest.param("application/octet-stream", b"\0\1\2\3", "binary data", id="bytes"),
        pytest.param("x" * 5000 + "/x", b"x", "something else", id="endless type"),
    ],
)
def test_what_is_no_page_is_told_by_its_name(content_type: str | None, body: bytes, what: str) -> None:
    with pytest.raises(NotAPage) as caught:
        require_page(URL, content_type, body)
    assert f"{URL} is {what}, not a page" in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.one_of(st.none(), st.text(max_size=30)), st.binary(max_size=200))
def test_anything_is_a_page_or_not(content_type: str | None, body: bytes) -> None:
    try:
        require_page(URL, content_type, body)
    except NotAPage as error:
        assert URL in str(error)
