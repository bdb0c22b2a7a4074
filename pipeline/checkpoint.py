"""The sum of the log at one commit, written down, so that a start need not read the log from its beginning.

It is only ever a short cut: one that is missing, cut or changed is passed over, and an older one or the log itself is read.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.store import reference
from transforms.settle.keys import WIDTH, SettledKeys
from transforms.write.files import FileRef, write_file
from transforms.write.lines import dump_lines, line

EVERY = 100  # commits; reading so many takes less than a second
KEPT = 2  # the one before stays, for a reader that has just opened it
FOLDER = "checkpoints"


@dataclass(frozen=True)
class Checkpoint:
    """`feeds`: feed states as JSON. `settled`: all keys in one file. `waiting`: entries. `live`: what each commit published."""

    seq: int
    feeds: dict[str, dict[str, Any]]
    settled: FileRef
    waiting: FileRef
    live: FileRef


def newest(root: Path) -> Checkpoint | None:
    """The newest checkpoint that is whole, or None."""
    for path in sorted((root / FOLDER).glob("*.json"), reverse=True):
        try:
            row = json.loads(path.read_bytes())
            files = {name: FileRef(**row[name]) for name in ("settled", "waiting", "live")}
            found = Checkpoint(row["seq"], row["feeds"], **files)
            if all(_whole(root / ref.path, ref) for ref in files.values()):
                return found
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue
    return None


def write(root: Path, seq: int, feeds: Any, settled: SettledKeys, waiting: Any, live: Any) -> Checkpoint:
    """Writes the checkpoint of commit `seq`, whole or not at all, and removes those that are no longer needed.

    `live` is an iterable of rows `{at, files}`, one a commit. Raises OSError when the disk is full.
    """
    file = partial(write_file, root, FOLDER, f"{seq:08d}")
    keys = settled.packed()
    rows = list(waiting)
    found = Checkpoint(
        seq,
        feeds,
        file(".keys", lambda out: out.write(keys), kind="settled", rows=len(keys) // WIDTH),
        file(".waiting.jsonl", partial(dump_lines, rows), kind="waiting", rows=len(rows)),
        file(".live.jsonl", partial(dump_lines, live), kind="live", rows=seq),
    )
    row = {"seq": seq, "feeds": feeds, **{n: reference(getattr(found, n)) for n in ("settled", "waiting", "live")}}
    temporary = write_file(root, FOLDER, f"{seq:08d}", ".tmp", lambda out: out.write(line(row)), kind="checkpoint", rows=1)
    (root / temporary.path).replace(root / FOLDER / f"{seq:08d}.json")
    _forget(root)
    return found


def _whole(path: Path, ref: FileRef) -> bool:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest() == ref.sha256


def _forget(root: Path) -> None:
    keep = {path.stem for path in sorted((root / FOLDER).glob("*.json"), reverse=True)[:KEPT]}
    for path in (root / FOLDER).iterdir():
        if path.name[:8] not in keep and not path.name.startswith("."):
            path.unlink(missing_ok=True)
