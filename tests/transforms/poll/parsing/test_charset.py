"""The text of a feed from its bytes, whatever charset they declare."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import BadEncoding, TooLarge
from transforms.poll.parsing.charset import LARGEST, decode_feed

PROLOG = '<?xml version="1.0" encoding="{}"?>'


def feed(text: str, declared: str, real: str) -> bytes:
    return (PROLOG.format(declared) + f"<rss><title>{text}</title></rss>").encode(real)


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        pytest.param(feed("Ünï", "utf-8", "utf-8"), None, "Ünï", id="as it says"),
        pytest.param(feed("Ünï", "utf-8", "utf-8-sig"), None, "Ünï", id="with a mark"),
        pytest.param("<t>Ünï</t>".encode(), None, "Ünï", id="says nothing"),
        pytest.param(feed("Ünï", "iso-8859-1", "utf-8"), None, "Ünï", id="says Latin-1, is UTF-8"),
        pytest.param("<t>Ünï</t>".encode(), "text/xml; charset=ISO-8859-1", "Ünï", id="the header says Latin-1, is UTF-8"),
        pytest.param(feed("Ünï “x”", "utf-8", "cp1252"), None, "Ünï “x”", id="says UTF-8, is Windows"),
        pytest.param(feed("“x” €", "iso-8859-1", "cp1252"), None, "“x” €", id="says Latin-1, is Windows"),
        pytest.param(b"<t>\xc3\xa9t\xe9 na\xefve</t>" + b"x" * 99, None, "été naïve", id="a Windows byte among UTF-8"),
        pytest.param(feed("Привет", "windows-1251", "cp1251"), None, "Привет", id="Cyrillic"),
        pytest.param(feed("Привет", "koi8-r", "koi8-r"), None, "Привет", id="KOI8"),
        pytest.param("<t>Привет</t>".encode("cp1251"), "text/xml; charset=windows-1251", "Привет", id="only the header says"),
        pytest.param(feed("Привет", "windows-1251", "cp1251"), "text/xml; charset=utf-8", "Привет", id="the feed knows better"),
        pytest.param(feed("新闻", "gb2312", "gb2312"), None, "新闻", id="Chinese"),
        pytest.param(feed("新聞", "big5", "big5"), None, "新聞", id="Chinese, traditional"),
        pytest.param(feed("日本", "shift_jis", "shift_jis"), None, "日本", id="Japanese"),
        pytest.param(feed("日本", "iso-2022-jp", "iso2022_jp"), None, "日本", id="Japanese by escapes, ASCII bytes"),
        pytest.param(feed("뉴스", "euc-kr", "euc_kr"), None, "뉴스", id="Korean"),
        pytest.param(feed("Ünï", "utf-16", "utf-16"), None, "Ünï", id="UTF-16 with its mark"),
        pytest.param(feed("Ünï", "utf-16", "utf-16-le"), None, "Ünï", id="UTF-16-LE without"),
        pytest.param(feed("Ünï", "utf-8", "utf-16-be"), None, "Ünï", id="UTF-16-BE without, and it lies"),
        pytest.param(feed("Ünï", "utf-8", "utf-32-le"), None, "Ünï", id="UTF-32"),
        pytest.param(feed("Ünï", "x-none-such", "utf-8"), None, "Ünï", id="an encoding that nobody knows"),
        pytest.param(feed("+ADw-b+AD4-", "utf-7", "ascii"), None, "+ADw-b+AD4-", id="UTF-7 is never decoded"),
        pytest.param(feed("a", "unicode_escape", "ascii"), None, "a", id="what Python decodes and no feed is in"),
        pytest.param(gzip.compress(feed("Ünï", "utf-8", "utf-8")), None, "Ünï", id="gzip without a header"),
        pytest.param(gzip.compress(gzip.compress(feed("Ünï", "utf-8", "utf-8"))), None, "Ünï", id="gzip twice"),
    ],
)
def test_the_bytes_say_what_they_are(body: bytes, content_type: str | None, expected: str) -> None:
    assert expected in decode_feed(body, content_type)


def test_gzip_that_is_cut_short_gives_what_came() -> None:
    text = "".join(f"<item>{i * 7919 % 104729}</item>" for i in range(5000))
    body = gzip.compress(text.encode())
    assert text.startswith(decode_feed(body[: len(body) // 2])) and len(decode_feed(body[: len(body) // 2])) > 1000


@pytest.mark.parametrize(
    ("body", "error"),
    [
        pytest.param(gzip.compress(bytes(LARGEST + 1)), TooLarge, id="a bomb"),
        pytest.param(gzip.compress(gzip.compress(bytes(LARGEST + 1))), TooLarge, id="a bomb within"),
        pytest.param(b"\x1f\x8b\x08" + b"nonsense" * 9, BadEncoding, id="no gzip after all"),
        pytest.param(b"x" * (LARGEST + 1), TooLarge, id="large as it is"),
    ],
)
def test_bombs_and_broken_archives(body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"https://a\.example/f"):
        decode_feed(body, url="https://a.example/f")


@given(st.binary(max_size=60), st.none() | st.text(max_size=20).map("text/xml; charset={}".format))
def test_any_bytes_are_some_text(body: bytes, content_type: str | None) -> None:
    try:
        assert isinstance(decode_feed(body, content_type), str)
    except BadEncoding:
        assert body.startswith(b"\x1f\x8b")
