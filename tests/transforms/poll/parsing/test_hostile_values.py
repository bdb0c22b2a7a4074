"""Hostile values in the fields of a feed. Each row names what the value does and must not come out as."""

import gzip
import json
import zlib

import pytest

from transforms.articles import Entry
from transforms.errors import BadAddress, ForbiddenAddress, NewsError, NotAFeed, TooLarge
from transforms.feeds import Feed
from transforms.poll.identity import entries_of
from transforms.poll.parsing.parse import parse_feed
from transforms.web.guard import Guard
from transforms.web.target import parse_target

URL = "https://a.example/feed"
LINKED = "<link>https://a.example/a</link>"


def entries(body: str | bytes) -> list[Entry]:
    parsed = parse_feed(body.encode() if isinstance(body, str) else body, url=URL)
    return entries_of(parsed, Feed(id="f", url=URL), base_url=URL, seen_at="2026-11-25T12:00:00Z")


def rss(inner: str, encoding: str = "utf-8") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><title>t</title>{inner}</channel></rss>'


def item(title: str = "A", more: str = LINKED) -> str:
    return f"<item><title>{title}</title>{more}</item>"


LAUGHS = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(4))


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>{rss(item("&l4;"))}', "&l4;", id="10,000 laughs expand"),
        pytest.param(rss(item('<xi:include href="file:///etc/hostname" parse="text"/>')), "", id="XInclude reads a file"),
        pytest.param(rss(item("A\0B")), "AB", id="a null byte is kept"),
        pytest.param(rss(item("A\x01B\x1f&#x0;&#x1F;")), "AB\ufffd\ufffd", id="control characters are kept"),
        pytest.param(rss(item("caf@")).encode().replace(b"@", b"\xc3\xa9\xff"), "caféÿ", id="bad UTF-8 spoils what is good"),
        pytest.param(rss(item("“x” €5")).encode("cp1252"), "“x” €5", id="Windows-1252 that says UTF-8"),
        pytest.param(rss(item("“x” €5"), "iso-8859-1").encode(), "“x” €5", id="UTF-8 that says Latin-1: mojibake"),
        pytest.param(rss(item("é"), "utf-16").encode("utf-16-le"), "é", id="UTF-16 without a mark loses all"),
        pytest.param(rss(item("+ADw-b+AD4-"), "utf-7"), "+ADw-b+AD4-", id="UTF-7 smuggles a tag"),
        pytest.param(rss(item("A"), "x-none-such"), "A", id="an encoding that is none loses all"),
        pytest.param(rss(item("Tom &amp;amp; Ann &lt;b&gt;x")), "Tom & Ann x", id="a tag comes out"),
        pytest.param(rss(item("Tom &amp;amp; Ann &amp;lt;b&amp;gt;x")), "Tom & Ann <b>x", id="talk of a tag is lost"),
        pytest.param(rss(item(f"A&amp;#{'1' * 5000};")), "A\ufffd", id="a reference of 5,000 digits crashes"),
        pytest.param(rss(item("\u202eevil\u202c \u200bzero\ufeff")), "evil zero", id="marks that are not seen spoof"),
        pytest.param(rss(item("<![CDATA[A", "")), "A", id="unclosed CDATA loses the entry"),
        pytest.param(rss(item()) + "<script>x()</script>", "A", id="junk behind loses all"),
        pytest.param("\n\n" + rss(item()), "A", id="blank lines before lose all"),
        pytest.param("<br />\n<b>Warning</b>: no table<br />\n" + rss(item()), "A", id="a PHP warning before loses all"),
        pytest.param(gzip.compress(rss(item() * 9).encode())[:-20], "A", id="gzip that is cut off crashes"),
        pytest.param(
            json.dumps({"items": [{"id": 1, "title": "A"}]}).replace("1", "1" * 5000), "A", id="a number of 5,000 digits"
        ),
    ],
)
def test_no_trick_with_text_works(body: str | bytes, title: str) -> None:
    assert [entry.title for entry in entries(body)] == [title]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        pytest.param(b"<!doctype html><title>Just a moment</title>", NotAFeed, id="a login page is an empty feed"),
        pytest.param(b"", NotAFeed, id="nothing at all crashes"),
        pytest.param(b"[" * 200_000, NotAFeed, id="deep JSON recurses"),
        pytest.param(gzip.compress(gzip.compress(bytes(30_000_000))), TooLarge, id="gzip in gzip"),
        pytest.param(zlib.compress(bytes(30_000_000)), NotAFeed, id="a deflate bomb without a header that says so"),
    ],
)
def test_what_is_none_is_told(body: bytes, error: type[NewsError]) -> None:
    with pytest.raises(error):
        entries(body)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        pytest.param("Mon, 01 Jan 0001 00:00:00 GMT", None, id="the year 1"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 GMT", None, id="the last day that there is"),
        pytest.param("99999-01-01T00:00:00Z", None, id="a year of five digits"),
        pytest.param("Thu, 01 Jan 1970 00:00:00 GMT", None, id="an empty field"),
        pytest.param("2026-02-30T25:61:61Z", None, id="30 February, hour 25"),
        pytest.param("Wed, 31 Nov 2026 10:00:00 EST", None, id="31 November"),
        pytest.param("1732460000", "2024-11-24T14:53:20+00:00", id="seconds since 1970"),
        pytest.param("yesterday", None, id="relative"),
        pytest.param("", None, id="empty"),
        pytest.param("١٢", None, id="a number in other digits"),
        pytest.param("Tue, 24 Nov 2026 10:00:00 +9999", "2026-11-24T10:00:00", id="an offset that no place has"),
        pytest.param("24/11/2026", "2026-11-24", id="day first"),
        pytest.param("11/24/2026", "2026-11-24", id="month first"),
        pytest.param("03/04/2026", None, id="could be two days"),
        pytest.param("mar., 24 nov. 2026 10:00:00 +0100", "2026-11-24T10:00:00+01:00", id="French, a Tuesday"),
    ],
)
def test_no_date_crashes_or_becomes_another_day(written: str, published: str | None) -> None:
    (entry,) = entries(rss(item("A", f"{LINKED}<pubDate>{written}</pubDate>")))
    assert entry.published == published


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param("javascript:alert(1)", "", id="javascript"),
        pytest.param("data:text/html,x", "", id="data"),
        pytest.param("file:///etc/passwd", "", id="a file"),
        pytest.param("http://user:secret@a.example/a?token=b", "http://a.example/a?token=b", id="credentials"),
        pytest.param("//a.example/a", "https://a.example/a", id="without a scheme"),
        pytest.param("/a", "https://a.example/a", id="relative"),
        pytest.param("a b c", "https://a.example/a%20b%20c", id="blanks"),
        pytest.param("http://[::1", "", id="an open bracket"),
        pytest.param("gopher://x", "", id="gopher"),
        pytest.param("http://xn--/", "", id="a broken IDNA name"),
        pytest.param("http://a.example/" + "a" * 9000, "", id="too long"),
        pytest.param("", "", id="empty"),
    ],
)
def test_no_link_crashes_or_leads_out_of_the_web(link: str, url: str) -> None:
    (entry,) = entries(rss(item("A", f"<link>{link}</link>")))
    assert entry.url == url


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("http://169.254.169.254/latest/meta-data/", id="metadata"),
        pytest.param("http://2130706433/", id="loopback as one number"),
        pytest.param("http://127.0.0.1:22/", id="a port of ours"),
        pytest.param("http://localhost.localdomain/", id="a name of ours"),
        pytest.param("http://[::ffff:127.0.0.1]/", id="loopback within IPv6"),
        pytest.param("http://0x7f.1/", id="loopback in hex"),
    ],
)
def test_no_link_is_fetched_from_ourselves(link: str) -> None:
    (entry,) = entries(rss(item("A", f"<link>{link}</link>")))
    guard = Guard(resolve=lambda host, port: ["127.0.0.1"])  # as the C library reads names that are numbers
    with pytest.raises((ForbiddenAddress, BadAddress)):
        guard.addresses(parse_target(entry.url), 1.0)


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        pytest.param([item(f"t{i}", f"<link>/{i}</link><guid>same</guid>") for i in range(5)], 5, id="one guid for all"),
        pytest.param([item(f"t{i}", "<link>/</link><guid>same</guid>") for i in range(5)], 5, id="one guid and link for all"),
        pytest.param([item("A", "<description>x</description>"), "<item><description>y</description></item>"], 2, id="neither"),
        pytest.param(["<item><category>x</category></item>"], 1, id="nothing that we read"),
    ],
)
def test_none_is_lost_or_new_at_each_poll(items: list[str], kept: int) -> None:
    first, second = (entries(rss("".join(items))) for _ in range(2))
    assert len(first) == kept
    assert [entry.id for entry in first] == [entry.id for entry in second]


def test_a_feed_cut_off_keeps_what_came() -> None:
    whole = rss(item("A", "<link>/1</link>") + item("B", "<link>/2</link>"))
    assert [entry.title for entry in entries(whole[: whole.rindex("</title>") + 8])] == ["A", "B"]
