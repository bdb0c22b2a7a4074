"""The counts of a run. `summary_text.py` formats them for a person, `summary_json.py` for a program."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.commit_log.counts.failure_counts import FailureCounts, FailureKind
from pipeline.commit_log.counts.pass_counts import PassCounts
from transforms.articles import Entry

Ended = Literal["done", "stopped", "failed"]
READ = "read"  # the outcome of a feed that did not fail, whether it had changed or not
NOT_DUE, STOPPED = "not due", "stopped"


@dataclass
class FeedSummary:
    """The counts of a run for one feed. An entry that several feeds list counts for the first.

    `poll`: read, not due, stopped, or the reason why it failed; None for a feed that is not in the config. `due_at`: time of
    its next poll, UTC. `signs`: sentences about its history, by sign: silent, layout. `notes`: sentences about what is wrong
    with the feed itself. `left_out`: entries by config key.
    """

    poll: str | None = None
    due_at: str | None = None
    signs: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    new: int = 0
    records: int = 0
    failed: FailureCounts = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def fetched(self) -> int:
        """Entries whose page was fetched or whose text was in the feed, whether they became records or failed later."""
        return self.records + sum(n for kind, n in self.failed.items() if kind.stage not in ("poll", "fetch"))


@dataclass
class Summary:
    """The counts of a run.

    `at`, `next_due`: ISO 8601, UTC. `ended`: None while it is running; `stopped`: by a signal. `expired`: files older than
    `keep_days`. `feeds_not_due`: feeds that were not polled. `first_tries`: entries that were tried for the first time.
    `waiting`: entries that wait at the end, without rechecks; None if not known. `rechecks_waiting`: articles that wait for a
    recheck. `changed`: records that are a new version. `unchanged`: articles that a recheck found unchanged. `stages`: the
    counters of each stage, and its `microseconds` over all workers.
    """

    run: str = ""
    at: str = ""
    ended: Ended | None = None
    seconds: float = 0.0
    record_seconds: float = 0.0
    passes: int = 0
    records: int = 0
    new_entries: int = 0
    sightings: int = 0
    expired: int = 0
    polled: Counter[str] = field(default_factory=Counter)
    feeds_not_due: int = 0
    next_due: str = ""
    failed: FailureCounts = field(default_factory=Counter)
    first_tries: int = 0
    first_failures: int = 0
    waiting: int | None = None
    rechecks_waiting: int = 0
    changed: int = 0
    unchanged: int = 0
    feeds: dict[str, FeedSummary] = field(default_factory=dict)
    stages: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, counts: PassCounts) -> None:
        """Adds the counts of one commit of the run."""
        self.passes += 1
        self.records += counts.records
        self.changed += counts.changed
        self.unchanged += counts.unchanged
        self.sightings += counts.sightings
        self.first_failures += counts.first_failures
        self.failed += counts.failed
        self.polled += counts.feeds
        for left_out, n in counts.left_out.items():
            self.of(left_out.feed).left_out[left_out.key] += n

    def of(self, feed: str | None) -> FeedSummary:
        return self.feeds.setdefault(feed or "", FeedSummary())

    def add_new(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.new_entries += 1
            self.of(entry.feeds[0]).new += 1

    def add_tried(self, settled: Iterable[Entry], failures: Iterable[Mapping[str, Any]]) -> None:
        """Adds the results of a pass to the counts of its feeds. `settled`: its settled entries. `failures`: failure rows."""
        failed_ids = set()
        for row in failures:
            self.of(row["feed"]).failed[FailureKind(row["stage"], row["reason"])] += 1
            failed_ids.add(row["id"])
        for entry in settled:
            self.of(entry.feeds[0]).records += entry.id not in failed_ids

    def add_stages(self, stages: Mapping[str, Counter[str]]) -> None:
        """Adds the counters of the stages of one graph."""
        for stage, counts in stages.items():
            self.stages.setdefault(stage, Counter()).update(counts)

    def too_many_failures(self, share: float) -> bool:
        """Whether more than `share` of the polled feeds failed, or of the entries that were tried for the first time.

        Entries that failed before and fail again do not count, since they were reported when they first failed.
        """
        return self.polled["failed"] > share * self.polled.total() or self.first_failures > share * self.first_tries

    @property
    def articles_per_second(self) -> float:
        """Records per second of their passes, including the start of workers and the loading of models."""
        return self.records / self.record_seconds if self.record_seconds else 0.0
