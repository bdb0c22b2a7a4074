"""The summary of a run as JSON: `summary.json` in the output folder."""

import json
from pathlib import Path
from typing import Any

from pipeline.commit_log.counts.failure_counts import STAGES, described
from pipeline.engine.memory import peak_memory_mb
from pipeline.runs.summary import FeedSummary, Summary
from transforms.atomic_file import replace_file

FILE = "summary.json"


def summary_as_json(summary: Summary) -> dict[str, Any]:
    seconds = stage_seconds(summary)
    return {
        "run": summary.run,
        "at": summary.at,
        "ended": summary.ended,
        "passes": summary.passes,
        "records": summary.records,
        "new_entries": summary.new_entries,
        "sightings": summary.sightings,
        "expired": summary.expired,
        "waiting": summary.waiting,
        "looked_at_again": summary.rechecks_waiting,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "next_due": summary.next_due,
        "seconds": round(summary.seconds, 3),
        "articles_a_second": round(summary.articles_per_second, 3),
        "peak_memory_mb": peak_memory_mb(),
        "polled": dict(sorted(summary.polled.items())),
        "feeds_not_due": summary.feeds_not_due,
        "failed": described(summary.failed),
        "stages": {
            stage: {
                "seconds": round(seconds[stage], 3),
                **{name: n for name, n in sorted(summary.stages[stage].items()) if name != "microseconds"},
            }
            for stage in seconds
        },
        "feeds": {name: _feed_as_json(feed) for name, feed in sorted(summary.feeds.items())},
    }


def stage_seconds(summary: Summary) -> dict[str, float]:
    """Seconds of each stage, in pipeline order, summed over all workers; so their sum may exceed the duration of the run."""
    return {stage: summary.stages[stage]["microseconds"] / 1e6 for stage in STAGES if stage in summary.stages}


def save_summary(summary: Summary, root: Path) -> None:
    """Writes `summary.json` in the output folder. Raises OSError when the disk is full."""
    replace_file(root / FILE, f"{json.dumps(summary_as_json(summary), ensure_ascii=False, indent=1)}\n".encode())


def _feed_as_json(feed: FeedSummary) -> dict[str, Any]:
    return {
        "poll": feed.poll,
        **({"due_at": feed.due_at} if feed.due_at else {}),
        **feed.signs,
        **({"notes": list(feed.notes)} if feed.notes else {}),
        "new": feed.new,
        "fetched": feed.fetched,
        "records": feed.records,
        "failed": described(feed.failed),
        **({"left_out": dict(sorted(feed.left_out.items()))} if feed.left_out else {}),
    }
