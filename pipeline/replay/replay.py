"""Makes records again from archived pages, without the network: several passes write files, then one commit names them all.

So a replay that is killed does not change the log, and a finished one replaces all its records at once.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from pipeline.commit_log import suspects
from pipeline.commit_log.archive import KIND, ArchivedPage
from pipeline.commit_log.commit_plan import count_pass
from pipeline.commit_log.line_counts import furniture
from pipeline.commit_log.lock import locked
from pipeline.commit_log.pass_results import PassResult, ReplayResult
from pipeline.commit_log.publish import publish
from pipeline.commit_log.reading.queries import Row, rows_of
from pipeline.commit_log.state import State, load
from pipeline.commit_log.store import BrokenLog
from pipeline.commit_log.suspects import Suspects
from pipeline.engine.beam_engine import Engine, WorkerDied
from pipeline.engine.memory import release_free_memory
from pipeline.graph import Replaying, replay_graph
from pipeline.made_with import made_with
from pipeline.replay import select
from pipeline.replay.report import ReplayReport
from pipeline.replay.select import ReplayFilter, ReplayTarget
from pipeline.runs.context import Run, apply_commit, run_spool
from pipeline.runs.record_passes import PassDied
from pipeline.wording import counted
from transforms.articles import Entry, Sighting
from transforms.atomic_file import replace_file
from transforms.deduplicate.key_file import pack
from transforms.errors import EndsProcess
from transforms.watchdog import entries_at_death
from transforms.write.files import FileRef

ChosenPage = tuple[ArchivedPage, ReplayTarget]


class NoArchive(Exception):
    """No commit names an archived page. The message says what to do."""


def replay(run: Run, which: ReplayFilter) -> ReplayReport:
    """Makes one replay. Raises Busy, LostRace, BrokenLog, NoArchive or OSError; the log is then unchanged."""
    begun = time.perf_counter()
    with locked(run.root):
        suspected = suspects.collect(run.root)
        state = load(run.root, run.store)
        if not any(state.files(KIND)):
            raise NoArchive(
                f"{run.root} keeps no pages; write `output: {{archive: warc}}` into pipeline.yaml, "
                "and what is fetched from then on can be made again"
            )
        targets = select.targets(state, which, furniture=run.config.settings.clean.across_pages)
        work = Replay(run, state, suspected, which, len(targets))
        try:
            work.run_passes(select.pages(state, targets))
            work.report.missing = len(targets)
            work.publish()
        finally:
            shutil.rmtree(run_spool(run), ignore_errors=True)
        state.checkpoint()
    work.report.seconds = time.perf_counter() - begun
    return work.report


@dataclass
class Replay:
    """A replay that is being made. `total`: number of articles to make again. `files`, `sightings`: collected for the commit.

    `without_record`: the entries tried so far that have no record, because they failed earlier.
    """

    run: Run
    state: State
    suspected: Suspects
    which: ReplayFilter
    total: int
    report: ReplayReport = field(default_factory=ReplayReport)
    files: list[FileRef] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    without_record: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.day, self.made_with = f"{self.run.clock():%Y-%m-%d}", made_with(self.run.config)
        cuts_furniture = self.run.config.settings.clean.across_pages and self.which.failed
        # only for failed entries: an article with a record gets the furniture that was cut from it before
        self.furniture = furniture(self.state.seen) if cuts_furniture else None
        self.page_names: set[str] = set()  # names of the pages that became new records in earlier passes

    def run_passes(self, pages: Iterator[ChosenPage | BrokenLog]) -> None:
        """Makes passes of at most `run.max_entries` pages, in archive order; suspects last, in a separate process."""
        held = self.suspected.held
        suspects_last: list[ChosenPage] = []
        tried: set[str] = set()
        readable = self._readable(pages)
        while group := list(islice(readable, self.run.config.settings.run.max_entries)):
            tried |= {page.entry.id for page, _ in group}
            suspects_last += [chosen for chosen in group if chosen[0].entry.id in held]
            if others := [chosen for chosen in group if chosen[0].entry.id not in held]:
                self.try_pages(others, self.run.engine)
            release_free_memory()
        if suspects_last:
            self.try_pages(suspects_last, self.run.engine.apart())
        if self.suspected.held & tried or self.suspected.ids <= tried:  # suspects that are not replayed stay suspects
            self.suspected.clear(frozenset(tried))
            self.suspected.save(self.run.root)

    def try_pages(self, chosen: Sequence[ChosenPage], engine: Engine, tries: int = suspects.TRIES_ALONE) -> None:
        """Makes a pass. If its worker process dies, the pages are split and tried in separate processes.

        A single page that kills its process `tries` times becomes a failure.
        """
        try:
            self.one_pass(chosen, engine)
        except PassDied as died:
            apart = self.run.engine.apart()
            if len(chosen) > 1:
                by_id = {page.entry.id: (page, target) for page, target in chosen}
                for part in suspects.split([page.entry for page, _ in chosen], died.in_work):
                    self.try_pages([by_id[entry.id] for entry in part], apart)
            elif tries > 1:
                self.try_pages(chosen, apart, tries - 1)
            else:
                error = EndsProcess("the process that works on it ends each time, or takes longer than run.page_seconds")
                setback = self.run.config.retry.setback("replay", chosen[0][0].entry, error, self.run.clock())
                self.report.add_failed(setback.failure)

    def one_pass(self, chosen: Sequence[ChosenPage], engine: Engine) -> None:
        """Runs one graph over the pages and adds its result. Raises PassDied when a worker process died."""
        work = self.run.next_pass("replay", self.state)
        result_path = run_spool(self.run) / work.attempt
        pages = tuple(page for page, _ in chosen)
        plan = Replaying(work, pages, self._settled_paths(), self.day, self.made_with, str(result_path), self.furniture)
        more = self.total - self.report.tried - len(pages)
        text = f"{counted(len(pages), 'page')} again" + (f", {more} more to come" if more > 0 else "")
        suspects.begin_pass(work, list(plan.entries))
        try:
            with self.run.progress.working(text, ("extract", "annotate") if engine.here else (), len(pages)):
                engine.run(partial(replay_graph, config=self.run.config, plan=plan, lanes=engine.lanes))
        except WorkerDied as error:
            if self.run.stopping():
                raise  # the worker got the same stop signal as this process
            raise PassDied(entries_at_death(work.spool)) from error
        finally:
            suspects.end_pass(work)
        self.without_record += [page.entry for page, target in chosen if target.record is None]
        self._add(ReplayResult.load(result_path), {page.entry.id: target for page, target in chosen})

    def publish(self) -> None:
        """Creates the one commit; none if no page became a record or a sighting."""
        if not self.files and not self.sightings:
            return
        work = self.run.next_pass("replay", self.state)
        result = PassResult(files=tuple(self.files), sightings=tuple(self.sightings))
        counts = replace(count_pass(result), failed=self.report.failed, remade=self.report.remade)
        publish(work, result, self.without_record, counts=counts)
        apply_commit(self.run, self.state, work)

    def _readable(self, pages: Iterator[ChosenPage | BrokenLog]) -> Iterator[ChosenPage]:
        """The pages that can be read. Unreadable places of the archive go into the report."""
        for page in pages:
            if isinstance(page, BrokenLog):
                self.report.harmed.setdefault(str(page))
            else:
                yield page

    def _settled_paths(self) -> tuple[str, ...]:
        """The settled key files, and one with the pages of the new records of earlier passes, which are not committed yet."""
        if not self.page_names:
            return self.state.settled_paths
        path = run_spool(self.run) / "names.keys"
        replace_file(path, pack(self.page_names), durable=False)
        return (*self.state.settled_paths, str(path))

    def _add(self, result: ReplayResult, targets: dict[str, ReplayTarget]) -> None:
        """Adds the result of a pass. `targets`: those of its entries, by id."""
        self.files += result.files
        self.sightings += result.sightings
        self.report.same_page += len(result.sightings)
        self.report.forgotten += len(result.forgotten)
        for failure in result.failures:
            self.report.add_failed(failure)
        if self.which.failed:
            self.page_names.update(name for ref in result.files for name in ref.names)
        for row in _rows_of_one_format(self.run.root, result.files):
            target = targets[row["id"]]
            self.report.add_record(same=target.digest == select.digest_of(row) if target.record else None)


def _rows_of_one_format(root: Path, files: Sequence[FileRef]) -> Iterator[Row]:
    """The records of a pass, read from the files of one format, so that each comes once."""
    suffix = min((Path(ref.path).suffix for ref in files), default="")
    for ref in files:
        if Path(ref.path).suffix == suffix:
            yield from rows_of(root, ref)
