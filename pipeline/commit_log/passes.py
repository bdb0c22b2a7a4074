"""A pass: the work that leads to one commit, with the ids of the run and of the attempt that it belongs to."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.commit_log.store import CommitStore


@dataclass(frozen=True)
class Pass:
    """One pass of kind poll, records, replay or compact.

    It writes files below `root` with `attempt` in their names, and publishes them by commit `seq` in `store`, if no other
    attempt has taken that number. `run`: id of the run that it is part of.
    """

    root: str
    seq: int
    kind: str
    attempt: str
    run: str
    store: CommitStore

    @property
    def spool(self) -> Path:
        """The folder for what lives only as long as this pass."""
        return Path(self.root) / "spool" / self.attempt


def new_run_id(now: datetime) -> str:
    """A name for a run that no other run has, in the order of time. `now`: UTC."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def attempt_id(run: str, number: int) -> str:
    """A name for the nth pass of a run, counted from 1; 0 is for a command that makes one commit."""
    return f"{run}-{number:03d}"


def command_pass(root: Path, seq: int, kind: str, store: CommitStore, now: datetime) -> Pass:
    """The only pass of a command that is no run, such as `compact`. `now`: UTC."""
    run = new_run_id(now)
    return Pass(str(root), seq, kind, attempt_id(run, 0), run, store)
