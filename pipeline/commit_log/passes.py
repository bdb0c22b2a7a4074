"""A pass: the work that ends in one commit, and the ids of its run and attempt."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.commit_log.store import CommitStore


@dataclass(frozen=True)
class Pass:
    """One pass of kind poll, records, replay or compact.

    It writes files below the folder `root` with `attempt` in their names, and publishes them by commit `seq` in `store`, unless
    another attempt has taken that number. `run`: the id of its run.
    """

    root: str
    seq: int
    kind: str
    attempt: str
    run: str
    store: CommitStore

    @property
    def spool(self) -> Path:
        """The folder for files that are needed during this pass only."""
        return Path(self.root) / "spool" / self.attempt


def new_run_id(now: datetime) -> str:
    """A unique id for a run, such as `20260131T060000Z-3fa9c1`; ids sort by time. `now`: UTC."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def attempt_id(run: str, number: int) -> str:
    """The id of the nth pass of a run, counted from 1; 0 is for a command that makes a single commit."""
    return f"{run}-{number:03d}"


def command_pass(root: Path, seq: int, kind: str, store: CommitStore, now: datetime) -> Pass:
    """The only pass of a command such as `compact`, which is not a run. `now`: UTC."""
    run = new_run_id(now)
    return Pass(str(root), seq, kind, attempt_id(run, 0), run, store)
