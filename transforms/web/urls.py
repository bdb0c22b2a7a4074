"""Normalizes addresses: for requests, and for identity, where addresses of the same page become equal. Never raises."""

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

import idna

from transforms.text import word_set

LONGEST = 8_000  # characters; servers refuse longer request lines (Apache's and nginx's default is 8 KB)

# Parameters that say where a reader came from, and never select the page. Names are in lower case.
TRACKING_PREFIXES = ("utm_", "at_", "mtm_", "pk_", "hsa_", "itm_", "stm_", "ns_", "_hs", "oly_", "vero_", "guce_", "wt.mc_")
TRACKING = word_set("""
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh epik srsltid
    mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash wt_mc wtmc _ga _gl _openstat __s __twitter_impression
    cmp cmpid icid ncid ocid ito xtor smid smtyp emc ftag taid rss ref_src ref_url sr_share guccounter
    trk trkcampaign spm fb_action_ids fb_action_types fb_source fb_ref action_object_map action_type_map
""")
# Parameters that may select the page (`?source=7`), except with these values: `?partner=rss`, `?ref=twitter`.
ORIGIN_NAMES = word_set("ref source src from via partner medium origin feature")
ORIGIN_VALUES = word_set("""
    rss rss2 feed feeds atom feedburner rssfeed rss_feed twitter facebook linkedin whatsapp telegram reddit instagram
    email newsletter mail share social hp homepage youtu.be
""")
# `/news/index.html` is the same page as `/news`.
INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|shtml|xhtml|php\d?|aspx?|jsp|cgi)$", re.IGNORECASE)

DEFAULT_PORTS = {"http": 80, "https": 443}
# Browsers drop white space at the ends of an address, and tabs and line breaks anywhere in it.
STRIPPED = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u2028\u2029\ufeff\u200b"
LINE_BREAKS = re.compile(r"[\t\n\r]")
HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
IPV6 = re.compile(r"\[[0-9a-f:.]{2,45}\]")
AUTHORITY = re.compile(r"(?:.*@)?(\[[^\]]*\]|[^:\[\]]*)(?::(\d{0,5}))?", re.DOTALL)
ESCAPED = re.compile("%([0-9A-Fa-f]{2})")
BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
PATH_SAFE = "/%:@!$&'()*+,;=~-._[]|"
QUERY_SAFE = PATH_SAFE + "?{}^`\\"


def clean_url(url: str, base: str | None = None) -> str | None:
    """The absolute http(s) address for a request: ASCII, without fragment and credentials; None for any other address.

    `base`: resolves relative addresses. Idempotent. Whether the address may be requested is decided by the guard.

    >>> clean_url(" /a b#top", "https://Example.org/news/")
    'https://example.org/a%20b'
    >>> clean_url("http://[::1") is None
    True
    """
    parts = _parts(url, base)
    return "{}://{}{}{}".format(*parts) if parts else None


def address_key(url: str) -> str:
    """The normalized form for identity: addresses of one page have one key. Begins with `//`; empty for other addresses.

    Dropped: scheme, `www.`, default port, fragment, tracking parameters, trailing slash, `index.html` and similar names. The
    other parameters are sorted by name, since templates and caches reorder them; those of one name keep their order. The path
    keeps its case. Idempotent.

    >>> address_key("http://www.example.org:80/a/?utm_source=rss&b=2&a=1#top")
    '//example.org/a?a=1&b=2'
    """
    bare = LINE_BREAKS.sub("", url.strip(STRIPPED))
    parts = _parts(f"https:{bare}" if bare.startswith("//") else url, None)
    if parts is None:
        return ""
    _, authority, path, query = parts
    while authority.startswith("www.") and "." in authority[4:]:
        authority = authority[4:]
    path = _unescaped(path)
    while (shorter := INDEX_PAGE.sub("", path.rstrip("/"))) != path:
        path = shorter
    return f"//{authority}{path}{_without_tracking(_unescaped(query[1:]))}"


def host(url: str) -> str:
    """The host in lower case and ASCII, without port; "" when the address is no web address.

    >>> host("https://Bücher.example:8443/a")
    'xn--bcher-kva.example'
    """
    parts = _parts(url, None)
    return re.sub(r":\d+$", "", parts[1]) if parts else ""


def _parts(url: str, base: str | None) -> tuple[str, str, str, str] | None:
    """Scheme, authority (host, and port if it is not the default), path, and query with its `?` if there is one."""
    url = LINE_BREAKS.sub("", url.strip(STRIPPED))
    if not url or len(url) > LONGEST:
        return None
    try:
        split = urlsplit(url)
        if base and not (split.scheme and split.netloc):  # urljoin would change an absolute address: `/a;` to `/a`
            split = urlsplit(urljoin(base.strip(STRIPPED), url))
    except ValueError:  # `http://[::1`, and letters that NFKC turns into `/` or `@`
        return None
    scheme = split.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        return None
    authority = _authority(split.netloc, DEFAULT_PORTS[scheme])
    if authority is None:
        return None
    query = "?" + _quoted(split.query, QUERY_SAFE) if split.query else ""
    path = _quoted(_without_dots(split.path.replace("\\", "/")), PATH_SAFE) or "/"
    return (scheme, authority, path, query) if len(path) + len(query) <= LONGEST else None


def _authority(netloc: str, default_port: int) -> str | None:
    match = AUTHORITY.fullmatch(netloc)  # credentials before the last `@` are dropped
    if match is None:
        return None
    name = _ascii_host(match[1])
    port = int(match[2] or default_port)
    if name is None or not 0 < port < 65_536:
        return None
    return name if port == default_port else f"{name}:{port}"


@lru_cache(maxsize=4096)
def _ascii_host(name: str) -> str | None:
    name = name.lower()
    if name.startswith("["):
        return name if IPV6.fullmatch(name) else None
    if len(name) > 253:  # the longest possible name; IDNA is slow on longer ones
        return None
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except UnicodeError:  # idna.IDNAError is one
            return None
    name = name.rstrip(".")
    if not HOST.fullmatch(name) or any(label == "xn--" for label in name.split(".")):
        return None
    return name


def _quoted(text: str, safe: str) -> str:
    text = BARE_PERCENT.sub("%25", text)
    return quote(text, safe=safe, errors="replace")


def _without_dots(path: str) -> str:
    """`/a/../b` is `/b`. urljoin does so only for relative addresses."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _unescaped(text: str) -> str:
    """`%7e` is `~`, `%c3` is `%C3`: RFC 3986, 6.2.2."""

    def replacement(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in UNRESERVED else f"%{match[1].upper()}"

    return ESCAPED.sub(replacement, text)


def _without_tracking(query: str) -> str:
    pairs = [(name, sign, value) for name, sign, value in (p.partition("=") for p in query.split("&")) if name or value]
    kept = [p for p in pairs if not _is_tracking(p[0].lower(), p[2].lower())]
    return "?" + "&".join(map("".join, sorted(kept, key=lambda p: p[0]))) if kept else ""


def _is_tracking(name: str, value: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIXES) or (name in ORIGIN_NAMES and value in ORIGIN_VALUES)
