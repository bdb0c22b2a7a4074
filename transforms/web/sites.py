"""Four names for the site of an address: registered domain, domain as written, host without edition, host without `www.`."""

import re
from functools import lru_cache

from tld import get_fld

from transforms.web.urls import host

ADDRESS = re.compile(r"[\d.]+|\[.*\]|[^.]+")  # IP addresses and names without a dot have no registrable domain
IP_ADDRESS = re.compile(r"[\d.]+|\[.*\]")
NUMBERED_WWW = re.compile(r"^www[0-9]*\.")  # "www2.press" is a registered domain, and the site calls itself "press"
EDITIONS = ("www.", "m.", "amp.", "mobile.")


def registrable_domain(url: str) -> str:
    """The domain that the owner registered; the whole host for an IP address or a single word; "" for no web address.

    It follows the public suffix list of `tld` with its private suffixes, so two blogs of one blog host are two sites. Used to
    decide whether two addresses have the same owner.

    >>> registrable_domain("https://news.gazette.co.uk/a"), registrable_domain("https://127.0.0.1:8000/")
    ('gazette.co.uk', '127.0.0.1')
    >>> registrable_domain("https://a.blogspot.com/"), registrable_domain("mailto:desk@gazette.co.uk")
    ('a.blogspot.com', '')
    """
    return _registrable(host(url))


@lru_cache(maxsize=4096)
def _registrable(name: str) -> str:
    if not name or ADDRESS.fullmatch(name):
        return name
    # Suffixes that the list does not know, such as those of tests and of inner networks, have one label.
    domain = get_fld(f"https://{name}/", fail_silently=True, search_private=True)
    return domain or ".".join(name.split(".")[-2:])


def domain_as_written(url: str) -> str:
    """The registrable domain in the letters of the address, to compare it with the names that a page gives its site.

    Unlike `registrable_domain` it keeps the letters of an international name. When the suffix is not a public one, it is the
    last two labels of the host, or the whole IP address.

    >>> domain_as_written("https://news.gazette.co.uk/a"), domain_as_written("https://blog.bücher.de/a")
    ('gazette.co.uk', 'bücher.de')
    """
    try:
        domain = get_fld(url, fail_silently=True)
    except ValueError:
        domain = None
    if domain:
        return NUMBERED_WWW.sub("", domain)
    name = host(url)
    return name if IP_ADDRESS.fullmatch(name) else ".".join(name.split(".")[-2:])


def host_without_edition(url: str) -> str:
    """The host in lower case without `www.`, `m.`, `amp.` or `mobile.`: the site for which repeated lines are counted.

    It is part of the keys in stored files (`seen/`), so its result must never change: no IDNA, and no check that it is a host.

    >>> host_without_edition("https://www.news.example/a"), host_without_edition("https://amp.news.example/a")
    ('news.example', 'news.example')
    """
    name = url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0].casefold()
    for edition in EDITIONS:
        if name.startswith(edition) and name.count(".") > 1:
            return name.removeprefix(edition)
    return name


def host_without_www(url: str) -> str:
    """The host in ASCII and lower case without `www.`, as configs name a site; "" for no web address.

    >>> host_without_www("https://www.gazette.example:8443/a")
    'gazette.example'
    """
    return host(url).removeprefix("www.")
