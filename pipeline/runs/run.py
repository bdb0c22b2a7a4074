"""One run: poll the feeds that are due, then record passes until nothing waits that can be tried now."""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from pipeline.commit_log import suspects
from pipeline.commit_log.feed_stats import Tally
from pipeline.commit_log.lock import locked
from pipeline.commit_log.state import State, load
from pipeline.feeds.health import layout, silence
from pipeline.graph import Polling, poll_graph
from pipeline.runs import host_backoff
from pipeline.runs.context import Run, published, rows_of_commit, run_spool
from pipeline.runs.expire import expire
from pipeline.runs.forgotten_again import clear
from pipeline.runs.record_passes import record
from pipeline.runs.summary import NOT_DUE, READ, STOPPED, Summary
from pipeline.wording import counted
from transforms.articles import Entry
from transforms.deduplicate.deduplicate import WaitingEntry
from transforms.feeds import Feed
from transforms.poll.due import is_due
from transforms.poll.moved import NOTE as MOVED
from transforms.poll.moved import address_of
from transforms.poll.poll import listing_changed
from transforms.web.session import session_of
from transforms.web.urls import address_key


def run_once(run: Run) -> Summary:
    """One run to its end. Raises Busy, LostRace, BrokenLog or OSError; what was committed before stays committed."""
    begun = time.perf_counter()
    with locked(run.root):
        state: State | None = None
        run.summary.ended = "failed"
        try:
            who = suspects.find(run.root)
            state = load(run.root, run.store)
            run.pauses = {} if run.force else host_backoff.load(run.root, run.clock())
            expire(run, state)
            poll(run, state)
            record(run, state, who)
            sum_up_feeds(run, state)
            clear(run, state)
            state.checkpoint()
            run.summary.ended = "done"
        finally:
            if run.stopping():
                run.summary.ended = "stopped"
            run.summary.looked_at_again = state.looked_at_again if state else 0
            run.summary.waiting = len(state.waiting) - state.looked_at_again if state else None
            run.summary.seconds = time.perf_counter() - begun
            host_backoff.save(run.root, run.pauses, run.clock())
            shutil.rmtree(run_spool(run), ignore_errors=True)
            with suppress(OSError):  # all is committed; a disk that has just become full is the next run's to tell
                run.summary.save(run.root)
    return run.summary


def poll(run: Run, state: State) -> None:
    """Polls the feeds that are due, all with `force`; their new entries wait from then on."""
    now = run.clock()
    due = [f for f in run.config.feeds if run.force or changed(f, state) or is_due(state.feeds.get(f.id), now)]
    polled = {f.id for f in due}
    later = [state.feeds[f.id].due_at for f in run.config.feeds if f.id not in polled]
    run.summary.feeds_skipped, run.summary.next_due = len(later), min(filter(None, later), default="")
    for feed in run.config.feeds:
        if feed.id not in polled:
            run.summary.of(feed.id).poll = STOPPED if state.feeds[feed.id].stopped else NOT_DUE
    if not due or run.stopping():
        return
    plan = Polling(
        work=run.next_pass("poll", state),
        due=tuple((f, state.feeds.get(f.id)) for f in due),
        settled=state.settled_paths,
        waiting={e.id: waits_of(e) for e in state.waiting.values() if not e.past or e.retry_at is None},
        taken={address_key(url): f.id for f in run.config.feeds for url in addresses(f, state)},
        pauses=run.pauses,
    )
    before, told = set(state.waiting), {feed.id: known.notes for feed in due if (known := state.feeds.get(feed.id))}
    engine = run.engine.alone()
    with run.watch.working(f"polling {counted(len(due), 'feed')}", ("poll",) if engine.here else (), len(due)):
        figures = engine.run(partial(poll_graph, config=run.config, plan=plan, lanes=engine.lanes))
    commit = published(run, state, plan.work)
    run.pauses |= session_of(run.config.limits, run.id).requested_pauses(run.clock())
    run.summary.add_figures(figures)
    run.summary.add(commit)
    run.summary.add_new(e for i in sorted(set(state.waiting) - before) if not (e := state.waiting[i]).past)
    reasons = {row["feed"]: row["reason"] for row in rows_of_commit(run, commit, "failures")}
    for feed in due:
        run.summary.of(feed.id).poll = reasons.get(feed.id, READ)
        # Each run tells what somebody should do, the rest once.
        notes = state.feeds[feed.id].notes
        run.summary.of(feed.id).notes = tuple(n for n in notes if n.startswith(MOVED) or n not in told.get(feed.id, ()))


def waits_of(entry: Entry) -> WaitingEntry:
    return WaitingEntry(entry.feeds, address_key(entry.url), entry.also, again=entry.past is not None)


def sum_up_feeds(run: Run, state: State) -> None:
    """When each feed is due next, and what its history says."""
    for feed in run.config.feeds:
        if known := state.feeds.get(feed.id):
            told, tally = run.summary.of(feed.id), state.tallies.get(feed.id, Tally())
            told.due_at = known.due_at
            told.signs = {sign.word: sign.text for sign in (silence(known, tally), layout(tally)) if sign}


def addresses(feed: Feed, state: State) -> Iterator[str]:
    """As the config says, and where it has moved."""
    yield feed.url
    if (known := state.feeds.get(feed.id)) and known.moved_to and known.url == feed.url:
        yield address_of(feed, known)


def changed(feed: Feed, state: State) -> bool:
    """The config names another address than the one that was polled, or says otherwise what is listed: it is due at once."""
    known = state.feeds.get(feed.id)
    if known is None:
        return False
    return (known.url is not None and known.url != feed.url) or listing_changed(feed, known)
