"""The report of a replay: its counts, and the lines for a screen."""

from collections import Counter
from dataclasses import dataclass, field

from pipeline.commit_log.counts.failure_counts import FailureCounts, described, kind_of
from pipeline.commit_log.counts.pass_counts import Remade
from pipeline.engine.memory import peak_memory_mb
from pipeline.wording import counted
from transforms.records import Failure

MOST_FAILURES = 20  # failures that get a line each


@dataclass
class ReplayReport:
    """The counts of a replay.

    `same`: records that differ from the earlier ones only in the revision and in `made_with`. `changed`: those that differ in
    content. `new`: records of entries that had failed. `same_page`: pages that are a record already. `forgotten`: pages of
    forgotten articles. `missing`: articles whose page is not in the archive. `failure_lines`: one line for each failure.
    `harmed`: a sentence for each unreadable place of the archive; the keys of a dict, to keep them in order and unique.
    """

    same: int = 0
    changed: int = 0
    new: int = 0
    same_page: int = 0
    forgotten: int = 0
    missing: int = 0
    failed: FailureCounts = field(default_factory=Counter)
    failure_lines: list[str] = field(default_factory=list)
    harmed: dict[str, None] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def records(self) -> int:
        return self.same + self.changed + self.new

    @property
    def remade(self) -> Remade:
        return Remade(self.same, self.changed)

    @property
    def tried(self) -> int:
        """Number of pages that were tried."""
        return self.records + self.same_page + self.forgotten + self.failed.total()

    def add_record(self, same: bool | None) -> None:
        """Counts a record. `same`: whether its content is that of the earlier record; None if there was none."""
        self.new += same is None
        self.same += same is True
        self.changed += same is False

    def add_failed(self, failure: Failure) -> None:
        self.failed[kind_of(failure)] += 1
        self.failure_lines.append(" ".join(f"{failure.url or failure.id}: {failure.reason}: {failure.detail}".split()))

    def too_many_failures(self, share: float) -> bool:
        """Whether more than `share` of the tried pages failed."""
        return self.failed.total() > share * self.tried

    def lines(self) -> list[str]:
        """The report as lines for a screen."""
        return [*self._record_lines(), *self._failed_lines(), *self._archive_lines(), self._time_line()]

    def _record_lines(self) -> list[str]:
        again = self.same + self.changed
        details = f": {self.same} unchanged except for the revision, {self.changed} changed" if again else ""
        lines = [f"again     {counted(again, 'record')} made again{details}"]
        if self.new or self.same_page:
            known = f", {self.same_page} with the same page as another record" if self.same_page else ""
            lines.append(f"new       {counted(self.new, 'record')} of entries that had failed{known}")
        if self.forgotten:
            lines.append(f"forgotten {counted(self.forgotten, 'page')} of forgotten articles; nothing was changed there")
        return lines

    def _failed_lines(self) -> list[str]:
        lines = [f"failed    {n} {kind}; nothing was changed there" for kind, n in described(self.failed).items()]
        lines += [f"          {line}" for line in self.failure_lines[:MOST_FAILURES]]
        if len(self.failure_lines) > MOST_FAILURES:
            lines.append(f"          and {len(self.failure_lines) - MOST_FAILURES} more")
        return lines

    def _archive_lines(self) -> list[str]:
        lines = [f"damaged   {text}" for text in self.harmed]
        if self.missing:
            lines.append(f"missing   {counted(self.missing, 'page')} not found in the archive; nothing was changed there")
        return lines

    def _time_line(self) -> str:
        pace = f"; {self.tried / self.seconds:.1f} pages a second" if self.tried and self.seconds else ""
        return f"time      {self.seconds:.1f} s{pace}; peak memory {peak_memory_mb()} MB"
