"""Counters and failures → what a person reads at the end of a run."""

from collections import Counter
from dataclasses import dataclass, field

from pipeline.store import Commit


@dataclass
class Summary:
    """What a run did. `failed`: by (stage, reason). `first_tries`: entries that were tried for the first time."""

    records: int = 0
    new_entries: int = 0
    feeds: Counter[str] = field(default_factory=Counter)
    feeds_skipped: int = 0
    next_due: str = ""
    failed: Counter[tuple[str, str]] = field(default_factory=Counter)
    first_tries: int = 0
    first_failures: int = 0
    waiting: int = 0

    def add(self, commit: Commit | None) -> None:
        """Adds what one commit published."""
        if commit is None:
            return
        for key, n in commit.counts.items():
            first, *rest = key.split(".")
            if first == "records":
                self.records += n
            elif first == "feeds":
                self.feeds[rest[0]] += n
            elif first == "failed":
                self.failed[(rest[0], rest[1])] += n
            elif first == "first_failures":
                self.first_failures += n

    def too_many_failures(self, share: float) -> bool:
        """More than `share` of the feeds failed, or of the entries that were tried for the first time in this run.

        Entries that failed before and fail again are known trouble: they do not raise the alarm twice.
        """
        feeds = sum(self.feeds.values())
        return self.feeds["failed"] > share * feeds or self.first_failures > share * self.first_tries

    def lines(self) -> list[str]:
        polled = sum(self.feeds.values())
        feeds = ", ".join(f"{n} {what}" for what, n in sorted(self.feeds.items())) if polled else "none due"
        if self.feeds_skipped:
            feeds += f"; {self.feeds_skipped} not due before {self.next_due}, but with --force"
        lines = [f"feeds     {polled} polled ({feeds})", f"entries   {self.new_entries} new"]
        quiet = not (self.new_entries or self.failed)
        lines.append(f"records   {self.records or 'none'} written" + (": nothing new" if quiet and not self.records else ""))
        for (stage, reason), n in sorted(self.failed.items()):
            lines.append(f"failed    {n} {reason} at {stage}")
        lines.append(f"waiting   {self.waiting}" + (" (see `pullquote failures`)" if self.waiting else ""))
        return lines
