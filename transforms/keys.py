"""Keys of an article besides its id: by its page, by its guid in a feed, by the feeds that list it, by its changes.

All are hashes of 128 bits in hex, like ids, and are stored with the ids among the settled keys.
"""

import hashlib

from transforms.web.sites import registrable_domain
from transforms.web.urls import address_key


def hashed(name: str) -> str:
    """The name as a key: 128 bits of its hash, as 32 hex digits."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]


def listed_name(ident: str, feed: str) -> str:
    """The key which says that this feed is known to list this article."""
    return hashed(f"listed\n{ident}\n{feed}")


def guid_name(feed: str, guid: str, discriminator: str) -> str:
    """The key of an item by its guid in a feed. `distinction`: its date or title, since some templates use one guid for all."""
    return hashed(f"guid of\n{feed}\n{guid}\n{discriminator}")


def forgotten_name(name: str) -> str:
    """The key which says that the article with this id or page key was forgotten: nothing is written about it any more."""
    return hashed(f"forgotten\n{name}")


def change_name(ident: str, change: str) -> str:
    """The key of a change of an article. `change`: what identifies it, the time that the feed gives or the new text."""
    return hashed(f"changed\n{ident}\n{change}")


def page_name(url: str, canonical_url: str | None, title: str) -> str | None:
    """The key of a page by its canonical or fetched address and its title; None without a title or a path in the address.

    A canonical address is ignored when it is on another registered domain or is a front page: that is a template's mistake, or
    an attempt to make another site's article disappear. The title is part of the key, since some templates name one canonical
    address for all articles.

    >>> a = page_name("https://m.gazette.co.uk/a?x=1", "https://www.gazette.co.uk/a", "Ferry stays")
    >>> a == page_name("https://gazette.co.uk/a", None, "Ferry  stays")
    True
    >>> page_name("https://gazette.co.uk/", "https://post.co.uk/a", "Ferry stays") is None
    True
    """
    words = " ".join(title.casefold().split())
    is_own = bool(canonical_url) and registrable_domain(canonical_url or "") == registrable_domain(url)
    for address in (canonical_url if is_own else None, url):
        key = address_key(address or "")
        if words and has_path(key):
            return hashed(f"page\n{key}\n{words}")
    return None


def names_of_other_addresses(requested_url: str, final_url: str, canonical_url: str | None) -> set[str]:
    """The ids that an article would have by other addresses of its page: `final_url`, and the canonical one on its domain.

    `requested_url`: the address in the feed. `final_url`: the one after redirects.

    >>> names = names_of_other_addresses("https://gazette.co.uk/b", "https://gazette.co.uk/b", "https://www.gazette.co.uk/a")
    >>> names == {hashed(address_key("https://gazette.co.uk/a"))}
    True
    >>> names_of_other_addresses("https://gazette.co.uk/a", "https://www.gazette.co.uk/a/", "https://post.co.uk/a")
    set()
    """
    own = canonical_url if canonical_url and registrable_domain(canonical_url) == registrable_domain(final_url) else ""
    keys = {address_key(final_url), address_key(own)} - {address_key(requested_url)}
    return set(map(hashed, filter(has_path, keys)))


def has_path(key: str) -> bool:
    """Whether an address, in the form of `address_key`, is more than a front page: it has a path or a query."""
    return "/" in key[2:] or "?" in key
