"""What came of a pass, sorted by kind: the input of its commit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.commit_log.counts.feed_counts import TextLengths
from pipeline.commit_log.line_counts import SeenLines
from pipeline.commit_log.rechecks import NewRecord, Validators
from transforms.articles import ForgottenPage, Sighting, Unchanged
from transforms.atomic_file import replace_file
from transforms.poll.outcome import FeedOutcome
from transforms.records import Failure
from transforms.retry import Setback
from transforms.rows import as_json
from transforms.write.files import FileRef
from transforms.write.lines import json_line, read_lines

Tagged = tuple[str, Any]  # name of a field of PassResult, and one value of it


@dataclass(frozen=True)
class PassResult:
    """All that the stages of a pass have left.

    `files`: of records, of archived pages, of entries that wait. `setbacks`: entries that could not go on. `polled`: feeds.
    `unchanged`: articles that were checked again, or did not need to be. `forgotten`: entries whose page turned out to be that
    of a forgotten article. `new_records`, `validators`: of articles that may be checked again.
    """

    files: tuple[FileRef, ...] = ()
    setbacks: tuple[Setback, ...] = ()
    polled: tuple[FeedOutcome, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    forgotten: tuple[ForgottenPage, ...] = ()
    seen_lines: tuple[SeenLines, ...] = ()
    text_lengths: tuple[TextLengths, ...] = ()
    new_records: tuple[NewRecord, ...] = ()
    validators: tuple[Validators, ...] = ()

    @classmethod
    def of(cls, tagged: Iterable[Tagged]) -> "PassResult":
        """The values by their tags, in whatever order they come. ValueError for a tag that names no field."""
        by_tag: defaultdict[str, list[Any]] = defaultdict(list)
        for tag, value in tagged:
            by_tag[tag].append(value)
        if unknown := by_tag.keys() - {field.name for field in fields(cls)}:
            raise ValueError(f"outputs of a stage are tagged {', '.join(sorted(unknown))}, which PassResult has no field for")
        return cls(**{tag: tuple(values) for tag, values in by_tag.items()})

    @property
    def record_ids(self) -> frozenset[str]:
        """Ids of the entries that became records, each once whatever the formats."""
        return frozenset(ident for ref in self.files if ref.kind == "records" for ident in ref.ids)


@dataclass(frozen=True)
class ReplayResult:
    """What came of one pass of a replay, which makes no commit of its own: it is kept in a file until all passes are done."""

    files: tuple[FileRef, ...] = ()
    failures: tuple[Failure, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    forgotten: tuple[ForgottenPage, ...] = ()

    @classmethod
    def of(cls, result: PassResult) -> "ReplayResult":
        failures = tuple(setback.failure for setback in result.setbacks)
        return cls(result.files, failures, result.sightings, result.forgotten)

    def save(self, path: Path) -> None:
        """Writes the file, whole or not at all; a retried worker writes the same again. OSError when the disk is full."""
        path.parent.mkdir(parents=True, exist_ok=True)
        # read by this run, and removed at its end: it need not outlive a power cut
        replace_file(path, json_line(as_json(self)), many_writers=True, durable=False)

    @classmethod
    def load(cls, path: Path) -> "ReplayResult":
        """The result of a pass; an empty one where nothing came of it, since then there is no file."""
        try:
            (row,) = read_lines(path.read_bytes().splitlines())
        except FileNotFoundError:
            return cls()
        return cls(
            files=tuple(map(_file_ref, row["files"])),
            failures=tuple(Failure(**failure) for failure in row["failures"]),
            sightings=tuple(Sighting(**{**sighting, "feeds": tuple(sighting["feeds"])}) for sighting in row["sightings"]),
            forgotten=tuple(ForgottenPage(**page) for page in row["forgotten"]),
        )


def _file_ref(row: dict[str, Any]) -> FileRef:
    nested = {name: tuple(map(tuple, row[name])) for name in ("parts", "again")}
    return FileRef(**{**row, **nested, "ids": tuple(row["ids"]), "names": tuple(row["names"])})
