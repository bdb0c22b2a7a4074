"""Record passes of a run: which entries go next, what came of them, and what ends the process that works on it."""

import time
from collections import defaultdict, deque
from functools import partial

from pipeline.commit_log import suspects
from pipeline.commit_log.latest_rows import newest
from pipeline.commit_log.line_counts import furniture
from pipeline.commit_log.publish import publish
from pipeline.commit_log.rechecks import Rechecks
from pipeline.commit_log.state import State
from pipeline.commit_log.store import Commit
from pipeline.commit_log.suspects import Suspects
from pipeline.engine.beam_engine import Engine, WorkerDied
from pipeline.engine.memory import release_free_memory
from pipeline.graph import Recording, record_graph
from pipeline.made_with import made_with
from pipeline.runs.context import Run, published, rows_of_commit, run_spool
from pipeline.runs.feed_updates import looked_up
from pipeline.runs.host_backoff import gathered
from pipeline.wording import counted
from transforms.articles import Entry
from transforms.errors import EndsProcess
from transforms.keys import forgotten_name
from transforms.watchdog import held_at_death
from transforms.web.hosts import host_of

MOST_TOLD = 20  # articles a run of one feed that are looked at again on its word: some touch all their dates at each poll


class PassDied(Exception):
    """A worker process has ended before its pass, while the run lives on. `in_hand`: the entries that it was at, if it told."""

    def __init__(self, in_hand: frozenset[str]) -> None:
        super().__init__()
        self.in_hand = in_hand


def record(run: Run, state: State, who: Suspects) -> None:
    """Passes of at most `run.max_entries` entries; each entry is tried once a run, however short its pause.

    Suspects come last, in quarantine, so that they are never in the way of the rest.
    """
    tried: set[str] = set()
    groups: list[list[Entry]] = []
    while not run.stopping() and (entries := chosen(run, state, tried | who.held)):
        try:
            reached = one_pass(run, state, entries, run.engine)
        except PassDied as died:
            who.accuse(frozenset(e.id for e in entries))
            who.save(run.root)
            groups += reversed(suspects.parted(entries, died.in_hand))
            continue
        if not reached:  # no host had time for any; trying again at once would not help
            break
        tried |= reached
        who.survived(frozenset(e.id for e in entries))
        who.save(run.root)
        state.checkpoint()
        release_free_memory()
    who.survived(who.held - state.waiting.keys())  # settled meanwhile
    if who.held:
        seen = tried | {e.id for group in groups for e in group}
        while rest := chosen(run, state, seen, among=who.held):
            groups.append(rest)
            seen |= {e.id for e in rest}
        quarantine(run, state, who, groups)
    who.save(run.root)


def quarantine(run: Run, state: State, who: Suspects, groups: list[list[Entry]]) -> None:
    """Groups of suspects, each in a worker process of its own; what ends it alone, each time, is settled as a failure."""
    engine = run.engine.apart()
    while groups and not run.stopping():
        group = groups.pop()
        if group and (parts := look_into(run, state, group, engine)):
            groups += reversed(parts)
        else:
            who.survived(frozenset(e.id for e in group))
            who.save(run.root)


def look_into(run: Run, state: State, group: list[Entry], engine: Engine) -> list[list[Entry]]:
    """The parts of a group that has died, to look into next; none when it survived, or its only entry is settled."""
    in_hand: frozenset[str] = frozenset()
    for _ in range(suspects.ALONE if len(group) == 1 else 1):
        try:
            one_pass(run, state, group, engine)
        except PassDied as died:
            in_hand = died.in_hand
        else:
            return []
    if len(group) > 1:
        return suspects.parted(group, in_hand)
    settle_guilty(run, state, group[0])
    return []


def one_pass(run: Run, state: State, entries: list[Entry], engine: Engine) -> set[str]:
    """One graph over the entries, and its commit; ids of those that were tried. PassDied when a worker process has ended."""
    work = run.next_pass("records", state)
    asked, passed = looked_up(run.config, state, entries, run.clock())
    rechecks = Rechecks(run.clock(), {f.id: f.recheck_s for f in run.config.feeds})
    if not asked:  # no page is worth the start of an engine
        publish(work, passed, rechecks=rechecks)
        summed_up(run, state, published(run, state, work), entries)
        return {e.id for e in entries}
    known = furniture(state.seen) if run.config.settings.clean.across_pages else None
    plan = Recording(
        work,
        asked,
        state.settled_paths,
        f"{run.clock():%Y-%m-%d}",
        made_with(run.config),
        known,
        run.pauses,
        robots_folder=None if engine.here else str(run_spool(run)),
        rechecks=rechecks,
        passed=passed,
    )
    more = sum(not e.past for e in state.waiting.values()) - sum(not e.past for e in entries)
    text = counted(len(entries), "entry") + (f", {more} more wait" if more else "")
    begun = time.perf_counter()
    suspects.begin(work, entries)
    try:
        with run.watch.working(text, ("fetch", "extract", "annotate") if engine.here else (), len(entries)):
            figures = engine.run(partial(record_graph, config=run.config, plan=plan, lanes=engine.lanes))
        run.pauses |= gathered(work.spool)
    except WorkerDied as error:
        if run.stopping():
            raise  # it was told to stop, as we were
        raise PassDied(held_at_death(work.spool)) from error
    finally:
        suspects.end(work)
    summed_up(run, state, published(run, state, work, empty_is_fine=True), entries)
    run.summary.add_figures(figures)
    run.summary.record_seconds += time.perf_counter() - begun
    reached = [e for e in entries if state.waiting.get(e.id) != e]
    run.summary.first_tries += sum(e.attempts == 0 and not e.past for e in reached)
    return {e.id for e in reached}


def settle_guilty(run: Run, state: State, entry: Entry) -> None:
    """The entry that ended its process alone becomes a failure, by a commit of its own, which names its page in the archive."""
    error = EndsProcess(f"{entry.url}: the process that works on it ends each time, or takes longer than run.page_seconds")
    from pipeline.commit_log.archive import left_by  # warcio: hardly ever needed

    pages = left_by(run.root, run.attempt)
    work = run.next_pass("records", state)
    publish(work, [run.config.retry.setback("run", entry, error, run.clock()), *pages], [entry])
    summed_up(run, state, published(run, state, work), [entry])
    run.summary.first_tries += entry.attempts == 0 and not entry.past


def summed_up(run: Run, state: State, commit: Commit | None, entries: list[Entry]) -> None:
    run.summary.add(commit)
    same = {row["entry"] for row in rows_of_commit(run, commit, "sightings")}
    if state.forgotten:
        keys = state.settled_keys()
        same |= {e.id for e in entries if e.id not in state.waiting and forgotten_name(e.id) in keys}
    lost = rows_of_commit(run, commit, "failures")
    run.summary.add_tried((e for e in entries if e.id not in same and is_made(state, e)), lost)


def is_made(state: State, entry: Entry) -> bool:
    """Whether the entry is settled, or of one that is looked at again, whether it has a new version."""
    if entry.past:
        return newest(state.versions, entry.id)[0] > entry.past.version > 0
    known = state.waiting.get(entry.id)
    return known is None or known.past is not None


def chosen(run: Run, state: State, tried: set[str], among: frozenset[str] | None = None) -> list[Entry]:
    """The next pass: entries that are due, each host in turn, so that one busy host does not fill it. `among`: only these.

    Pages of hosts that want to be left alone still wait; so does what a feed says was changed, beyond some of it a run.
    """
    now = run.clock()
    told = run.told.copy()
    hosts: dict[str, deque[Entry]] = defaultdict(deque)
    for entry in state.due(now, everything=run.force):
        if entry.id not in tried and (among is None or entry.id in among):
            host = host_of(entry.url)
            if host in run.pauses and now < run.pauses[host] and entry.content is None:
                continue
            if is_told(entry):
                told[entry.feeds[0]] += 1
                if told[entry.feeds[0]] > MOST_TOLD:
                    continue
            hosts[host].append(entry)
    picked: list[Entry] = []
    while hosts and len(picked) < run.config.settings.run.max_entries:
        for name in list(hosts):
            picked.append(hosts[name].popleft())
            if not hosts[name]:
                del hosts[name]
    picked = picked[: run.config.settings.run.max_entries]
    run.told.update(entry.feeds[0] for entry in picked if is_told(entry))
    return picked


def is_told(entry: Entry) -> bool:
    """It is a record, and looked at again on the word of its feed."""
    return entry.past is not None and entry.retry_at is None
