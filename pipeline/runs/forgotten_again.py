"""Removes the traces of a forgotten article that a feed listed again at a new address.

Only the fetched page shows that it is the same article. By then its entry is in files of waiting entries, and its page may be
in the archive. So a compact commit replaces the log without them, and unneeded files are removed, as after `forget`.
"""

from pipeline.commit_log import checkpoint
from pipeline.commit_log.counts.pass_counts import PassCounts
from pipeline.commit_log.publish import create_commit
from pipeline.commit_log.state import State
from pipeline.runs.context import Run, apply_commit


def remove_forgotten(run: Run, state: State) -> None:
    """Removes these traces after the passes of a run. Raises LostRace, BrokenLog or OSError.

    If the run is killed before the commit, the next run does it; if after it, `vacuum` removes the files that are left.
    """
    if not state.forgotten_pages:
        return
    from pipeline.upkeep.forget import remove_leftovers  # imports warcio, which a run without forgotten pages does not need

    work = run.next_pass("compact", state)
    files = checkpoint.write_sum(run.root, "compact", work.attempt, state.sums())
    create_commit(work, run.clock(), files, state.feeds_as_json(), state.feed_stats_as_json(), PassCounts())
    apply_commit(run, state, work)
    remove_leftovers(run.root, state)
