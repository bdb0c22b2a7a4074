"""The status of each feed according to the log, for `pullquote feeds status`. Uses no network and writes nothing."""

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
from pipeline.feeds.health import UNHEALTHY, FeedFacts, Sign, silence_s
from transforms.feeds import FeedState
from transforms.poll.rhythm import usual_silence_s

WELL = "well"


@dataclass(frozen=True)
class FeedStatus:
    """A feed and the findings about it, most serious first."""

    facts: FeedFacts
    signs: tuple[Sign, ...]

    @property
    def word(self) -> str:
        return self.signs[0].word if self.signs else WELL

    @property
    def unhealthy(self) -> bool:
        return any(sign.word in UNHEALTHY for sign in self.signs)

    def row(self) -> dict[str, Any]:
        """The status as a JSON object: times in UTC, durations in seconds, lengths in characters, counts of two weeks."""
        known, stats = self.facts, self.facts.stats
        state = known.state or FeedState(known.id)
        total = stats.total
        return {
            "id": known.id,
            "url": known.feed.url if known.feed else state.url,
            "status": self.word,
            "ill": self.unhealthy,
            "signs": [{"sign": sign.word, "text": sign.text} for sign in self.signs],
            "polled_at": state.polled_at,
            "due_at": state.due_at,
            "read_at": stats.read_at,
            "errors": state.errors,
            "trouble": stats.trouble and vars(stats.trouble),
            "moved_to": state.moved_to,
            "notes": [note.text for note in state.notes],
            "newest": state.newest,
            "undated": state.undated,
            "silent_s": silence_s(state, stats),
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
            "yield": {"lately": page_yield(stats, stats.lately), "before": page_yield(stats, stats.before)},
        }


def day_row(counts: DayCounts) -> dict[str, Any]:
    """The counts of one day, without what is 0."""
    row = {**counts.as_json(), "failed": described(counts.failed)}
    return {key: value for key, value in sorted(row.items()) if value}


def page_yield(stats: FeedStats, pages: list[int]) -> dict[str, Any]:
    """How many of the pages gave a complete article, and the median length of their texts. `pages`: lengths in characters."""
    lengths = [length for length in pages if length]
    return {
        "pages": len(pages),
        "articles": len(pages) - stats.count_poor(pages),
        "median_characters": round(median(lengths)) if lengths else None,
    }


def feed_statuses(state: State, config: Config | None, now: datetime) -> list[FeedStatus]:
    """The status of every feed in the config, or without a config of every feed in the log; unhealthy feeds first."""
    last_poll = max((known.polled_at for known in state.feeds.values() if known.polled_at), default=None)
    waiting = Counter(entry.feeds[0] for entry in state.waiting.values() if entry.feeds and not entry.past)
    found = []
    for ident, feed, enabled in _all_feeds(state, config):
        known = FeedFacts(
            ident, feed, enabled, state.feeds.get(ident), state.feed_stats.get(ident, FeedStats()), waiting[ident], last_poll
        )
        found.append(FeedStatus(known, tuple(known.signs(now))))
    return sorted(found, key=lambda one: (not one.unhealthy, one.facts.id))


def _all_feeds(state: State, config: Config | None) -> Iterable[tuple[str, Any, bool]]:
    if config is None:
        return [(ident, None, True) for ident in state.feeds]
    return [*((feed.id, feed, True) for feed in config.feeds), *((feed.id, feed, False) for feed in config.disabled)]
