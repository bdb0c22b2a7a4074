"""The summary of a run as text: several lines for a screen, or one line for a log."""

from collections import Counter

from pipeline.commit_log.counts.failure_counts import described
from pipeline.engine.memory import peak_memory_mb
from pipeline.runs.summary import NOT_DUE, READ, STOPPED, FeedSummary, Summary
from pipeline.runs.summary_json import FILE, stage_seconds
from pipeline.wording import counted

MOST_FEEDS = 20  # feeds that get a line each
MOST_NAMES = 5  # names of feeds in the line of a sign
SIGNS = {"layout": "with a new layout", "silent": "silent"}
SIGN_LINES = {
    "silent": "no new articles for longer than usual",
    "layout": "recent pages mostly give no article, or a far shorter one",
}


def summary_lines(summary: Summary, failures_command: str) -> list[str]:
    """The summary as lines for a screen. `failures_command`: the command that lists the failures."""
    return [
        _polled(summary),
        *_feeds(summary),
        *_signs(summary),
        _entries(summary),
        _records(summary),
        *_rechecks(summary),
        *([f"expired   {counted(summary.expired, 'file')}, older than the config keeps"] if summary.expired else []),
        *(f"failed    {n} {kind}" for kind, n in described(summary.failed).items()),
        _waiting(summary, failures_command),
        _time(summary),
    ]


def summary_line(summary: Summary) -> str:
    """The summary in one line, for a log of repeated runs."""
    parts = [counted(summary.records, "record"), f"{summary.new_entries} new", f"{summary.failed.total()} failed"]
    if not summary.polled.total() and summary.feeds_not_due:
        parts.insert(0, "no feed was due")
    parts += [f"{summary.changed} changed"] if summary.changed else []
    parts += [] if summary.waiting is None else [f"{summary.waiting} waiting"]
    signs = Counter(sign for feed in summary.feeds.values() for sign in feed.signs)
    parts += [f"{counted(n, 'feed')} {SIGNS[sign]}" for sign, n in sorted(signs.items())]
    return f"{', '.join(parts)}; {summary.seconds:.1f} s; peak memory {peak_memory_mb()} MB"


def feed_text(feed: FeedSummary) -> str:
    """The counts of one feed as text; empty if there is nothing to report."""
    parts = [f"{feed.poll} at poll"] if feed.poll not in (None, READ, NOT_DUE, STOPPED) else []
    parts += [f"{feed.new} new"] if feed.new else []
    parts += [counted(feed.records, "record")] if feed.records else []
    parts += [f"{n} left out by {key}" for key, n in sorted(feed.left_out.items())]
    return ", ".join([*parts, *(f"{n} {kind}" for kind, n in described(feed.failed).items()), *feed.notes])


def _polled(summary: Summary) -> str:
    polled = summary.polled.total()
    feeds = ", ".join(f"{n} {outcome}" for outcome, n in sorted(summary.polled.items())) if polled else "none due"
    if summary.feeds_not_due:
        until = f" until {summary.next_due}" if summary.next_due else ""  # there is no time when all are gone for good
        feeds += f"; {summary.feeds_not_due} not due{until}, unless with --force"
    return f"feeds     {polled} polled ({feeds})"


def _feeds(summary: Summary) -> list[str]:
    texts = [(name, text) for name, feed in sorted(summary.feeds.items()) if (text := feed_text(feed))]
    lines = [f"          {name}: {text}" for name, text in texts[:MOST_FEEDS]]
    if len(texts) > MOST_FEEDS:
        lines.append(f"          and {counted(len(texts) - MOST_FEEDS, 'more feed')}, in {FILE}")
    return lines


def _signs(summary: Summary) -> list[str]:
    """One line for each sign, with the names of its feeds. `feeds status` shows the whole sentences."""
    lines = []
    for sign, meaning in SIGN_LINES.items():
        names = [name for name, feed in sorted(summary.feeds.items()) if sign in feed.signs]
        if names:
            more = f" and {counted(len(names) - MOST_NAMES, 'more feed')}" if len(names) > MOST_NAMES else ""
            lines.append(f"{sign:<9} {', '.join(names[:MOST_NAMES])}{more}: {meaning}; see `pullquote feeds status`")
    return lines


def _entries(summary: Summary) -> str:
    known = (
        f", {counted(summary.sightings, 'known one')} listed by another feed or at another address" if summary.sightings else ""
    )
    return f"entries   {summary.new_entries} new{known}"


def _records(summary: Summary) -> str:
    changed = f", {summary.changed} of them because the article changed" if summary.changed else ""
    nothing = not (summary.new_entries or summary.failed or summary.records)
    return f"records   {summary.records or 'none'} written{changed}{': nothing new' if nothing else ''}"


def _rechecks(summary: Summary) -> list[str]:
    if not (summary.changed or summary.unchanged or summary.rechecks_waiting):
        return []
    checked = f"{summary.changed + summary.unchanged} checked again, {summary.changed or 'none'} changed"
    return [f"again     {checked}; {summary.rechecks_waiting} to be checked later"]


def _waiting(summary: Summary, failures_command: str) -> str:
    return f"waiting   {summary.waiting}" + (f" (see `{failures_command}`)" if summary.waiting or summary.failed else "")


def _time(summary: Summary) -> str:
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in stage_seconds(summary).items() if seconds >= 0.05)
    pace = f"; {summary.articles_per_second:.1f} articles a second" if summary.records else ""
    return f"time      {summary.seconds:.1f} s{f' ({stages})' if stages else ''}{pace}; peak memory {peak_memory_mb()} MB"
