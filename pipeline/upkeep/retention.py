"""How long files stay listed, by the config keys `keep_days`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.config.schema import PipelineSettings


@dataclass(frozen=True)
class Retention:
    """The first UTC days that are kept, such as 2026-01-31; empty means that all days are."""

    output: str = ""
    archive: str = ""

    def expired(self, kind: str, folder: str) -> bool:
        """Whether a folder such as `records/date=2026-01-31` is older than that.

        >>> Retention(output="2026-02-01").expired("records", "records/date=2026-01-31")
        True
        >>> Retention(output="2026-02-01").expired("archive", "archive/date=2026-01-31")
        False
        """
        first = self.archive if kind == "archive" else self.output
        return bool(first) and folder < f"{kind}/date={first}"


KEEP_ALL = Retention()


def retention_of(settings: PipelineSettings, now: datetime) -> Retention:
    """The retention that the config asks for: today and `keep_days` before it. `now`: UTC."""
    keep_days = (settings.output.keep_days, settings.archive.keep_days)
    return Retention(*(f"{now - timedelta(days=days):%Y-%m-%d}" if days else "" for days in keep_days))
