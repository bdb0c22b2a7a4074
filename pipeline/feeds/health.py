"""What is wrong with a feed and what to do, judged from the log. For `feeds status` and the summary of a run."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.commit_log.counts.failure_counts import FailureCounts
from pipeline.commit_log.counts.feed_counts import PollTrouble
from pipeline.commit_log.counts.feed_stats import DAYS, FeedStats
from pipeline.feeds.advice import FOR_PAGES, for_failed_poll
from pipeline.wording import counted, duration_text
from transforms.dates import instant
from transforms.feeds import Feed, FeedState
from transforms.poll.rhythm import usual_silence_s

PERSISTENT_ERRORS = 3  # failed polls in a row after which a temporary error counts as failing
MIN_FAILED_ENTRIES = 5  # failed entries, with no record, before the sign `no_articles`
OVERDUE_AFTER = timedelta(days=1)

UNHEALTHY = frozenset({"stopped", "failing", "late", "harmful", "no_articles", "layout", "silent"})


@dataclass(frozen=True)
class Sign:
    """A finding about a feed: `word` from the list in docs/feeds.md, and a sentence for the user."""

    word: str
    text: str


@dataclass(frozen=True)
class FeedFacts:
    """What is known about a feed. `feed` is None if it is not in the config; `last_poll`: the latest poll of any feed."""

    id: str
    feed: Feed | None = None
    enabled: bool = True
    state: FeedState | None = None
    stats: FeedStats = field(default_factory=FeedStats)
    waiting: int = 0
    last_poll: str | None = None

    def signs(self, now: datetime) -> list[Sign]:
        """The findings, most serious first; empty if the feed is healthy."""
        if not self.enabled:
            return [Sign("off", "switched off in its file (`enabled: false`)")]
        if self.state is None or self.state.polled_at is None:
            return [Sign("never", "not polled yet; the next run polls it")]
        if self._left_behind():
            text = (
                f"not polled since {self.state.polled_at[:10]}, though other feeds were: removed or switched off in the configs"
            )
            return [Sign("removed", text)]
        found = [
            stopped(self.state),
            failing(self.state, self.stats),
            overdue(self.state, now),
            harmful(self.stats),
            no_articles(self.stats),
            layout_change(self.stats),
            silence(self.state, self.stats),
            all_left_out(self.stats),
        ]
        return [sign for sign in found if sign]

    def _left_behind(self) -> bool:
        state = self.state
        if self.feed or not state or not state.due_at or not self.last_poll:
            return False
        return instant(state.due_at) + OVERDUE_AFTER < instant(self.last_poll)


def stopped(state: FeedState) -> Sign | None:
    if not state.stopped:
        return None
    return Sign(
        "stopped",
        "it answered twice that it is gone for good (410), so it is no longer polled: "
        f"`pullquote feeds remove {state.id}`, or give its new address as `url`",
    )


def failing(state: FeedState, stats: FeedStats) -> Sign | None:
    """The last polls failed. A usually temporary error counts as failing from the third time on."""
    if not state.errors or state.stopped:
        return None
    trouble = stats.trouble or PollTrouble("it failed")
    reason, detail = trouble.reason, trouble.detail
    since = f", none has succeeded since {to_minute(stats.read_at)}" if stats.read_at else ", none has ever succeeded"
    advice, passes = for_failed_poll(reason)
    times = "its last poll failed" if state.errors == 1 else f"its last {state.errors} polls failed"
    text = f"{times}{since}: {reason}{f': {detail}' if detail else ''}; {advice}"
    return Sign("troubled" if passes and state.errors < PERSISTENT_ERRORS else "failing", text)


def overdue(state: FeedState, now: datetime) -> Sign | None:
    """The feed has been due for more than a day and was not polled."""
    if not state.due_at or now < instant(state.due_at) + OVERDUE_AFTER:
        return None
    return Sign("late", f"due since {to_minute(state.due_at)}, but no run has polled it: is `pullquote run` still scheduled?")


def harmful(stats: FeedStats) -> Sign | None:
    """Several of its pages took too long, needed too much memory or ended the process that works on pages."""
    if not (n := stats.harmful_pages):
        return None
    text = (
        f"{n} tries of its pages in {DAYS} days took too long, needed too much memory or ended the process that works on them"
    )
    return Sign(
        "harmful", f"{text}: it is polled once a day at most; see `pullquote failures`, or leave them out by `skip` in its file"
    )


def no_articles(stats: FeedStats) -> Sign | None:
    """The feed lists entries, but none of them became a record."""
    total = stats.total
    failed = page_failures(total.failed)
    entries = total.first_failures
    if entries < MIN_FAILED_ENTRIES or total.records or not failed:
        return None
    (((stage, reason), most),) = failed.most_common(1)
    advice = FOR_PAGES.get(reason, "see `pullquote failures`")
    mostly = f"mostly by {reason} at {stage} ({most} of {failed.total()} tries): {advice}"
    return Sign("no_articles", f"all {entries} entries of {DAYS} days failed, {mostly}")


def page_failures(failed: FailureCounts) -> FailureCounts:
    """The failures of its entries, without those of its polls."""
    return Counter({kind: n for kind, n in failed.items() if kind.stage != "poll"})


def layout_change(stats: FeedStats) -> Sign | None:
    """Far fewer of its recent pages than of the earlier ones give articles."""
    if not stats.fell_at:
        return None
    poor = stats.count_poor(stats.lately)
    before = f"{stats.count_poor(stats.before)} of the {len(stats.before)} before"
    return Sign(
        "layout",
        f"{poor} of its last {len(stats.lately)} pages gave no article or a far shorter one ({before}), "
        f"since {stats.fell_at[:10]}: does the site have a new layout? See `pullquote explain` with one of them",
    )


def silence(state: FeedState, stats: FeedStats) -> Sign | None:
    """The feed has been silent for longer than its publishing habit explains."""
    limit, silent = usual_silence_s(state), silence_s(state, stats)
    last_news = [t for t in (state.newest, stats.new_at, stats.first_at) if t]
    if limit is None or silent is None or state.errors or not stats.read_at:
        return None
    if (instant(stats.read_at) - max(map(instant, last_news))).total_seconds() <= limit:
        return None
    return Sign(
        "silent",
        f"silent for {duration_text(silent)}; it usually publishes every {duration_text(state.gap_s or 0.0)}, and a silence of "
        f"{duration_text(limit)} would be normal: has the site moved its feed? "
        "Look for it with `pullquote feeds add` and the address of the site",
    )


def silence_s(state: FeedState, stats: FeedStats) -> float | None:
    """Seconds from its newest article to the last successful poll; None if either is unknown."""
    if not state.newest or not stats.read_at:
        return None
    return max((instant(stats.read_at) - instant(state.newest)).total_seconds(), 0.0)


def to_minute(at: str) -> str:
    """A time up to its minute, without the zone.

    >>> to_minute("2026-01-31T06:00:00+00:00")
    '2026-01-31 06:00'
    """
    return at[:16].replace("T", " ")


def all_left_out(stats: FeedStats) -> Sign | None:
    """The feed answers, but it is empty or all its entries are left out by its config."""
    if stats.listed != 0:
        return None
    if not stats.left_out:
        return Sign("empty", "it answers, but lists nothing at the moment")
    keys = " and ".join(f"`{key}`" for key in sorted(stats.left_out))
    return Sign(
        "left_out", f"all {counted(sum(stats.left_out.values()), 'entry')} that it lists are left out by {keys} in its file"
    )
