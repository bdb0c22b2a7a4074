"""Whose address it is: the part of a host that somebody has registered, and under which all is theirs."""

import re
from functools import lru_cache

from tld import get_fld

from transforms.web.urls import host

ADDRESS = re.compile(r"[\d.]+|\[.*\]|[^.]+")  # IP addresses, and names without a dot: nobody's but their own


def site_of(url: str) -> str:
    """The registrable domain of an address; the whole host where there is none to tell; empty for what is no web address.

    By the public suffix list that comes with `tld`, private suffixes included: two blogs of one blog host are two sites.

    >>> site_of("https://news.gazette.co.uk/a"), site_of("http://127.0.0.1:8000/"), site_of("mailto:desk@gazette.co.uk")
    ('gazette.co.uk', '127.0.0.1', '')
    """
    return _site(host(url))


@lru_cache(maxsize=4096)
def _site(name: str) -> str:
    if not name or ADDRESS.fullmatch(name):
        return name
    # Suffixes that the list does not know, such as those of tests and of inner networks, have one label.
    found = get_fld(f"https://{name}/", fail_silently=True, search_private=True)
    return found or ".".join(name.split(".")[-2:])
