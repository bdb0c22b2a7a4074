"""Fetch on Beam: lanes of Entries → (Pages, Setbacks and Unchanged, Spooled). What a host had no time for waits."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import apache_beam as beam

from transforms.articles import Entry, Unchanged
from transforms.attempt import FAILED, counted, diverted, spent
from transforms.dates import iso_utc
from transforms.feeds import Feed
from transforms.fetch.fetch_hosts import FetchFailure, NotTried, fetch_entries
from transforms.retry import Retry
from transforms.spool import Spool
from transforms.web.hosts import lane_of
from transforms.web.limits import Limits
from transforms.web.session import session_of

SPOOLED = "spooled"


class Fetch(beam.PTransform):
    """`spool`: folder for the bodies, and for what hosts asked for. `lanes`: how many workers may fetch at once; a host is in
    one lane only. `pauses`: hosts that want to be left alone until then. `robots_folder`: where several processes fetch, a
    folder for what they read of robots.txt. `archive`: what is spooled is to be kept, a file a lane.
    """

    def __init__(
        self,
        feeds: Mapping[str, Feed],
        limits: Limits,
        retry: Retry,
        *,
        spool: str,
        lanes: int,
        run: str,
        pauses: Mapping[str, datetime],
        robots_folder: str | None = None,
        archive: bool = False,
    ) -> None:
        super().__init__()
        self.lanes = lanes
        self.work = _Fetch(dict(feeds), limits, retry, spool, run, dict(pauses), robots_folder, archive)

    def expand(self, entries: Any) -> Any:
        out = (
            entries
            | "By lane" >> beam.Map(_by_lane, lanes=self.lanes)
            | beam.GroupByKey()
            | "Walk" >> beam.ParDo(self.work).with_outputs(FAILED, SPOOLED, main="good")
        )
        return out.good, out[FAILED], out[SPOOLED]


def _by_lane(entry: Entry, lanes: int) -> tuple[int, Entry]:
    return lane_of(entry.url, lanes), entry


class _Fetch(beam.DoFn):
    def __init__(
        self,
        feeds: dict[str, Feed],
        limits: Limits,
        retry: Retry,
        spool: str,
        run: str,
        pauses: dict[str, datetime],
        robots_folder: str | None,
        archive: bool,
    ) -> None:
        self.feeds, self.limits, self.retry, self.spool, self.run = feeds, limits, retry, spool, run
        self.pauses, self.robots_folder, self.archive = pauses, robots_folder, archive

    def process(self, lane: tuple[int, Iterable[Entry]]) -> Iterator[Any]:
        start = time.perf_counter()
        session = session_of(self.limits, self.run, self.robots_folder)
        session.apply_pauses(self.pauses, datetime.now(UTC))
        entries = sorted(lane[1], key=lambda e: e.id)
        # a name of its own for each try of this lane: a forgotten worker writes beside us, not into ours
        name = f"{lane[0]:03d}-{uuid4().hex[:8]}"
        with Spool(Path(self.spool), name, archive=self.archive) as spool:
            for result in fetch_entries(
                entries,
                client=session.client,
                robots=session.robots,
                pace=session.pace,
                limits=self.limits,
                spool=spool,
                feeds=self.feeds,
                now=_now,
            ):
                if isinstance(result, FetchFailure):
                    yield diverted("fetch", result.entry, result.error, self.retry)
                elif isinstance(result, NotTried):
                    counted("fetch", "unreached")
                elif isinstance(result, Unchanged):
                    counted("fetch", "unchanged")
                    yield beam.pvalue.TaggedOutput(FAILED, result)  # it goes no further, either
                else:
                    counted("fetch", "good")
                    yield result
        if spool.pages:
            yield beam.pvalue.TaggedOutput(SPOOLED, spool.spooled)
        if pauses := session.requested_pauses(datetime.now(UTC)):
            told = json.dumps({host: iso_utc(until) for host, until in pauses.items()})
            (Path(self.spool) / f"{name}.pauses").write_text(told)
        spent("fetch", start)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
