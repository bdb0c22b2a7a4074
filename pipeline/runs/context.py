"""What the steps of a run share: its config, engine, clock and log, and how the commit of a pass is added to the state."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.commit_log.passes import Pass, attempt_id, new_run_id
from pipeline.commit_log.reading.queries import rows_of
from pipeline.commit_log.state import State
from pipeline.commit_log.store import Commit, CommitStore, LocalStore, LostRace
from pipeline.config.load import Config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.host_backoff import Pauses
from pipeline.runs.progress import NoProgress, ProgressView
from pipeline.runs.summary import Summary


@dataclass
class Run:
    """One run, passed from step to step. `clock` gives the UTC time.

    `stopping`: called between two commits; the run ends there when it returns True.
    """

    config: Config
    root: Path
    engine: Engine
    force: bool = False
    progress: ProgressView = field(default_factory=NoProgress)
    stopping: Callable[[], bool] = lambda: False
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    summary: Summary = field(default_factory=Summary)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        self.store: CommitStore = LocalStore(self.root)
        self.id = new_run_id(self.clock())
        self.summary.run, self.summary.at = self.id, self.clock().isoformat(timespec="seconds")
        self.passes = 0
        self.updates: Counter[str] = Counter()  # by feed: articles checked in this run since the feed says that they changed
        self.pauses: Pauses = {}  # until when to send no request to a host; empty with `force`

    @property
    def attempt(self) -> str:
        """The attempt id of the latest pass."""
        return attempt_id(self.id, self.passes)

    def next_pass(self, kind: str, state: State) -> Pass:
        self.passes += 1
        return Pass(str(self.root), state.seq + 1, kind, self.attempt, self.id, self.store)


def run_spool(run: Run) -> Path:
    """Where the processes of a run leave to each other what they read of robots.txt; gone with the run."""
    return run.root / "spool" / run.id


def apply_commit(run: Run, state: State, work: Pass) -> Commit:
    """Adds the commit of a pass to the state, and returns it.

    RuntimeError when the pass published nothing; LostRace when another run took its number.
    """
    commit = apply_any_commit(run, state, work)
    if commit is None:
        raise RuntimeError(f"the {work.kind} pass {work.attempt} ended without a commit")
    return commit


def apply_any_commit(run: Run, state: State, work: Pass) -> Commit | None:
    """The same for a pass of which nothing may have come: None when it published nothing."""
    if work.seq not in run.store.numbers(after=state.seq):
        return None
    commit = run.store.read(work.seq)
    if commit.attempt != work.attempt:
        raise LostRace(f"another run published commit {work.seq} of {run.root} first; the next run goes on from there")
    state.apply(commit)
    return commit


def rows_of_commit(run: Run, commit: Commit | None, kind: str) -> list[dict[str, Any]]:
    """The rows of one kind that a commit has published: failures or sightings."""
    refs = [ref for ref in commit.files if ref.kind == kind] if commit else []
    return [row for ref in refs for row in rows_of(run.root, ref)]
