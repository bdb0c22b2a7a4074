"""JSON-LD as pages carry it → what it says of the article. It is hostile: lists, graphs, broken, huge, endless nesting."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOST_SCRIPTS = 30
LONGEST_SCRIPT = 2_000_000  # characters
MOST_NODES = 3000
TYPES = _words("""
    article newsarticle reportagenewsarticle opinionnewsarticle analysisnewsarticle backgroundnewsarticle
    reviewnewsarticle asknewsarticle blogposting liveblogposting report scholarlyarticle techarticle satiricalarticle
    advertisercontentarticle review socialmediaposting
""")
ORGANIZATIONS = frozenset(("organization", "newsmediaorganization", "corporation", "website", "brand"))
# Where an article may stand in a graph. Not `itemListElement`, `hasPart`, `isPartOf`: those are other articles.
WAYS = ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogPosting")
FRAME = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,20}\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
# What can still be read of JSON that is broken: the first simple value of a key.
BROKEN_KEYS = re.compile(
    r'"(@type|headline|datePublished|dateModified|inLanguage|url|image|isAccessibleForFree)"\s*:\s*"((?>(?:[^"\\\n]|\\.){1,2000}))"'
)


@dataclass(frozen=True)
class Stated:
    """What JSON-LD says of the article. `authors` are (name, whether it is an organization), as written."""

    headline: str = ""
    published: str | None = None
    updated: str | None = None
    authors: tuple[tuple[str, bool], ...] = ()
    site: str | None = None
    image: str | None = None
    language: str | None = None
    url: str | None = None
    free: bool | None = None
    live_blog: bool = False
    sections: tuple[str, ...] = ()


def stated(tree: HtmlElement, url: str) -> Stated:
    """What the page's JSON-LD says of the article; of several the one whose address is the page's, else the fullest."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _types(node) & TYPES]
    if not articles:
        return Stated(site=next((name for n in nodes if _types(n) & ORGANIZATIONS and (name := _text(n.get("name")))), None))
    path = url.split("#")[0].split("?")[0].rstrip("/")

    def worth(node: Mapping[str, Any]) -> tuple[bool, int]:
        return _address(node).rstrip("/").endswith(path.split("://")[-1]), sum(
            key in node for key in ("headline", "datePublished", "author")
        )

    article = max(articles, key=worth)
    free = article.get("isAccessibleForFree")
    return Stated(
        headline=_text(article.get("headline")) or _text(article.get("name")),
        published=_date(article.get("datePublished")) or _date(article.get("dateCreated")) or _date(article.get("uploadDate")),
        updated=_date(article.get("dateModified")),
        authors=tuple(_authors(article.get("author") or article.get("creator"), by_id)),
        site=_name_of(article.get("publisher"), by_id),
        image=_image(article.get("image"), by_id) or _image(article.get("thumbnailUrl"), by_id),
        language=_language(article.get("inLanguage")),
        url=_address(article) or None,
        free=None
        if free is None
        else str(free).lower() in ("true", "1", "yes", "http://schema.org/true", "https://schema.org/true"),
        live_blog="liveblogposting" in {kind for node in articles for kind in _types(node)},
        sections=tuple(_texts(article.get("articleSection"))),
    )


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    read = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or read >= MOST_SCRIPTS:
            continue
        read += 1
        text = "".join(script.itertext())
        if len(text) <= LONGEST_SCRIPT:
            yield _read(text)


def _read(text: str) -> Any:
    for repair in (
        lambda t: t,
        lambda t: TRAILING_COMMA.sub("", FRAME.sub("", t)),
        lambda t: TRAILING_COMMA.sub("", FRAME.sub("", unescape(t))),
    ):
        try:
            return json.loads(repair(text), strict=False)
        except (ValueError, RecursionError):
            continue
    found: dict[str, Any] = {}
    for key, value in BROKEN_KEYS.findall(text[:200_000]):
        found.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    return found


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of one script that may be the article or be referred to, at most `MOST_NODES`."""
    waiting, seen = [value], 0
    while waiting and seen < MOST_NODES:
        seen += 1
        value = waiting.pop(0) if len(waiting) < 50 else waiting.pop()
        if isinstance(value, list):
            waiting += value[:MOST_NODES]
        elif isinstance(value, dict):
            yield value
            waiting += [value[way] for way in WAYS if isinstance(value.get(way), dict | list)]


def _types(node: Mapping[str, Any]) -> set[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in kinds[:20] if isinstance(kind, str)}


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return " ".join(unescape(value[:2000]).split()) if isinstance(value, str) else ""


def _texts(value: Any) -> Iterator[str]:
    for item in value[:20] if isinstance(value, list) else [value]:
        if text := _text(item):
            yield text


def _date(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return str(value)[:100] if isinstance(value, str | int) and not isinstance(value, bool) and value else None


def _language(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return value if isinstance(value, str) else None


def _address(node: Mapping[str, Any]) -> str:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str) and value.startswith("http"):
            return value.split("#")[0].split("?")[0]
    return ""


def _resolved(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Any:
    """An object that only refers to another, as Yoast's graphs do, becomes that other."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _authors(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, bool]]:
    for author in value[:50] if isinstance(value, list) else [value]:
        author = _resolved(author, by_id)
        if isinstance(author, str):
            yield " ".join(unescape(author[:500]).split()), False
        elif isinstance(author, dict):
            names = author.get("name")
            for name in names[:50] if isinstance(names, list) else [names]:
                if text := _text(name):
                    yield text, bool(_types(author) & ORGANIZATIONS)


def _name_of(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    value = _resolved(value[0] if isinstance(value, list) and value else value, by_id)
    return (_text(value.get("name")) if isinstance(value, dict) else _text(value)) or None


def _image(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    value = _resolved(value[0] if isinstance(value, list) and value else value, by_id)
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
        value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else None
