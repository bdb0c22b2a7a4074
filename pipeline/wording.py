"""Counts and durations in words."""


def counted(n: int, thing: str) -> str:
    """A number with its noun, in the plural except for one.

    >>> counted(1, "record"), counted(2, "entry"), counted(0, "file"), counted(12345, "byte")
    ('1 record', '2 entries', '0 files', '12,345 bytes')
    """
    plural = f"{thing[:-1]}ies" if thing.endswith("ry") else f"{thing}s"
    return f"{n:,} {thing if n == 1 else plural}"


def duration_text(seconds: float) -> str:
    """A duration to the nearest minute, hour or day.

    >>> duration_text(20), duration_text(5_400), duration_text(86_400), duration_text(12.4 * 86_400)
    ('0 minutes', '2 hours', '24 hours', '12 days')
    """
    thing, unit = ("minute", 60) if seconds < 5_400 else ("hour", 3_600) if seconds < 2 * 86_400 else ("day", 86_400)
    return counted(round(seconds / unit), thing)
