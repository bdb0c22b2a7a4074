"""Settle on Beam: entries of all feeds → those that are new, once each."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics

from transforms.records import Entry
from transforms.settle.keys import SettledKeys
from transforms.settle.settle import fresh, merge


class Settle(beam.PTransform):
    """`settled`: key files, read where the worker is. `waiting`: ids that wait already, and the feeds they name."""

    def __init__(self, settled: Sequence[str], waiting: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.settled, self.waiting = tuple(settled), dict(waiting)

    def expand(self, entries: Any) -> Any:
        return entries | "By id" >> beam.Map(_by_id) | beam.GroupByKey() | "New" >> beam.ParDo(_New(self.settled, self.waiting))


def _by_id(entry: Entry) -> tuple[str, Entry]:
    return entry.id, entry


class _New(beam.DoFn):
    def __init__(self, settled: tuple[str, ...], waiting: dict[str, tuple[str, ...]]) -> None:
        self.settled, self.waiting = settled, waiting

    def setup(self) -> None:
        self.keys = SettledKeys([Path(p) for p in self.settled])

    def process(self, group: tuple[str, Any]) -> Iterator[Entry]:
        entry = fresh(merge(group[1]), self.keys, self.waiting)
        Metrics.counter("settle", "new" if entry else "known").inc()
        if entry:
            yield entry
