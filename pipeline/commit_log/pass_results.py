"""The result of a pass: everything that its stages put out, grouped by kind. It is the input of the commit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

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


@dataclass(frozen=True)
class PassResult:
    """The outputs of all stages of a pass.

    `files`: with records, archived pages and waiting entries. `setbacks`: entries that failed. `polled`: one for each feed.
    `unchanged`: articles that a recheck found unchanged, or that needed no recheck. `forgotten`: entries whose page is that of
    a forgotten article. `new_records`, `validators`: for the rechecks of these articles.
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
    def of(cls, outputs: Iterable[object]) -> "PassResult":
        """The result with each output in the field of its type, in any order. Raises ValueError for a type without a field."""
        by_type: defaultdict[type, list[Any]] = defaultdict(list)
        for output in outputs:
            by_type[type(output)].append(output)
        if unknown := by_type.keys() - _FIELDS.keys():
            names = ", ".join(sorted(each.__name__ for each in unknown))
            raise ValueError(f"outputs of a stage are of type {names}, which PassResult has no field for")
        return cls(**{_FIELDS[each]: tuple(values) for each, values in by_type.items()})

    @property
    def record_ids(self) -> frozenset[str]:
        """Ids of the entries that became records."""
        return frozenset(ident for ref in self.files if ref.kind == "records" for ident in ref.ids)


_FIELDS: dict[type, str] = {get_args(hint)[0]: name for name, hint in get_type_hints(PassResult).items()}  # by type of output


@dataclass(frozen=True)
class ReplayResult:
    """The result of one pass of a replay, kept in a file until all passes are done and one commit publishes them."""

    files: tuple[FileRef, ...] = ()
    failures: tuple[Failure, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    forgotten: tuple[ForgottenPage, ...] = ()

    @classmethod
    def of(cls, result: PassResult) -> "ReplayResult":
        failures = tuple(setback.failure for setback in result.setbacks)
        return cls(result.files, failures, result.sightings, result.forgotten)

    def save(self, path: Path) -> None:
        """Writes the file atomically; a retried worker writes the same bytes. Raises OSError when the disk is full."""
        path.parent.mkdir(parents=True, exist_ok=True)
        # only this run reads it, so it need not survive a power cut
        replace_file(path, json_line(as_json(self)), many_writers=True, durable=False)

    @classmethod
    def load(cls, path: Path) -> "ReplayResult":
        """The result in the file; an empty one if there is no file, since a pass without output writes none."""
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
