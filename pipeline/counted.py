"""How many of what, as a person says it."""


def counted(n: int, thing: str) -> str:
    """The number and the thing, in the plural but for one.

    >>> counted(1, "record"), counted(2, "entry"), counted(0, "file"), counted(12345, "byte")
    ('1 record', '2 entries', '0 files', '12,345 bytes')
    """
    plural = f"{thing[:-1]}ies" if thing.endswith("ry") else f"{thing}s"
    return f"{n:,} {thing if n == 1 else plural}"
