"""Poll on Beam: lanes of (Feed, FeedState) → (FeedOutcomes, Entries)."""

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import apache_beam as beam

from transforms.attempt import counted, spent
from transforms.poll.outcome import FeedOutcome, poll_safely
from transforms.poll.poll import Polled
from transforms.records import Feed, FeedState
from transforms.web.hosts import in_parallel, lane_of
from transforms.web.limits import Limits
from transforms.web.way import way_out

ENTRIES = "entries"
Due = tuple[Feed, FeedState | None]


class Poll(beam.PTransform):
    """What came of each feed, and beside it the entries of all. `taken`: whose each address is already."""

    def __init__(self, limits: Limits, *, lanes: int, run: str, taken: Mapping[str, str]) -> None:
        super().__init__()
        self.limits, self.lanes, self.run, self.taken = limits, lanes, run, dict(taken)

    def expand(self, due: Any) -> Any:
        out = (
            due
            | "By lane" >> beam.Map(_by_lane, lanes=self.lanes)
            | beam.GroupByKey()
            | "Walk" >> beam.ParDo(_Poll(self.limits, self.run, self.taken)).with_outputs(ENTRIES, main="polled")
        )
        return out.polled, out[ENTRIES]


def _by_lane(due: Due, lanes: int) -> tuple[int, Due]:
    return lane_of(due[0].url, lanes), due


class _Poll(beam.DoFn):
    def __init__(self, limits: Limits, run: str, taken: dict[str, str]) -> None:
        self.limits, self.run, self.taken = limits, run, taken

    def process(self, lane: tuple[int, Iterable[Due]]) -> Iterator[Any]:
        start = time.perf_counter()
        way = way_out(self.limits, self.run)

        def poll(due: Due) -> tuple[FeedOutcome, Polled]:
            return poll_safely(due[0], due[1], client=way.feeds, now=datetime.now(UTC), taken=self.taken)

        ordered = sorted(lane[1], key=lambda due: due[0].id)
        for outcome, polled in in_parallel(ordered, poll, key=lambda due: due[0].url):
            counted("poll", outcome.failure.reason if outcome.failure else "good")
            for entry in polled.entries:
                yield beam.pvalue.TaggedOutput(ENTRIES, entry)
            yield outcome
        spent("poll", start)
