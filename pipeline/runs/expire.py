"""Takes files that are older than the config keeps off the list of live files, by a compact commit; keys stay settled.

The first run of a UTC day does so, and removes what has not been needed for a day, as `pullquote vacuum` does. `kept.json` says
to the runs after it that this was done; when that file is lost, it is only done again.
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
GRACE = timedelta(days=1)  # a reader may have begun just before a file left the list


def expire(run: Run, state: State) -> None:
    """Runs once a day, and when the config keeps files for another time than before.

    Raises LostRace, BrokenLog or OSError as a pass does.
    """
    from pipeline.upkeep.compact import compact  # the formats, for which a run that has nothing new has no need

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
