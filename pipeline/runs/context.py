"""The context of a run, shared by its steps: config, engine, clock, store; and adding the commit of a pass to the state."""

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
    """One run, passed from step to step.

    `root`: the output folder. `force`: poll all feeds and try all entries, due or not. `stopping`: called between two commits;
    the run ends there when it returns True. `clock`: returns the UTC time.
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
        self.updates: Counter[str] = Counter()  # by feed: updates that were chosen in this run, as `is_update` counts them
        self.pauses: Pauses = {}  # hosts to leave alone, and until when; earlier ones are not read with `force`

    @property
    def attempt(self) -> str:
        """The attempt id of the latest pass."""
        return attempt_id(self.id, self.passes)

    def next_pass(self, kind: str, state: State) -> Pass:
        self.passes += 1
        return Pass(str(self.root), state.seq + 1, kind, self.attempt, self.id, self.store)


def run_spool(run: Run) -> Path:
    """The folder in which the processes of a run share robots.txt rules; removed at the end of the run."""
    return run.root / "spool" / run.id


def apply_commit(run: Run, state: State, work: Pass) -> Commit:
    """Adds the commit of a pass to the state, and returns it.

    Raises RuntimeError when the pass published nothing, LostRace when another run took its number.
    """
    commit = apply_any_commit(run, state, work)
    if commit is None:
        raise RuntimeError(f"the {work.kind} pass {work.attempt} ended without a commit")
    return commit


def apply_any_commit(run: Run, state: State, work: Pass) -> Commit | None:
    """The same for a pass that may have no output: returns None when it published nothing."""
    if work.seq not in run.store.numbers(after=state.seq):
        return None
    commit = run.store.read(work.seq)
    if commit.attempt != work.attempt:
        raise LostRace(f"another run published commit {work.seq} of {run.root} first; the next run goes on from there")
    state.apply(commit)
    return commit


def rows_of_commit(run: Run, commit: Commit | None, kind: str) -> list[dict[str, Any]]:
    """The rows of one kind, failures or sightings, that a commit has published; none without a commit."""
    refs = [ref for ref in commit.files if ref.kind == kind] if commit else []
    return [row for ref in refs for row in rows_of(run.root, ref)]
