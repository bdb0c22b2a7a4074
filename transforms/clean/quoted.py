"""Where a line quotes somebody."""

import re

QUOTATION = re.compile(r"[\"“„«‟»][^\"“”„«»‟]{2,2000}?[\"“”»«‟]")


def within_quotation(line: str, place: int) -> bool:
    """Whether the character at `place` (an offset in the line) is inside quotation marks.

    >>> within_quotation("He wrote “dear {{name}}” twice.", 15), within_quotation("“No,” she said. {{ad}}", 16)
    (True, False)
    """
    return any(match.start() < place < match.end() - 1 for match in QUOTATION.finditer(line))
