"""The record passes of a run: they turn entries into records or failures until no entry is due."""

import time
from collections.abc import Sequence
from functools import partial

from pipeline.commit_log import suspects
from pipeline.commit_log.latest_rows import newest
from pipeline.commit_log.line_counts import furniture
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish
from pipeline.commit_log.rechecks import Rechecks
from pipeline.commit_log.state import State
from pipeline.commit_log.store import Commit
from pipeline.commit_log.suspects import Suspects
from pipeline.engine.beam_engine import Engine, WorkerDied
from pipeline.engine.memory import release_free_memory
from pipeline.graph import Recording, record_graph
from pipeline.made_with import made_with
from pipeline.runs.choose import choose_entries, is_update
from pipeline.runs.context import Run, apply_any_commit, apply_commit, rows_of_commit, run_spool
from pipeline.runs.feed_updates import prepare_rechecks
from pipeline.runs.host_backoff import pauses_of_pass
from pipeline.wording import counted
from transforms.articles import Entry, Recheck
from transforms.errors import EndsProcess
from transforms.keys import forgotten_name
from transforms.watchdog import entries_at_death


class PassDied(Exception):
    """A worker process died during a pass, and the run goes on. `in_work`: ids of the entries that it was processing."""

    def __init__(self, in_work: frozenset[str]) -> None:
        super().__init__()
        self.in_work = in_work


def record(run: Run, state: State, suspected: Suspects) -> None:
    """Makes passes of at most `run.max_entries` entries. Each entry is tried once per run, even if it is due again.

    Suspects are tried last, in quarantine, so that they do not delay the others.
    """
    tried: set[str] = set()
    groups: list[list[Entry]] = []
    while not run.stopping() and (entries := next_entries(run, state, skip=tried | suspected.held)):
        try:
            reached = one_pass(run, state, entries, run.engine)
        except PassDied as died:
            suspected.hold(frozenset(e.id for e in entries))
            suspected.save(run.root)
            groups += reversed(suspects.split(entries, died.in_work))
            continue
        if not reached:  # the time limit of every host was used up; trying again at once would not help
            break
        tried |= reached
        suspected.clear(frozenset(e.id for e in entries))
        suspected.save(run.root)
        state.checkpoint()
        release_free_memory()
    suspected.clear(suspected.held - state.waiting.keys())  # they have been settled
    if suspected.held:
        quarantine(run, state, suspected, [*groups, *_other_suspects(run, state, suspected, tried, groups)])
    suspected.save(run.root)


def quarantine(run: Run, state: State, suspected: Suspects, groups: list[list[Entry]]) -> None:
    """Tries groups of suspects, the last group first, each in a separate worker process. Groups that kill it are split.

    An entry that kills its process alone TRIES_ALONE times is settled as a failure. `groups` is emptied.
    """
    engine = run.engine.apart()
    while groups and not run.stopping():
        group = groups.pop()
        if group and (parts := try_suspects(run, state, group, engine)):
            groups += reversed(parts)
        else:
            suspected.clear(frozenset(e.id for e in group))
            suspected.save(run.root)


def try_suspects(run: Run, state: State, group: list[Entry], engine: Engine) -> list[list[Entry]]:
    """Tries one group. If its process died, returns its parts to try next; none if its only entry has been settled."""
    in_work: frozenset[str] = frozenset()
    for _ in range(suspects.TRIES_ALONE if len(group) == 1 else 1):
        try:
            one_pass(run, state, group, engine)
        except PassDied as died:
            in_work = died.in_work
        else:
            return []
    if len(group) > 1:
        return suspects.split(group, in_work)
    settle_culprit(run, state, group[0])
    return []


def one_pass(run: Run, state: State, entries: list[Entry], engine: Engine) -> set[str]:
    """Runs one graph over the entries, and adds its commit to the state. Raises PassDied when a worker process died.

    Returns the ids of the entries that were tried. The others were not reached within the time limit of their hosts.
    """
    work = run.next_pass("records", state)
    to_fetch, unchanged = prepare_rechecks(run.config, state, entries, run.clock())
    rechecks = Rechecks(run.clock(), {f.id: f.recheck_s for f in run.config.feeds})
    if not to_fetch:  # no need to start the engine
        publish(work, PassResult(unchanged=unchanged), rechecks=rechecks)
        sum_up_commit(run, state, apply_commit(run, state, work), entries)
        return {e.id for e in entries}
    plan = Recording(
        work,
        to_fetch,
        state.settled_paths,
        f"{run.clock():%Y-%m-%d}",
        made_with(run.config),
        furniture(state.seen) if run.config.settings.clean.across_pages else None,
        run.pauses,
        robots_folder=None if engine.here else str(run_spool(run)),
        rechecks=rechecks,
        unchanged=unchanged,
    )
    begun = time.perf_counter()
    _run_graph(run, plan, entries, engine, _progress_text(state, entries))
    if commit := apply_any_commit(run, state, work):
        sum_up_commit(run, state, commit, entries)
    run.summary.record_seconds += time.perf_counter() - begun
    reached = [e for e in entries if state.waiting.get(e.id) != e]
    run.summary.first_tries += sum(map(is_first_try, reached))
    return {e.id for e in reached}


def settle_culprit(run: Run, state: State, entry: Entry) -> None:
    """Settles an entry that killed its process as a failure, by a separate commit, which also names its archived page."""
    error = EndsProcess(f"{entry.url}: the process that works on it ends each time, or takes longer than run.page_seconds")
    from pipeline.commit_log.archive import archive_files_of  # imports warcio, which is rarely needed

    pages = archive_files_of(run.root, run.attempt)
    work = run.next_pass("records", state)
    setback = run.config.retry.setback("run", entry, error, run.clock())
    publish(work, PassResult(setbacks=(setback,), files=tuple(pages)), [entry])
    sum_up_commit(run, state, apply_commit(run, state, work), [entry])
    run.summary.first_tries += is_first_try(entry)


def sum_up_commit(run: Run, state: State, commit: Commit, entries: Sequence[Entry]) -> None:
    """Adds the commit of a pass to the summary. `entries`: those of the pass."""
    run.summary.add(commit.counts)
    without_record = {row["entry"] for row in rows_of_commit(run, commit, "sightings")}
    if state.forgotten:
        keys = state.settled_keys()
        without_record |= {e.id for e in entries if e.id not in state.waiting and forgotten_name(e.id) in keys}
    recorded = (e for e in entries if e.id not in without_record and is_done(state, e))
    run.summary.add_tried(recorded, rows_of_commit(run, commit, "failures"))


def is_done(state: State, entry: Entry) -> bool:
    """Whether the entry is settled by its pass; for a recheck, whether the article has a new version."""
    if isinstance(entry.past, Recheck):
        return newest(state.versions, entry.id)[0] > entry.past.version > 0
    waiting = state.waiting.get(entry.id)
    return waiting is None or waiting.past is not None


def is_first_try(entry: Entry) -> bool:
    return entry.attempts == 0 and not entry.past


def next_entries(run: Run, state: State, *, skip: set[str] | frozenset[str], only: frozenset[str] | None = None) -> list[Entry]:
    """The entries of the next pass; none if nothing is due. `skip`, `only`: ids, as in `choose_entries`."""
    now = run.clock()
    entries = choose_entries(
        state.due(now, everything=run.force),
        run.config.settings.run.max_entries,
        skip=skip,
        only=only,
        paused_hosts={host for host, until in run.pauses.items() if now < until},
        updates=run.updates,
    )
    run.updates.update(entry.feeds[0] for entry in entries if is_update(entry))
    return entries


def _other_suspects(
    run: Run, state: State, suspected: Suspects, tried: set[str], groups: list[list[Entry]]
) -> list[list[Entry]]:
    """The due suspects that were not tried and are in no group yet, in groups of the size of a pass."""
    others: list[list[Entry]] = []
    seen = tried | {e.id for group in groups for e in group}
    while rest := next_entries(run, state, skip=seen, only=suspected.held):
        others.append(rest)
        seen |= {e.id for e in rest}
    return others


def _run_graph(run: Run, plan: Recording, entries: list[Entry], engine: Engine, text: str) -> None:
    """Runs the record graph. `text`: shown as progress. Raises PassDied when a worker process died."""
    work: Pass = plan.work
    suspects.begin_pass(work, entries)
    try:
        with run.progress.working(text, ("fetch", "extract", "annotate") if engine.here else (), len(entries)):
            stages = engine.run(partial(record_graph, config=run.config, plan=plan, lanes=engine.lanes))
        run.pauses |= pauses_of_pass(work.spool)
    except WorkerDied as error:
        if run.stopping():
            raise  # the worker got the same stop signal as this process
        raise PassDied(entries_at_death(work.spool)) from error
    finally:
        suspects.end_pass(work)
    run.summary.add_stages(stages)


def _progress_text(state: State, entries: list[Entry]) -> str:
    more = sum(not e.past for e in state.waiting.values()) - sum(not e.past for e in entries)
    return counted(len(entries), "entry") + (f", {more} more wait" if more else "")
