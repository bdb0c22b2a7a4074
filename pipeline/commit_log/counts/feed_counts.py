"""The counts of each feed in one commit. An entry that several feeds list counts for the one that listed it first."""

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

if TYPE_CHECKING:  # it imports feedparser, which reading the log does not need
    from transforms.poll.outcome import FeedOutcome

NO_ARTICLE = ("NoText", "Unreadable")  # the reasons of failures that a new page layout may cause
LONGEST_DETAIL = 300  # characters
OLD_LEFT_OUT = "left_out."  # earlier commits had keys such as `left_out.skip`


@dataclass(frozen=True)
class TextLengths:
    """The text lengths of a shard's new articles, as rows of feed (the first that listed it), entry id, and characters."""

    rows: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class PollTrouble:
    """Why a poll of a feed failed. `reason`: class name of the error."""

    reason: str
    detail: str = ""


@dataclass(frozen=True)
class FeedCounts:
    """The counts of one feed in one commit.

    `failed`: failed tries. `first_failures`: entries that failed at their first try. `texts`: lengths of its articles in
    characters, 0 for a page without one, by entry id. `listed`: entries in the feed that are not left out; None when no poll
    read it. `left_out`: entries left out, by config key. `trouble`: why its poll failed, if it did.
    """

    records: int = 0
    failed: FailureCounts = field(default_factory=Counter)
    first_failures: int = 0
    texts: tuple[int, ...] = ()
    listed: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    trouble: PollTrouble | None = None

    def as_json(self) -> dict[str, Any]:
        """The counts as JSON, without those that are 0 or empty. `listed` may be 0: the feed was read and is empty."""
        row = {
            "records": self.records,
            "failed": failures_as_json(self.failed),
            "first_failures": self.first_failures,
            "texts": list(self.texts),
            "left_out": dict(self.left_out),
            "trouble": self.trouble and vars(self.trouble),
        }
        present = {key: value for key, value in row.items() if value}
        return present if self.listed is None else {**present, "listed": self.listed}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "FeedCounts":
        """The counts of a JSON object, also of an earlier commit with flat keys. Unknown keys are ignored."""
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
    """The counts of each feed, by feed id in sorted order. Feeds without any counts are left out."""
    articles = [row for part in texts for row in part.rows]
    by_feed: defaultdict[str, list[Setback]] = defaultdict(list)
    for setback in setbacks:
        by_feed[setback.failure.feed or ""].append(setback)
    counts = {feed: _entry_counts(feed, by_feed[feed], articles) for feed in {*by_feed, *(feed for feed, _, _ in articles)}}
    for outcome in polled:
        counts[outcome.state.id] = _with_poll(counts.get(outcome.state.id, FeedCounts()), outcome)
    return {feed: row for feed, row in sorted(counts.items()) if row != FeedCounts()}


def _entry_counts(feed: str, setbacks: Sequence[Setback], articles: Iterable[tuple[str, str, int]]) -> FeedCounts:
    texts = [(ident, length) for name, ident, length in articles if name == feed]
    without_text = [(s.entry.id, 0) for s in setbacks if s.first and s.failure.reason in NO_ARTICLE]
    return FeedCounts(
        records=len(texts),
        failed=count_failures(s.failure for s in setbacks),
        first_failures=sum(s.first for s in setbacks),
        texts=tuple(length for _, length in sorted([*texts, *without_text], key=lambda page: page[0])),
    )


def _with_poll(counts: FeedCounts, outcome: "FeedOutcome") -> FeedCounts:
    if failure := outcome.failure:
        trouble = PollTrouble(failure.reason, failure.detail[:LONGEST_DETAIL])
        return replace(counts, failed=counts.failed + count_failures([failure]), trouble=trouble)
    if outcome.unchanged:
        return counts
    return replace(counts, listed=outcome.entries, left_out=dict(outcome.left_out))
