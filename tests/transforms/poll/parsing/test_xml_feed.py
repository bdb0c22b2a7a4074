"""The choice among the fields that feedparser returns. `pieces` are well-formed here; `test_xml_repair.py` tests the repair."""

import pytest

from transforms.poll.parsing.models import Item, ParsedFeed
from transforms.poll.parsing.xml_feed import read_xml
from transforms.poll.parsing.xml_repair import repair_xml

URL = "https://harbor.example/news/feed.xml"


def rss(channel: str) -> ParsedFeed:
    return read_xml(repair_xml(f"<rss version='2.0'><channel>{channel}</channel></rss>"), url=URL, atom=False)


def atom(feed: str) -> ParsedFeed:
    return read_xml(repair_xml(f"<feed xmlns='http://www.w3.org/2005/Atom'>{feed}</feed>"), url=URL, atom=True)


def rss_item(inner: str) -> Item:
    (item,) = rss(f"<item>{inner}</item>").items
    return item


@pytest.mark.parametrize(
    ("inner", "field", "value"),
    [
        pytest.param("<guid>g-1</guid>", "guid", "g-1", id="guid, not resolved"),
        pytest.param(
            "<guid>https://harbor.example/1</guid>", "link", "https://harbor.example/1", id="a guid that is an address"
        ),
        pytest.param(
            "<guid isPermaLink='false'>https://harbor.example/1</guid>", "link", None, id="a guid that says it is none"
        ),
        pytest.param("<guid>g-1</guid>", "link", None, id="a guid that is no address"),
        pytest.param("<link>/1</link>", "link", "/1", id="a link as it is written"),
        pytest.param("<link>/1</link><guid>https://harbor.example/2</guid>", "link", "/1", id="the link before the guid"),
        pytest.param(
            "<link>/t/1</link><feedburner:origLink xmlns:feedburner='f'>https://harbor.example/1</feedburner:origLink>",
            "original_link",
            "https://harbor.example/1",
            id="the original link beside the tracking one",
        ),
        pytest.param(
            "<link>/t/1</link><pheedo:origLink xmlns:pheedo='p'>https://harbor.example/?a=1&amp;amp;b=2</pheedo:origLink>",
            "original_link",
            "https://harbor.example/?a=1&b=2",
            id="that of another service, escaped twice",
        ),
        pytest.param(
            "<link>/t/1</link><feedburner:origLink xmlns:feedburner='f'> </feedburner:origLink>",
            "original_link",
            None,
            id="an empty one",
        ),
        pytest.param(
            "<title>AT&amp;amp;T &lt;b&gt;says&lt;/b&gt; no</title>", "title", "AT&T says no", id="a title has no markup"
        ),
        pytest.param("<pubDate>yesterday</pubDate>", "published", "yesterday", id="a date that can't be parsed, as written"),
        pytest.param(
            "<pubDate>yesterday</pubDate><dc:date xmlns:dc='d'>2031-06-01</dc:date>",
            "published",
            "2031-06-01",
            id="the first that can",
        ),
        pytest.param(
            "<author>desk@harbor.example (Jo Field)</author>", "authors", ("Jo Field",), id="the name behind an address"
        ),
        pytest.param("<author>desk@harbor.example</author>", "authors", (), id="an address is no name"),
        pytest.param("<description>1 &lt; 2</description>", "summary", "1 < 2", id="a summary is HTML"),
        pytest.param("<description></description>", "summary", None, id="an empty summary"),
        pytest.param(
            "<content:encoded xmlns:content='c'>&lt;p&gt;x&lt;/p&gt;</content:encoded>", "content", "<p>x</p>", id="the content"
        ),
    ],
)
def test_fields_of_an_rss_item(inner: str, field: str, value: object) -> None:
    assert getattr(rss_item(inner), field) == value


@pytest.mark.parametrize(
    ("inner", "field", "value"),
    [
        pytest.param("<link href='1'/>", "link", "https://harbor.example/news/1", id="a link is resolved"),
        pytest.param(
            "<link href='/1?a=2&amp;amp;b=3&section=4'/>",
            "link",
            "https://harbor.example/1?a=2&b=3&section=4",
            id="a link that is escaped twice",
        ),
        pytest.param(
            "<link rel='self' href='/self'/><link href='/1'/>", "link", "https://harbor.example/1", id="the alternate"
        ),
        pytest.param(
            "<link type='application/json' href='/1.json'/><link type='text/html' href='/1'/>",
            "link",
            "https://harbor.example/1",
            id="HTML before other types",
        ),
        pytest.param(
            "<title type='text'>a &lt;b&gt; c</title>", "title", "a <b> c", id="plain text keeps what looks like a tag"
        ),
        pytest.param("<title type='html'>a &lt;b&gt;c&lt;/b&gt;</title>", "title", "a c", id="HTML does not"),
        pytest.param("<summary type='text'>1 &lt; 2</summary>", "summary", "1 &lt; 2", id="plain text is escaped"),
        pytest.param(
            "<summary type='text'>&lt;p&gt;x&lt;/p&gt;</summary>", "summary", "<p>x</p>", id="HTML declared as plain text"
        ),
        pytest.param("<updated>2031-06-01</updated>", "published", None, id="updated is not published"),
        pytest.param("<updated>2031-06-01</updated>", "updated", "2031-06-01", id="updated"),
    ],
)
def test_fields_of_an_atom_entry(inner: str, field: str, value: object) -> None:
    (item,) = atom(f"<entry>{inner}</entry>").items
    assert getattr(item, field) == value


@pytest.mark.parametrize(
    ("channel", "ttl_s"),
    [
        pytest.param("<ttl>60</ttl>", 3600.0, id="minutes"),
        pytest.param("<ttl>soon</ttl>", None, id="no number"),
        pytest.param("<ttl>-5</ttl>", None, id="negative"),
        pytest.param("<ttl>1e999</ttl>", None, id="infinite"),
        pytest.param("<sy:updatePeriod xmlns:sy='s'>Hourly</sy:updatePeriod>", 3600.0, id="a period"),
        pytest.param(
            "<sy:updatePeriod xmlns:sy='s'>daily</sy:updatePeriod><sy:updateFrequency xmlns:sy='s'>2</sy:updateFrequency>",
            43200.0,
            id="twice a period",
        ),
        pytest.param(
            "<sy:updatePeriod xmlns:sy='s'>daily</sy:updatePeriod><sy:updateFrequency xmlns:sy='s'>0</sy:updateFrequency>",
            None,
            id="never in a period",
        ),
        pytest.param("<sy:updatePeriod xmlns:sy='s'>sometimes</sy:updatePeriod>", None, id="an unknown period"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_pause_that_a_feed_asks_for(channel: str, ttl_s: float | None) -> None:
    assert rss(channel).ttl_s == ttl_s


def test_the_feed_itself() -> None:
    feed = rss("<title>Harbor &amp;amp; Quay</title><language>en-GB</language><link>https://harbor.example/</link><item/>")
    assert (feed.title, feed.language, feed.site, len(feed.items)) == ("Harbor & Quay", "en-GB", "https://harbor.example/", 1)
