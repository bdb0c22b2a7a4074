"""Reads what a page's JSON-LD says about its article. It may be a list or a graph, broken, huge, or nested without end."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from transforms.text import decode_references, word_set

MAX_SCRIPTS = 30
MAX_SCRIPT = 2_000_000  # characters
MAX_NODES = 3000
MAX_TEXT = 2000  # characters of one value
MAX_TYPES = MAX_TEXTS = 20  # of one node; of one value that is a list
MAX_AUTHORS = 50
ARTICLE_TYPES = word_set("""
    article newsarticle reportagenewsarticle opinionnewsarticle analysisnewsarticle backgroundnewsarticle
    reviewnewsarticle asknewsarticle blogposting liveblogposting report scholarlyarticle techarticle satiricalarticle
    advertisercontentarticle review socialmediaposting
""")
ORGANIZATION_TYPES = word_set("organization newsmediaorganization corporation website brand")
# Keys under which a graph may contain the article. `itemListElement`, `hasPart` and `isPartOf` contain other articles.
ARTICLE_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogPosting")
TELLING_KEYS = ("headline", "datePublished", "author")  # the article of the page has most of them
TRUE = ("true", "1", "yes", "http://schema.org/true", "https://schema.org/true")
# Comments, CDATA and semicolons around the JSON.
WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,20}\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
# A simple value of a key, which can be read from broken JSON as well.
SIMPLE_VALUE = re.compile(
    r'"(@type|headline|datePublished|dateModified|inLanguage|url|image|isAccessibleForFree)"\s*:\s*"((?>(?:[^"\\\n]|\\.){1,2000}))"'
)
MAX_BROKEN = 200_000  # characters of broken JSON that are searched


@dataclass(frozen=True)
class JsonLd:
    """The article's fields in JSON-LD, as written. `authors`: (name, whether it is called an organization).

    `free`: whether the article is free to read. `url`: the address of the article, without query and fragment.
    """

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


def read_json_ld(tree: HtmlElement, url: str) -> JsonLd:
    """The JSON-LD about the page's article: the one with the page's address, else with most of `TELLING_KEYS`."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    if not articles:
        return JsonLd(site=_organization_name(nodes))
    page = url.split("#")[0].split("?")[0].rstrip("/").split("://")[-1]
    article = max(articles, key=lambda node: _rank(node, page))
    return JsonLd(
        headline=_text(article.get("headline")) or _text(article.get("name")),
        published=_first_date(article, "datePublished", "dateCreated", "uploadDate"),
        updated=_date(article.get("dateModified")),
        authors=tuple(_authors(article.get("author") or article.get("creator"), by_id)),
        site=_name_of(article.get("publisher"), by_id),
        image=_image(article.get("image"), by_id) or _image(article.get("thumbnailUrl"), by_id),
        language=_language(article.get("inLanguage")),
        url=_address(article) or None,
        free=_truth(article.get("isAccessibleForFree")),
        live_blog=any("liveblogposting" in _types(node) for node in articles),
        sections=tuple(_texts(article.get("articleSection"))),
    )


def _organization_name(nodes: Iterable[Mapping[str, Any]]) -> str | None:
    names = (_text(node.get("name")) for node in nodes if _types(node) & ORGANIZATION_TYPES)
    return next(filter(None, names), None)


def _rank(node: Mapping[str, Any], page: str) -> tuple[bool, int]:
    """A sort key by which the page's own article is the largest. `page`: the address without scheme, query and fragment."""
    return _address(node).rstrip("/").endswith(page), sum(key in node for key in TELLING_KEYS)


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    """The JSON of each script, as far as it can be read."""
    scripts = (script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower())
    for script in islice(scripts, MAX_SCRIPTS):
        text = "".join(script.itertext())
        if len(text) <= MAX_SCRIPT:
            yield _parsed(text)


def _parsed(text: str) -> Any:
    for repair in (_as_it_is, _unwrapped, _unescaped):
        try:
            return json.loads(repair(text), strict=False)
        except (ValueError, RecursionError):
            continue
    simple: dict[str, Any] = {}
    for key, value in SIMPLE_VALUE.findall(text[:MAX_BROKEN]):
        simple.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    return simple


def _as_it_is(text: str) -> str:
    return text


def _unwrapped(text: str) -> str:
    return TRAILING_COMMA.sub("", WRAPPING.sub("", text))


def _unescaped(text: str) -> str:
    return _unwrapped(decode_references(text))


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of one script that may be the article or be referred to, at most `MAX_NODES`."""
    waiting, seen = [value], 0
    while waiting and seen < MAX_NODES:
        seen += 1
        value = waiting.pop(0) if len(waiting) < 50 else waiting.pop()
        if isinstance(value, list):
            waiting += value[:MAX_NODES]
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ARTICLE_KEYS if isinstance(value.get(key), dict | list)]


def _types(node: Mapping[str, Any]) -> set[str]:
    """The types of a node in lower case, without the address of their vocabulary."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in kinds[:MAX_TYPES] if isinstance(kind, str)}


def _text(value: Any) -> str:
    """The value, or the first of several, as text in one line; "" for what is no text."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@value")
    return " ".join(decode_references(value[:MAX_TEXT]).split()) if isinstance(value, str) else ""


def _texts(value: Any) -> Iterator[str]:
    for item in value[:MAX_TEXTS] if isinstance(value, list) else [value]:
        if text := _text(item):
            yield text


def _truth(value: Any) -> bool | None:
    return None if value is None else str(value).lower() in TRUE


def _first(value: Any) -> Any:
    """The first item of a list, None for an empty list; any other value itself."""
    if isinstance(value, list):
        return value[0] if value else None
    return value


def _first_date(node: Mapping[str, Any], *keys: str) -> str | None:
    return next(filter(None, (_date(node.get(key)) for key in keys)), None)


def _date(value: Any) -> str | None:
    """A date as it is written, or a number as text; None for other values."""
    value = _first(value)
    return str(value)[:100] if isinstance(value, str | int) and not isinstance(value, bool) and value else None


def _language(value: Any) -> str | None:
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return value if isinstance(value, str) else None


def _address(node: Mapping[str, Any]) -> str:
    """The address that a node gives for itself, without query and fragment; "" when it gives none."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str) and value.startswith("http"):
            return value.split("#")[0].split("?")[0]
    return ""


def _resolved(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Any:
    """The object itself, or the one that it refers to by `@id`, as in the graphs of WordPress plug-ins."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _authors(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, bool]]:
    for author in value[:MAX_AUTHORS] if isinstance(value, list) else [value]:
        author = _resolved(author, by_id)
        if isinstance(author, str):
            yield " ".join(decode_references(author[:500]).split()), False
        elif isinstance(author, dict):
            names = author.get("name")
            for name in names[:MAX_AUTHORS] if isinstance(names, list) else [names]:
                if text := _text(name):
                    yield text, bool(_types(author) & ORGANIZATION_TYPES)


def _name_of(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    value = _resolved(_first(value), by_id)
    return (_text(value.get("name")) if isinstance(value, dict) else _text(value)) or None


def _image(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    value = _resolved(_first(value), by_id)
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
        value = _first(value)
    return value if isinstance(value, str) else None
