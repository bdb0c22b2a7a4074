"""What each feed has brought lately, by day and page by page: the sum of what commits say of it, and of nothing else.

Kept small: counts of two weeks, the lengths of sixty texts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Any

from pipeline.commit_log.counts.failure_counts import FailureCounts, failures_as_json, failures_from_json
from pipeline.commit_log.counts.feed_counts import FeedCounts, PollTrouble
from transforms.dates import instant
from transforms.feeds import FeedState

DAYS = 14  # of which counts are kept, counted back from the last one that has any
RECENT_PAGES = 10  # pages whose yield is judged
EARLIER_PAGES = 50  # pages that tell what is usual
ENOUGH_PAGES = 20  # of the earlier ones, before anything is judged
SHORT = 3  # a text that many times shorter than the usual one counts as none
# The recent pages are poor when so many of them are, and so much larger a share than before; they are well again below WELL.
POOR = 6
RISE = 0.5
WELL = 0.25
PATIENCE = timedelta(days=14)  # after which a poor yield has become the usual one


@dataclass
class DayCounts:
    """Of one feed on one UTC day. `failed`: tries, polls included; `first_failures`: entries."""

    polls: int = 0
    new: int = 0
    records: int = 0
    first_failures: int = 0
    failed: FailureCounts = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """Without what is 0."""
        row = {**vars(self), "failed": failures_as_json(self.failed)}
        return {key: value for key, value in row.items() if value}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "DayCounts":
        """The counts of a day; also with the flat keys of earlier checkpoints."""
        numbers = {key: row[key] for key in ("polls", "new", "records", "first_failures") if key in row}
        return cls(**numbers, failed=failures_from_json(row))


@dataclass
class FeedStats:
    """Of one feed. `days`: by UTC day. `lately`, `before`: characters of the texts of the last pages, and of those before them,
    the oldest first; 0 where no text was found.

    `fell_at`: since when the last pages are poor; until they are well again none of them is taken for usual. `first_at`,
    `read_at`: the first and the last poll that did not fail; `new_at`: the last poll that brought a new entry, the first one
    excepted. `listed`, `left_out`: entries of the list that was read last, and what the config leaves out of it. `trouble`: why
    the last poll failed; None when it did not.
    """

    days: dict[str, DayCounts] = field(default_factory=dict)
    lately: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    fell_at: str | None = None
    first_at: str | None = None
    read_at: str | None = None
    new_at: str | None = None
    listed: int | None = None
    left_out: dict[str, int] = field(default_factory=dict)
    trouble: PollTrouble | None = None

    def add(self, counts: FeedCounts, at: str) -> None:
        """Adds what a commit of that time says of the feed."""
        day = self._day(at)
        day.records += counts.records
        day.first_failures += counts.first_failures
        day.failed += counts.failed
        for length in counts.texts:
            self._add_page(length, at)
        if counts.listed is not None:
            self.listed, self.left_out = counts.listed, dict(counts.left_out)
        self.trouble = counts.trouble or self.trouble

    def add_new_entry(self, at: str) -> None:
        self._day(at).new += 1
        if self.read_at:
            self.new_at = at

    def add_poll(self, state: FeedState, at: str) -> None:
        self._day(at).polls += 1
        if not state.errors:
            self.read_at, self.trouble = state.polled_at, None
            self.first_at = self.first_at or self.read_at

    @property
    def total(self) -> DayCounts:
        """All days together."""
        days = self.days.values()
        return DayCounts(
            polls=sum(day.polls for day in days),
            new=sum(day.new for day in days),
            records=sum(day.records for day in days),
            first_failures=sum(day.first_failures for day in days),
            failed=sum((day.failed for day in days), Counter()),
        )

    @property
    def usual_length(self) -> float | None:
        """The median of the lengths of earlier texts, in characters; None when there was none."""
        return median(whole) if (whole := [length for length in self.before if length]) else None

    def count_poor(self, pages: Iterable[int]) -> int:
        """How many of the pages, given by the lengths of their texts, gave no text or one far shorter than the usual."""
        usual = self.usual_length or 0.0
        return sum(length * SHORT < usual or not length for length in pages)

    def _add_page(self, length: int, at: str) -> None:
        self.lately.append(length)
        if len(self.lately) > RECENT_PAGES:
            oldest = self.lately.pop(0)
            if not self.fell_at:
                self.before = [*self.before, oldest][-EARLIER_PAGES:]
        if len(self.lately) == RECENT_PAGES and len(self.before) >= ENOUGH_PAGES and self.usual_length is not None:
            self._judge(at)

    def _judge(self, at: str) -> None:
        poor = self.count_poor(self.lately)
        # rounded, since .7 - .2 is a bit less than .5
        rise = round(poor / RECENT_PAGES - self.count_poor(self.before) / len(self.before), 6)
        if not self.fell_at:
            self.fell_at = at if poor >= POOR and rise >= RISE else None
        elif rise <= WELL:
            self.fell_at = None
        elif instant(at) > instant(self.fell_at) + PATIENCE:
            self.fell_at, self.before = None, []

    def _day(self, at: str) -> DayCounts:
        today = at[:10]
        if today not in self.days:
            oldest = (date.fromisoformat(today) - timedelta(days=DAYS - 1)).isoformat()
            self.days = {day: counts for day, counts in self.days.items() if day >= oldest}
            self.days[today] = DayCounts()
        return self.days[today]

    def as_json(self) -> dict[str, Any]:
        """Without what is empty."""
        row = {
            **vars(self),
            "days": {day: counts.as_json() for day, counts in self.days.items()},
            "trouble": self.trouble and vars(self.trouble),
        }
        return {name: value for name, value in row.items() if value or value == 0}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "FeedStats":
        """The stats that `as_json` wrote, also in an earlier version. Keys that this version does not know are passed over."""
        known = {name: value for name, value in row.items() if name in cls.__dataclass_fields__}
        days = {day: DayCounts.from_json(counts) for day, counts in row.get("days", {}).items()}
        trouble = PollTrouble(**row["trouble"]) if row.get("trouble") else None
        lengths = {"lately": [*row.get("lately", ())], "before": [*row.get("before", ())]}
        return cls(**{**known, **lengths, "days": days, "trouble": trouble})
