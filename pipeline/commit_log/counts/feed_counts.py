"""What one commit says of each feed. An entry that several feeds list counts for the one that listed it first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.commit_log.counts.failure_counts import (
    FailureCounts,
    count_failures,
    failures_as_json,
    failures_from_json,
)
from transforms.records import Record
from transforms.retry import Setback

if TYPE_CHECKING:  # it brings feedparser, which those who only read the log do not need
    from transforms.poll.outcome import FeedOutcome

NO_ARTICLE = ("NoText", "Unreadable")  # of the reasons why a page fails, those that a new layout causes
LONGEST_DETAIL = 300  # characters
OLD_LEFT_OUT = "left_out."  # earlier commits had keys such as `left_out.skip`


@dataclass(frozen=True)
class TextLengths:
    """Of a shard's records that are the first of their article: (feed that listed it first, entry's id, characters)."""

    rows: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class PollTrouble:
    """Why a poll of a feed failed. `reason`: class name of the error."""

    reason: str
    detail: str = ""


@dataclass(frozen=True)
class FeedCounts:
    """Of one feed in one commit. `failed`: tries; `first_failures`: entries that failed at their first try.

    `texts`: characters of the texts of its pages, 0 where no article was found, in the order of the entries' ids. `listed`:
    entries that the feed listed, less `left_out` by config key; None when it was not read. `trouble`: of a poll that failed.
    """

    records: int = 0
    failed: FailureCounts = field(default_factory=Counter)
    first_failures: int = 0
    texts: tuple[int, ...] = ()
    listed: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    trouble: PollTrouble | None = None

    def as_json(self) -> dict[str, Any]:
        """Without what is 0 or empty, but for `listed`, where 0 says that an empty list was read."""
        row = {
            "records": self.records,
            "failed": failures_as_json(self.failed),
            "first_failures": self.first_failures,
            "texts": list(self.texts),
            "left_out": dict(self.left_out),
            "trouble": self.trouble and vars(self.trouble),
        }
        found = {key: value for key, value in row.items() if value}
        return found if self.listed is None else {**found, "listed": self.listed}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "FeedCounts":
        """The counts of one feed; also of an earlier commit with flat keys. Unknown keys are passed over."""
        old = {key.removeprefix(OLD_LEFT_OUT): n for key, n in row.items() if key.startswith(OLD_LEFT_OUT)}
        return cls(
            records=row.get("records", 0),
            failed=failures_from_json(row),
            first_failures=row.get("first_failures", 0),
            texts=tuple(row.get("texts", ())),
            listed=row.get("listed"),
            left_out={**row.get("left_out", {}), **old},
            trouble=PollTrouble(**row["trouble"]) if row.get("trouble") else None,
        )


def text_lengths(records: Iterable[Record]) -> TextLengths:
    firsts = (record for record in records if record.feeds and not record.is_again)
    return TextLengths(tuple((record.feeds[0], record.id, len(record.text)) for record in firsts))


def count_by_feed(
    setbacks: Iterable[Setback], polled: "Iterable[FeedOutcome]", texts: Iterable[TextLengths]
) -> dict[str, FeedCounts]:
    """What a commit says of each feed, by the feeds' ids in order; nothing of those of which there is nothing to say."""
    pages = [row for part in texts for row in part.rows]
    by_feed: defaultdict[str, list[Setback]] = defaultdict(list)
    for setback in setbacks:
        by_feed[setback.failure.feed or ""].append(setback)
    found = {feed: _of_entries(feed, by_feed[feed], pages) for feed in {*by_feed, *(feed for feed, _, _ in pages)}}
    for outcome in polled:
        known = found.get(outcome.state.id, FeedCounts())
        found[outcome.state.id] = _with_poll(known, outcome)
    return {feed: counts for feed, counts in sorted(found.items()) if counts != FeedCounts()}


def _of_entries(feed: str, setbacks: Sequence[Setback], pages: Iterable[tuple[str, str, int]]) -> FeedCounts:
    texts = [(ident, length) for name, ident, length in pages if name == feed]
    poor = [(s.entry.id, 0) for s in setbacks if s.first and s.failure.reason in NO_ARTICLE]
    return FeedCounts(
        records=len(texts),
        failed=count_failures(s.failure for s in setbacks),
        first_failures=sum(s.first for s in setbacks),
        texts=tuple(length for _, length in sorted([*texts, *poor], key=lambda page: page[0])),
    )


def _with_poll(counts: FeedCounts, outcome: "FeedOutcome") -> FeedCounts:
    if failure := outcome.failure:
        trouble = PollTrouble(failure.reason, failure.detail[:LONGEST_DETAIL])
        return replace(counts, failed=counts.failed + count_failures([failure]), trouble=trouble)
    if outcome.unchanged:
        return counts
    return replace(counts, listed=outcome.entries, left_out=dict(outcome.left_out))
