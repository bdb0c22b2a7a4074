"""What a replay did: counters → what a person reads."""

from collections import Counter
from dataclasses import dataclass, field

from pipeline.engine.memory import peak_memory_mb
from pipeline.runs.summary import Failed, told_of
from pipeline.wording import counted
from transforms.records import Failure

ON_A_SCREEN = 20  # failures


@dataclass
class Replayed:
    """`same`: but for the revision and what made it. `new`: records of what had failed. `missing`: no page of theirs is kept.

    `harmed`: a sentence for each file of the archive that could not be read to its end.
    """

    same: int = 0
    changed: int = 0
    new: int = 0
    same_page: int = 0
    forgotten: int = 0
    missing: int = 0
    failed: Counter[Failed] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    harmed: dict[str, None] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def records(self) -> int:
        return self.same + self.changed + self.new

    @property
    def tried(self) -> int:
        return self.records + self.same_page + self.forgotten + self.failed.total()

    def add_record(self, same: bool | None) -> None:
        """`same`: as the record before; None when there was none."""
        self.new += same is None
        self.same += same is True
        self.changed += same is False

    def add_failed(self, failure: Failure) -> None:
        self.failed[failure.stage, failure.reason] += 1
        self.told.append(" ".join(f"{failure.url or failure.id}: {failure.reason}: {failure.detail}".split()))

    def counts(self) -> dict[str, int]:
        """For the commit, beside the number of records."""
        found = {name: getattr(self, name) for name in ("same", "changed")}
        return found | {f"failed.{stage}.{reason}": n for (stage, reason), n in sorted(self.failed.items())}

    def too_many_failures(self, share: float) -> bool:
        """More than `share` of the pages that were tried."""
        return self.failed.total() > share * self.tried

    def lines(self) -> list[str]:
        """For a screen."""
        again = self.same + self.changed
        told = f": {self.same} the same but for the revision, {self.changed} changed" if again else ""
        lines = [f"again     {counted(again, 'record')} made again{told}"]
        if self.new or self.same_page:
            known = f", {self.same_page} the same page as another" if self.same_page else ""
            lines.append(f"new       {counted(self.new, 'record')} of what had failed{known}")
        if self.forgotten:
            lines.append(f"forgotten {counted(self.forgotten, 'page')} of what was forgotten; what there was stays")
        lines += [f"failed    {n} {what}; what there was stays" for what, n in told_of(self.failed).items()]
        lines += [f"          {text}" for text in self.told[:ON_A_SCREEN]]
        if len(self.told) > ON_A_SCREEN:
            lines.append(f"          and {len(self.told) - ON_A_SCREEN} more")
        lines += [f"harmed    {text}" for text in self.harmed]
        if self.missing:
            lines.append(f"missing   {counted(self.missing, 'page')} not found in the archive; what there was stays")
        pace = f"; {self.tried / self.seconds:.1f} pages a second" if self.tried and self.seconds else ""
        return [*lines, f"time      {self.seconds:.1f} s{pace}; peak memory {peak_memory_mb()} MB"]
