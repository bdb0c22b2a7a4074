"""Expires files that are older than `keep_days`: a compact commit no longer lists them. Their entries stay settled.

This is done by the first run of a UTC day, which also removes files that have not been needed for a day, as `pullquote vacuum`
does. `kept.json` tells later runs of that day that it was done; if the file is lost, it is done again.
"""

import json
from contextlib import suppress
from dataclasses import astuple
from datetime import timedelta
from pathlib import Path

from pipeline.commit_log.state import State
from pipeline.runs.context import Run, apply_commit
from pipeline.upkeep.retention import KEEP_ALL, retention_of
from pipeline.upkeep.vacuum import remove_file, unneeded_files
from transforms.atomic_file import replace_file

FILE = "kept.json"
GRACE = timedelta(days=1)  # a reader may have listed a file just before it expired


def expire(run: Run, state: State) -> None:
    """Expires old files, once a day and whenever `keep_days` was changed. Raises LostRace, BrokenLog or OSError."""
    from pipeline.upkeep.compact import compact  # imports pyarrow, which a run with nothing new does not need

    now = run.clock()
    keep = retention_of(run.config.settings, now)
    if keep == KEEP_ALL or _kept_at_last_run(run.root) == list(astuple(keep)):
        return
    for path in unneeded_files(run.root, run.store, now=now, grace=GRACE):
        remove_file(run.root, path)
    work = run.next_pass("compact", state)
    if compact(work, state, before="", keep=keep):
        compacted = apply_commit(run, state, work).counts.compacted
        run.summary.expired += compacted.expired if compacted else 0
    with suppress(OSError):
        replace_file(run.root / FILE, json.dumps(astuple(keep)).encode())


def _kept_at_last_run(root: Path) -> object:
    with suppress(OSError, ValueError):
        return json.loads((root / FILE).read_bytes())
    return None
