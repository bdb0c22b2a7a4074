"""A page and what is made of it → a golden page, to be corrected by hand; CONTRIBUTING.md says what each key holds."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

WHY = "TODO: what this page is for, in one sentence"
HEAD = (
    "# Made by `pullquote explain --save`: what the code makes of the page, not what is right. Read the page, and correct it.\n"
)


def expected(row: Mapping[str, Any], content_type: str | None) -> str:
    """`expected.yaml` of a page. `row`: as `explain --json` gives it. `content_type`: as it was sent; None if nobody knows."""
    names = Counter((entity["name"], entity["type"]) for entity in row["entities"])
    answer: dict[str, Any] = {
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
        "quotes": [
            {
                "said": " ".join(quote["said"].split()),
                "speaker": quote["speaker"] and quote["speaker"]["name"],
                "cue": quote["cue"] and quote["cue"]["text"],
            }
            for quote in row["quotes"]
            if quote["kind"] == "direct"
        ],
        "entities": [{"name": name, "type": kind} for (name, kind), times in names.items() if times == 1],
    }
    kept = {key: value for key, value in answer.items() if value or key in ("title", "authors")}
    return HEAD + yaml.dump(kept, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)


def save(folder: Path, html: bytes, row: Mapping[str, Any], content_type: str | None) -> None:
    """Writes page.html and expected.yaml. FileExistsError when there is one: its answers may have been corrected by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "expected.yaml").open("x", encoding="utf-8") as file:
        file.write(expected(row, content_type))
    (folder / "page.html").write_bytes(html)


class _Dumper(yaml.SafeDumper):
    """Texts of several lines are written as such."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)
