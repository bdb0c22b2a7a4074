"""Writes and edits feed files: suggests an id, writes one file per feed and keeps a user's comments."""

import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.error import YAMLError

from transforms.atomic_file import create_file, replace_file

MAX_ID_LENGTH = 40  # characters of an id made from a title
# Words of feed titles that do not name the paper.
UNINFORMATIVE = frozenset(
    ["rss", "feed", "feeds", "atom", "the", "www", "com", "home", "homepage", "latest", "all", "news", "xml"]
)


class CannotEdit(Exception):
    """A feed file can't be edited as asked; the message names it."""


@dataclass(frozen=True)
class NewFeed:
    """The contents of a new feed file. `tags` are ordered and unique."""

    url: str
    name: str = ""
    language: str | None = None
    tags: tuple[str, ...] = ()
    every: str | None = None
    enabled: bool = True


def suggest_id(name: str, url: str, taken: Collection[str] = ()) -> str:
    """An id made from the feed's name, else from its host, with a number appended if it is taken.

    >>> suggest_id("Harbor Post – World", "https://harborpost.example/rss")
    'harbor-post-world'
    >>> suggest_id("", "https://www.harborpost.example/rss", taken={"harborpost"})
    'harborpost-2'
    """
    ident = _slug(name)
    if not set(ident.split("-")) - UNINFORMATIVE or not re.search("[a-z]", ident):
        ident = _slug(_site(url)) or "feed"
    free, n = ident, 2
    while free in taken:
        free, n = f"{ident}-{n}", n + 1
    return free


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.findall("[a-z0-9]+", plain)
    out = ""
    for word in words:
        if len(out) + len(word) > MAX_ID_LENGTH:
            break
        out = f"{out}-{word}" if out else word
    return out or "".join(words)[:MAX_ID_LENGTH]


def _site(url: str) -> str:
    """The naming part of a host, e.g. `harborpost` of `www.harborpost.co.example`; a numeric address as it is."""
    host = (urlsplit(url).hostname or "").lower()
    labels = [label for label in host.split(".") if label not in ("www", "feeds", "feed", "rss")]
    if not labels or all(label.isdigit() for label in labels):
        return host
    return labels[0] if len(labels) <= 2 or len(labels[0]) > 3 else labels[1]


def write_feed_file(folder: Path, ident: str, feed: NewFeed) -> Path:
    """Writes `feeds/<ident>.yaml` atomically. Raises FileExistsError if there already is one."""
    row: dict[str, Any] = {"url": feed.url}
    row |= {"name": feed.name} if feed.name else {}
    row |= {"language": feed.language} if feed.language else {}
    row |= {"every": feed.every} if feed.every else {}
    row |= {"tags": list(feed.tags)} if feed.tags else {}
    row |= {} if feed.enabled else {"enabled": False}
    path = folder / "feeds" / f"{ident}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(row, allow_unicode=True, sort_keys=False, width=10_000)
    create_file(path, text.encode())
    return path


def add_tags(path: Path, tags: Iterable[str]) -> list[str]:
    """Adds tags to a feed file and returns those that were new. The rest of the file stays. Raises CannotEdit."""
    editor, row = _open_for_edit(path)
    there = row.get("tags")
    if there is not None and not isinstance(there, list):
        raise CannotEdit(f"{path}: tags: must be a list; nothing was changed")
    added = [tag for tag in dict.fromkeys(tags) if tag not in (there or ())]
    if not added:
        return []
    if there is None:
        row["tags"] = CommentedSeq(added)
        row["tags"].fa.set_flow_style()
    else:
        there.extend(added)
    _write_edited(path, editor, row)
    return added


def set_enabled(path: Path, enabled: bool) -> bool:
    """Sets `enabled` in a feed file; returns whether that changed the file. Raises CannotEdit."""
    editor, row = _open_for_edit(path)
    if row.get("enabled", True) is enabled:
        return False
    row["enabled"] = enabled
    _write_edited(path, editor, row)
    return True


def _open_for_edit(path: Path) -> tuple[YAML, Any]:
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 10_000
    try:
        text = path.read_text(encoding="utf-8-sig")
        if not re.search("^- ", text, re.MULTILINE):  # the list's own indentation
            editor.indent(mapping=2, sequence=4, offset=2)
        row = editor.load(text)
    except (YAMLError, UnicodeDecodeError) as error:
        raise CannotEdit(f"{path} is not valid YAML; `pullquote check` says where") from error
    if not isinstance(row, Mapping):
        raise CannotEdit(f"{path} must hold keys and values such as `url: …`")
    return editor, row


def _write_edited(path: Path, editor: YAML, row: Any) -> None:
    out = io.StringIO()
    editor.dump(row, out)
    replace_file(path, out.getvalue().encode(), many_writers=True)
