"""The poll stage on Beam: (Feed, FeedState) → (FeedOutcomes, Entries), grouped by the lane of the host."""

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import apache_beam as beam

from transforms.attempt import add_stage_time, count_result
from transforms.feeds import Feed, FeedState
from transforms.poll.outcome import FeedOutcome, poll_safely
from transforms.poll.poll import PollResult
from transforms.web.hosts import lane_of, map_by_host
from transforms.web.limits import Limits
from transforms.web.session import session_of

ENTRIES = "entries"
Due = tuple[Feed, FeedState | None]


class Poll(beam.PTransform):
    """Outputs the outcome of each feed, and the entries of all feeds.

    `taken`: address → id of the feed that has it. `pauses`: host → time until which it asked not to be requested.
    """

    def __init__(
        self, limits: Limits, *, lanes: int, run: str, taken: Mapping[str, str], pauses: Mapping[str, datetime]
    ) -> None:
        super().__init__()
        self.lanes, self.work = lanes, _Poll(limits, run, dict(taken), dict(pauses))

    def expand(self, due: Any) -> Any:
        out = (
            due
            | "By lane" >> beam.Map(_by_lane, lanes=self.lanes)
            | beam.GroupByKey()
            | "Walk" >> beam.ParDo(self.work).with_outputs(ENTRIES, main="polled")
        )
        return out.polled, out[ENTRIES]


def _by_lane(due: Due, lanes: int) -> tuple[int, Due]:
    return lane_of(due[0].url, lanes), due


class _Poll(beam.DoFn):
    def __init__(self, limits: Limits, run: str, taken: dict[str, str], pauses: dict[str, datetime]) -> None:
        self.limits, self.run, self.taken, self.pauses = limits, run, taken, pauses

    def process(self, lane: tuple[int, Iterable[Due]]) -> Iterator[Any]:
        start = time.perf_counter()
        session = session_of(self.limits, self.run)
        session.apply_pauses(self.pauses, datetime.now(UTC))

        def poll(due: Due) -> tuple[FeedOutcome, PollResult]:
            return poll_safely(due[0], due[1], client=session.paced_client, now=datetime.now(UTC), taken=self.taken)

        ordered = sorted(lane[1], key=lambda due: due[0].id)
        for outcome, polled in map_by_host(ordered, poll, key=lambda due: due[0].url):
            count_result("poll", outcome.failure.reason if outcome.failure else "good")
            for entry in polled.entries:
                yield beam.pvalue.TaggedOutput(ENTRIES, entry)
            yield outcome
        add_stage_time("poll", start)
