"""One run: polls the feeds that are due, then makes record passes until no entry is due."""

import shutil
import time
from contextlib import suppress

from pipeline.commit_log import suspects
from pipeline.commit_log.counts.feed_stats import FeedStats
from pipeline.commit_log.lock import locked
from pipeline.commit_log.state import State, load
from pipeline.feeds.health import layout_change, silence
from pipeline.runs import host_backoff
from pipeline.runs.context import Run, run_spool
from pipeline.runs.expire import expire
from pipeline.runs.forgotten_again import remove_forgotten
from pipeline.runs.poll_pass import poll
from pipeline.runs.record_passes import record
from pipeline.runs.summary import Summary
from pipeline.runs.summary_json import save_summary


def run_once(run: Run) -> Summary:
    """Makes one run and returns its summary. Raises Busy, LostRace, BrokenLog or OSError; earlier commits stay."""
    begun = time.perf_counter()
    with locked(run.root):
        state: State | None = None
        run.summary.ended = "failed"
        try:
            suspected = suspects.collect(run.root)
            state = load(run.root, run.store)
            run.pauses = {} if run.force else host_backoff.load(run.root, run.clock())
            expire(run, state)
            poll(run, state)
            record(run, state, suspected)
            sum_up_feeds(run, state)
            remove_forgotten(run, state)
            state.checkpoint()
            run.summary.ended = "done"
        finally:
            if run.stopping():
                run.summary.ended = "stopped"
            run.summary.rechecks_waiting = state.rechecks_waiting if state else 0
            run.summary.waiting = len(state.waiting) - state.rechecks_waiting if state else None
            run.summary.seconds = time.perf_counter() - begun
            host_backoff.save(run.root, run.pauses, run.clock())
            shutil.rmtree(run_spool(run), ignore_errors=True)
            with suppress(OSError):  # everything is committed; if the disk has just become full, the next run reports it
                save_summary(run.summary, run.root)
    return run.summary


def sum_up_feeds(run: Run, state: State) -> None:
    """Adds to the summary when each feed is due next, and whether it is silent or seems to have a new page layout."""
    for feed in run.config.feeds:
        if feed_state := state.feeds.get(feed.id):
            summary, stats = run.summary.of(feed.id), state.feed_stats.get(feed.id, FeedStats())
            summary.due_at = feed_state.due_at
            summary.signs = {sign.word: sign.text for sign in (silence(feed_state, stats), layout_change(stats)) if sign}
