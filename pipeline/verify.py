"""Is all there that the commits name, as it was written: size, hash and rows of each file, and the chain of commits."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.reading import rows_of
from pipeline.store import BrokenLog, LocalStore
from transforms.settle.keys import WIDTH
from transforms.write.files import FileRef


@dataclass
class Checked:
    """What was looked at."""

    commits: int = 0
    files: int = 0
    records: int = 0


def verify(root: Path, checked: Checked) -> Iterator[str]:
    """One sentence for each thing that is wrong; `checked` counts along. Reads every file once."""
    store = LocalStore(root)
    try:
        numbers = store.numbers()
    except BrokenLog as error:
        yield str(error)
        numbers = sorted(int(p.stem) for p in store.folder.glob("*.json") if p.stem.isdigit())
    for seq in numbers:
        try:
            commit = store.read(seq)
        except BrokenLog as error:
            yield str(error)
            continue
        checked.commits += 1
        if commit.parent != seq - 1:
            yield f"{root}/commits/{seq:08d}.json follows commit {commit.parent}, not {seq - 1}; it was changed by hand"
        for ref in commit.files:
            checked.files += 1
            checked.records += ref.rows if ref.kind == "records" and ref.path.endswith(".jsonl") else 0
            if wrong := wrong_with(root, ref):
                yield f"{root / ref.path}: {wrong}; put it back from a copy"


def wrong_with(root: Path, ref: FileRef) -> str | None:
    """What differs between a file and what its commit says of it; None when nothing does."""
    path = root / ref.path
    try:
        size = path.stat().st_size
        if size != ref.size:
            return f"has {size} bytes, its commit says {ref.size}"
        with path.open("rb") as source:
            if hashlib.file_digest(source, "sha256").hexdigest() != ref.sha256:
                return "holds other bytes than were committed"
        rows = size // WIDTH if ref.kind == "settled" else sum(1 for _ in rows_of(root, ref))
    except FileNotFoundError:
        return "is gone"
    except (OSError, ValueError, BrokenLog) as error:
        return f"can't be read: {error}"
    return None if rows == ref.rows else f"has {rows} rows, its commit says {ref.rows}"
