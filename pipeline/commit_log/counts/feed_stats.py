"""Statistics of each feed, computed from the counts in commits: two weeks by day, and the text lengths of the last 60 pages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Any

from pipeline.commit_log.counts.failure_counts import FailureCounts, failures_as_json, failures_from_json
from pipeline.commit_log.counts.feed_counts import FeedCounts, PollTrouble
from transforms.dates import instant
from transforms.errors import HarmfulPage
from transforms.feeds import FeedState

DAYS = 14  # days with counts that are kept, back from the latest one
RECENT_PAGES = 10  # pages that are compared with the earlier ones
EARLIER_PAGES = 50  # pages before those, which define what is usual
ENOUGH_PAGES = 20  # earlier pages that are needed for a comparison
SHORT_FACTOR = 3  # a page is poor if its text is more than so many times shorter than usual
# A layout change is suspected when so many recent pages are poor, and their share has risen by so much.
MIN_POOR_PAGES = 6
MIN_RISE = 0.5
MAX_RISE_WHEN_WELL = 0.25  # at or below this rise the suspicion ends
# Harmful pages of a feed that are too many: so many, and one to so many records at least.
MIN_HARMFUL_PAGES = 3
RECORDS_PER_HARMFUL_PAGE = 10
HARMFUL = frozenset(kind.__name__ for kind in HarmfulPage.__subclasses__())
NEW_NORMAL_AFTER = timedelta(days=14)  # a suspicion that lasts longer ends too: the poor pages have become the usual ones


@dataclass
class DayCounts:
    """The counts of one feed on one UTC day. `failed`: failed tries, polls included. `first_failures`: entries."""

    polls: int = 0
    new: int = 0
    records: int = 0
    first_failures: int = 0
    failed: FailureCounts = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """The counts as JSON, without those that are 0."""
        row = {**vars(self), "failed": failures_as_json(self.failed)}
        return {key: value for key, value in row.items() if value}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "DayCounts":
        """The counts of a JSON object, also with the flat keys of earlier checkpoints."""
        numbers = {key: row[key] for key in ("polls", "new", "records", "first_failures") if key in row}
        return cls(**numbers, failed=failures_from_json(row))


@dataclass
class FeedStats:
    """The statistics of one feed. Times are ISO 8601, UTC.

    `days`: counts by UTC day. `lately`, `before`: text lengths in characters of the recent pages and of the earlier ones, the
    oldest first; 0 for a page without text. `fell_at`: since when the recent pages are poor; while it is set, they do not
    become earlier pages. `first_at`, `read_at`: the first and the last successful poll. `new_at`: the last poll with a new
    entry, not counting the first poll. `listed`, `left_out`: as in FeedCounts, from the last poll that read it. `trouble`: why
    the last poll failed; None if it succeeded.
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
        """Adds the counts of a commit. `at`: time of the commit."""
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
        """The sum of all days."""
        days = self.days.values()
        return DayCounts(
            polls=sum(day.polls for day in days),
            new=sum(day.new for day in days),
            records=sum(day.records for day in days),
            first_failures=sum(day.first_failures for day in days),
            failed=sum((day.failed for day in days), Counter()),
        )

    @property
    def harmful_pages(self) -> int:
        """Tries of these days that harmed the process that works on pages; 0 if they are few, beside the records at least."""
        total = self.total
        harmful = sum(n for kind, n in total.failed.items() if kind.reason in HARMFUL)
        return harmful if harmful >= MIN_HARMFUL_PAGES and harmful * RECORDS_PER_HARMFUL_PAGE >= total.records else 0

    @property
    def usual_length(self) -> float | None:
        """The median length of the earlier texts in characters; None if there are none."""
        return median(lengths) if (lengths := [length for length in self.before if length]) else None

    def count_poor(self, pages: Iterable[int]) -> int:
        """The number of pages without text, or with one far shorter than usual. `pages`: text lengths in characters."""
        usual = self.usual_length or 0.0
        return sum(length * SHORT_FACTOR < usual or not length for length in pages)

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
        # rounded, since 0.7 - 0.2 is slightly less than 0.5 in floating point
        rise = round(poor / RECENT_PAGES - self.count_poor(self.before) / len(self.before), 6)
        if not self.fell_at:
            self.fell_at = at if poor >= MIN_POOR_PAGES and rise >= MIN_RISE else None
        elif rise <= MAX_RISE_WHEN_WELL:
            self.fell_at = None
        elif instant(at) > instant(self.fell_at) + NEW_NORMAL_AFTER:
            self.fell_at, self.before = None, []

    def _day(self, at: str) -> DayCounts:
        today = at[:10]
        if today not in self.days:
            oldest = (date.fromisoformat(today) - timedelta(days=DAYS - 1)).isoformat()
            self.days = {day: counts for day, counts in self.days.items() if day >= oldest}
            self.days[today] = DayCounts()
        return self.days[today]

    def as_json(self) -> dict[str, Any]:
        """The statistics as JSON, without empty values."""
        row = {
            **vars(self),
            "days": {day: counts.as_json() for day, counts in self.days.items()},
            "trouble": self.trouble and vars(self.trouble),
        }
        return {name: value for name, value in row.items() if value or value == 0}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "FeedStats":
        """The statistics of a JSON object, also of an earlier program version. Unknown keys are ignored."""
        known = {name: value for name, value in row.items() if name in cls.__dataclass_fields__}
        days = {day: DayCounts.from_json(counts) for day, counts in row.get("days", {}).items()}
        trouble = PollTrouble(**row["trouble"]) if row.get("trouble") else None
        lengths = {"lately": [*row.get("lately", ())], "before": [*row.get("before", ())]}
        return cls(**{**known, **lengths, "days": days, "trouble": trouble})
