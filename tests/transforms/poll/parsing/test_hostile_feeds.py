"""Feeds that are built to do harm. Each row says what must not happen; all are made here, and none takes a second."""

import gzip
import tracemalloc

import pytest

from transforms.articles import Entry
from transforms.errors import NewsError, NotAFeed, TooLarge
from transforms.feeds import Feed
from transforms.poll.identity import entries_of
from transforms.poll.parsing.models import LONGEST_GUID, LONGEST_TITLE, ParsedFeed
from transforms.poll.parsing.parse import parse_feed

URL = "https://a.example/feed"
HEAD = '<?xml version="1.0" encoding="utf-8"?>'
N = 100_000


def item(title: str = "A", description: str = "d", attributes: str = "") -> str:
    return (
        f"<item{attributes}><title>{title}</title><link>https://a.example/a</link><guid>g1</guid>"
        f"<description>{description}</description></item>"
    )


def rss(inner: str, doctype: str = "", head: str = HEAD) -> str:
    return f'{head}{doctype}<rss version="2.0"><channel><title>t</title>{inner}</channel></rss>'


def parse(text: str) -> ParsedFeed:
    return parse_feed(text.encode("utf-8", "surrogatepass"), url=URL)


def entries(text: str) -> list[Entry]:
    return entries_of(parse(text), Feed(id="f", url=URL), base_url=URL, seen_at="2026-02-01T12:00:00Z")


LAUGHS = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(rss(item("&l9;"), f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>'), id="billion laughs"),
        pytest.param(rss(item("&a;" * N), f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'), id="quadratic blow-up"),
        pytest.param(rss(item("&a;" * N), f'<!DOCTYPE rss [<!ENTITY a "{"a" * 400}">]>'), id="quadratic blow-up, small"),
        pytest.param(rss(item("&a;"), '<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'), id="entities in a circle"),
        pytest.param(rss(item("&x;"), '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), id="entity of a file"),
        pytest.param(rss(item("&x;"), '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]>'), id="entity of an address"),
        pytest.param(rss(item(), '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'), id="parameter entity"),
        pytest.param(rss(item(), '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">'), id="external DTD"),
        pytest.param(rss("<a>" * N + "</a>" * N + item()), id="deep"),
        pytest.param(rss(item(description="<div>" * N)), id="deep in an item"),
        pytest.param(rss(item(description="&lt;div&gt;" * N)), id="deep in HTML"),
        pytest.param(rss(item(attributes="".join(f' a{i}="1"' for i in range(N)))), id="many attributes"),
        pytest.param(rss(item(attributes="".join(f' xmlns:n{i}="u{i}"' for i in range(20_000)))), id="many namespaces"),
        pytest.param(rss(item("A" * 2_000_000)), id="a title of megabytes"),
        pytest.param(rss(item(description="<" * N)), id="flood of <"),
        pytest.param(rss(item(description="&" * N)), id="flood of &"),
        pytest.param(rss(item(description="<!--" * N)), id="flood of <!--"),
        pytest.param(rss(item(description=f"<![CDATA[{'<!--' * N}]]>")), id="flood of <!-- in CDATA"),
        pytest.param(rss(item(description="<![CDATA[" * N)), id="flood of <![CDATA["),
        pytest.param(rss(item(description="<?" * N)), id="flood of <?"),
        pytest.param(rss(item(description="<!x [" * N)), id="flood of declarations"),
        pytest.param(rss(item(description='<a b="' * N)), id="flood of open quotes"),
        pytest.param(rss(item(), "<!DOCTYPE [" * N), id="flood of DOCTYPEs"),
        pytest.param("<!--" * N + rss(item()), id="flood of <!-- before the feed"),
        pytest.param(rss(item(description="</x>" * N)), id="flood of end tags"),
        pytest.param(rss(item("&lt;b&gt;&amp;amp;" * N)), id="flood of tags in a title"),
        pytest.param(rss(item("A\x00\x07\x1b[31m&#x0;&#x1F;&#xD800;&#xFFFF;&#1114112;\ud800")), id="characters that are none"),
    ],
)
def test_a_bomb_is_read_like_any_feed(text: str) -> None:
    tracemalloc.start()
    try:
        feed = parse(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 60_000_000
    assert [i.link for i in feed.items] == ["https://a.example/a"]
    title = feed.items[0].title
    assert len(title) <= LONGEST_TITLE
    assert "root:" not in title and title.isprintable()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(rss(item("A") + item("B"))[:-60], ["A", "B"], id="cut off"),
        pytest.param(rss(item("A", "<![CDATA[never closed") + item("B")), ["A", "B"], id="unclosed CDATA"),
        pytest.param(rss(item("A")) + "<!-- cached --><script>x</script>\n<b>", ["A"], id="junk behind"),
        pytest.param("\n\n  " + rss(item("A")), ["A"], id="blank lines before"),
        pytest.param("<br />\n<b>Warning</b>: x in /f.php<br />\n" + rss(item("A")), ["A"], id="a warning before"),
        pytest.param(rss(item("A").replace("</title>", "")), ["A"], id="a title that is not closed"),
        pytest.param(rss(item("A") + "</div></p>" + item("B")), ["A", "B"], id="stray end tags"),
        pytest.param(rss(item("A").replace("</item>", "") + item("B")), ["A", "B"], id="an item that is not closed"),
        pytest.param(rss(item("A"), head='<?xml version="1.0" encoding="x-none-such"?>'), ["A"], id="an encoding that is none"),
        pytest.param(
            rss(item("+ADw-script+AD4-"), head='<?xml version="1.0" encoding="utf-7"?>'),
            ["+ADw-script+AD4-"],
            id="UTF-7 that hides a script",
        ),
        pytest.param(rss(item("&lt;script&gt;x()&lt;/script&gt;News")), ["News"], id="a script in a title"),
        pytest.param(rss(item("\u202eswen\u202c")), ["swen"], id="text that runs backwards"),
    ],
)
def test_what_can_be_read_is_not_lost(text: str, titles: list[str]) -> None:
    assert [i.title for i in parse(text).items] == titles


@pytest.mark.parametrize(
    ("body", "error"),
    [
        pytest.param(b"", NotAFeed, id="empty"),
        pytest.param(b"<!doctype html><title>Just a moment</title><body>", NotAFeed, id="a challenge is no empty feed"),
        pytest.param(b"[" * N, NotAFeed, id="deep JSON"),
        pytest.param(gzip.compress(bytes(30_000_000)), TooLarge, id="gzip bomb"),
        pytest.param(gzip.compress(gzip.compress(bytes(30_000_000))), TooLarge, id="gzip bomb in gzip"),
        pytest.param(gzip.compress(b"x" * 1000)[:12], NewsError, id="gzip that is cut off at once"),
    ],
)
def test_what_is_no_feed_says_so(body: bytes, error: type[NewsError]) -> None:
    with pytest.raises(error):
        parse_feed(body, url=URL)


@pytest.mark.parametrize(
    "guid",
    [
        "../../../../x",
        "/etc/cron.d/x",
        "..\\..\\x",
        "CON",
        "." * 300,
        "x" * 5000,
        "%2e%2e%2fx",
        "a/b\x00c.json",
        "\u202egnp.exe",
    ],
)
def test_no_guid_becomes_a_path(guid: str) -> None:
    (entry,) = entries(rss(f"<item><title>A</title><guid>{guid}</guid></item>"))
    assert len(entry.id) == 32 and set(entry.id) <= set("0123456789abcdef")
    assert entry.guid and len(entry.guid) <= LONGEST_GUID


def test_long_guids_stay_two() -> None:
    two = "".join(f"<item><title>A</title><guid>{'x' * 5000}{end}</guid></item>" for end in "12")
    assert len(entries(rss(two))) == 2


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param("javascript:alert(1)", "", id="javascript"),
        pytest.param("data:text/html,x", "", id="data"),
        pytest.param("file:///etc/passwd", "", id="file"),
        pytest.param("gopher://x", "", id="gopher"),
        pytest.param("http://[::1", "", id="an open bracket"),
        pytest.param("http://xn--/", "", id="a broken IDNA name"),
        pytest.param("https://a.example/" + "a" * 9000, "", id="too long"),
        pytest.param("http://user:secret@a.example/1", "http://a.example/1", id="credentials"),
    ],
)
def test_no_link_leads_out_of_the_web(link: str, url: str) -> None:
    (entry,) = entries(rss(f"<item><title>A</title><link>{link}</link></item>"))
    assert entry.url == url
