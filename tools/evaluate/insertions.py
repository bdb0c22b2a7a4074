"""Measures what is cut of things that are not article and were put between the paragraphs of an article.

A row is an `insertion` (all of it must go) or a `lookalike` (true text that resembles one; all of it must stay). Each is judged
against the same page without it. `articles.jsonl` in the folder of the rows has the articles.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

import pullquote
from tools.evaluate.measures import Counts, Measure, Ratio

Row = Mapping[str, Any]
KEYS = frozenset({"article", "at", "html", "what"})
ADDRESS = "https://www.harbour-post.example/news/2026/report"
TITLES = {
    "en": "Report from the harbour town",
    "de": "Bericht aus der Hafenstadt",
    "fr": "Nouvelles du port",
    "es": "Noticias del puerto",
}
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head><body><header><nav>
<a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav></header><main><article><h1>{title}</h1>
<div class="body">{body}</div></article></main><footer><p><a href="/about">About</a> <a href="/contact">Contact</a></p></footer>
</body></html>"""
INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    )
)
SKIPPED = frozenset(["script", "style", "template", "noscript"])
WORD = re.compile(r"\w+")
MEASURES = (
    Measure("insertions cut as a whole", Ratio("whole", "insertions")),
    Measure("insertions that cost an article line beside", Ratio("beside", "insertions")),
    Measure("look-alikes touched", Ratio("touched", "lookalikes")),
)
COUNTED = ("insertions", "whole", "beside", "lookalikes", "touched")


def cleaned(folder: Path, rows: list[Row]) -> list[Row]:
    """Returns for each row the lines of its page, and of the page `without` the insertion."""
    articles = _articles(folder)
    return [
        {
            "lines": _lines(row["lang"], _page(articles[row["article"]], row)),
            "without": _lines(row["lang"], "\n".join(articles[row["article"]])),
        }
        for row in rows
    ]


def counts(gold: Row, predicted: Row) -> Counts:
    """Returns the counts of one row."""
    now, before = Counter[str](predicted["lines"]), Counter[str](predicted["without"])
    extra, lost = now - before, before - now
    if gold["what"] == "insertion":
        return dict.fromkeys(COUNTED, 0.0) | {"insertions": 1, "whole": not extra, "beside": bool(lost)}
    everything = " \n ".join(predicted["lines"])
    missing = [line for line in block_lines(gold["html"]) if line not in everything]
    return dict.fromkeys(COUNTED, 0.0) | {"lookalikes": 1, "touched": bool(missing or lost)}


def block_lines(fragment: str) -> list[str]:
    """Returns the lines of words that a piece of HTML shows, one for each block.

    >>> block_lines("<p>Vote <b>now</b>!</p><ul><li>Yes<li>No</ul>")
    ['vote now', 'yes', 'no']
    """
    pieces: list[str] = []
    _collect(html.fragment_fromstring(fragment, create_parent="div"), pieces)
    return [line for piece in "".join(pieces).split("\n") if (line := _words(piece))]


def _collect(element: Any, pieces: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in SKIPPED:
        return
    edge = "" if element.tag in INLINE else "\n"
    pieces += [edge, (element.text or "").replace("\n", " ")]
    for child in element:
        _collect(child, pieces)
        pieces.append((child.tail or "").replace("\n", " "))
    pieces.append(edge)


def _page(article: list[str], row: Row) -> str:
    return "\n".join([*article[: row["at"]], row["html"], *article[row["at"] :]])


def _lines(language: str, body: str) -> list[str]:
    page = PAGE.format(lang=language, title=TITLES.get(language, TITLES["en"]), body=body)
    try:
        text = pullquote.extract(page, url=ADDRESS).text
    except pullquote.NoText:
        return []
    return [words for line in text.split("\n") if (words := _words(line))]


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


@cache
def _articles(folder: Path) -> dict[str, list[str]]:
    with (folder / "articles.jsonl").open(encoding="utf-8") as rows:
        return {row["id"]: row["blocks"] for row in map(json.loads, rows)}
