"""What was forgotten and came again at an address that nobody knew: only with its page is it known, and then it goes again.

Its entry has waited until then, and its page may be in the archive: the log is summed up by a compact commit, which names
neither, and what it needs no more is removed, as after a `forget`.
"""

from pipeline.commit_log import checkpoint
from pipeline.commit_log.publish import commit
from pipeline.commit_log.state import State
from pipeline.runs.context import Run, published


def clear(run: Run, state: State) -> None:
    """After the passes of a run. Killed before its commit, it is the next run's to do; after it, the vacuum takes what is left.

    Raises LostRace, BrokenLog or OSError as a pass does.
    """
    if not state.unwanted:
        return
    from pipeline.upkeep.forget import sweep  # the archive's tools, for which a run has no need otherwise

    work = run.next_pass("compact", state)
    files = checkpoint.write_sum(run.root, "compact", work.attempt, state.sums())
    commit(work, run.clock(), files, state.feeds_as_json(), state.tallies_as_json(), {})
    published(run, state, work)
    sweep(run.root, state)
