"""The poll pass of a run: polls the feeds that are due, and adds the result to the summary."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

from pipeline.commit_log.state import State
from pipeline.config.load import Config
from pipeline.graph import Polling, poll_graph
from pipeline.runs.context import Run, apply_commit, rows_of_commit
from pipeline.runs.summary import NOT_DUE, READ, STOPPED
from pipeline.wording import counted
from transforms.articles import Entry
from transforms.deduplicate.entries import WaitingEntry
from transforms.feeds import Feed, FeedState, Note
from transforms.poll.due import is_due
from transforms.poll.moved import address_of
from transforms.poll.poll import listing_changed
from transforms.poll.rhythm import DAY_S
from transforms.web.session import session_of
from transforms.web.urls import address_key


def poll(run: Run, state: State) -> None:
    """Polls the feeds that are due, or all with `force`. Their new entries wait in the state after its commit."""
    due = _due_feeds(run, state)
    _sum_up_not_due(run, state, {feed.id for feed in due})
    if not due or run.stopping():
        return
    plan = Polling(
        work=run.next_pass("poll", state),
        due=tuple((asked_less_often(feed, state), state.feeds.get(feed.id)) for feed in due),
        settled=state.settled_paths,
        waiting=known_waiting(state),
        taken=feeds_by_address(run.config, state),
        pauses=run.pauses,
    )
    waiting_before = set(state.waiting)
    notes_before = {feed.id: state.feeds[feed.id].notes for feed in due if feed.id in state.feeds}
    engine = run.engine.alone()
    with run.progress.working(f"polling {counted(len(due), 'feed')}", ("poll",) if engine.here else (), len(due)):
        stages = engine.run(partial(poll_graph, config=run.config, plan=plan, lanes=engine.lanes))
    commit = apply_commit(run, state, plan.work)
    run.pauses |= session_of(run.config.limits, run.id).requested_pauses(run.clock())
    run.summary.add_stages(stages)
    run.summary.add(commit.counts)
    new = (state.waiting[ident] for ident in sorted(state.waiting.keys() - waiting_before))
    run.summary.add_new(entry for entry in new if not entry.past)
    reasons = {row["feed"]: row["reason"] for row in rows_of_commit(run, commit, "failures")}
    for feed in due:
        run.summary.of(feed.id).poll = reasons.get(feed.id, READ)
        run.summary.of(feed.id).notes = notes_to_report(state.feeds[feed.id].notes, notes_before.get(feed.id, ()))


def asked_less_often(feed: Feed, state: State) -> Feed:
    """The feed; polled once a day at most if it has too many pages that harm the process that works on them."""
    stats = state.feed_stats.get(feed.id)
    return replace(feed, every_s=max(feed.every_s or 0.0, DAY_S)) if stats and stats.harmful_pages else feed


def is_config_changed(feed: Feed, state: State) -> bool:
    """Whether the feed's address, or a config key that affects its entries, has changed since its last poll."""
    last = state.feeds.get(feed.id)
    if last is None:
        return False
    return (last.url is not None and last.url != feed.url) or listing_changed(feed, last)


def known_waiting(state: State) -> dict[str, WaitingEntry]:
    """What deduplication needs to know of the waiting entries, by id. Rechecks that are not due yet are left out."""
    waiting = (entry for entry in state.waiting.values() if not entry.past or entry.retry_at is None)
    return {entry.id: waiting_entry(entry) for entry in waiting}


def waiting_entry(entry: Entry) -> WaitingEntry:
    return WaitingEntry(entry.feeds, address_key(entry.url), entry.also, again=entry.past is not None)


def feeds_by_address(config: Config, state: State) -> dict[str, str]:
    """Feed id by `address_key` of its addresses: the one in the config, and the one that it moved to."""
    return {address_key(url): feed.id for feed in config.feeds for url in _addresses(feed, state.feeds.get(feed.id))}


def notes_to_report(notes: Collection[Note], before: Collection[Note]) -> tuple[str, ...]:
    """The texts of the notes for the summary of a run. `before`: the notes of the previous poll.

    A note that the user has to act on is reported after each run, any other one once.
    """
    return tuple(note.text for note in notes if note.kind == "moved" or note not in before)


def _addresses(feed: Feed, state: FeedState | None) -> Iterator[str]:
    yield feed.url
    if state and state.moved_to and state.url == feed.url:
        yield address_of(feed, state)


def _due_feeds(run: Run, state: State) -> list[Feed]:
    now = run.clock()
    return [f for f in run.config.feeds if run.force or is_config_changed(f, state) or is_due(state.feeds.get(f.id), now)]


def _sum_up_not_due(run: Run, state: State, due: Collection[str]) -> None:
    not_due = [state.feeds[feed.id] for feed in run.config.feeds if feed.id not in due]
    run.summary.feeds_not_due = len(not_due)
    run.summary.next_due = min(filter(None, (feed_state.due_at for feed_state in not_due)), default="")
    for feed_state in not_due:
        run.summary.of(feed_state.id).poll = STOPPED if feed_state.stopped else NOT_DUE
