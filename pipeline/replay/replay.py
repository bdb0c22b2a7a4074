"""Records made again from the archive, without the network: passes that leave files, then one commit that names them all.

So a replay that is killed leaves the log as it was, and one that is done supersedes all its records in one act.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from pipeline.commit_log import suspects
from pipeline.commit_log.archive import KIND, ArchivedPage
from pipeline.commit_log.line_counts import furniture
from pipeline.commit_log.lock import locked
from pipeline.commit_log.pass_results import Left, left
from pipeline.commit_log.publish import Outcome, publish
from pipeline.commit_log.queries import rows_of
from pipeline.commit_log.state import State, load
from pipeline.commit_log.store import BrokenLog
from pipeline.commit_log.suspects import Suspects
from pipeline.engine.beam_engine import Engine, WorkerDied
from pipeline.engine.memory import release_free_memory
from pipeline.graph import Replaying, replay_graph
from pipeline.made_with import made_with
from pipeline.replay import select
from pipeline.replay.report import Replayed
from pipeline.replay.select import Old, Wish
from pipeline.runs.context import Run, published, run_spool
from pipeline.runs.record_passes import PassDied
from pipeline.wording import counted
from transforms.articles import Entry, Sighting, Unwanted
from transforms.deduplicate.key_file import pack
from transforms.errors import EndsProcess
from transforms.records import Failure
from transforms.watchdog import held_at_death
from transforms.write.files import FileRef

Chosen = tuple[ArchivedPage, Old]


class NoArchive(Exception):
    """No commit names a page that was kept; the sentence says what to do."""


def replay(run: Run, wish: Wish) -> Replayed:
    """One replay to its end. Raises Busy, LostRace, BrokenLog, NoArchive or OSError; then the log is as it was."""
    begun = time.perf_counter()
    with locked(run.root):
        who = suspects.find(run.root)
        state = load(run.root, run.store)
        if not any(state.files(KIND)):
            raise NoArchive(
                f"{run.root} keeps no pages; write `output: {{archive: warc}}` into pipeline.yaml, "
                "and what is fetched from then on can be made again"
            )
        old = select.wanted(state, wish, furniture=run.config.settings.clean.across_pages)
        work = Replay(run, state, who, wish, len(old))
        try:
            work.passes(select.pages(state, old))
            work.done.missing = len(old)
            work.publish()
        finally:
            shutil.rmtree(run_spool(run), ignore_errors=True)
        state.checkpoint()
    work.done.seconds = time.perf_counter() - begun
    return work.done


@dataclass
class Replay:
    """A replay under way. `kept`: what came of its passes, for the commit. `failures`: entries of those that it tried."""

    run: Run
    state: State
    who: Suspects
    wish: Wish
    total: int
    done: Replayed = field(default_factory=Replayed)
    kept: list[Outcome] = field(default_factory=list)
    failures: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.day, self.made_with = f"{self.run.clock():%Y-%m-%d}", made_with(self.run.config)
        knows = self.run.config.settings.clean.across_pages and self.wish.failed
        self.known = furniture(self.state.seen) if knows else None  # what has a record brings its own
        self.names: set[str] = set()  # of pages that passes before have made a record of, which had none

    def passes(self, found: Iterator[Chosen | BrokenLog]) -> None:
        """Passes of at most `run.max_entries` pages, in the order of the archive; suspects last, in quarantine."""
        held = self.who.held
        later: list[Chosen] = []
        tried: set[str] = set()
        sound = self._sound(found)
        while group := list(islice(sound, self.run.config.settings.run.max_entries)):
            tried |= {page.entry.id for page, _ in group}
            later += [one for one in group if one[0].entry.id in held]
            if rest := [one for one in group if one[0].entry.id not in held]:
                self.through(rest, self.run.engine)
            release_free_memory()
        if later:
            self.through(later, self.run.engine.apart())
        if self.who.held & tried or self.who.ids <= tried:  # else they are a run's, which will look into them
            self.who.survived(frozenset(tried))
            self.who.save(self.run.root)

    def through(self, chosen: Sequence[Chosen], engine: Engine, tries: int = suspects.ALONE) -> None:
        """A pass; when a worker process ends before it, its parts, in a process of their own, down to the page that ends it."""
        try:
            self.one_pass(chosen, engine)
        except PassDied as died:
            apart = self.run.engine.apart()
            if len(chosen) > 1:
                by_id = {page.entry.id: (page, old) for page, old in chosen}
                for part in suspects.parted([page.entry for page, _ in chosen], died.in_hand):
                    self.through([by_id[entry.id] for entry in part], apart)
            elif tries > 1:
                self.through(chosen, apart, tries - 1)
            else:
                error = EndsProcess("the process that works on it ends each time, or takes longer than run.page_seconds")
                self.done.add_failed(
                    self.run.config.retry.setback("replay", chosen[0][0].entry, error, self.run.clock()).failure
                )

    def one_pass(self, chosen: Sequence[Chosen], engine: Engine) -> None:
        """One graph over the pages, which leaves what came of them. PassDied when a worker process has ended."""
        work = self.run.next_pass("replay", self.state)
        path = run_spool(self.run) / work.attempt
        pages = tuple(page for page, _ in chosen)
        plan = Replaying(work, pages, self._settled(), self.day, self.made_with, str(path), self.known)
        more = self.total - self.done.tried - len(pages)
        text = f"{counted(len(pages), 'page')} again" + (f", {more} more to come" if more > 0 else "")
        suspects.begin(work, list(plan.entries))
        try:
            with self.run.watch.working(text, ("extract", "annotate") if engine.here else (), len(pages)):
                engine.run(partial(replay_graph, config=self.run.config, plan=plan, lanes=engine.lanes))
        except WorkerDied as error:
            if self.run.stopping():
                raise  # it was told to stop, as we were
            raise PassDied(held_at_death(work.spool)) from error
        finally:
            suspects.end(work)
        self.failures += [page.entry for page, old in chosen if not old.past]
        self._take(left(path), {page.entry.id: old for page, old in chosen})

    def publish(self) -> None:
        """The one commit. Nothing when nothing came of any page."""
        if self.kept:
            work = self.run.next_pass("replay", self.state)
            publish(work, self.kept, self.failures, counted=self.done.counts())
            published(self.run, self.state, work)

    def _sound(self, found: Iterator[Chosen | BrokenLog]) -> Iterator[Chosen]:
        for one in found:
            if isinstance(one, BrokenLog):
                self.done.harmed.setdefault(str(one))
            else:
                yield one

    def _settled(self) -> tuple[str, ...]:
        if not self.names:
            return self.state.settled_paths
        path = run_spool(self.run) / "names.keys"
        path.write_bytes(pack(self.names))
        return (*self.state.settled_paths, str(path))

    def _take(self, outcomes: list[Left], old: dict[str, Old]) -> None:
        refs = [outcome for outcome in outcomes if isinstance(outcome, FileRef)]
        for failure in (outcome for outcome in outcomes if isinstance(outcome, Failure)):
            self.done.add_failed(failure)
        sightings = [outcome for outcome in outcomes if isinstance(outcome, Sighting)]
        self.done.same_page += len(sightings)
        self.done.forgotten += sum(isinstance(outcome, Unwanted) for outcome in outcomes)
        self.kept += [*refs, *sightings]
        if self.wish.failed:
            self.names.update(name for ref in refs for name in ref.names)
        suffix = min((Path(ref.path).suffix for ref in refs), default="")
        for row in (row for ref in refs if ref.path.endswith(suffix) for row in rows_of(self.run.root, ref)):
            before = old[row["id"]]
            self.done.add_record(same=before.holds == select.holds(row) if before.past else None)
