"""Builds `texts.jsonl` and `pages.jsonl` of a gold folder from its marked articles.

    python -m tools.mark_gold tests/gold

An article is a file `articles/<id>.txt`: a YAML header (`style`, `title`, `authors`, `published`, `entities`, `language` if it
is not English, `page` when there is `html/<id>.html`), a line `---`, and the text with marks. A mark is `[key|words]`; marks
may be nested:

    [d1|It floats], [i1|that it sinks], [m1|…]   words of a direct, an indirect and a mixed quote; a repeated key marks
                                                 another piece of the same quote
    [ann|Ann Roe], [ann|she]                     a mention of the entity `ann` of the header: a pronoun or a name
    [ann*|the mayor]                             a mention that is neither a name nor a pronoun
    [ann>d1,i1|Roe], [>d1|a spokesman]           the speaker of these quotes, with or without an entity
    [-|they]                                     a pronoun that refers to nothing that has a name, or to several at once

The header has a line `id: type, name` for each entity. With a `!` after the type, the entity is optional: finding it is neither
right nor wrong.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tools.evaluate.names import PRONOUNS_HE, PRONOUNS_IT

KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
QUOTE_KEY = re.compile(r"[dim]\d+")
TOKEN = re.compile(r"\[(?P<key>[\w*>,-]+)\||(?P<end>\])")


@dataclass(frozen=True)
class Mark:
    """A marked span of the text without marks: [start, end), in code points."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """A marked article: its header, the text without marks, and the marks in the order of their starts."""

    id: str
    header: dict[str, Any]
    text: str
    marks: tuple[Mark, ...]


@dataclass
class _Quote:
    kind: str
    pieces: list[tuple[int, int]] = field(default_factory=list)
    speaker: dict[str, Any] | None = None


def read_article(path: Path) -> Article:
    """Reads the article of a file. Raises ValueError for a mark that is not closed or whose entity is not in the header."""
    header_yaml, _, body = path.read_text().partition("\n---\n")
    header = yaml.safe_load(header_yaml)
    text, marks = split_marks(body.strip())
    known = {*header["entities"], "-", ""}
    for mark in marks:
        entity = mark.key.partition(">")[0].rstrip("*")
        if entity not in known and not QUOTE_KEY.fullmatch(mark.key):
            raise ValueError(f"{path}: the header has no entity {entity!r} for {text[mark.start : mark.end]!r}")
    return Article(path.stem, header, text, marks)


def split_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Returns the text without marks, and the marks. Raises ValueError for an unclosed mark, and for a `]` that closes none.

    >>> split_marks("“[d1|It floats],” said [ann>d1|Ann].")
    ('“It floats,” said Ann.', (Mark(key='d1', start=1, end=10), Mark(key='ann>d1', start=18, end=21)))
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    open_marks: list[tuple[str, int]] = []
    length = position = 0
    for token in TOKEN.finditer(marked):
        pieces.append(marked[position : token.start()])
        length += token.start() - position
        position = token.end()
        if token["key"] is not None:
            open_marks.append((token["key"], length))
        elif open_marks:
            key, start = open_marks.pop()
            marks.append(Mark(key, start, length))
        else:
            raise ValueError(f"`]` closes no mark after {''.join(pieces)[-40:]!r}")
    if open_marks:
        raise ValueError(f"the mark {open_marks[-1][0]!r} is not closed")
    return "".join([*pieces, marked[position:]]), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def gold_text(article: Article) -> dict[str, Any]:
    """Returns the row of `texts.jsonl`. Raises ValueError for the speaker of a quote that no mark shows."""
    quotes: dict[str, _Quote] = {}
    for mark in article.marks:
        if QUOTE_KEY.fullmatch(mark.key):
            quotes.setdefault(mark.key, _Quote(KINDS[mark.key[0]])).pieces.append((mark.start, mark.end))
    for mark in article.marks:
        entity, _, spoken = mark.key.partition(">")
        for key in filter(None, spoken.split(",")):
            if key not in quotes:
                raise ValueError(
                    f"{article.id}: the speaker {article.text[mark.start : mark.end]!r} of {key}, which has no words"
                )
            quotes[key].speaker = _speaker(article, mark, entity.rstrip("*"))
    return {
        "id": article.id,
        "style": article.header["style"],
        **({"language": article.header["language"]} if "language" in article.header else {}),
        "text": article.text,
        "quotes": [_quote_row(article.text, quote) for quote in quotes.values()],
        "entities": list(_entity_rows(article)),
        "pronouns_unnamed": [[mark.start, mark.end] for mark in article.marks if mark.key == "-"],
    }


def gold_page(article: Article) -> dict[str, Any]:
    """Returns the row of `pages.jsonl`."""
    return {
        "id": article.id,
        "design": article.header["page"],
        "lang": "en",
        "url": f"https://news.example/{article.id}",
        "html_path": f"html/{article.id}.html",
        "gold_title": article.header["title"],
        "gold_date": str(article.header["published"]),
        "gold_authors": article.header["authors"],
        "gold_text": article.text,
        "gold_paragraphs": article.text.split("\n"),
    }


def build(folder: Path) -> dict[str, str]:
    """Returns the contents of the two files, by file name."""
    articles = [read_article(path) for path in sorted((folder / "articles").glob("*.txt"))]
    pages = [gold_page(article) for article in articles if article.header.get("page")]
    return {"texts.jsonl": _lines(map(gold_text, articles)), "pages.jsonl": _lines(pages)}


def _speaker(article: Article, mark: Mark, entity: str) -> dict[str, Any]:
    """Returns the speaker of a quote as in the row of the gold. `entity`: key in the header, or empty."""
    words = article.text[mark.start : mark.end]
    name = _entity(article.header["entities"][entity])[1] if entity else None
    return {
        "start": mark.start,
        "end": mark.end,
        "text": words,
        "pronoun": words.lower() in PRONOUNS_HE | PRONOUNS_IT,
        "resolved": name,
    }


def _quote_row(text: str, quote: _Quote) -> dict[str, Any]:
    start, end = quote.pieces[0][0], quote.pieces[-1][1]
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "pieces": quote.pieces,
        "kind": quote.kind,
        "speaker": quote.speaker,
    }


def _entity_rows(article: Article) -> Iterator[dict[str, Any]]:
    """Yields the entities of an article. Raises ValueError for one that no mark mentions."""
    for entity_id, description in article.header["entities"].items():
        kind, name, optional = _entity(description)
        mentions = [
            {"start": mark.start, "end": mark.end, "text": words, "kind": _mention_kind(mark.key, words)}
            for mark in article.marks
            if mark.key.partition(">")[0].rstrip("*") == entity_id
            for words in [article.text[mark.start : mark.end]]
        ]
        if not mentions:
            raise ValueError(f"{article.id}: the entity {entity_id!r} is mentioned nowhere")
        yield {"id": entity_id, "type": kind, "name": name, "group": optional, "mentions": mentions}


def _entity(description: str) -> tuple[str, str, bool]:
    """Returns the type, the name, and whether the entity is optional."""
    kind, _, name = description.partition(", ")
    return kind.rstrip("!"), name, kind.endswith("!")


def _mention_kind(key: str, words: str) -> str:
    if "*" in key:
        return "nominal"
    return "pronoun" if words.lower() in PRONOUNS_HE | PRONOUNS_IT else "name"


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    for name, content in build(folder).items():
        (folder / name).write_text(content)


if __name__ == "__main__":
    main(sys.argv[1:])
