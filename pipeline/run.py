"""One run: poll the feeds that are due, then record passes until nothing waits that can be tried now."""

import secrets
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pipeline import suspects
from pipeline.config import Config
from pipeline.engine import Engine
from pipeline.frugal import give_back
from pipeline.graph import Polling, Recording, poll_graph, record_graph
from pipeline.lock import locked
from pipeline.made_with import made_with
from pipeline.publish import Pass, publish
from pipeline.state import State, load
from pipeline.store import Commit, LocalStore
from pipeline.summary import Summary
from pipeline.suspects import Suspects
from transforms.errors import EndsProcess
from transforms.poll.due import is_due
from transforms.records import Entry, Feed
from transforms.web.hosts import host_of

WORKER_LOST = ("Channel closed", "Worker subprocess exited")  # how Beam tells that a worker process is gone
Say = Callable[[str], None]


class LostRace(Exception):
    """Another run published first; nothing is lost, the next run does what this one would have."""


@dataclass
class Run:
    """The run's own things, handed from step to step. `clock` gives the UTC time."""

    config: Config
    root: Path
    engine: Engine
    force: bool = False
    say: Say = lambda text: None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    summary: Summary = field(default_factory=Summary)

    def __post_init__(self) -> None:
        self.id = f"{self.clock():%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        self.passes = 0

    def next_pass(self, kind: str, state: State) -> Pass:
        self.passes += 1
        return Pass(str(self.root), state.seq + 1, kind, f"{self.id}-{self.passes:03d}", self.id)


def run_once(run: Run) -> Summary:
    """One run to its end. Raises Busy, LostRace, BrokenLog or OSError; what was committed before stays committed."""
    run.root = run.root.resolve()
    with locked(run.root):
        who = suspects.find(run.root)
        state = load(run.root)
        poll(run, state)
        record(run, state, who)
        state.checkpoint()
    run.summary.waiting = len(state.waiting)
    return run.summary


def poll(run: Run, state: State) -> None:
    """Polls the feeds that are due, all with `force`; their new entries wait from then on."""
    now = run.clock()
    due = [f for f in run.config.feeds if run.force or moved(f, state) or is_due(state.feeds.get(f.id), now)]
    now_polled = {f.id for f in due}
    later = [state.feeds[f.id].due_at or "" for f in run.config.feeds if f.id not in now_polled]
    run.summary.feeds_skipped, run.summary.next_due = len(later), min(later, default="")
    if not due:
        return
    run.say(f"polling {len(due)} feed{'s' * (len(due) != 1)}")
    plan = Polling(
        work=run.next_pass("poll", state),
        due=tuple((f, state.feeds.get(f.id)) for f in due),
        settled=state.settled_paths,
        waiting={e.id: e.feeds for e in state.waiting.values()},
    )
    before = set(state.waiting)
    engine = run.engine.alone()
    engine.run(partial(poll_graph, config=run.config, plan=plan, lanes=engine.lanes))
    run.summary.add(published(run, state, plan.work))
    run.summary.new_entries += len(set(state.waiting) - before)


def moved(feed: Feed, state: State) -> bool:
    """The config names another address than the one that was polled: what is known of that one says nothing of this."""
    known = state.feeds.get(feed.id)
    return known is not None and known.url is not None and known.url != feed.url


def record(run: Run, state: State, who: Suspects) -> None:
    """Passes of at most `run.max_entries` entries; each entry is tried once a run, however short its pause."""
    tried: set[str] = set()
    if who.guilty:
        settle_guilty(run, state, who)
    while entries := chosen(run, state, tried | who.held) or who.next_half(chosen(run, state, tried)):
        work = run.next_pass("records", state)
        run.say(f"{len(entries)} entries in this pass, {len(state.waiting) - len(entries)} more wait")
        plan = Recording(work, tuple(entries), f"{run.clock():%Y-%m-%d}", made_with(run.config))
        suspects.begin(work, entries)
        try:
            run.engine.run(partial(record_graph, config=run.config, plan=plan, lanes=run.engine.lanes))
        except RuntimeError as error:
            if not any(words in str(error) for words in WORKER_LOST):
                suspects.end(work)
            raise
        except BaseException:
            suspects.end(work)
            raise
        suspects.end(work)
        run.summary.add(published(run, state, work, empty_is_fine=True))
        reached = [e for e in entries if state.waiting.get(e.id) != e]
        run.summary.first_tries += sum(e.attempts == 0 for e in reached)
        if not reached:  # no host had time for any; trying again at once would not help
            break
        tried |= {e.id for e in reached}
        who.survived({e.id for e in entries})
        who.save(run.root)
        state.checkpoint()
        give_back()


def settle_guilty(run: Run, state: State, who: Suspects) -> None:
    """The entry that ended its process alone becomes a failure, by a commit of its own."""
    entry = state.waiting.get(who.guilty or "")
    if entry:
        error = EndsProcess(f"{entry.url}: the process that works on it ends each time; it is left out from now on")
        work = run.next_pass("records", state)
        publish(work, [run.config.retry.setback("run", entry, error, run.clock())])
        run.summary.add(published(run, state, work))
    who.survived(set(who.ids))
    who.save(run.root)


def chosen(run: Run, state: State, tried: set[str]) -> list[Entry]:
    """The next pass: entries that are due, each host in turn, so that one busy host does not fill it."""
    now = run.clock().isoformat(timespec="seconds")
    hosts: dict[str, deque[Entry]] = defaultdict(deque)
    for entry in state.due(now, everything=run.force):
        if entry.id not in tried:
            hosts[host_of(entry.url)].append(entry)
    picked: list[Entry] = []
    while hosts and len(picked) < run.config.settings.run.max_entries:
        for name in list(hosts):
            picked.append(hosts[name].popleft())
            if not hosts[name]:
                del hosts[name]
    return picked[: run.config.settings.run.max_entries]


def published(run: Run, state: State, work: Pass, *, empty_is_fine: bool = False) -> Commit | None:
    """The pass's commit, added to the state. None if it published nothing; LostRace if another took its number."""
    store = LocalStore(run.root)
    if work.seq not in store.numbers(after=state.seq):
        if empty_is_fine:
            return None
        raise RuntimeError(f"the {work.kind} pass {work.attempt} ended without a commit")
    commit = store.read(work.seq)
    if commit.attempt != work.attempt:
        raise LostRace(f"another run published commit {work.seq} of {run.root} first; the next run goes on from there")
    state.apply(commit)
    return commit
