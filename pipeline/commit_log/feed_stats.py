"""What each feed has brought lately, by day and page by page: the sum of what commits say of it, and of nothing else.

Kept small: counts of two weeks, the lengths of sixty texts. A commit says what it adds (`added`), a sum has it whole.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from transforms.dates import instant
from transforms.feeds import FeedState
from transforms.records import Record
from transforms.retry import Setback

if TYPE_CHECKING:  # it brings feedparser, which who reads the log does not need
    from transforms.poll.outcome import FeedOutcome

DAYS = 14  # of which counts are kept, the last that is known included
LATELY = 10  # pages whose yield is looked at
BEFORE = 50  # pages that tell what is usual
ENOUGH = 20  # of them, before anything is said
SHORT = 3  # a text that many times shorter than the usual one is none
# The last pages are poor when so many are, and so much more of them than before; they are well again below that.
POOR = 6
RISE = 0.5
WELL = 0.25
PATIENCE = timedelta(days=14)  # after which what is poor has become usual
NO_ARTICLE = ("NoText", "Unreadable")  # of what a page may fail by, what a new layout makes of it
LONGEST_DETAIL = 300

Added = dict[str, Any]


@dataclass(frozen=True)
class Texts:
    """The texts of a shard’s first records of an article: (feed that listed it first, entry’s id, characters)."""

    rows: tuple[tuple[str, str, int], ...]


def texts_of(records: Iterable[Record]) -> Texts:
    return Texts(
        tuple((record.feeds[0], record.id, len(record.text)) for record in records if record.feeds and not record.is_again)
    )


def added(setbacks: Iterable[Setback], polled: "Iterable[FeedOutcome]", texts: Iterable[Texts]) -> dict[str, Added]:
    """What a commit says of each feed: counts, `texts` in the order of their ids (0: no article), `listed` by a feed that was
    read, `trouble` of one that failed. An entry counts for the feed that listed it first."""
    pages = [row for part in texts for row in part.rows]
    found: dict[str, Added] = {}

    def add(feed: str, key: str, n: int = 1) -> None:
        row = found.setdefault(feed, {})
        row[key] = row.get(key, 0) + n

    for feed, _, _ in pages:
        add(feed, "records")
    for one in setbacks:
        feed = one.failure.feed or ""
        add(feed, f"failed.{one.failure.stage}.{one.failure.reason}")
        if one.first:
            add(feed, "first_failures")
            if one.failure.reason in NO_ARTICLE:
                pages.append((feed, one.entry.id, 0))
    for feed, _, length in sorted(pages, key=lambda page: page[1]):
        found[feed].setdefault("texts", []).append(length)
    for outcome in polled:
        if failure := outcome.failure:
            add(outcome.state.id, f"failed.poll.{failure.reason}")
            found[outcome.state.id]["trouble"] = {"reason": failure.reason, "detail": failure.detail[:LONGEST_DETAIL]}
        elif not outcome.unchanged:
            row = found.setdefault(outcome.state.id, {})
            row["listed"] = outcome.entries
            row |= {f"left_out.{why}": n for why, n in outcome.left_out}
    return dict(sorted(found.items()))


@dataclass
class Tally:
    """`days`: counts by UTC day: polls, new, records, failed.<stage>.<reason>, first_failures (of an entry). `lately`,
    `before`: characters of the texts of the last pages, and of those before, the oldest first; 0 where none was found.

    `fell_at`: since when the last pages are poor; until they are well again none of them is taken for usual. `first_at`,
    `read_at`: the first and the last poll that did not fail; `new_at`: the last that brought something, but for the first.
    `listed`, `left_out`: entries of the list that was read last, and what the config leaves out of it. `trouble`: reason and
    detail of a poll that failed.
    """

    days: dict[str, Counter[str]] = field(default_factory=dict)
    lately: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    fell_at: str | None = None
    first_at: str | None = None
    read_at: str | None = None
    new_at: str | None = None
    listed: int | None = None
    left_out: dict[str, int] = field(default_factory=dict)
    trouble: dict[str, str] = field(default_factory=dict)

    def add(self, row: Added, at: str) -> None:
        """What a commit at that time says of the feed."""
        day = self._day(at)
        for key, n in row.items():
            if key in ("records", "first_failures") or key.startswith("failed."):
                day[key] += n
        for length in row.get("texts", ()):
            self._page(length, at)
        if "listed" in row:
            self.listed = row["listed"]
            self.left_out = {k.removeprefix("left_out."): n for k, n in row.items() if k.startswith("left_out.")}
        self.trouble = row.get("trouble", self.trouble)

    def add_new(self, at: str) -> None:
        self._day(at)["new"] += 1
        if self.read_at:
            self.new_at = at

    def add_poll(self, state: FeedState, at: str) -> None:
        self._day(at)["polls"] += 1
        if not state.errors:
            self.read_at, self.trouble = state.polled_at, {}
            self.first_at = self.first_at or self.read_at

    @property
    def counts(self) -> Counter[str]:
        """Of all days together."""
        return sum(self.days.values(), Counter())

    @property
    def usual_length(self) -> float | None:
        """Characters of a text, the median of those before."""
        return median(whole) if (whole := [length for length in self.before if length]) else None

    def poor(self, pages: Iterable[int]) -> int:
        """How many of the pages gave no text, or one far shorter than the usual."""
        usual = self.usual_length or 0.0
        return sum(length * SHORT < usual or not length for length in pages)

    def _page(self, length: int, at: str) -> None:
        self.lately.append(length)
        if len(self.lately) > LATELY:
            oldest = self.lately.pop(0)
            if not self.fell_at:
                self.before = [*self.before, oldest][-BEFORE:]
        if len(self.lately) < LATELY or len(self.before) < ENOUGH or self.usual_length is None:
            return
        # rounded, since .7 - .2 is a bit less than .5
        rise = round(self.poor(self.lately) / LATELY - self.poor(self.before) / len(self.before), 6)
        if not self.fell_at:
            self.fell_at = at if self.poor(self.lately) >= POOR and rise >= RISE else None
        elif rise <= WELL:
            self.fell_at = None
        elif instant(at) > instant(self.fell_at) + PATIENCE:
            self.fell_at, self.before = None, []

    def _day(self, at: str) -> Counter[str]:
        today = at[:10]
        if today not in self.days:
            oldest = (date.fromisoformat(today) - timedelta(days=DAYS - 1)).isoformat()
            self.days = {day: counts for day, counts in self.days.items() if day >= oldest}
            self.days[today] = Counter()
        return self.days[today]

    def as_json(self) -> dict[str, Any]:
        """Only what is there."""
        return {name: value for name, value in vars(self).items() if value or value == 0}


def from_json(row: Mapping[str, Any]) -> Tally:
    """The way back. Keys that this version does not know are passed over."""
    known = {name: value for name, value in row.items() if name in Tally.__dataclass_fields__}
    days = {day: Counter(counts) for day, counts in row.get("days", {}).items()}
    return Tally(**{**known, "days": days, "lately": [*row.get("lately", ())], "before": [*row.get("before", ())]})
