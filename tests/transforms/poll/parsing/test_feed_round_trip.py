"""Items written to a feed come out as entries, once and in order, in each format and after each kind of damage."""

import gzip
import json
from collections.abc import Callable
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from transforms.feeds import Feed
from transforms.poll.identity import entries_of
from transforms.poll.parsing.models import Item
from transforms.poll.parsing.parse import parse_feed

URL = "https://a.example/feed"

# No controls, no marks that are not seen, and no `<`, `&` that HTML in a title would mean something else by.
words = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="<>&"), min_size=1, max_size=8)
titles = st.lists(words, min_size=1, max_size=4).map(" ".join)
paths = st.text("abcdefghij0123456789-_/", min_size=1, max_size=12)


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    many = draw(st.integers(0, 8))
    return [
        Item(
            guid=draw(st.sampled_from([None, f"tag:a.example,2026:{number}", "same"])),
            link=f"https://a.example/{number}/{draw(paths)}",
            title=draw(titles),
            published=draw(st.sampled_from([None, "2026-01-31T09:30:00+01:00", "Sat, 31 Jan 2026 09:30:00 +0100"])),
            summary=draw(st.none() | words),
        )
        for number in range(many)
    ]


def wrapped(text: str, cdata: bool) -> str:
    return f"<![CDATA[{text}]]>" if cdata else escape(text)


def tag(name: str, text: str | None, cdata: bool = False) -> str:
    return "" if text is None else f"<{name}>{wrapped(text, cdata)}</{name}>"


def as_rss(items: list[Item], cdata: bool, version: str = "2.0") -> str:
    inner = "".join(
        f"<item>{tag('title', i.title, cdata)}{tag('link', i.link)}{tag('guid', i.guid)}"
        f"{tag('pubDate', i.published)}{tag('description', i.summary, cdata)}</item>\n"
        for i in items
    )
    return f"<rss version='{version}'><channel><title>News</title>{inner}</channel></rss>"


def as_rss_091(items: list[Item], cdata: bool) -> str:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss-0.91.dtd">'
    return doctype + as_rss(items, cdata, "0.91")


def as_rss_092(items: list[Item], cdata: bool) -> str:
    return as_rss(items, cdata, "0.92")


def as_rss_090(items: list[Item], cdata: bool) -> str:
    return as_rdf(items, cdata).replace("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")


def as_rdf(items: list[Item], cdata: bool) -> str:
    inner = "".join(
        f"<item>{tag('title', i.title, cdata)}{tag('link', i.link)}{tag('dc:identifier', i.guid)}{tag('dc:date', i.published)}"
        f"{tag('description', i.summary, cdata)}</item>"
        for i in items
    )
    spaces = 'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    return (
        f'<rdf:RDF {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title></channel>{inner}</rdf:RDF>'
    )


def as_atom(items: list[Item], cdata: bool) -> str:
    inner = "".join(
        f'<entry>{tag("title", i.title, cdata)}<link href="{escape(i.link or "")}"/>{tag("id", i.guid)}'
        f"{tag('published', i.published)}{tag('summary', i.summary, cdata)}</entry>"
        for i in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{inner}</feed>'


def as_json(items: list[Item], cdata: bool) -> str:
    rows = [{"id": i.guid, "url": i.link, "title": i.title, "date_published": i.published, "summary": i.summary} for i in items]
    return json.dumps({"version": f"https://jsonfeed.org/version/1{'.1' if cdata else ''}", "items": rows}, ensure_ascii=cdata)


WAYS = [as_rss, as_rss_090, as_rss_091, as_rss_092, as_rdf, as_atom]
# What servers do to a feed on its way; each leaves all that is in it.
DAMAGES: dict[str, Callable[[str], bytes]] = {
    "none": lambda text: text.encode(),
    "blank lines first": lambda text: f"\n\n  {text}".encode(),
    "a mark first": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without its mark": lambda text: text.encode("utf-16-be"),
    "gzip": lambda text: gzip.compress(text.encode()),
}
XML_DAMAGES: dict[str, Callable[[str], bytes]] = DAMAGES | {
    "a wrong claim": lambda text: f'<?xml version="1.0" encoding="iso-8859-1"?>{text}é'.encode(),
    "a warning first": lambda text: f"<br />\n<b>Warning</b>: no such table<br />\n<?xml version='1.0'?>\n{text}".encode(),
    "a script last": lambda text: f"{text}<!-- cached --><script>x()</script>".encode(),
    "a DOCTYPE": lambda text: f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>{text}'.encode(),
    "a control character": lambda text: text.replace("><", ">\x0b<").encode(),
    "a bare ampersand": lambda text: text.replace("News", "News & more").encode(),
    "the end is missing": lambda text: text[: text.rindex("</")].encode(),
}


@given(items(), st.sampled_from(WAYS), st.booleans(), st.sampled_from(sorted(XML_DAMAGES)))
def test_xml(items: list[Item], written: Callable[[list[Item], bool], str], cdata: bool, damage: str) -> None:
    came_out(items, XML_DAMAGES[damage](written(items, cdata)))


@given(items(), st.booleans(), st.sampled_from(sorted(DAMAGES)))
def test_json(items: list[Item], cdata: bool, damage: str) -> None:
    came_out(items, DAMAGES[damage](as_json(items, cdata)))


def came_out(items: list[Item], body: bytes) -> None:
    parsed = parse_feed(body, url=URL)
    assert [(i.title, i.link, i.guid, i.published, i.summary) for i in parsed.items] == [
        (i.title, i.link, i.guid, i.published, i.summary) for i in items
    ]
    entries = entries_of(parsed, Feed(id="daily", url=URL), base_url=URL, seen_at="2026-02-01T12:00:00Z")
    assert [(e.title, e.guid) for e in entries] == [(i.title, i.guid) for i in items]
    assert len({e.id for e in entries}) == len(items)
