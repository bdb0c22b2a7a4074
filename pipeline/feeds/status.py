"""What the log knows of each feed, as `pullquote feeds status` shows it. No network, and nothing is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from pipeline.commit_log.feed_stats import Tally
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
        known, tally = self.known, self.known.tally
        state = known.state or FeedState(known.id)
        counts = tally.counts
        return {
            "id": known.id,
            "url": known.feed.url if known.feed else state.url,
            "status": self.word,
            "ill": self.ill,
            "signs": [{"sign": sign.word, "text": sign.text} for sign in self.signs],
            "polled_at": state.polled_at,
            "due_at": state.due_at,
            "read_at": tally.read_at,
            "errors": state.errors,
            "trouble": tally.trouble or None,
            "moved_to": state.moved_to,
            "notes": list(state.notes),
            "newest": state.newest,
            "silent_s": silent_s(state, tally),
            "habit": {
                "gap_s": state.gap_s,
                "longest_s": state.longest_s,
                "days": state.days,
                "silence_s": usual_silence_s(state),
            },
            "listed": tally.listed,
            "left_out": tally.left_out,
            "polls": counts["polls"],
            "new": counts["new"],
            "records": counts["records"],
            "waiting": known.waiting,
            "failed": dict(sorted(failures(counts).items())),
            "days": {day: dict(sorted(row.items())) for day, row in sorted(tally.days.items())},
            "yield": {"lately": yield_of(tally, tally.lately), "before": yield_of(tally, tally.before)},
        }


def failures(counts: Counter[str]) -> dict[str, int]:
    """Failures by `reason at stage`, those of its polls too."""
    found = Counter[str]()
    for key, n in counts.items():
        if key.startswith("failed."):
            stage, _, reason = key.removeprefix("failed.").partition(".")
            found[f"{reason} at {stage}"] += n
    return found


def yield_of(tally: Tally, pages: list[int]) -> dict[str, Any]:
    """Of some pages, how many gave a whole article, and the usual length of those texts."""
    lengths = [length for length in pages if length]
    return {
        "pages": len(pages),
        "articles": len(pages) - tally.poor(pages),
        "median_characters": round(median(lengths)) if lengths else None,
    }


def statuses(state: State, config: Config | None, now: datetime) -> list[Status]:
    """Every feed of the config, with what the log knows of it; without a config, of the log. Those that are ill stand first."""
    last_poll = max((known.polled_at for known in state.feeds.values() if known.polled_at), default=None)
    waiting = Counter(entry.feeds[0] for entry in state.waiting.values() if entry.feeds and not entry.past)
    found = []
    for ident, feed, enabled in _named(state, config):
        known = Known(
            ident, feed, enabled, state.feeds.get(ident), state.tallies.get(ident, Tally()), waiting[ident], last_poll
        )
        found.append(Status(known, tuple(known.signs(now))))
    return sorted(found, key=lambda one: (not one.ill, one.known.id))


def _named(state: State, config: Config | None) -> Iterable[tuple[str, Any, bool]]:
    if config is None:
        return [(ident, None, True) for ident in state.feeds]
    return [*((feed.id, feed, True) for feed in config.feeds), *((feed.id, feed, False) for feed in config.disabled)]
