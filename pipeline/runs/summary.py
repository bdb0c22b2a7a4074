"""What a run did, in numbers. `summary_text.py` says it to a person, `summary_json.py` to a program."""

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
    """What a run brought from one feed. `poll`: read, not due, stopped, or the reason why it failed; None for a feed that the
    config does not have.

    `due_at`: when it is polled next, UTC. `signs`: sentences on its history by sign: silent, layout. `notes`: sentences on
    what is odd about it. `failed`: entries that several feeds list count for the first. `left_out`: entries by config key.
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
        """Entries whose page came, or whose feed carried it, whatever became of it."""
        return self.records + sum(n for kind, n in self.failed.items() if kind.stage not in ("poll", "fetch"))


@dataclass
class Summary:
    """What a run did.

    `ended`: None while it is at work; `stopped` is by a signal. `first_tries`: entries that were tried for the first time.
    `expired`: files that are older than the config keeps. `waiting`: entries at the end, None when that is not known;
    `rechecks_waiting`: articles with a record, which wait for a check, beside them. `changed`: records that are a new version;
    `unchanged`: articles that were checked again and have not changed. `feeds_not_due`: feeds that were not polled.
    `stages`: what each stage counted, and its `microseconds` over all workers. `at`, `next_due`: UTC.
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
        """Adds what one commit of the run counted."""
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
        """Adds to the feeds what came of the entries of a pass. `settled`: entries that wait no more; `failures`: rows."""
        failed_ids = set()
        for row in failures:
            self.of(row["feed"]).failed[FailureKind(row["stage"], row["reason"])] += 1
            failed_ids.add(row["id"])
        for entry in settled:
            self.of(entry.feeds[0]).records += entry.id not in failed_ids

    def add_stages(self, stages: Mapping[str, Counter[str]]) -> None:
        """Adds what the stages of one graph counted."""
        for stage, counts in stages.items():
            self.stages.setdefault(stage, Counter()).update(counts)

    def too_many_failures(self, share: float) -> bool:
        """Whether more than `share` of the feeds failed, or of the entries that were tried for the first time in this run.

        Entries that failed before and fail again are known trouble: they do not raise the alarm twice.
        """
        return self.polled["failed"] > share * self.polled.total() or self.first_failures > share * self.first_tries

    @property
    def articles_per_second(self) -> float:
        """Records by the seconds of the passes that made them, start of workers and loading of models included."""
        return self.records / self.record_seconds if self.record_seconds else 0.0
