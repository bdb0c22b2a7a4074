"""What the page's data says the article's text is: its description, and JSON-LD's `articleBody`."""

import json
import re

from lxml.html import HtmlElement

from transforms.errors import Unreadable
from transforms.extract.page.lines import lines
from transforms.extract.page.parse import fragment
from transforms.text import plain

DESCRIPTION = ("og:description", "description", "twitter:description")
LONGEST_DESCRIPTION = 2000  # characters
LONGEST_SCRIPT = 2_000_000
SHORTEST_BODY = 200  # characters; below it stands a teaser
# Found in the script as it stands: whatever else is broken in it, this can be read.
BODY = re.compile(r'"articleBody"\s*:\s*("[^"\\]*+(?:\\.[^"\\]*+)*")', re.DOTALL)
MARKUP = re.compile(r"<(?:p|br|div|li)\b|&lt;p&gt;", re.IGNORECASE)


def description(tree: HtmlElement) -> str:
    """The standfirst as the page's head has it, for search engines and shares; "" for none."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in DESCRIPTION and (content := " ".join((meta.get("content") or "")[:LONGEST_DESCRIPTION].split())):
            found.setdefault(name, content)
    return next((found[name] for name in DESCRIPTION if name in found), "")


def stated_lines(tree: HtmlElement) -> list[str]:
    """The longest `articleBody` in the page's JSON-LD, a line a paragraph as far as it tells; empty for none."""
    bodies = []
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "").lower() and "articleBody" in text and len(text) <= LONGEST_SCRIPT:
            bodies += [body for quoted in BODY.findall(text) if (body := _read(quoted))]
    longest = max(bodies, key=len, default="")
    return _lines(longest) if len(longest) >= SHORTEST_BODY else []


def _read(quoted: str) -> str:
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return ""


def _lines(body: str) -> list[str]:
    if MARKUP.search(body):
        try:
            return list(lines(fragment(body)))
        except Unreadable:
            return []
    return [line for part in plain(body).split("\n") if (line := " ".join(part.split()))]
