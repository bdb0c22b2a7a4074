"""Makes training examples for the rule `reader_lines`: the lines of articles, with what is known of each."""

import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from pages import ARTICLE, UNKNOWN, block_labels

from tools.evaluate.insertions import ADDRESS, PAGE, TITLES
from transforms.articles import Entry, LineMarkup, Page
from transforms.clean.reader_lines.context import context_rows
from transforms.clean.reader_lines.features import Numbers
from transforms.clean.reader_lines.lexicon import LANGUAGES
from transforms.clean.reader_lines.scores import Measured, lines_to_cut
from transforms.errors import NewsError
from transforms.extract.body.blocks import layout
from transforms.extract.body.line_markup import line_markup
from transforms.extract.extract import extract_article
from transforms.extract.page.parse import parse

OWN = Path(__file__).parents[1] / "tests" / "gold" / "insertions"
FOLDS = 5
OTHER_RULES = frozenset(("pullquote", "shortcode"))  # kinds that other rules cut; nothing is learned from them
# Weights of a line: inserted, of a look-alike, of the article around it; a gold line of a page, any other line of it.
INSERTED, LOOKALIKE, AROUND, GOLD, NOT_GOLD = 3.0, 5.0, 3.0, 5.0, 0.25
MORE_INSERTIONS = 2  # beside the one of the row
Lines = list[tuple[str, LineMarkup | None]]
Reader = Callable[[str, Sequence["Piece"]], Lines]
SHORT = frozenset(("short_gold", "not_in_page"))  # flags of pages whose gold text is not the whole article


@dataclass
class Document:
    """The lines of an article. `labels`: 1 for lines that are not article. `row`: where it comes from.

    `weights`, with the labels, say where each line comes from; they are multiplied by `importance`. `alone`, `scores`: of trees
    that know neither the article nor its site.
    """

    row: Mapping[str, Any]
    fold: int
    language: str
    lines: list[str]
    markup: list[LineMarkup | None]
    labels: list[int]
    weights: list[float]
    importance: float = 1.0
    features: Numbers = field(default_factory=lambda: np.zeros(0, np.float32))
    alone: Numbers = field(default_factory=lambda: np.zeros(0, np.float32))
    scores: Numbers = field(default_factory=lambda: np.zeros(0, np.float32))

    def are_cut(self, weight: float, label: int) -> list[bool]:
        """Whether the rule cuts each of the lines with this weight and label, which together say where a line comes from."""
        cut = set(lines_to_cut(self.lines, Measured(self.features, self.alone, self.context, self.scores)))
        kinds = zip(self.weights, self.labels, strict=True)
        return [i in cut for i, kind in enumerate(kinds) if kind == (weight, label)]

    @property
    def context(self) -> Numbers:
        return context_rows(self.features, self.alone)


@dataclass(frozen=True)
class Piece:
    """Blocks of an article (`row` is None), or what a row of `learn.jsonl` puts between them."""

    html: str
    row: Mapping[str, Any] | None = None


def own_documents() -> list[Document]:
    """Our articles with what was inserted, each as a page that was extracted and as blocks of which none is left out.

    By itself, with one insertion, and with others before and after that one, so that a paragraph between two of them is known
    too. Some are without markup, as the text of a feed is.
    """
    articles = {row["id"]: row["blocks"] for row in _rows(OWN / "articles.jsonl")}
    rows = _rows(OWN / "learn.jsonl")
    random = np.random.default_rng(1)
    documents = []
    for name, blocks in articles.items():
        row = {"id": name, "lang": name[:2], "what": "article", "kind": ""}
        documents += [_own(row, blocks[0], _pieces(blocks, {}), read) for read in (_extracted_pieces, _unmarked_blocks)]
    for row in rows:
        blocks = articles[row["article"]]
        alone = _pieces(blocks, {row["at"]: row})
        documents += [_own(row, blocks[0], alone, _extracted_pieces), _own(row, blocks[0], alone, _blocks_of_pieces, 0.5)]
        others = [other for other in rows if other["lang"] == row["lang"] and other["what"] == "insertion"]
        places = [at for at in random.permutation(len(blocks) + 1).tolist() if at != row["at"]][:MORE_INSERTIONS]
        more = {at: others[int(random.integers(len(others)))] for at in places}
        among = _pieces(blocks, {row["at"]: row, **more})
        documents += [_own(row, blocks[0], among, _extracted_pieces, 0.4), _own(row, blocks[0], among, _unmarked_blocks, 0.3)]
    return [document for document in documents if document.lines]


def _pieces(blocks: Sequence[str], inserted: Mapping[int, Mapping[str, Any]]) -> list[Piece]:
    pieces = []
    for at in range(len(blocks) + 1):
        if at in inserted:
            pieces.append(Piece(inserted[at]["html"], inserted[at]))
        if at < len(blocks):
            pieces.append(Piece(blocks[at]))
    return pieces


def _own(row: Mapping[str, Any], article: str, pieces: Sequence[Piece], read: Reader, importance: float = 1.0) -> Document:
    of_article = {text for piece in pieces if piece.row is None for text, _ in _blocks(piece.html)}
    source = {text: piece.row for piece in pieces if piece.row for text, _ in _blocks(piece.html) if text not in of_article}
    lines = read(row["lang"], pieces)
    rows = [source.get(text) for text, _ in lines]
    return Document(
        row,
        _fold(article),
        row["lang"],
        [text for text, _ in lines],
        [mark for _, mark in lines],
        [int(one is not None and one["what"] == "insertion") for one in rows],
        [_weight(one) for one in rows],
        importance,
    )


def _weight(row: Mapping[str, Any] | None) -> float:
    if row is None:
        return AROUND
    if row["what"] == "lookalike":
        return LOOKALIKE
    return 0.0 if row["kind"] in OTHER_RULES else INSERTED


def _extracted_pieces(language: str, pieces: Sequence[Piece]) -> Lines:
    body = "\n".join(piece.html for piece in pieces)
    return _extracted(PAGE.format(lang=language, title=TITLES[language], body=body).encode(), ADDRESS)


def _blocks_of_pieces(language: str, pieces: Sequence[Piece]) -> Lines:
    return [(text, mark) for piece in pieces for text, mark in _blocks(piece.html)]


def _unmarked_blocks(language: str, pieces: Sequence[Piece]) -> Lines:
    return [(text, None) for text, _ in _blocks_of_pieces(language, pieces)]


def _blocks(part: str) -> list[tuple[str, LineMarkup]]:
    page = layout(parse(f'<html><body><article><div class="body">{part}</div></article></body></html>'.encode(), "text/html"))
    marks = line_markup(page, range(len(page.blocks)), {}, ADDRESS)
    return [(block.text, marks[block.text]) for block in page.blocks]


def page_documents(folder: Path, jobs: int) -> list[Document]:
    """The pages of FOLDER as they are extracted, in the languages that `words.yaml` has, with and without markup."""
    rows = [dict(row, folder=str(folder)) for row in _rows(folder / "open.jsonl") if row["lang"] in LANGUAGES]
    with Pool(jobs) as pool:
        marked = [document for document in pool.imap(_page_document, rows, 8) if document.lines]
    return marked + [replace(document, markup=[None] * len(document.lines), importance=0.3) for document in marked]


def _page_document(row: Mapping[str, Any]) -> Document:
    html = gzip.decompress((Path(row["folder"]) / row["html_path"]).read_bytes())
    lines = _extracted(html, row["url"])
    labels = block_labels([text for text, _ in lines], row) if lines else np.zeros(0)
    is_short = bool(SHORT & set(row.get("flags") or ()))
    weights = [GOLD if label == ARTICLE else 0.0 if label == UNKNOWN or is_short else NOT_GOLD for label in labels.tolist()]
    return Document(
        row,
        _fold(row["domain"]),
        row["lang"],
        [text for text, _ in lines],
        [mark for _, mark in lines],
        [int(label not in (ARTICLE, UNKNOWN)) for label in labels.tolist()],
        weights,
    )


def _extracted(html: bytes, url: str) -> Lines:
    page = Page(Entry("0" * 32, url, ("training",)), url, "2026-11-01T00:00:00+00:00", "text/html")
    try:
        article = extract_article(page, html)
    except NewsError:
        return []
    return [(line, article.markup.get(line)) for line in article.text.split("\n") if line.strip()]


def _fold(key: str) -> int:
    return int(hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
