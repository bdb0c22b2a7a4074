"""The fetch stage on Beam: Entries → (Pages, Setbacks, Unchanged, Spooled), grouped by the lane of the host.

An entry gives no output when the time for its host was used up; it waits for the next pass.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import apache_beam as beam

from transforms.articles import Entry, Unchanged
from transforms.attempt import FAILED, add_stage_time, count_result, failure_output
from transforms.dates import iso_utc
from transforms.feeds import Feed
from transforms.fetch.fetch_hosts import FetchFailure, NotTried, fetch_entries
from transforms.retry import Retry
from transforms.spool import Spool
from transforms.web.hosts import lane_of
from transforms.web.limits import Limits
from transforms.web.session import session_of

UNCHANGED, SPOOLED = "unchanged", "spooled"


@dataclass(frozen=True)
class FetchPlan:
    """What a worker needs to fetch pages. `spool`: folder for page bodies, and for the pauses that hosts asked for.

    `feeds`: by id. `pauses`: host → time until which it asked not to be requested. `robots_folder`: the folder in which several
    processes share robots.txt files. `archive`: the spool will be archived, so it gets feed texts and refused pages too.
    """

    feeds: Mapping[str, Feed]
    limits: Limits
    retry: Retry
    run: str
    spool: str
    pauses: Mapping[str, datetime]
    robots_folder: str | None = None
    archive: bool = False


class Fetch(beam.PTransform):
    """Entries → pages, setbacks, and spool files. `lanes`: how many workers may fetch at once; a host is in one lane only."""

    def __init__(self, plan: FetchPlan, *, lanes: int) -> None:
        super().__init__()
        self.lanes, self.work = lanes, _Fetch(plan)

    def expand(self, entries: Any) -> Any:
        out = (
            entries
            | "By lane" >> beam.Map(_by_lane, lanes=self.lanes)
            | beam.GroupByKey()
            | "Walk" >> beam.ParDo(self.work).with_outputs(FAILED, UNCHANGED, SPOOLED, main="good")
        )
        return out.good, out[FAILED], out[UNCHANGED], out[SPOOLED]


def _by_lane(entry: Entry, lanes: int) -> tuple[int, Entry]:
    return lane_of(entry.url, lanes), entry


class _Fetch(beam.DoFn):
    def __init__(self, plan: FetchPlan) -> None:
        self.plan = plan

    def process(self, lane: tuple[int, Iterable[Entry]]) -> Iterator[Any]:
        start, plan = time.perf_counter(), self.plan
        session = session_of(plan.limits, plan.run, plan.robots_folder)
        session.apply_pauses(plan.pauses, datetime.now(UTC))
        entries = sorted(lane[1], key=lambda e: e.id)
        # Each attempt at a lane has its own file, so that a worker which Beam has given up does not write into this one.
        name = f"{lane[0]:03d}-{uuid4().hex[:8]}"
        with Spool(Path(plan.spool), name, archive=plan.archive) as spool:
            for result in fetch_entries(entries, session=session, spool=spool, feeds=plan.feeds, now=_now):
                if isinstance(result, FetchFailure):
                    yield failure_output("fetch", result.entry, result.error, plan.retry)
                elif isinstance(result, NotTried):
                    count_result("fetch", "unreached")
                elif isinstance(result, Unchanged):
                    count_result("fetch", "unchanged")
                    yield beam.pvalue.TaggedOutput(UNCHANGED, result)
                else:
                    count_result("fetch", "good")
                    yield result
        if spool.pages:
            yield beam.pvalue.TaggedOutput(SPOOLED, spool.spooled)
        if pauses := session.requested_pauses(datetime.now(UTC)):
            until = {host: iso_utc(moment) for host, moment in pauses.items()}
            (Path(plan.spool) / f"{name}.pauses").write_text(json.dumps(until))
        add_stage_time("fetch", start)


def _now() -> str:
    return iso_utc(datetime.now(UTC))
