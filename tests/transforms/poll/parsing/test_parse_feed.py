"""Each format of a feed, the links of its entries, and documents that are no feed."""

import pytest

from transforms.errors import NotAFeed
from transforms.poll.parsing.models import Item, ParsedFeed
from transforms.poll.parsing.parse import parse_feed

URL = "https://a.example/feeds/news.xml"


def parse(text: str | bytes) -> ParsedFeed:
    return parse_feed(text.encode() if isinstance(text, str) else text, url=URL)


def rss(*items: str, head: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>{head}{inner}</channel></rss>'


def test_what_looks_encoded_twice_stays_as_it_is_written() -> None:
    inner = "<title>Â¡</title><link>/Â¡</link><guid>Â¡</guid><author>Â¡</author><description>Â¡ </description>"
    assert parse(rss(inner)).items == (Item(guid="Â¡", link="/Â¡", title="Â¡", authors=("Â¡",), summary="Â¡"),)


def test_guids_are_raw_whatever_the_base() -> None:
    base = 'xml:base="https://b.example/x/"'
    for guid in ("<guid>1</guid>", '<guid isPermaLink="false">1</guid>', '<guid isPermaLink="true">1</guid>'):
        assert parse(rss(guid).replace("<rss", f"<rss {base}")).items[0].guid == "1"
    assert parse(atom("<id>1</id>", root=base)).items[0].guid == "1"


def atom(entry: str, head: str = "", root: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {root}><title>News</title>{head}<entry>{entry}</entry></feed>'


RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ITEM = Item(guid="g1", link="https://a.example/1", title="One")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(rss("<title>One</title><link>https://a.example/1</link><guid>g1</guid>"), ITEM, id="RSS 2.0"),
        pytest.param(
            '<rss version="0.91"><channel><title>News</title><item><title>One</title><link>https://a.example/1</link></item></channel></rss>',
            Item(link="https://a.example/1", title="One"),
            id="RSS 0.91",
        ),
        pytest.param(
            f'<rdf:RDF {RDF} xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>News</title></channel>'
            '<item rdf:about="g1"><title>One</title><link>https://a.example/1</link></item></rdf:RDF>',
            ITEM,
            id="RSS 1.0, items beside the channel, id by rdf:about",
        ),
        pytest.param(
            f'<rdf:RDF {RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>News</title></channel>'
            "<item><title>One</title><link>https://a.example/1</link></item></rdf:RDF>",
            Item(link="https://a.example/1", title="One"),
            id="RSS 0.90",
        ),
        pytest.param(atom('<title>One</title><id>g1</id><link href="https://a.example/1"/>'), ITEM, id="Atom 1.0"),
        pytest.param(
            '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title><entry><title>One</title><id>g1</id>'
            '<link rel="alternate" type="text/html" href="https://a.example/1"/></entry></feed>',
            ITEM,
            id="Atom 0.3",
        ),
        pytest.param(
            '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>News</a:title><a:entry><a:title>One</a:title><a:id>g1</a:id>'
            '<a:link href="https://a.example/1"/></a:entry></a:feed>',
            ITEM,
            id="Atom with a prefix",
        ),
        pytest.param(
            '<entry xmlns="http://www.w3.org/2005/Atom"><title>One</title><id>g1</id><link href="https://a.example/1"/></entry>',
            ITEM,
            id="an Atom entry by itself",
        ),
        pytest.param(
            '<CHANNEL HREF="https://a.example/"><TITLE>News</TITLE><ITEM HREF="https://a.example/1"><TITLE>One</TITLE></ITEM></CHANNEL>',
            Item(link="https://a.example/1", title="One"),
            id="CDF",
        ),
        pytest.param(
            '<rss xmlns="urn:nobody-knows"><channel><title>News</title><item><title>One</title><guid>g1</guid>'
            "<link>https://a.example/1</link></item></channel></rss>",
            ITEM,
            id="a namespace that nobody knows",
        ),
        pytest.param(
            "<rss:rss><rss:channel><rss:title>News</rss:title></rss:channel></rss:rss>" + "<x/>",
            None,
            id="an undeclared prefix",
        ),
    ],
)
def test_each_format(text: str, expected: Item | None) -> None:
    feed = parse(text)
    assert feed.items == ((expected,) if expected else ())
    assert feed.title in ("News", "")


@pytest.mark.parametrize(
    ("item", "link"),
    [
        pytest.param("<link>\n https://a.example/1\t</link>", "https://a.example/1", id="white space"),
        pytest.param("<link><![CDATA[https://a.example/?a=1&b=2]]></link>", "https://a.example/?a=1&b=2", id="CDATA"),
        pytest.param("<link>https://a.example/?a=1&amp;b=2</link>", "https://a.example/?a=1&b=2", id="escaped"),
        pytest.param("<link>https://a.example/?a=1&b=2</link>", "https://a.example/?a=1&b=2", id="not escaped"),
        pytest.param("<link>https://a.example/?a=1&amp;amp;b=2</link>", "https://a.example/?a=1&b=2", id="escaped twice"),
        pytest.param(
            "<link>https://a.example/?a=1&section=2&amp;copy=3</link>",
            "https://a.example/?a=1&section=2&copy=3",
            id="parameters are no references",
        ),
        pytest.param("<guid>https://a.example/?a=1&amp;amp;b=2</guid>", "https://a.example/?a=1&b=2", id="guid, escaped twice"),
        pytest.param("<link>/1</link>", "/1", id="relative stays as it is written"),
        pytest.param('<link/><guid isPermaLink="true">https://a.example/1</guid>', "https://a.example/1", id="permalink guid"),
        pytest.param("<guid>https://a.example/1</guid>", "https://a.example/1", id="guid that is an address"),
        pytest.param('<guid isPermaLink="false">https://a.example/1</guid>', None, id="guid that says it is no link"),
        pytest.param("<guid>tag:a.example,2026:1</guid>", None, id="guid that is no address"),
        pytest.param(
            '<link>https://proxy.example/1</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://a.example/1</f:origLink>',
            "https://proxy.example/1",
            id="feedburner: as the feed has it",
        ),
        pytest.param(
            '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="self" href="https://a.example/x"/><link>https://a.example/1</link>',
            "https://a.example/1",
            id="an Atom link in RSS does not count",
        ),
        pytest.param(
            '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="alternate" href="https://a.example/1"/>',
            "https://a.example/1",
            id="but when there is no other",
        ),
        pytest.param("<link>javascript:alert(1)</link>", "javascript:alert(1)", id="not judged here"),
        pytest.param("<title>no link</title>", None, id="none"),
    ],
)
def test_rss_links(item: str, link: str | None) -> None:
    assert parse(rss(item)).items[0].link == link


@pytest.mark.parametrize(
    ("entry", "root", "link"),
    [
        pytest.param(
            '<link rel="self" href="https://a.example/x"/><link href="https://a.example/1"/>',
            "",
            "https://a.example/1",
            id="rel",
        ),
        pytest.param(
            '<link type="application/json" href="https://a.example/x"/><link type="text/html" href="https://a.example/1"/>',
            "",
            "https://a.example/1",
            id="HTML first",
        ),
        pytest.param('<link href="1.html"/>', "", "https://a.example/feeds/1.html", id="relative to the feed"),
        pytest.param('<link href="1.html"/>', 'xml:base="https://b.example/x/"', "https://b.example/x/1.html", id="xml:base"),
        pytest.param('<link href="1.html"/>', 'xml:base="/x/"', "https://a.example/x/1.html", id="relative xml:base"),
        pytest.param(
            '<link xml:base="y/" href="1.html"/>', 'xml:base="/x/"', "https://a.example/x/y/1.html", id="xml:base upon xml:base"
        ),
        pytest.param("<id>https://a.example/1</id>", "", "https://a.example/1", id="an id that is an address serves"),
        pytest.param("<id>urn:uuid:1</id>", "", None, id="another does not"),
        pytest.param('<link rel="enclosure" href="https://a.example/x.mp3"/>', "", None, id="a sound file is no article"),
        pytest.param('<link href="http://[::1"/>', "", None, id="nonsense does no harm"),
    ],
)
def test_atom_links(entry: str, root: str, link: str | None) -> None:
    assert parse(atom(entry, root=root)).items[0].link == link


SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


@pytest.mark.parametrize(
    ("head", "ttl_s"),
    [
        pytest.param("<ttl>60</ttl>", 3600.0, id="ttl is in minutes"),
        pytest.param(
            f"<sy:updatePeriod {SY}>daily</sy:updatePeriod><sy:updateFrequency {SY}>2</sy:updateFrequency>",
            43_200.0,
            id="twice daily",
        ),
        pytest.param(f"<sy:updatePeriod {SY}>hourly</sy:updatePeriod>", 3600.0, id="hourly"),
        pytest.param("<ttl>soon</ttl>", None, id="no number"),
        pytest.param("<ttl>-5</ttl>", None, id="negative"),
        pytest.param("<ttl>1e999</ttl>", None, id="for ever"),
        pytest.param(
            f"<sy:updatePeriod {SY}>daily</sy:updatePeriod><sy:updateFrequency {SY}>0</sy:updateFrequency>", None, id="never"
        ),
        pytest.param("", None, id="does not say"),
    ],
)
def test_ttl(head: str, ttl_s: float | None) -> None:
    assert parse(rss(head=head)).ttl_s == ttl_s


def test_the_feed_itself() -> None:
    head = "<link>https://a.example/</link><language>en-GB</language><image><title>Logo</title><link>https://b.example/</link></image>"
    feed = parse(rss(head=head))
    assert feed == ParsedFeed(title="News", language="en-GB", ttl_s=None, items=(), site="https://a.example/")
    assert parse('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>N</title></feed>').language == "fr"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\t ", "is empty", id="blank"),
        pytest.param(
            b"<!doctype html><html><head><title>Log  in</title></head></html>", "an HTML page titled 'Log in'", id="HTML"
        ),
        pytest.param(b"<body>x</body>", "an HTML page without a title", id="HTML without a title"),
        pytest.param(b"<p>Not <b>found</b></p>", "a piece of HTML", id="a piece of HTML"),
        pytest.param(b"Service unavailable", "plain text that begins 'Service unavailable'", id="plain text"),
        pytest.param(b"1 < 2", "plain text that begins '1 < 2'", id="plain text with an angle"),
        pytest.param(
            b'<opml><head><title>x</title></head><body><outline text="a"/></body></opml>', "an OPML list of feeds", id="OPML"
        ),
        pytest.param(b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>', "a sitemap", id="sitemap"),
        pytest.param(b"<note>x</note>", "XML that begins with <note>", id="other XML"),
        pytest.param(b"%PDF-1.7 ...", "a PDF", id="PDF"),
        pytest.param(bytes(range(256)) * 4, "binary data", id="binary"),
        pytest.param(b'{"error": "no"}', "JSON, but no JSON Feed", id="other JSON"),
        pytest.param(b'{"items": [', "begins like JSON and is broken", id="broken JSON"),
    ],
)
def test_what_is_no_feed_is_told_what_it_looks_like(body: bytes, says: str) -> None:
    with pytest.raises(NotAFeed) as error:
        parse(body)
    assert says in str(error.value) and URL in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(rss(), id="RSS"),
        pytest.param('<feed xmlns="http://www.w3.org/2005/Atom"/>', id="Atom"),
        pytest.param('{"version": "https://jsonfeed.org/version/1.1", "items": []}', id="JSON"),
    ],
)
def test_an_empty_feed_is_a_feed(text: str) -> None:
    assert parse(text).items == ()
