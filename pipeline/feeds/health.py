"""What is wrong with a feed, and what to do: from what the log says of it. For `feeds status` and the summary of a run."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.commit_log.counts.failure_counts import FailureCounts
from pipeline.commit_log.counts.feed_counts import PollTrouble
from pipeline.commit_log.counts.feed_stats import DAYS, FeedStats
from pipeline.feeds.advice import OF_PAGES, of_poll
from pipeline.wording import counted, duration_text
from transforms.dates import instant
from transforms.feeds import Feed, FeedState
from transforms.poll.rhythm import usual_silence_s

MANY = 3  # polls in a row that failed by what passes by itself: then it is told as wrong
FRUITLESS = 5  # entries that failed, and none that gave an article
LATE = timedelta(days=1)  # after which a feed that is due should have been asked

ILL = frozenset({"stopped", "failing", "late", "no_articles", "layout", "silent"})


@dataclass(frozen=True)
class Sign:
    """Something to know of a feed: a word of the list in docs/feeds.md, and a sentence."""

    word: str
    text: str


@dataclass(frozen=True)
class Known:
    """All that is known of a feed. `feed` is None when the config does not have it (any more); `last_poll`: of any feed."""

    id: str
    feed: Feed | None = None
    enabled: bool = True
    state: FeedState | None = None
    stats: FeedStats = field(default_factory=FeedStats)
    waiting: int = 0
    last_poll: str | None = None

    def signs(self, now: datetime) -> list[Sign]:
        """What is to be said of it, the gravest first; none when all is well."""
        if not self.enabled:
            return [Sign("off", "switched off in its file (`enabled: false`)")]
        if self.state is None or self.state.polled_at is None:
            return [Sign("never", "not asked yet; the next run asks it")]
        if self._left_behind():
            text = f"not asked since {self.state.polled_at[:10]}, though others were: taken out of the configs, or switched off"
            return [Sign("removed", text)]
        found = [
            stopped(self.state),
            failing(self.state, self.stats),
            late(self.state, now),
            no_articles(self.stats),
            layout(self.stats),
            silence(self.state, self.stats),
            left_out(self.stats),
        ]
        return [sign for sign in found if sign]

    def _left_behind(self) -> bool:
        state = self.state
        if self.feed or not state or not state.due_at or not self.last_poll:
            return False
        return instant(state.due_at) + LATE < instant(self.last_poll)


def stopped(state: FeedState) -> Sign | None:
    if not state.stopped:
        return None
    return Sign(
        "stopped",
        "it said twice that it is gone for good (410), so it is asked no more: "
        f"`pullquote feeds remove {state.id}`, or give its new address as `url`",
    )


def failing(state: FeedState, stats: FeedStats) -> Sign | None:
    """The last polls failed; what mostly passes by itself is told from the third time on."""
    if not state.errors or state.stopped:
        return None
    trouble = stats.trouble or PollTrouble("it failed")
    reason, detail = trouble.reason, trouble.detail
    since = f", none has succeeded since {minute(stats.read_at)}" if stats.read_at else ", none has ever succeeded"
    advice, passes = of_poll(reason)
    times = "its last poll failed" if state.errors == 1 else f"its last {state.errors} polls failed"
    text = f"{times}{since}: {reason}{f': {detail}' if detail else ''}; {advice}"
    return Sign("troubled" if passes and state.errors < MANY else "failing", text)


def late(state: FeedState, now: datetime) -> Sign | None:
    """It is not asked though it is due."""
    if not state.due_at or now < instant(state.due_at) + LATE:
        return None
    return Sign("late", f"due since {minute(state.due_at)}, and no run has come: does `pullquote run` still start by itself?")


def no_articles(stats: FeedStats) -> Sign | None:
    """It lists entries, and not one of them became a record."""
    total = stats.total
    failed = page_failures(total.failed)
    entries = total.first_failures
    if entries < FRUITLESS or total.records or not failed:
        return None
    (((stage, reason), most),) = failed.most_common(1)
    advice = OF_PAGES.get(reason, "see `pullquote failures`")
    mostly = f"mostly by {reason} at {stage} ({most} of {failed.total()} tries): {advice}"
    return Sign("no_articles", f"all {entries} entries of {DAYS} days failed, {mostly}")


def page_failures(failed: FailureCounts) -> FailureCounts:
    """The failures of its entries, without those of its polls."""
    return Counter({kind: n for kind, n in failed.items() if kind.stage != "poll"})


def layout(stats: FeedStats) -> Sign | None:
    """Its pages gave articles, and now they hardly do."""
    if not stats.fell_at:
        return None
    poor = stats.count_poor(stats.lately)
    before = f"{stats.count_poor(stats.before)} of the {len(stats.before)} before"
    return Sign(
        "layout",
        f"{poor} of its last {len(stats.lately)} pages gave no article or a far shorter one ({before}), "
        f"since {stats.fell_at[:10]}: has its site a new layout? See `pullquote explain` with one of them",
    )


def silence(state: FeedState, stats: FeedStats) -> Sign | None:
    """Longer than its habit: by what it published last, what it last listed anew, and since we read it."""
    limit, silent = usual_silence_s(state), silent_s(state, stats)
    heard = [t for t in (state.newest, stats.new_at, stats.first_at) if t]
    if limit is None or silent is None or state.errors or not stats.read_at:
        return None
    if (instant(stats.read_at) - max(map(instant, heard))).total_seconds() <= limit:
        return None
    return Sign(
        "silent",
        f"silent for {duration_text(silent)}, where {duration_text(state.gap_s or 0.0)} between two articles are usual and "
        f"{duration_text(limit)} nothing strange: does its site publish elsewhere? "
        "Look with `pullquote feeds add` and the address of its page",
    )


def silent_s(state: FeedState, stats: FeedStats) -> float | None:
    """Seconds from its newest article to the last poll that did not fail."""
    if not state.newest or not stats.read_at:
        return None
    return max((instant(stats.read_at) - instant(state.newest)).total_seconds(), 0.0)


def minute(at: str) -> str:
    """
    >>> minute("2026-01-31T06:00:00+00:00")
    '2026-01-31 06:00'
    """
    return at[:16].replace("T", " ")


def left_out(stats: FeedStats) -> Sign | None:
    """The list is there, and nothing in it is to be had."""
    if stats.listed != 0:
        return None
    if not stats.left_out:
        return Sign("empty", "it answers, and lists nothing just now")
    keys = " and ".join(f"`{key}`" for key in sorted(stats.left_out))
    return Sign(
        "left_out", f"all {counted(sum(stats.left_out.values()), 'entry')} that it lists are left out by {keys} in its file"
    )
