"""Removes what a run has fetched of a forgotten article that came again at an unknown address.

Only its page tells that it is the same article. Its entry has waited until then, and its page may be in the archive: a compact
commit sums up the log without either, and what the log no longer needs is removed, as after a `forget`.
"""

from pipeline.commit_log import checkpoint
from pipeline.commit_log.counts.pass_counts import PassCounts
from pipeline.commit_log.publish import create_commit
from pipeline.commit_log.state import State
from pipeline.runs.context import Run, apply_commit


def remove_forgotten(run: Run, state: State) -> None:
    """Runs after the passes of a run. Killed before its commit, the next run does it; after it, `vacuum` removes what is left.

    Raises LostRace, BrokenLog or OSError as a pass does.
    """
    if not state.forgotten_pages:
        return
    from pipeline.upkeep.forget import remove_leftovers  # the archive's tools, for which a run has no need otherwise

    work = run.next_pass("compact", state)
    files = checkpoint.write_sum(run.root, "compact", work.attempt, state.sums())
    create_commit(work, run.clock(), files, state.feeds_as_json(), state.feed_stats_as_json(), PassCounts())
    apply_commit(run, state, work)
    remove_leftovers(run.root, state)
