"""Titles, contents, dates and authors of entries, in the many ways in which feeds write them."""

import pytest

from transforms.poll.parsing.models import LONGEST_TITLE, ParsedFeed
from transforms.poll.parsing.parse import parse_feed

URL = "https://a.example/feeds/news.xml"


def parse(text: str | bytes) -> ParsedFeed:
    return parse_feed(text.encode() if isinstance(text, str) else text, url=URL)


def rss(*items: str, head: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>{head}{inner}</channel></rss>'


def atom(entry: str, head: str = "", root: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {root}><title>News</title>{head}<entry>{entry}</entry></feed>'


DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("<title>One</title>", "One", id="plain"),
        pytest.param("<title>\n One \n two </title>", "One two", id="one line"),
        pytest.param("<title>AT&amp;T</title>", "AT&T", id="escaped once"),
        pytest.param("<title>AT&amp;amp;T</title>", "AT&T", id="escaped twice"),
        pytest.param("<title>AT&T</title>", "AT&T", id="not escaped"),
        pytest.param("<title>&lt;b&gt;One&lt;/b&gt;&lt;br/&gt;two</title>", "One two", id="HTML, escaped"),
        pytest.param("<title><![CDATA[<i>One</i> &#8220;two&#8221;]]></title>", "One “two”", id="HTML in CDATA"),
        pytest.param("<title>One <b>two</b><br/>three</title>", "One two three", id="HTML, inline"),
        pytest.param("<title>One <acme:b>two</acme:b></title>", "One two", id="an unknown element, inline"),
        pytest.param("<title><b>The</b> &lt;i&gt; tag</title>", "The <i> tag", id="talk of a tag beside inline HTML"),
        pytest.param(
            "<title>List&amp;lt;String&amp;gt; or 1 &amp;lt; 2</title>", "List<String> or 1 < 2", id="angles that are no tags"
        ),
        pytest.param("<title>x&lt;script&gt;alert(1)&lt;/script&gt;</title>", "x", id="script"),
        pytest.param("<title>The &amp;lt;i&amp;gt; tag</title>", "The <i> tag", id="talk of a tag"),
        pytest.param("<title><![CDATA[The &lt;i&gt; tag]]></title>", "The <i> tag", id="talk of a tag in CDATA"),
        pytest.param("<title>One &lt;!-- x --&gt;two</title>", "One two", id="a comment"),
        pytest.param("<title>Ferry &section=2 &amp;copy=3</title>", "Ferry &section=2 &copy=3", id="no references"),
        pytest.param("<title>Caf&eacute, it&amp;#8217s</title>", "Café, it’s", id="references without a semicolon"),
        pytest.param("<title>it\x92s &#146;so&#146;</title>", "it’s ’so’", id="Windows' apostrophes"),
        pytest.param("<title>\u202eevil\u202c \u200bone\ufeff</title>", "evil one", id="marks that are not seen"),
        pytest.param("<title>a&#x1F;b\x0bc</title>", "a\ufffdbc", id="controls"),
        pytest.param("<title/><dc:title xmlns:dc='http://purl.org/dc/elements/1.1/'>One</dc:title>", "One", id="Dublin Core"),
        pytest.param("<title/><dc:title>One</dc:title>", "One", id="Dublin Core, undeclared"),
        pytest.param(f"<title>{'x' * 100_000}</title>", "x" * LONGEST_TITLE, id="too long"),
        pytest.param("<title>" + "&lt;b&gt;" * 50_000 + "</title>", "", id="only tags"),
        pytest.param("", "", id="none"),
    ],
)
def test_titles_are_plain_text(title: str, expected: str) -> None:
    assert parse(rss(f"{title}<guid>g</guid>")).items[0].title == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param('<title type="html">&lt;b&gt;One&lt;/b&gt; &amp;amp; two</title>', "One & two", id="html"),
        pytest.param('<title type="html">The &amp;lt;i&amp;gt; tag</title>', "The <i> tag", id="html talks of a tag"),
        pytest.param('<title type="text">The &lt;i&gt; tag</title>', "The <i> tag", id="text talks of a tag"),
        pytest.param(
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The &lt;i&gt; <b>tag</b></div></title>',
            "The <i> tag",
            id="xhtml talks of a tag",
        ),
        pytest.param('<title mode="base64">VGhlICZsdDtpJmd0OyB0YWc=</title>', "The <i> tag", id="base64 talks of a tag"),
        pytest.param('<title type="text">1 &lt;b&gt; 2 &amp;amp; 3</title>', "1 <b> 2 &amp; 3", id="text is meant"),
        pytest.param(
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <em>two</em></div></title>',
            "One two",
            id="xhtml",
        ),
        pytest.param(
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One<br/>two<script>x()</script></div></title>',
            "One two",
            id="xhtml with a break and a script",
        ),
        pytest.param(
            '<title type="xhtml">&lt;b&gt;One&lt;/b&gt; two</title>', "One two", id="xhtml without an element is html"
        ),
        pytest.param('<title type="text">One <b>two</b> &amp; three</title>', "One two & three", id="text with an element"),
        pytest.param('<title mode="base64">T25lIDxiPnR3bzwvYj4=</title>', "One two", id="base64"),
        pytest.param('<title mode="base64">???</title>', "", id="broken base64"),
    ],
)
def test_atom_titles(title: str, expected: str) -> None:
    assert parse(atom(title)).items[0].title == expected


CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


@pytest.mark.parametrize(
    ("text", "content", "summary"),
    [
        pytest.param(rss("<description>&lt;p&gt;S&lt;/p&gt;</description>"), None, "<p>S</p>", id="a description is a summary"),
        pytest.param(
            rss(f"<description>S</description><content:encoded {CONTENT}><![CDATA[<p>C</p>]]></content:encoded>"),
            "<p>C</p>",
            "S",
            id="both",
        ),
        pytest.param(
            rss("<content:encoded><![CDATA[<p>C</p>]]></content:encoded>"), "<p>C</p>", None, id="content, undeclared"
        ),
        pytest.param(
            rss("<description>One <b>two</b> &amp; three</description>"), None, "One <b>two</b> &amp; three", id="HTML, inline"
        ),
        pytest.param(rss("<description> </description>"), None, None, id="blank"),
        pytest.param(
            atom('<content type="html">&lt;p&gt;C&lt;/p&gt;</content><summary>S</summary>'), "<p>C</p>", "S", id="Atom"
        ),
        pytest.param(
            atom('<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>C<h:br/>D</h:p></h:div></content>'),
            "<div><p>C<br>D</p></div>",
            None,
            id="Atom, XHTML with a prefix",
        ),
        pytest.param(atom('<content type="text">1 &lt; 2 &amp; 3</content>'), "1 &lt; 2 &amp; 3", None, id="Atom, plain text"),
        pytest.param(
            atom('<content type="text">&lt;p&gt;C&lt;/p&gt;</content>'), "<p>C</p>", None, id="Atom, HTML that says it is text"
        ),
        pytest.param(
            atom(
                '<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:description>S</media:description></media:group>'
            ),
            None,
            "S",
            id="in a media group",
        ),
    ],
)
def test_content_and_summary_are_html(text: str, content: str | None, summary: str | None) -> None:
    item = parse(text).items[0]
    assert (item.content, item.summary) == (content, summary)


@pytest.mark.parametrize(
    ("text", "published", "updated"),
    [
        pytest.param(
            rss("<pubDate>Sat, 31 Jan 2026 09:30:00 GMT</pubDate>"), "Sat, 31 Jan 2026 09:30:00 GMT", None, id="pubDate"
        ),
        pytest.param(rss(f"<dc:date {DC}>2026-01-31</dc:date>"), "2026-01-31", None, id="dc:date"),
        pytest.param(
            rss(f"<pubDate>soon</pubDate><dc:date {DC}>2026-01-31</dc:date>"), "2026-01-31", None, id="the one that can be read"
        ),
        pytest.param(rss("<pubDate>soon</pubDate>"), "soon", None, id="none that can be read: as it is written"),
        pytest.param(
            atom("<published>2026-01-31</published><updated>2026-02-01</updated>"), "2026-01-31", "2026-02-01", id="Atom 1.0"
        ),
        pytest.param(
            atom("<issued>2026-01-31</issued><modified>2026-02-01</modified>"), "2026-01-31", "2026-02-01", id="Atom 0.3"
        ),
        pytest.param(rss("<title>x</title>"), None, None, id="none"),
    ],
)
def test_dates_are_as_written(text: str, published: str | None, updated: str | None) -> None:
    item = parse(text).items[0]
    assert (item.published, item.updated) == (published, updated)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        pytest.param(
            atom("<author><name>Ann Roe</name></author><author><name>Bo Lee</name></author>"), ("Ann Roe", "Bo Lee"), id="Atom"
        ),
        pytest.param(rss("<author>ann@a.example (Ann Roe)</author>"), ("Ann Roe",), id="RSS 2.0's way"),
        pytest.param(rss("<author>Ann Roe &lt;ann@a.example&gt;</author>"), ("Ann Roe",), id="the mail's way"),
        pytest.param(rss("<author>ann@a.example</author>"), (), id="an address is no name"),
        pytest.param(
            rss("<dc:creator>Ann Roe</dc:creator><dc:creator>Ann Roe</dc:creator>"), ("Ann Roe",), id="Dublin Core, twice"
        ),
    ],
)
def test_authors(text: str, authors: tuple[str, ...]) -> None:
    assert parse(text).items[0].authors == authors
