"""Turns JSON lines of pages or texts into JSON lines of results, for `extract` and `annotate`. Picklable for workers."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.config.load import Config, load_config
from pipeline.single.page import clean_page, clean_text
from pipeline.single.worker_pool import InputLine, LineResult
from transforms.annotate.annotator import Annotator
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.quotes.details.confidence import LEAST_CONFIDENCE
from transforms.articles import CleanArticle
from transforms.errors import NewsError
from transforms.write.lines import json_line

MAX_PAGE_BYTES = 100_000_000  # after decompression


AS_LINES = "; of plain text, `jq -Rs '{id: input_filename, text: .}' FILE` makes a line"


class BadLine(Exception):
    """An input line can't be used; the message says what is wrong and what is expected."""


@dataclass(frozen=True)
class ExtractRows:
    """Maps `{id, url, html_path | html | text}` to the row of `_extracted`.

    `base`: the folder that `html_path` is relative to. A page without an article gives a row with an empty text.
    """

    config: Path
    base: Path

    def __call__(self, lines: Sequence[InputLine]) -> list[LineResult]:
        return [self._answer(numbered) for numbered in lines]

    def _answer(self, numbered: InputLine) -> LineResult:
        try:
            row = parse_row(numbered.raw)
            clean, problem = None, None
            try:
                clean = self._clean(row)
            except NewsError as error:
                problem = f"{type(error).__name__}: {error}"
            return LineResult(numbered.number, json_line(_extracted(row, clean)), problem)
        except BadLine as error:
            return LineResult(numbered.number, problem=str(error))
        except Exception as error:  # a bug that one page triggers must not lose the other pages
            return LineResult(numbered.number, problem=f"a bug in Pullquote: {type(error).__name__}: {error}")

    def _clean(self, row: dict[str, Any]) -> CleanArticle:
        config = _config(self.config)
        url = row.get("url") if isinstance(row.get("url"), str) else ""
        if isinstance(row.get("html_path"), str):
            return clean_page(config, read_page(self.base / row["html_path"]), url=url or "")
        if isinstance(row.get("html"), str):
            html = row["html"].encode("utf-8", "replace")
            return clean_page(config, html, url=url or "", content_type="text/html; charset=utf-8")
        if isinstance(row.get("text"), str):
            return clean_text(config, row["text"], title=row["title"] if isinstance(row.get("title"), str) else "")
        wrong = [name for name in ("html_path", "html", "text") if name in row]
        raise BadLine(f"`{wrong[0]}` must be a text" if wrong else "has no `html_path`, `html` or `text`")


@dataclass(frozen=True)
class AnnotateRows:
    """Maps `{id, text, language?}` to `{id, quotes, entities, quotes_only?, skipped?}`, with offsets into the given text."""

    models: tuple[tuple[str, str], ...]
    aliases: tuple[Alias, ...] = ()
    least_confidence: float = LEAST_CONFIDENCE

    def __call__(self, lines: Sequence[InputLine]) -> list[LineResult]:
        answers: dict[int, LineResult] = {}
        good: list[tuple[InputLine, dict[str, Any]]] = []
        for numbered in lines:
            try:
                row = parse_row(numbered.raw)
                if not isinstance(row.get("text"), str):
                    raise BadLine("`text` must be a text" if "text" in row else "has no `text`")
                good.append((numbered, row))
            except BadLine as error:
                answers[numbered.number] = LineResult(numbered.number, problem=str(error))
        # with one model, a text too short to detect its language is taken to be in the language of that model
        likely = self.models[0][0] if len(self.models) == 1 else None
        texts = [(r["text"], r["language"] if isinstance(r.get("language"), str) else likely) for _, r in good]
        annotator = _annotator(self.models, self.aliases, self.least_confidence)
        for (numbered, row), found in zip(good, annotator.annotate(texts), strict=True):
            if isinstance(found, Exception):
                answers[numbered.number] = LineResult(
                    numbered.number, problem=f"a bug in Pullquote: {type(found).__name__}: {found}"
                )
                continue
            only: dict[str, object] = {"quotes_only": True} if found.quotes_only else {}
            only |= {"skipped": found.skipped} if found.skipped else {}
            out = json_line({"id": row.get("id"), "quotes": found.quotes, "entities": found.entities, **only})
            answers[numbered.number] = LineResult(numbered.number, out, found.skipped)
        return [answers[numbered.number] for numbered in lines]


def parse_row(raw: bytes) -> dict[str, Any]:
    """The line as a JSON object. Raises BadLine."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"is not JSON ({error}){AS_LINES if not raw.lstrip().startswith((b'{', b'[')) else ''}") from error
    if not isinstance(row, dict):
        raise BadLine("is JSON, but not an object")
    return row


def _extracted(row: dict[str, Any], clean: CleanArticle | None) -> dict[str, Any]:
    article = clean.article if clean else None
    return {
        "id": row.get("id"),
        "url": article.url if article and article.url else row.get("url"),
        "site": article.site if article else None,
        "section": article.section if article else None,
        "title": article.title if article else "",
        "authors": article.authors if article else (),
        "published": article.published if article else None,
        "language": article.language if article else None,
        "text": clean.text if clean else "",
        "removals": clean.removals if clean else (),
        "notes": clean.notes if clean else (),
        "flags": clean.flags if clean else (),
    }


def read_page(path: Path) -> bytes:
    """The bytes of a .html or .html.gz file. Raises BadLine."""
    try:
        if path.suffix != ".gz":
            return path.read_bytes()
        with gzip.open(path) as source:
            data = source.read(MAX_PAGE_BYTES + 1)
    except (OSError, EOFError) as error:
        raise BadLine(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > MAX_PAGE_BYTES:
        raise BadLine(f"{path}: holds more than {MAX_PAGE_BYTES} bytes")
    return data


@cache
def _config(folder: Path) -> Config:
    return load_config(folder, need_feeds=False, need_models=False)


@cache
def _annotator(models: tuple[tuple[str, str], ...], aliases: tuple[Alias, ...], least_confidence: float) -> Annotator:
    return Annotator(dict(models), aliases=aliases, least_confidence=least_confidence)
