"""JSON Feed 1.0 and 1.1 → items: https://www.jsonfeed.org/version/1.1/"""

import html
import json
from collections.abc import Iterator
from typing import Any

from transforms.errors import NotAFeed
from transforms.poll.parsing.models import (
    MOST_AUTHORS,
    Item,
    ParsedFeed,
    normalize_guid,
    normalize_text,
    single_line,
)
from transforms.poll.parsing.titles import markup_to_line
from transforms.poll.parsing.truncate import truncate_list
from transforms.text import without_escaped_ampersands

# An item of a feed without `version` has at least one of these.
ITEM_KEYS = frozenset({"id", "url", "external_url", "content_html", "content_text"})


def read_json(text: str, *, url: str) -> ParsedFeed:
    """The feed, with links as written. Raises NotAFeed for broken JSON and for JSON of another kind."""
    try:
        # Python refuses to convert numbers of more than 4,300 digits; ids are text here anyway.
        document = json.loads(text, parse_int=_number, parse_constant=lambda _: None)
    except RecursionError:
        raise NotAFeed(f"{url} is JSON that is nested too deep for a feed") from None
    except ValueError as error:
        raise NotAFeed(f"{url} begins like JSON and is broken: {str(error)[:120]}") from None
    items = document.get("items") if isinstance(document, dict) else None
    has_version = isinstance(document, dict) and "jsonfeed.org" in str(document.get("version", ""))[:200]
    if not isinstance(items, list):
        if has_version:
            return _feed(document, ())
        raise NotAFeed(f"{url} is JSON, but no JSON Feed: it has no `items`")
    if not has_version and not any(isinstance(item, dict) and not ITEM_KEYS.isdisjoint(item) for item in items):
        raise NotAFeed(f"{url} is JSON, but no JSON Feed: it has no `version`, and no item has an id, an address or a content")
    return _feed(document, tuple(_item(item) for item in truncate_list(items) if isinstance(item, dict)))


def _feed(document: dict[str, Any], items: tuple[Item, ...]) -> ParsedFeed:
    return ParsedFeed(
        title=markup_to_line(_text(document.get("title"))),
        language=single_line(_text(document.get("language"))) or None,
        ttl_s=None,
        items=items,
        site=_address(document.get("home_page_url")),
    )


def _item(item: dict[str, Any]) -> Item:
    markup, plain_text = (normalize_text(_text(item.get(key))).strip() for key in ("content_html", "content_text"))
    content = markup or html.escape(plain_text, quote=False)
    return Item(
        guid=normalize_guid(_text(item.get("id"))),
        link=_address(item.get("url")) or _address(item.get("external_url")),
        title=markup_to_line(_text(item.get("title"))),
        published=single_line(_text(item.get("date_published"))) or None,
        updated=single_line(_text(item.get("date_modified"))) or None,
        authors=tuple(dict.fromkeys(_authors(item)))[:MOST_AUTHORS],
        content=content or None,
        summary=normalize_text(_text(item.get("summary"))).strip() or None,
    )


def _authors(item: dict[str, Any]) -> Iterator[str]:
    """The names of the authors. Version 1.1 has a list, version 1.0 one object."""
    authors = item.get("authors")
    for author in authors if isinstance(authors, list) else [item.get("author")]:
        name = markup_to_line(_text(author.get("name") if isinstance(author, dict) else author))
        if name:
            yield name[:200]


def _text(value: object) -> str:
    """Text and numbers as text; an empty string for any other value."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _address(value: object) -> str | None:
    return without_escaped_ampersands(_text(value)).strip() or None


def _number(digits: str) -> int | str:
    """The number, or its digits as text when there are 20 or more."""
    return int(digits) if len(digits) < 20 else digits
