"""The write stage on Beam: shards of Records → FileRefs of the files that hold them."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import apache_beam as beam

from transforms.attempt import add_stage_time
from transforms.records import Record
from transforms.write.files import FileRef
from transforms.write.shard import write_shard


class Write(beam.PTransform):
    """Writes one file for each shard and format below `root`. A commit makes them visible; a full disk ends the pass."""

    def __init__(self, root: str, *, day: str, attempt: str, formats: Sequence[str]) -> None:
        super().__init__()
        self.root, self.day, self.attempt, self.formats = root, day, attempt, tuple(formats)

    def expand(self, shards: Any) -> Any:
        return shards | beam.ParDo(_Write(self.root, self.day, self.attempt, self.formats))


class _Write(beam.DoFn):
    def __init__(self, root: str, day: str, attempt: str, formats: tuple[str, ...]) -> None:
        self.root, self.day, self.attempt, self.formats = root, day, attempt, formats

    def process(self, shard: tuple[int, list[Record]]) -> Iterator[FileRef]:
        start = time.perf_counter()
        yield from write_shard(
            shard[1], root=Path(self.root), day=self.day, attempt=self.attempt, shard=shard[0], names=self.formats
        )
        add_stage_time("write", start)
