"""Counters and failures → what a person reads at the end of a run, and `summary.json` for a program."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.commit_log.store import Commit
from pipeline.engine.memory import peak_memory_mb
from pipeline.wording import counted
from transforms.articles import Entry
from transforms.atomic_file import replace_file

FILE = "summary.json"
STAGES = ("poll", "fetch", "extract", "clean", "annotate", "write")
ON_A_SCREEN = 20  # feeds
Failed = tuple[str, str]  # stage and reason
READ = "read"  # what is said of a feed that did not fail, whether it had changed or not
NOT_DUE, STOPPED = "not due", "stopped"
SIGNS = {"layout": "with another layout", "silent": "silent"}
NAMED = 5  # feeds of one trouble, on a screen


@dataclass
class OfFeed:
    """What a run brought from one feed. `poll`: read, not due, stopped, or the reason why it failed; None when the config does
    not have it. `due_at`: when it is asked next. `signs`: what its history says, by a word: silent, layout.

    `notes`: what is odd about it. `failed`: by stage and reason. An entry that several feeds list counts for the first.
    `left_out`: of what it lists, by the config's key.
    """

    poll: str | None = None
    due_at: str | None = None
    signs: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    new: int = 0
    records: int = 0
    failed: Counter[Failed] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def fetched(self) -> int:
        """Entries whose page came, or whose feed carried it, whatever became of it."""
        return self.records + sum(n for (stage, _), n in self.failed.items() if stage not in ("poll", "fetch"))

    def __str__(self) -> str:
        told = [f"{self.poll} at poll"] if self.poll not in (None, READ, NOT_DUE, STOPPED) else []
        told += [f"{self.new} new"] if self.new else []
        told += [counted(self.records, "record")] if self.records else []
        told += [f"{n} left out by {why}" for why, n in sorted(self.left_out.items())]
        return ", ".join([*told, *(f"{n} {what}" for what, n in told_of(self.failed).items()), *self.notes])


def told_of(failed: Mapping[Failed, int]) -> dict[str, int]:
    """How often what failed where, in the order of the data's way.

    >>> told_of({("fetch", "NotFound"): 2, ("poll", "Timeout"): 1})
    {'Timeout at poll': 1, 'NotFound at fetch': 2}
    """
    way = {stage: place for place, stage in enumerate(STAGES)}
    return {f"{what} at {at}": n for (at, what), n in sorted(failed.items(), key=lambda i: (way.get(i[0][0], len(way)), i[0]))}


@dataclass
class Summary:
    """What a run did. `failed`: by stage and reason. `first_tries`: entries that were tried for the first time.
    `expired`: files that are older than the config keeps.

    `ended`: done, stopped (by a signal) or failed; None while it is at work. `waiting`: None when that was not found out;
    `looked_at_again`: articles that will be, beside them. `changed`: records that are a new version; `unchanged`: articles that
    were looked at again and have not changed.
    `stages`: what each counted, and its `microseconds` over all workers. Times in seconds; `at`: UTC, when it began.
    """

    run: str = ""
    at: str = ""
    ended: str | None = None
    seconds: float = 0.0
    record_seconds: float = 0.0
    passes: int = 0
    records: int = 0
    new_entries: int = 0
    sightings: int = 0
    expired: int = 0
    polled: Counter[str] = field(default_factory=Counter)
    feeds_skipped: int = 0
    next_due: str = ""
    failed: Counter[Failed] = field(default_factory=Counter)
    first_tries: int = 0
    first_failures: int = 0
    waiting: int | None = None
    looked_at_again: int = 0
    changed: int = 0
    unchanged: int = 0
    feeds: dict[str, OfFeed] = field(default_factory=dict)
    stages: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, commit: Commit | None) -> None:
        """Adds what one commit published."""
        if commit is None:
            return
        self.passes += 1
        for key, n in commit.counts.items():
            first, *rest = key.split(".")
            if first == "records":
                self.records += n
            elif first == "feeds":
                self.polled[rest[0]] += n
            elif first == "failed":
                self.failed[(rest[0], rest[1])] += n
            elif first in ("sightings", "changed", "unchanged"):
                setattr(self, first, getattr(self, first) + n)
            elif first == "left_out":
                why, ident = key.split(".", 2)[1:]  # an id may hold dots
                self.of(ident).left_out[why] += n
            elif first == "first_failures":
                self.first_failures += n

    def of(self, feed: str | None) -> OfFeed:
        return self.feeds.setdefault(feed or "", OfFeed())

    def add_new(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.new_entries += 1
            self.of(entry.feeds[0]).new += 1

    def add_tried(self, settled: Iterable[Entry], failures: Iterable[Mapping[str, Any]]) -> None:
        """What came of the entries of a pass: those that wait no more, and the failures' rows."""
        lost = set()
        for row in failures:
            self.of(row["feed"]).failed[row["stage"], row["reason"]] += 1
            lost.add(row["id"])
        for entry in settled:
            self.of(entry.feeds[0]).records += entry.id not in lost

    def add_figures(self, figures: Mapping[str, Counter[str]]) -> None:
        for stage, counts in figures.items():
            self.stages.setdefault(stage, Counter()).update(counts)

    def too_many_failures(self, share: float) -> bool:
        """More than `share` of the feeds failed, or of the entries that were tried for the first time in this run.

        Entries that failed before and fail again are known trouble: they do not raise the alarm twice.
        """
        feeds = sum(self.polled.values())
        return self.polled["failed"] > share * feeds or self.first_failures > share * self.first_tries

    @property
    def articles_a_second(self) -> float:
        """Records by the seconds of the passes that made them, start of workers and loading of models included."""
        return self.records / self.record_seconds if self.record_seconds else 0.0

    def lines(self, look: str) -> list[str]:
        """For a screen. `look`: the command that shows what failed."""
        polled = sum(self.polled.values())
        feeds = ", ".join(f"{n} {what}" for what, n in sorted(self.polled.items())) if polled else "none due"
        if self.feeds_skipped:
            before = f" before {self.next_due}" if self.next_due else ""  # none, where all have gone for good
            feeds += f"; {self.feeds_skipped} not due{before}, but with --force"
        lines = [f"feeds     {polled} polled ({feeds})"]
        telling = [(name, str(feed)) for name, feed in sorted(self.feeds.items()) if str(feed)]
        lines += [f"          {name}: {told}" for name, told in telling[:ON_A_SCREEN]]
        if len(telling) > ON_A_SCREEN:
            lines.append(f"          and {counted(len(telling) - ON_A_SCREEN, 'more feed')}, in {FILE}")
        again = f", {self.sightings} known ones listed by another feed or at another address" if self.sightings else ""
        lines += self.sign_lines()
        lines.append(f"entries   {self.new_entries} new{again}")
        quiet = not (self.new_entries or self.failed)
        nothing = ": nothing new" if quiet and not self.records else ""
        new = f", {self.changed} of them since the article changed" if self.changed else ""
        lines.append(f"records   {self.records or 'none'} written{new}{nothing}")
        if self.changed or self.unchanged or self.looked_at_again:
            told = f"{self.changed + self.unchanged} looked at again, {self.changed or 'none'} changed"
            lines.append(f"again     {told}; {self.looked_at_again} will be")
        if self.expired:
            lines.append(f"expired   {counted(self.expired, 'file')}, older than the config keeps")
        lines += [f"failed    {n} {what}" for what, n in told_of(self.failed).items()]
        lines.append(f"waiting   {self.waiting}" + (f" (see `{look}`)" if self.waiting or self.failed else ""))
        each = ", ".join(f"{stage} {s:.1f}" for stage, s in self.stage_seconds().items() if s >= 0.05)
        pace = f"; {self.articles_a_second:.1f} articles a second" if self.records else ""
        lines.append(f"time      {self.seconds:.1f} s{f' ({each})' if each else ''}{pace}; peak memory {peak_memory_mb()} MB")
        return lines

    def sign_lines(self) -> list[str]:
        """What the feeds' histories say, a line a sign; the whole sentences stand in `feeds status`."""
        lines = []
        for word, what in (("silent", "longer than is its habit"), ("layout", "pages that gave articles hardly do")):
            named = [name for name, feed in sorted(self.feeds.items()) if word in feed.signs]
            if named:
                more = f" and {counted(len(named) - NAMED, 'more feed')}" if len(named) > NAMED else ""
                lines.append(f"{word:<9} {', '.join(named[:NAMED])}{more}: {what}; see `pullquote feeds status`")
        return lines

    def line(self) -> str:
        """All of it in one line, for a log that grows by one each time."""
        failed = sum(self.failed.values())
        told = [counted(self.records, "record"), f"{self.new_entries} new", f"{failed} failed"]
        told += [f"{self.changed} changed"] if self.changed else []
        told += [] if self.waiting is None else [f"{self.waiting} waiting"]
        signs = Counter(word for feed in self.feeds.values() for word in feed.signs)
        told += [f"{counted(n, 'feed')} {SIGNS[word]}" for word, n in sorted(signs.items())]
        return f"{', '.join(told)}; {self.seconds:.1f} s; peak memory {peak_memory_mb()} MB"

    def stage_seconds(self) -> dict[str, float]:
        """In the order of the data's way; over all workers, so that they may add up to more than the run took."""
        return {stage: self.stages[stage]["microseconds"] / 1e6 for stage in STAGES if stage in self.stages}

    def as_json(self) -> dict[str, Any]:
        seconds = self.stage_seconds()
        return {
            **{
                k: getattr(self, k)
                for k in (
                    "run",
                    "at",
                    "ended",
                    "passes",
                    "records",
                    "new_entries",
                    "sightings",
                    "expired",
                    "waiting",
                    "looked_at_again",
                    "changed",
                    "unchanged",
                    "next_due",
                )
            },
            "seconds": round(self.seconds, 3),
            "articles_a_second": round(self.articles_a_second, 3),
            "peak_memory_mb": peak_memory_mb(),
            "polled": dict(sorted(self.polled.items())),
            "feeds_not_due": self.feeds_skipped,
            "failed": told_of(self.failed),
            "stages": {
                stage: {
                    "seconds": round(seconds[stage], 3),
                    **{k: n for k, n in sorted(self.stages[stage].items()) if k != "microseconds"},
                }
                for stage in seconds
            },
            "feeds": {
                name: {
                    "poll": f.poll,
                    **({"due_at": f.due_at} if f.due_at else {}),
                    **f.signs,
                    **({"notes": list(f.notes)} if f.notes else {}),
                    "new": f.new,
                    "fetched": f.fetched,
                    "records": f.records,
                    "failed": told_of(f.failed),
                    **({"left_out": dict(sorted(f.left_out.items()))} if f.left_out else {}),
                }
                for name, f in sorted(self.feeds.items())
            },
        }

    def save(self, root: Path) -> None:
        """`summary.json` of the last run. OSError when the disk is full."""
        replace_file(root / FILE, f"{json.dumps(self.as_json(), ensure_ascii=False, indent=1)}\n".encode())
