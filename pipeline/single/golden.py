"""Saves a page with the program's result as a draft golden page, to be corrected by hand. CONTRIBUTING.md has the keys."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

WHY = "TODO: what this page is for, in one sentence"
HEAD = (
    "# Made by `pullquote explain --save`: what the code makes of the page, not what is right. Read the page, and correct it.\n"
)
ALWAYS = ("title", "authors")  # keys that are written when they are empty too


def expected(row: Mapping[str, Any], content_type: str | None) -> str:
    """The text of a page's `expected.yaml`.

    `row`: the output of `explain --json`. `content_type`: of the response; None for a saved file.
    """
    answers: dict[str, Any] = {
        "why": WHY,
        "url": row["url"],
        "content_type": content_type or "text/html",
        "title": row["title"],
        "authors": list(row["authors"]),
        "published": row["published"],
        "language": row["language"],
        "skipped": row["skipped"],
        "text": "\n".join(line for line in row["text"].split("\n") if line.strip()),
        "removed": [{"rule": removal["rule"], "text": removal["text"].strip()} for removal in row["removals"]],
        "quotes": [_quote(quote) for quote in row["quotes"] if quote["kind"] == "direct"],
        "entities": _unique_entities(row["entities"]),
    }
    present = {key: value for key, value in answers.items() if value or key in ALWAYS}
    return HEAD + yaml.dump(present, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)


def save(folder: Path, html: bytes, row: Mapping[str, Any], content_type: str | None) -> None:
    """Writes page.html and expected.yaml. Raises FileExistsError if there is one: it may have been corrected by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "expected.yaml").open("x", encoding="utf-8") as file:
        file.write(expected(row, content_type))
    (folder / "page.html").write_bytes(html)


def _quote(quote: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "said": " ".join(quote["said"].split()),
        "speaker": quote["speaker"] and quote["speaker"]["name"],
        "cue": quote["cue"] and quote["cue"]["text"],
    }


def _unique_entities(entities: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Name and type of the entities that are there once; a test can't tell apart those of one name and type."""
    times = Counter((entity["name"], entity["type"]) for entity in entities)
    return [{"name": name, "type": kind} for (name, kind), count in times.items() if count == 1]


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks of lines."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)
