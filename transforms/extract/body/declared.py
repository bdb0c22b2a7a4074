"""Texts of the article in the page's data: its description in <meta>, and JSON-LD's `articleBody`."""

import json
import re

from lxml.html import HtmlElement

from transforms.errors import Unreadable
from transforms.extract.page.lines import lines
from transforms.extract.page.parse import fragment
from transforms.text import plain

DESCRIPTION_NAMES = ("og:description", "description", "twitter:description")  # of <meta>, the most trusted first
MAX_DESCRIPTION = 2000  # characters
MAX_SCRIPT = 2_000_000  # characters
MIN_BODY = 200  # characters; a shorter `articleBody` is a teaser
# It is searched for in the text of the script, so that it is found even when the JSON is broken elsewhere.
ARTICLE_BODY = re.compile(r'"articleBody"\s*:\s*("[^"\\]*+(?:\\.[^"\\]*+)*")', re.DOTALL)
MARKUP = re.compile(r"<(?:p|br|div|li)\b|&lt;p&gt;", re.IGNORECASE)


def description(tree: HtmlElement) -> str:
    """The description in the page's head, as search engines and link previews show it; "" when there is none."""
    contents: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in DESCRIPTION_NAMES and (content := " ".join((meta.get("content") or "")[:MAX_DESCRIPTION].split())):
            contents.setdefault(name, content)
    return next((contents[name] for name in DESCRIPTION_NAMES if name in contents), "")


def article_body_lines(tree: HtmlElement) -> list[str]:
    """The longest `articleBody` in the page's JSON-LD, split at its line breaks or its markup; empty when there is none."""
    bodies = []
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "").lower() and "articleBody" in text and len(text) <= MAX_SCRIPT:
            bodies += [body for quoted in ARTICLE_BODY.findall(text) if (body := _string(quoted))]
    longest = max(bodies, key=len, default="")
    return _split(longest) if len(longest) >= MIN_BODY else []


def _string(quoted: str) -> str:
    """The value of a JSON string; "" for one that is broken."""
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return ""


def _split(body: str) -> list[str]:
    if MARKUP.search(body):
        try:
            return list(lines(fragment(body)))
        except Unreadable:
            return []
    return [line for part in plain(body).split("\n") if (line := " ".join(part.split()))]
