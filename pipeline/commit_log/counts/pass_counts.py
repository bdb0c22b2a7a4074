"""The counts of one commit, for the summary of a run and for people who read the log."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.commit_log.counts.failure_counts import FailureCounts, failures_as_json, failures_from_json

FLAT = ("records", "changed", "unchanged", "sightings", "first_failures", "forgotten_pages", "forgotten_entries")


class LeftOut(NamedTuple):
    """A feed, and the key of its config that left entries out: `max_age` or `skip`."""

    feed: str
    key: str


@dataclass(frozen=True)
class Remade:
    """Records that a replay made again. `same`: those that differ in the revision only. `changed`: the others."""

    same: int = 0
    changed: int = 0


@dataclass(frozen=True)
class Compacted:
    """Numbers of files of a compact commit. `replaced`: by merged ones. `made`: merged files. `expired`: older than kept."""

    replaced: int = 0
    made: int = 0
    expired: int = 0


@dataclass(frozen=True)
class PassCounts:
    """The counts of a pass of any kind; those that do not apply to it are 0, empty or None.

    `records`: each once, in however many formats. `changed`: records that are a new version of an article. `unchanged`:
    articles that a recheck found unchanged. `first_failures`: entries that failed at their first try. `feeds`: polled feeds by
    outcome: read, unchanged, failed. `forgotten_pages`: fetched pages of forgotten articles. `forgotten_entries`: entries that
    `forget` removed.
    """

    records: int = 0
    changed: int = 0
    unchanged: int = 0
    sightings: int = 0
    failed: FailureCounts = field(default_factory=Counter)
    first_failures: int = 0
    feeds: Counter[str] = field(default_factory=Counter)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    forgotten_pages: int = 0
    forgotten_entries: int = 0
    remade: Remade | None = None
    compacted: Compacted | None = None

    def as_json(self) -> dict[str, Any]:
        """The counts as nested JSON, without those that are 0 or empty."""
        left_out: dict[str, dict[str, int]] = {}
        for (feed, key), n in sorted(self.left_out.items()):
            left_out.setdefault(feed, {})[key] = n
        row = {
            **{name: getattr(self, name) for name in FLAT},
            "failed": failures_as_json(self.failed),
            "feeds": dict(sorted(self.feeds.items())),
            "left_out": left_out,
            "remade": self.remade and vars(self.remade),
            "compacted": self.compacted and vars(self.compacted),
        }
        return {key: value for key, value in row.items() if value}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "PassCounts":
        """The counts of a JSON object, also of an earlier commit with flat keys. Unknown keys are ignored."""
        old = _counts_of_flat_keys(row)
        remade, compacted = row.get("remade"), row.get("compacted")
        return cls(
            **{name: row[name] for name in FLAT if name in row} | old.numbers,
            failed=failures_from_json(row),
            feeds=Counter(row.get("feeds", {})) + old.feeds,
            left_out=Counter({LeftOut(feed, key): n for feed, by in row.get("left_out", {}).items() for key, n in by.items()})
            + old.left_out,
            remade=Remade(**remade) if remade else old.remade,
            compacted=Compacted(**compacted) if compacted else old.compacted,
        )


@dataclass(frozen=True)
class _FlatCounts:
    """The counts in the flat keys of earlier commits. `numbers`: by field of PassCounts."""

    numbers: dict[str, int]
    feeds: Counter[str]
    left_out: Counter[LeftOut]
    remade: Remade | None
    compacted: Compacted | None


def _counts_of_flat_keys(row: Mapping[str, Any]) -> _FlatCounts:
    """Reads the flat keys of earlier commits: `feeds.read`, `left_out.skip.<feed>`, `unwanted`, `forgotten`, `same`, `made`."""
    numbers: dict[str, int] = {}
    feeds, left_out = Counter[str](), Counter[LeftOut]()
    for key, n in row.items():
        first, _, rest = key.partition(".")
        if first == "feeds" and rest:
            feeds[rest] = n
        elif first == "left_out" and rest:
            config_key, _, feed = rest.partition(".")  # the id of a feed may contain dots
            left_out[LeftOut(feed, config_key)] = n
    if "unwanted" in row:
        numbers["forgotten_pages"] = row["unwanted"]
    if "forgotten" in row:
        numbers["forgotten_entries"] = row["forgotten"]
    remade = None
    if "same" in row:  # a replay, where `changed` counted records made again
        remade, numbers["changed"] = Remade(row["same"], row["changed"]), 0
    compacted = Compacted(row["replaced"], row["made"], row.get("expired", 0)) if "replaced" in row else None
    return _FlatCounts(numbers, feeds, left_out, remade, compacted)
