"""The ids of entries: stable from poll to poll and from feed to feed, and different for different articles."""

from dataclasses import replace

import pytest

from transforms.articles import Entry
from transforms.feeds import Feed
from transforms.poll.identity import entries_of
from transforms.poll.parsing.models import Item, ParsedFeed

FEED = Feed(id="daily", url="https://a.example/feed")
SEEN = "2026-02-01T12:00:00Z"


def entries(*items: Item, feed: Feed = FEED, site: str | None = None) -> list[Entry]:
    return entries_of(ParsedFeed("", None, None, items, site), feed, base_url="https://a.example/feeds/news.xml", seen_at=SEEN)


def ids(*items: Item, feed: Feed = FEED) -> list[str]:
    return [entry.id for entry in entries(*items, feed=feed)]


LINKED = Item(guid="g1", link="https://a.example/1", title="One")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            LINKED, Item(guid="g2", link="https://a.example/1", title="Uno"), id="the link stands above guid and title"
        ),
        pytest.param(
            LINKED, Item(link="http://www.a.example/1/?utm_source=rss#top"), id="http, www, tracking, fragment, slash"
        ),
        pytest.param(LINKED, Item(link=" /1 "), id="relative"),
        pytest.param(
            LINKED, Item(link="https://clicks.example/x", original_link="https://a.example/1"), id="the original link"
        ),
        pytest.param(
            Item(link="https://clicks.example/x", original_link="https://a.example/1"),
            Item(link="https://clicks.example/y", original_link="https://a.example/1"),
            id="whatever counts the clicks",
        ),
        pytest.param(LINKED, Item(guid="http://a.example/1", title="x"), id="no link: a guid that is an address"),
        pytest.param(
            Item(guid="g1", title="One"), Item(guid="g1", title="One, updated"), id="no link: the guid, not the title"
        ),
        pytest.param(
            Item(guid="g1", link="https://a.example/"), Item(guid="g1", link="javascript:x"), id="links that lead nowhere"
        ),
        pytest.param(
            Item(title="One", published="2026-01-31"), Item(title="One", published="31 Jan 2026"), id="title and date, as read"
        ),
        pytest.param(Item(summary="Text"), Item(summary="Text"), id="the text alone"),
    ],
)
def test_one_article_has_one_id(one: Item, other: Item) -> None:
    assert ids(one) == ids(other) and len(ids(one)[0]) == 32


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(LINKED, Item(guid="g1", link="https://a.example/2", title="One"), id="two links, one guid"),
        pytest.param(
            Item(link="https://clicks.example/x", original_link="https://a.example/1"),
            Item(link="https://clicks.example/x", original_link="https://a.example/2"),
            id="two original links",
        ),
        pytest.param(Item(guid="g1"), Item(guid="g2"), id="two guids"),
        pytest.param(Item(guid="G1"), Item(guid="g1"), id="guids keep their case"),
        pytest.param(
            Item(guid="g1", link="https://a.example/"),
            Item(guid="g2", link="https://a.example/"),
            id="the front page is no link",
        ),
        pytest.param(Item(title="One", published="2026-01-31"), Item(title="One", published="2026-01-30"), id="two dates"),
        pytest.param(Item(title="x"), Item(guid="x"), id="a title is no guid"),
    ],
)
def test_two_articles_have_two_ids(one: Item, other: Item) -> None:
    assert ids(one) != ids(other)
    assert len(ids(one, other)) == 2


@pytest.mark.parametrize(
    ("identity", "one", "other", "same"),
    [
        pytest.param("guid", LINKED, replace(LINKED, link="https://a.example/2"), True, id="guid: the address may change"),
        pytest.param("guid", LINKED, replace(LINKED, guid="g2"), False, id="guid: two guids with one address"),
        pytest.param("guid", Item(link="/1"), Item(link="/1", title="x"), True, id="guid: without one, the link"),
        pytest.param("guid", Item(guid="http://a.example/1"), Item(guid="https://a.example/1"), False, id="guid: raw"),
        pytest.param("title", LINKED, Item(guid="g2", link="/2", title="One"), True, id="title: address and guid may change"),
        pytest.param("title", LINKED, replace(LINKED, title="Two"), False, id="title: two titles with one address"),
        pytest.param("title", replace(LINKED, published="2026-01-30"), LINKED, False, id="title: and the date"),
        pytest.param("title", Item(link="/1"), Item(link="/1"), True, id="title: without one, the link"),
    ],
)
def test_a_config_may_put_another_rung_first(identity: str, one: Item, other: Item, same: bool) -> None:
    feed = replace(FEED, identity=identity)
    assert (ids(one, feed=feed) == ids(other, feed=feed)) is same


def test_two_feeds_share_addresses_and_nothing_else() -> None:
    other = Feed(id="weekly", url="https://b.example/feed")
    assert ids(LINKED) == ids(LINKED, feed=other)
    assert ids(Item(guid="g1")) != ids(Item(guid="g1"), feed=other)
    assert ids(Item(title="x")) != ids(Item(title="x"), feed=other)


def numbered(**same: str) -> list[Item]:
    return [Item(**{"title": f"t{i}", "link": f"https://a.example/{i}", "guid": f"g{i}", **same}) for i in range(5)]


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        pytest.param(numbered(), 5, id="all as it should be"),
        pytest.param(numbered(guid="same"), 5, id="one guid for all"),
        pytest.param(numbered(link="https://a.example/"), 5, id="one link for all, the front page"),
        pytest.param(numbered(link="https://a.example/news"), 5, id="one link for all, another page"),
        pytest.param(numbered(link="https://a.example/news", guid="same"), 5, id="one link and one guid for all"),
        pytest.param(numbered(link="", guid="same"), 5, id="one guid for all and no link"),
        pytest.param(numbered(link="", guid=""), 5, id="titles only"),
        pytest.param(numbered(link="", guid="", title="same"), 1, id="nothing to tell them by"),
        pytest.param(numbered(guid="https://a.example/", link=""), 5, id="the front page as guid"),
        pytest.param([LINKED, LINKED, Item(link="https://a.example/2", title="x")], 2, id="listed twice"),
        pytest.param([LINKED, Item(link="https://a.example/1", title="Uno")], 1, id="listed twice under two titles"),
        pytest.param([Item(), Item(title=" "), LINKED], 2, id="with nothing to be told by: one for all of them"),
        pytest.param([Item(link="https://a.example/"), Item(published="2026-01-31")], 2, id="the little that they say"),
        pytest.param([], 0, id="none"),
    ],
)
def test_none_is_lost_and_none_is_twice(items: list[Item], kept: int) -> None:
    found = entries(*items)
    assert len(found) == kept
    order = [item.title for item in items]
    assert [order.index(entry.title) for entry in found] == sorted(order.index(entry.title) for entry in found)


def test_the_feeds_own_site_is_no_articles_address() -> None:
    items = [
        Item(link="https://a.example/news/", guid="g1", title="x"),
        Item(link="https://a.example/news/", guid="g2", title="y"),
    ]
    assert len(entries(*items, site="https://a.example/news/")) == 2


def test_where_the_feed_is_the_article_fragments_count() -> None:
    log = Feed(id="log", url="https://a.example/feed", content="feed")
    items = [
        Item(link="https://a.example/26.html#a1"),
        Item(link="https://a.example/26.html#a2"),
        Item(link="https://a.example/26.html#x=1"),
    ]
    assert len(ids(*items)) == 1
    assert len(ids(*items, feed=log)) == 3
    assert ids(items[2], feed=log) == ids(Item(link="https://a.example/26.html"), feed=log)


@pytest.mark.parametrize(
    ("link", "site", "url"),
    [
        pytest.param("https://a.example/1#top", None, "https://a.example/1", id="cleaned"),
        pytest.param("1.html", None, "https://a.example/feeds/1.html", id="relative to the feed"),
        pytest.param("1.html", "https://b.example/", "https://b.example/1.html", id="relative to the feed's site"),
        pytest.param("1.html", "javascript:x", "https://a.example/feeds/1.html", id="a site that is none"),
        pytest.param("https://user:secret@a.example/1", None, "https://a.example/1", id="credentials"),
        pytest.param("http://[::1", None, "", id="nonsense"),
        pytest.param("file:///etc/passwd", None, "", id="no web address"),
        pytest.param("https://a.example/" + "x" * 9000, None, "", id="too long"),
        pytest.param(None, None, "", id="none"),
    ],
)
def test_the_url_is_ready_to_be_asked(link: str | None, site: str | None, url: str) -> None:
    assert entries(Item(guid="g1", link=link), site=site)[0].url == url


@pytest.mark.parametrize(
    ("published", "updated", "expected"),
    [
        pytest.param("Sat, 31 Jan 2026 09:30:00 +0100", None, ("2026-01-31T09:30:00+01:00", None), id="published"),
        pytest.param(None, "2026-01-31", ("2026-01-31", "2026-01-31"), id="updated serves"),
        pytest.param("soon", "2026-01-31", ("2026-01-31", "2026-01-31"), id="also for what can't be read"),
        pytest.param("2026-02-09", None, (None, None), id="the future"),
        pytest.param("1970-01-01", None, (None, None), id="an empty field"),
    ],
)
def test_dates(published: str | None, updated: str | None, expected: tuple[str | None, str | None]) -> None:
    (entry,) = entries(Item(guid="g1", published=published, updated=updated))
    assert (entry.published, entry.updated) == expected


def test_all_that_an_entry_carries() -> None:
    item = Item("g1", "https://a.example/1", "One", "2026-01-31", None, ("Ann Roe",), "<p>C</p>", "S")
    (entry,) = entries(item)
    expected = Entry(
        entry.id, "https://a.example/1", ("daily",), "One", "2026-01-31", None, ("Ann Roe",), "g1", None, SEEN, also=entry.also
    )
    assert entry == expected
    whole = Feed(id="daily", url="https://a.example/feed", content="feed")
    assert entries(item, feed=whole)[0].content == "<p>C</p>"
    assert entries(Item(guid="g1", summary="S"), feed=whole)[0].content == "S"
    assert entries(Item(guid="g1"), feed=whole)[0].content is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(
            Item("g1", "/old", "Old", "2026-01-31T09:30:00Z"),
            Item("g1", "/new", "New", "2026-01-31T09:30:00Z"),
            True,
            id="guid, date",
        ),
        pytest.param(Item("g1", "/old", "One"), Item("g1", "/new", "One"), True, id="guid and title, without a date"),
        pytest.param(
            Item("g1", "/1", "One", "2026-01-31"), Item("g1", "/2", "Two", "2026-01-31"), False, id="a day has many articles"
        ),
        pytest.param(
            Item("g1", "/1", "One", "2026-01-31T09:30:00Z"), Item("g1", "/2", "One", "2026-01-31T10:30:00Z"), False, id="reused"
        ),
        pytest.param(Item("g1", "/1", "One"), Item("g2", "/2", "One"), False, id="another guid"),
    ],
)
def test_a_guid_is_another_name_of_what_has_a_link(one: Item, other: Item, same: bool) -> None:
    (first,), (second,) = entries(one), entries(other)
    assert first.id != second.id and len(first.also) == 1
    assert (first.also == second.also) is same


def test_a_guid_that_says_no_more_than_the_link_is_no_other_name() -> None:
    assert entries(Item("https://a.example/1", "https://www.a.example/1", "One"))[0].also == ()
    assert [e.also for e in entries(*numbered(guid="same"))] == [()] * 5


@pytest.mark.parametrize(
    ("original", "url"),
    [
        pytest.param("/1", "https://a.example/1", id="it"),
        pytest.param("javascript:x", "https://clicks.example/x", id="the link where it is no address"),
        pytest.param(None, "https://clicks.example/x", id="the link without one"),
    ],
)
def test_the_original_link_is_fetched(original: str | None, url: str) -> None:
    assert [entry.url for entry in entries(Item(link="https://clicks.example/x", original_link=original))] == [url]
