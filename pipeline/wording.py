"""How many of what, and how long, as a person says it."""


def counted(n: int, thing: str) -> str:
    """The number and the thing, in the plural but for one.

    >>> counted(1, "record"), counted(2, "entry"), counted(0, "file"), counted(12345, "byte")
    ('1 record', '2 entries', '0 files', '12,345 bytes')
    """
    plural = f"{thing[:-1]}ies" if thing.endswith("ry") else f"{thing}s"
    return f"{n:,} {thing if n == 1 else plural}"


def lasting(seconds: float) -> str:
    """A time to the nearest minute, hour or day, whichever says enough.

    >>> lasting(20), lasting(5_400), lasting(86_400), lasting(12.4 * 86_400)
    ('0 minutes', '2 hours', '24 hours', '12 days')
    """
    thing, unit = ("minute", 60) if seconds < 5_400 else ("hour", 3_600) if seconds < 2 * 86_400 else ("day", 86_400)
    return counted(round(seconds / unit), thing)
