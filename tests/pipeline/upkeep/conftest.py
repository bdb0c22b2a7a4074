"""A log of some days as runs leave it, made without a run: there to be merged, swept and harmed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.commit_log.line_counts import count
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import EVERYTHING, RecordFilter, read_records
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.upkeep import compact
from pipeline.upkeep.vacuum import remove_file, unneeded_files
from transforms.articles import Entry
from transforms.errors import Gone, NotFound
from transforms.feeds import FeedState
from transforms.poll.outcome import FeedOutcome
from transforms.records import SCHEMA_VERSION, Record
from transforms.retry import Retry
from transforms.write.shard import write_shard

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Log:
    """What stands in one output folder."""

    root: Path

    def at(self, name: str) -> "Log":
        return Log(self.root / name)

    @staticmethod
    def entry(n: int) -> Entry:
        return Entry(f"{n:032x}", f"https://news.example/{n}", ("daily",), seen_at=NOW.isoformat())

    @staticmethod
    def article(n: int) -> Record:
        nothing = dict.fromkeys(
            ("canonical_url", "published", "published_from", "updated", "language", "site", "image", "previous")
        )
        lists = dict.fromkeys(("authors", "flags", "removals", "quotes", "entities"), ())
        return Record(
            id=Log.entry(n).id,
            url=Log.entry(n).url,
            feeds=("daily",),
            title=f"Ferry {n}",
            fetched_at="2026-01-31T12:00:00+00:00",
            text=f"The ferry sails {n} times a day.",
            version=1,
            revision=1,
            content_hash="",
            made_with="",
            schema_version=SCHEMA_VERSION,
            run="r",
            **nothing,
            **lists,
        )

    def work(self, seq: int, kind: str) -> Pass:
        return Pass(str(self.root), seq, kind, f"r{seq:03d}-001", f"r{seq:03d}", LocalStore(self.root))

    def grow(self, days: int = 3, passes: int = 4, formats: tuple[str, ...] = ("jsonl", "parquet")) -> int:
        """Polls and record passes of some days; each pass has two shards, an entry that fails and waits, and one that is lost."""
        seq, n = load(self.root).seq, 0
        for day in range(days):
            for _ in range(passes):
                polled = FeedOutcome(FeedState("daily", polled_at=f"at {seq}"))
                name = f"{seq + 1:03d}"
                fresh = [self.entry(n + i) for i in range(8)]
                assert publish(
                    self.work(seq + 1, "poll"),
                    PassResult(polled=(polled,), files=(write_waiting_file(self.root, f"r{name}-001", fresh),)),
                )
                refs = [
                    ref
                    for shard in (0, 1)
                    for ref in write_shard(
                        [self.article(n + shard * 3 + i) for i in range(3)],
                        root=self.root,
                        day=f"2026-01-{day + 1:02d}",
                        attempt=f"r{seq + 2:03d}-001",
                        shard=shard,
                        names=formats,
                    )
                ]
                lines = [frozenset([b"share this story"]), frozenset([b"share this story", b"%016d" % n])]
                setbacks = (
                    Retry().setback("fetch", self.entry(n + 6), NotFound("not now"), NOW),
                    Retry().setback("fetch", self.entry(n + 7), Gone("never"), NOW),
                )
                result = PassResult(files=tuple(refs), setbacks=setbacks, seen_lines=(count(lines, seq + 2),))
                assert publish(self.work(seq + 2, "records"), result)
                seq, n = seq + 2, n + 8
        return seq

    def merge(self, before: str | None = None):
        state = load(self.root)
        return compact.compact(self.work(state.seq + 1, "compact"), state, before=before)

    def told(self, wanted: RecordFilter = EVERYTHING):
        """All that a reader may ask."""
        state = load(self.root)
        failures = sorted((r["id"], r["reason"], r["at"], r["retry_at"]) for r in read_failures(state))
        settled = b"".join(state.settled_keys().packed())
        return list(read_records(state, wanted)), failures, state.waiting, state.feeds, settled, state.seen.tolist()

    def parquet_titles(self) -> list[str]:
        paths = [ref.path for _, ref in load(self.root).files("records") if ref.path.endswith(".parquet")]
        return [title for path in paths for title in pq.read_table(self.root / path)["title"].to_pylist()]

    def sweep(self, now: datetime | None = None, grace: timedelta = timedelta(0)) -> list[Path]:
        found = list(unneeded_files(self.root, LocalStore(self.root), now=now or datetime.now(UTC) + DAY, grace=grace))
        for path in found:
            remove_file(self.root, path)
        return found


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)
