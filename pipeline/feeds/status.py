"""What the log knows of each feed, as `pullquote feeds status` shows it. No network, and nothing is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from pipeline.commit_log.counts.failure_counts import described
from pipeline.commit_log.counts.feed_stats import DayCounts, FeedStats
from pipeline.commit_log.state import State
from pipeline.config.load import Config
from pipeline.feeds.health import ILL, Known, Sign, silent_s
from transforms.feeds import FeedState
from transforms.poll.rhythm import usual_silence_s

WELL = "well"


@dataclass(frozen=True)
class Status:
    """A feed and what is to be said of it, the gravest first."""

    known: Known
    signs: tuple[Sign, ...]

    @property
    def word(self) -> str:
        return self.signs[0].word if self.signs else WELL

    @property
    def ill(self) -> bool:
        return any(sign.word in ILL for sign in self.signs)

    def row(self) -> dict[str, Any]:
        """As a program reads it. Times in UTC, seconds, characters; counts of the last two weeks in which it was asked."""
        known, stats = self.known, self.known.stats
        state = known.state or FeedState(known.id)
        total = stats.total
        return {
            "id": known.id,
            "url": known.feed.url if known.feed else state.url,
            "status": self.word,
            "ill": self.ill,
            "signs": [{"sign": sign.word, "text": sign.text} for sign in self.signs],
            "polled_at": state.polled_at,
            "due_at": state.due_at,
            "read_at": stats.read_at,
            "errors": state.errors,
            "trouble": stats.trouble and vars(stats.trouble),
            "moved_to": state.moved_to,
            "notes": [note.text for note in state.notes],
            "newest": state.newest,
            "silent_s": silent_s(state, stats),
            "habit": {
                "gap_s": state.gap_s,
                "longest_s": state.longest_s,
                "days": state.days,
                "silence_s": usual_silence_s(state),
            },
            "listed": stats.listed,
            "left_out": stats.left_out,
            "polls": total.polls,
            "new": total.new,
            "records": total.records,
            "waiting": known.waiting,
            "failed": described(total.failed),
            "days": {day: day_row(counts) for day, counts in sorted(stats.days.items())},
            "yield": {"lately": yield_of(stats, stats.lately), "before": yield_of(stats, stats.before)},
        }


def day_row(counts: DayCounts) -> dict[str, Any]:
    """The counts of one day, without what is 0."""
    row = {**counts.as_json(), "failed": described(counts.failed)}
    return {key: value for key, value in sorted(row.items()) if value}


def yield_of(stats: FeedStats, pages: list[int]) -> dict[str, Any]:
    """Of some pages, how many gave a whole article, and the usual length of those texts."""
    lengths = [length for length in pages if length]
    return {
        "pages": len(pages),
        "articles": len(pages) - stats.count_poor(pages),
        "median_characters": round(median(lengths)) if lengths else None,
    }


def statuses(state: State, config: Config | None, now: datetime) -> list[Status]:
    """Every feed of the config, with what the log knows of it; without a config, of the log. Those that are ill stand first."""
    last_poll = max((known.polled_at for known in state.feeds.values() if known.polled_at), default=None)
    waiting = Counter(entry.feeds[0] for entry in state.waiting.values() if entry.feeds and not entry.past)
    found = []
    for ident, feed, enabled in _named(state, config):
        known = Known(
            ident, feed, enabled, state.feeds.get(ident), state.feed_stats.get(ident, FeedStats()), waiting[ident], last_poll
        )
        found.append(Status(known, tuple(known.signs(now))))
    return sorted(found, key=lambda one: (not one.ill, one.known.id))


def _named(state: State, config: Config | None) -> Iterable[tuple[str, Any, bool]]:
    if config is None:
        return [(ident, None, True) for ident in state.feeds]
    return [*((feed.id, feed, True) for feed in config.feeds), *((feed.id, feed, False) for feed in config.disabled)]
