"""The documents that feedparser gets; `test_parse_feed.py` tests what comes out of it."""

import io
from unittest.mock import patch

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.poll.parsing import feedparser_input
from transforms.poll.parsing.feedparser_fields import MAX_CHARACTERS, SINGLE_LINE
from transforms.poll.parsing.feedparser_input import MOST_PREFIXES, documents
from transforms.poll.parsing.xml_repair import repair_xml

PROLOG = "<?xml version='1.0' encoding='utf-8'?>"


def documents_of(text: str) -> list[str]:
    return [document.decode().removeprefix(PROLOG) for document in documents(repair_xml(text))]


def item(inner: str) -> str:
    """The item as feedparser gets it, without the elements around it."""
    document = documents_of(f"<rss><item>{inner}</item></rss>")[0]
    return document.removeprefix("<rss><item>").removesuffix("</item></rss>")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param("<category>x</category><link>y</link>", "<link>y</link>", id="what is not asked for"),
        pytest.param("<image><title>x</title></image>", "", id="with all that is in it"),
        pytest.param("<guid isPermaLink='true'>x</guid>", "<rawid>x</rawid>", id="a guid is not resolved"),
        pytest.param(
            "<guid isPermaLink='false'>x</guid>", '<guid ispermalink="false">x</guid>', id="one that says it is no link neither"
        ),
        pytest.param("<g:id xmlns:g='u'>x</g:id>", '<g:id xmlns:g="u">x</g:id>', id="an id in another vocabulary is another"),
        pytest.param("<atom:id>x</atom:id>", "<rawid>x</rawid>", id="Atom in RSS"),
        pytest.param("<dc:date a='b'>x</dc:date>", "<rawdate>x</rawdate>", id="dc:date"),
        pytest.param(
            "<description>x</description><summary>y</summary>",
            '<description type="html">x</description><about>y</about>',
            id="a second summary",
        ),
        pytest.param("<wfw:title>x</wfw:title>", '<wfw:title xmlns:wfw="wfw" type="html">x</wfw:title>', id="undeclared"),
        pytest.param("<xml:title>x</xml:title>", "", id="a reserved prefix"),
        pytest.param("<p:link xmlns:p=' u\n v '>x</p:link>", '<p:link xmlns:p="u%20v">x</p:link>', id="space in an address"),
        pytest.param(
            "<p:link xmlns:p='http://www.w3.org/2000/xmlns/'>x</p:link>", '<p:link xmlns:p="p">x</p:link>', id="reserved"
        ),
        pytest.param("<author>Jo <b>Field</b></author>", "<author><name>Jo </name></author>", id="author, only text"),
        pytest.param(
            "<author>x<name>Jo</name><email>j@a.example</email></author>",
            "<author><name>Jo</name></author>",
            id="author, with a name in it",
        ),
        pytest.param(
            "<dc:creator><f:Person><f:name>Jo</f:name></f:Person></dc:creator>",
            "<author><name>Jo</name></author>",
            id="a name further in",
        ),
        pytest.param(
            "<description>1 &amp;lt; 2<h:p xmlns:h='u' class='a'>&lt;<h:br/></h:p></description>",
            '<description type="html">1 &amp;lt; 2&lt;p class="a"&gt;&amp;lt;&lt;br&gt;&lt;/p&gt;</description>',
            id="inline markup is escaped, from where it begins",
        ),
        pytest.param(
            "<content type='xhtml'>1 &lt; 2</content>",
            '<content type="html">1 &amp;lt; 2</content>',
            id="inline from the start",
        ),
        pytest.param(
            "<link>é</link><guid>e</guid>", "<link>é\u2060</link><rawid>e</rawid>", id="beyond ASCII: not to be decoded again"
        ),
        pytest.param("<title type='text'>x</title>", '<title type="text">x</title>', id="text"),
        pytest.param(
            "<title type='text'>x<b>y</b><script>z</script></title>", '<title type="text">xy</title>', id="text has no tags"
        ),
        pytest.param(
            "<title>x &lt;<b>y &lt;</b></title>",
            '<title type="html">x &lt;&lt;b&gt;y &amp;lt;&lt;/b&gt;</title>',
            id="inline markup of a title is escaped, from where it begins",
        ),
        pytest.param(
            "<title type='xhtml'>&lt;b&gt;</title>", '<title type="html">&lt;b&gt;</title>', id="a title without an element"
        ),
        pytest.param(
            "<media:group><media:content><media:title>x</media:title></media:content><link>y</link></media:group>",
            "<link>y</link>",
            id="a group is looked into, a picture not",
        ),
    ],
)
def test_what_is_kept_of_an_item(inner: str, expected: str) -> None:
    assert item(inner) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "<a:feed xmlns:a='u' xml:base='b' x='y'><a:entry><a:id>1</a:id></a:entry></a:feed>",
            '<feed xml:base="b"><entry><rawid>1</rawid></entry></feed>',
            id="a prefix for all",
        ),
        pytest.param(
            "<rss><x><channel><item><link>y</link></item></channel></x></rss>",
            "<rss><channel><item><link>y</link></item></channel></rss>",
            id="items within what nobody knows",
        ),
        pytest.param(
            "<rss><title>x<item><link>y</link></item></title></rss>",
            '<rss><title type="html">x</title><item><link>y</link></item></rss>',
            id="items within a title",
        ),
        pytest.param("<width>x<height>y</height></width>", "<other></other>", id="no feed"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_is_kept_around_the_items(text: str, expected: str) -> None:
    assert "".join(documents_of(text)) == expected


def test_each_document_has_the_head_and_all_have_all() -> None:
    items = [f"<item><link>{number}</link></item>" for number in range(5)]
    with patch.object(feedparser_input, "ITEMS_A_DOCUMENT", 2):
        found = documents_of(f"<rss xml:lang='en'><channel><title>News</title>{''.join(items)}<ttl>5</ttl></channel></rss>")
    head, tail = '<rss xml:lang="en"><channel>', "</channel></rss>"
    assert found == [
        f'{head}<title type="html">News</title>{items[0]}{items[1]}{tail}',
        f"{head}{items[2]}{items[3]}{tail}",
        f"{head}{items[4]}<ttl>5</ttl>{tail}",
    ]


@pytest.mark.parametrize(
    ("field", "most"),
    [
        pytest.param("author", SINGLE_LINE["author"], id="author"),
        pytest.param("pubDate", SINGLE_LINE["pubdate"], id="date"),
        pytest.param("title", SINGLE_LINE["title"], id="title"),
        pytest.param("description", 5_000, id="description"),
    ],
)
@pytest.mark.parametrize("text", ["x", "&amp;", "<b>x</b>", "<b>&amp;</b>"])
def test_no_field_is_endless(field: str, most: int, text: str) -> None:
    with patch.dict(MAX_CHARACTERS, description=5_000):
        found = item(f"<{field}>{text * (most // len(text) + 9)}</{field}>")
    assert len(found) < 3 * most + 100
    assert not feedparser.parse(io.BytesIO(f"{PROLOG}<rss>{found}</rss>".encode())).bozo


def test_prefixes_and_items_are_counted() -> None:
    assert item("".join(f"<p{i}:link>x</p{i}:link>" for i in range(1000))).count("xmlns:") == MOST_PREFIXES
    with patch.object(feedparser_input, "MOST_ITEMS", 3):
        assert "".join(documents_of(f"<rss>{'<item/>' * 9}</rss>")).count("<item>") == 3


PIECES = """
<rss> </rss> <channel> </channel> <item> </item> <entry> </entry> <a:entry> </a:entry> <title> </title> <link/> <link_href="x"/>
<guid> </guid> <dc:date> </dc:date> <author> </author> <name> </name> <email> </email> <content_type="xhtml"> </content> <description> </description>
<title_type="text"_mode="base64"> <media:group> </media:group> <p:width> </p:width> <svg> </svg> <div> </div> <b_xmlns:p="u_v"> </b> <br/>
<item_rdf:about="x"> <feed_xml:base="//["> x & &lt; <![CDATA[ ]]> 2026-99 <x_xmlns:xml="x"> <xml:id> </xml:id>"""


@given(st.lists(st.sampled_from([piece.replace("_", " ") for piece in PIECES.split()]), max_size=40).map("".join))
def test_feedparser_reads_all_that_comes_out(text: str) -> None:
    with patch.object(feedparser_input, "ITEMS_A_DOCUMENT", 2):
        for document in documents(repair_xml(text)):
            found = feedparser.parse(io.BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
            assert not found.bozo, found.bozo_exception
