"""Regular expressions for the parts of a date, matched against folded text (lower case, ASCII digits, no accents)."""

import re

from transforms.date_tables.words import HALF_DAYS

# 2026-01-31, 2026/1/31, 2026.01.31, also 2026年1月31日 and 2026년 1월 31일; the year never has five digits.
YEAR_FIRST = re.compile(
    r"(?<![\d.:+-])(\d{4})(?:([-/.])\s?(\d{1,2})\2\s?(\d{1,2})|\s?[年년]\s*(\d{1,2})\s?[月월]\s*(\d{1,2})\s?[日일])(?![\d:])"
)
# 20260131, alone or followed by T093000.
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2})?)?(?=$|[^\d])")
# 31.01.2026, 31/1/2026, 01-31-2026
YEAR_LAST = re.compile(r"(?<![\d.:/-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?![\d:])")
# 31 tháng 1 năm 2026, 31 tháng 1, 2026: Vietnamese months have numbers.
NUMBERED = re.compile(r"(?<!\d)(\d{1,2})\s+thang\s+(\d{1,2})\s*(?:,\s*)?(?:nam\s+)?(\d{4})(?!\d)")
# 09:30, 9:30:15.123, 9h30, 9.30 (Finnish, Danish); the dotted date has been taken out before.
CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})(?::|\s?h\s?|\.)(\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?![\d:])")
HOUR = re.compile(r"\bt(\d{2})(?=z|[+-]|$)()()")  # 2026-01-31T09Z
# After the clock: +0100, +01:00, +1, gmt+1; an offset wins over a name: `EST-0500`. Else z, est.
OFFSET = re.compile(r"\s*(?:[a-z]{1,5}\s*)?([+\u2212-])(\d{1,2}):?(\d{2})?(?![\d:])")
ZONE = re.compile(r"\s*\(?([a-z]{1,5})\b")
MARK = "|".join(sorted(map(re.escape, HALF_DAYS), key=len, reverse=True))
HALF_DAY = re.compile(rf"^\s*({MARK})(?![^\W\d_])")
HALF_DAY_BEFORE = re.compile(rf"(?:^|\W|[日일])({MARK})\s*$")
WHOLE_CLOCK = re.compile(rf"{CLOCK.pattern}(?:\s*(?:{MARK})(?![^\W\d_]))?(?:{OFFSET.pattern})?")
WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
MARKS = re.compile("[\u200e\u200f\u061c\u00ad\ufeff]")
EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}(?:\.\d+)?|\d{16}")
