"""How long files stay listed: the first UTC days that the config keeps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.config.schema import PipelineSettings


@dataclass(frozen=True)
class Keep:
    """The first UTC days that stay, such as 2026-01-31; empty: for ever."""

    output: str = ""
    archive: str = ""

    def expired(self, kind: str, folder: str) -> bool:
        """Whether a folder such as `records/date=2026-01-31` is before them.

        >>> Keep(output="2026-02-01").expired("records", "records/date=2026-01-31")
        True
        >>> Keep(output="2026-02-01").expired("archive", "archive/date=2026-01-31")
        False
        """
        first = self.archive if kind == "archive" else self.output
        return bool(first) and folder < f"{kind}/date={first}"


EVER = Keep()


def keep_of(settings: PipelineSettings, now: datetime) -> Keep:
    """What the config keeps: today, and `keep_days` before it. `now`: UTC."""
    each = (settings.output.keep_days, settings.archive.keep_days)
    return Keep(*(f"{now - timedelta(days=days):%Y-%m-%d}" if days else "" for days in each))
