"""Items → entries with an id. An article has the same id in each poll and in each feed, and no two articles share one.

An item is identified by the first of these rungs that applies to it (`docs/feeds.md` explains the ladder to users):

1. `link`: the link in its normalized form, so that `http`, `www`, tracking parameters and fragments make no difference;
2. `guid`: a guid that is an address, in the same form; else the feed and its raw guid;
3. `title`: the feed, the title and the date; without a title, the text;
4. the feed and what else the item has: its link as written, dates, authors.

The link comes first because guids change (a daily hash, a new system) while addresses stay, and because only addresses are
common to two feeds. The config key `identity` of a feed can put another rung first. A rung does not apply to an item when its
value is not unique to the item: a link to the front page, or one link or guid that all items share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from transforms.articles import Entry
from transforms.dates import instant, iso_utc, parse_date, plausible
from transforms.feeds import Feed
from transforms.keys import change_name, guid_name, has_path, hashed
from transforms.poll.parsing.models import Item, ParsedFeed
from transforms.web.urls import address_key, clean_url

MIN_ITEMS_WITH_ONE_LINK = 3  # when all of a feed's items have one link, it identifies none; two such items may be one article


@dataclass(frozen=True)
class _Identity:
    """`name`: the text that is hashed to the id. `also`: further keys by which the item is recognized if `name` changes."""

    name: str
    also: tuple[str, ...] = ()


def entries_of(parsed: ParsedFeed, feed: Feed, *, base_url: str, seen_at: str) -> list[Entry]:
    """The entries of a feed in its order; of two items with one id, the first is kept, so there may be fewer than items.

    `base_url`: the address of the feed, to resolve relative links when the feed does not name its site. `seen_at`: ISO 8601,
    UTC; dates more than two days after it, or before 1990, are dropped.
    """
    base = clean_url(parsed.site or "", base_url) or base_url
    now = datetime.fromisoformat(seen_at)
    entries: dict[str, Entry] = {}
    for item, identity in zip(parsed.items, _identities(parsed.items, feed, base), strict=True):
        if (key := hashed(identity.name)) in entries:
            continue
        published, updated = _plausible_date(item.published, now), _plausible_date(item.updated, now)
        content = (item.content or item.summary) if feed.content == "feed" else None
        entries[key] = Entry(
            id=key,
            url=_url(item, base),
            feeds=(feed.id,),
            title=item.title,
            published=published or updated,
            updated=updated,
            authors=item.authors,
            guid=item.guid,
            content=content,
            seen_at=seen_at,
            also=identity.also,
            mark=_change_mark(key, published, updated) if content is None else change_name(key, f"{item.title}\n{content}"),
        )
    return list(entries.values())


def _change_mark(key: str, published: str | None, updated: str | None) -> str | None:
    """The key of the last change according to the dates; None for an entry that was not changed since it was published."""
    if not updated:
        return None
    changed_at = iso_utc(instant(updated))
    return None if published and iso_utc(instant(published)) == changed_at else change_name(key, changed_at)


def _identities(items: tuple[Item, ...], feed: Feed, base: str) -> list[_Identity]:
    links = [_link_key(item, feed, base) for item in items]
    shared = _shared_addresses(items, links, base)
    unique_guids = _unique_guids(items)
    return [
        _identity(item, link, item.guid if item.guid in unique_guids else None, feed, shared)
        for item, link in zip(items, links, strict=True)
    ]


def _identity(item: Item, link: str, guid: str | None, feed: Feed, shared: set[str]) -> _Identity:
    """The identity of an item. `link`: its normalized link. `guid`: None when items with other titles have it too."""
    rungs = {
        "link": link if link not in shared and has_path(link) else None,
        "guid": _guid_name(guid, feed, shared),
        "title": _title_name(item, feed),
    }
    names = (rungs[rung] for rung in _ladder(feed))
    name = next((name for name in names if name), _last_resort_name(item, feed))
    has_another_guid = name == link and guid and address_key(guid) != link
    return _Identity(name, _guid_aliases(item, guid, feed) if has_another_guid and guid else ())


def _ladder(feed: Feed) -> Iterable[str]:
    """The rungs in the order in which they are tried."""
    first = {"title": ("title", "link"), "guid": ("guid", "link")}.get(feed.identity, ("link",))
    return dict.fromkeys((*first, "guid", "title"))


def _shared_addresses(items: Iterable[Item], links: list[str], base: str) -> set[str]:
    """Normalized addresses that identify no article: the front page, "" and one that a broken template gives to all items."""
    all_have_one = len(set(links)) == 1 and len({(item.title, item.summary) for item in items}) >= MIN_ITEMS_WITH_ONE_LINK
    return {address_key(base), ""} | (set(links) if all_have_one else set())


def _unique_guids(items: Iterable[Item]) -> set[str]:
    """The guids that are not shared by items with different titles."""
    titles_by_guid: dict[str, set[str]] = {}
    for item in items:
        titles_by_guid.setdefault(item.guid or "", set()).add(item.title)
    return {guid for guid, titles in titles_by_guid.items() if guid and len(titles) == 1}


def _guid_aliases(item: Item, guid: str, feed: Feed) -> tuple[str, ...]:
    """The key of the guid: on many sites a corrected headline changes the address, while guid and date stay the same."""
    moment = parse_date(item.published) or ""
    discriminator = moment if "T" in moment else item.title  # many articles share a day
    return (guid_name(feed.id, guid, discriminator),) if discriminator else ()


def _link_key(item: Item, feed: Feed, base: str) -> str:
    """The normalized link; "" without one. In feeds with full text it keeps the fragment: blogs link to `26.html#a0806`.

    A fragment with `=` in it is for tracking (`#xtor=RSS-1`) and is dropped.
    """
    key = address_key(_url(item, base))
    fragment = (_link(item) or "").partition("#")[2].strip()
    return f"{key}#{fragment}" if key and feed.content == "feed" and fragment and "=" not in fragment else key


def _guid_name(guid: str | None, feed: Feed, shared: set[str]) -> str | None:
    if not guid:
        return None
    address = address_key(guid) if feed.identity != "guid" else ""
    return address if address and has_path(address) and address not in shared else f"guid\n{feed.id}\n{guid}"


def _title_name(item: Item, feed: Feed) -> str | None:
    text = item.title or (item.content or item.summary or "")
    return f"title\n{feed.id}\n{text}\n{parse_date(item.published) or item.published or ''}" if text.strip() else None


def _last_resort_name(item: Item, feed: Feed) -> str:
    return "\n".join(("rest", feed.id, _link(item) or "", item.published or "", item.updated or "", *item.authors))


@lru_cache(maxsize=4096)
def _resolved(link: str, base: str) -> str:
    return clean_url(link, base) or ""


def _url(item: Item, base: str) -> str:
    links = (_resolved(link, base) for link in (item.original_link, item.link) if link)
    return next(filter(None, links), "")


def _link(item: Item) -> str | None:
    """The link by which an item is identified: not that of a service that counts clicks, which is another one in each feed."""
    return item.original_link or item.link


def _plausible_date(raw: str | None, now: datetime) -> str | None:
    parsed = parse_date(raw)
    return plausible(parsed, now) if parsed else None
