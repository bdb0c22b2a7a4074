"""Items → entries with an id: the same article has the same id in each poll and in each feed, two articles have two.

The ladder, first rung that holds; `docs/feeds.md` explains it to those who read records:

1. `link`: the link, in its form for identity: `http` and `www` flips, tracking parameters and fragments do not make it another;
2. `guid`: a guid that is an address, in the same form; else the feed and its raw guid;
3. `title`: the feed, the title and the date; without a title, the text;
4. the feed, and what little else the item says: its link as it is written, dates, authors.

The link stands first, for guids change (a daily hash, a new system) when addresses do not, and only addresses are common to
two feeds. A feed's config may put another rung first (`identity`). A rung does not hold for an item when what stands on it
is not of this item alone: a link to the front page, or one link or guid that all items share.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from transforms.articles import Entry
from transforms.dates import instant, iso_utc, parse_date, plausible
from transforms.feeds import Feed
from transforms.keys import change_name, guid_name, has_path, hashed
from transforms.poll.parsing.models import Item, ParsedFeed
from transforms.web.urls import address_key, clean_url

ALL_SHARE = 3  # items that look different and have one link: two may be one article listed twice


def entries_of(parsed: ParsedFeed, feed: Feed, *, base_url: str, seen_at: str) -> list[Entry]:
    """The feed's entries in its order, each once: the first of two with one id stays. May be fewer than the items.

    `base_url`: where the feed was read, for links that are relative; the feed's own site goes before it. `seen_at`:
    ISO 8601, UTC; dates more than two days after it, or before 1990, are left out.
    """
    base = clean_url(parsed.site or "", base_url) or base_url
    now = datetime.fromisoformat(seen_at)
    named = _names(parsed.items, feed, base)
    entries: dict[str, Entry] = {}
    for item, (name, also) in zip(parsed.items, named, strict=True):
        if (key := hashed(name)) in entries:
            continue
        published, updated = _date(item.published, now), _date(item.updated, now)
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
            also=also,
            mark=_mark(key, published, updated) if content is None else change_name(key, f"{item.title}\n{content}"),
        )
    return list(entries.values())


def _mark(key: str, published: str | None, updated: str | None) -> str | None:
    """None for what was not changed since it was published."""
    told = [iso_utc(instant(moment)) for moment in (updated, published) if moment]
    return change_name(key, told[0]) if updated and len(set(told)) == len(told) else None


def _names(items: tuple[Item, ...], feed: Feed, base: str) -> list[tuple[str, tuple[str, ...]]]:
    """What each item is called, before it is hashed, and by what hashes it would be known if that changed."""
    site = address_key(base)
    links = [_link_key(item, feed, base) for item in items]
    # An article's address is none that others have too: not the front page, nor what a broken template gives to all.
    shared = {site, ""} | (set(links) if len(set(links)) == 1 and len(_looks(items)) >= ALL_SHARE else set())
    guids: dict[str, set[str]] = {"": set()}
    for item in items:
        guids.setdefault(item.guid or "", set()).add(item.title)
    first = ("title", "link") if feed.identity == "title" else ("guid", "link") if feed.identity == "guid" else ("link",)
    names = []
    for item, link in zip(items, links, strict=True):
        guid = item.guid if len(guids[item.guid or ""]) == 1 else None
        rungs = {
            "link": link if link not in shared and has_path(link) else None,
            "guid": _guid_name(guid, feed, shared),
            "title": _title_name(item, feed),
        }
        ladder = dict.fromkeys((*first, "guid", "title"))
        name = next((name for rung in ladder if (name := rungs[rung])), _rest(item, feed))
        names.append((name, _also(item, guid, feed) if name == link and guid and address_key(guid) != link else ()))
    return names


def _also(item: Item, guid: str, feed: Feed) -> tuple[str, ...]:
    """A corrected headline changes the address on many sites; guid and date stay."""
    moment = parse_date(item.published) or ""
    told_by = moment if "T" in moment else item.title  # a day has many articles
    return (guid_name(feed.id, guid, told_by),) if told_by else ()


def _link_key(item: Item, feed: Feed, base: str) -> str:
    """Where the item itself is the article, its fragment counts: web logs link to `26.html#a0806`, and have it all in the feed.

    A fragment with `=` in it is for counting readers: `#xtor=RSS-1`.
    """
    key = address_key(_url(item, base))
    fragment = (item.link or "").partition("#")[2].strip()
    return f"{key}#{fragment}" if key and feed.content == "feed" and fragment and "=" not in fragment else key


def _looks(items: Iterable[Item]) -> set[tuple[str, str | None]]:
    return {(item.title, item.summary) for item in items}


def _guid_name(guid: str | None, feed: Feed, shared: set[str]) -> str | None:
    if not guid:
        return None
    address = address_key(guid) if feed.identity != "guid" else ""
    return address if address and has_path(address) and address not in shared else f"guid\n{feed.id}\n{guid}"


def _title_name(item: Item, feed: Feed) -> str | None:
    text = item.title or (item.content or item.summary or "")
    return f"title\n{feed.id}\n{text}\n{parse_date(item.published) or item.published or ''}" if text.strip() else None


def _rest(item: Item, feed: Feed) -> str:
    return "\n".join(("rest", feed.id, item.link or "", item.published or "", item.updated or "", *item.authors))


@lru_cache(maxsize=4096)
def _resolved(link: str, base: str) -> str:
    return clean_url(link, base) or ""


def _url(item: Item, base: str) -> str:
    return _resolved(item.link, base) if item.link else ""


def _date(raw: str | None, now: datetime) -> str | None:
    found = parse_date(raw)
    return plausible(found, now) if found else None
