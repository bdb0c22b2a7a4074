"""A date as feeds and pages write it, in ISO 8601. Nothing here raises; what is nonsense or could be two days is None.

Standard library only: dateparser takes milliseconds a date, and guesses where two readings are possible.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone

from transforms.date_words import HALF_DAYS, LEVANT, LONG_MONTHS, MONTHS, MORE_MONTHS, ZONES

LONGEST = 120  # characters; the longest honest one is JavaScript's `Sat Jan 31 2026 … (Central European Standard Time)`
FUTURE = timedelta(days=2)  # clocks go wrong by a zone or a day; what lies further ahead is an event, or a mistake
BUDDHIST = 543  # Thai years count from 543 before ours
OLDEST_YEAR = 1990  # no news site is older; 1970 is an empty field

# 2026-01-31, 2026/1/31, 2026.01.31, also 2026年1月31日 and 2026년 1월 31일; the year never has five digits.
YEAR_FIRST = re.compile(
    r"(?<![\d.:+-])(\d{4})(?:([-/.])\s?(\d{1,2})\2\s?(\d{1,2})|\s?[年년]\s*(\d{1,2})\s?[月월]\s*(\d{1,2})\s?[日일])(?![\d:])"
)
# 20260131, alone or with T093000 behind it.
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2})?)?(?=$|[^\d])")
# 31.01.2026, 31/1/2026, 01-31-2026
YEAR_LAST = re.compile(r"(?<![\d.:/-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?![\d:])")
# 31 tháng 1 năm 2026, 31 tháng 1, 2026: Vietnamese months have numbers.
NUMBERED = re.compile(r"(?<!\d)(\d{1,2})\s+thang\s+(\d{1,2})\s*,?\s*(?:nam\s+)?(\d{4})(?!\d)")
# 09:30, 9:30:15.123, 9h30, 9.30 (Finnish, Danish); the dotted date has been taken out before.
CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})(?::|\s?h\s?|\.)(\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?![\d:])")
HOUR = re.compile(r"\bt(\d{2})(?=z|[+-]|$)()()")  # 2026-01-31T09Z
# After the clock: +0100, +01:00, +1, gmt+1; an offset wins over a name: `EST-0500`. Else z, est.
OFFSET = re.compile(r"\s*(?:[a-z]{1,5})?\s*([+\u2212-])(\d{1,2}):?(\d{2})?(?![\d:])")
ZONE = re.compile(r"\s*\(?([a-z]{1,5})\b")
MARK = "|".join(sorted(map(re.escape, HALF_DAYS), key=len, reverse=True))
HALF_DAY = re.compile(rf"^\s*({MARK})(?![^\W\d_])")
HALF_DAY_BEFORE = re.compile(rf"(?:^|\W|[日일])({MARK})\s*$")
WHOLE_CLOCK = re.compile(rf"{CLOCK.pattern}(?:\s*(?:{MARK})(?![^\W\d_]))?(?:{OFFSET.pattern})?")
WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
MARKS = re.compile("[\u200e\u200f\u061c\u00ad\ufeff]")
EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}(?:\.\d+)?|\d{16}")


def parse_date(raw: object, *, now: datetime | None = None) -> str | None:
    """ISO 8601 to the second, with the offset as given (`GMT` and `Z` are `+00:00`), or the day alone when no time was given.

    A time without a zone, or with one that is not known, is written without offset: nobody but the site knows which
    it meant, and readers can tell. `raw` may be a number: seconds since 1970, or milliseconds when it has 13 digits.
    `03/04/2026` could be two days: None. With `now`, what is not `plausible` is None too.

    >>> parse_date("Sat, 31 Jan 2026 09:30:00 +0100")
    '2026-01-31T09:30:00+01:00'
    >>> parse_date("31 janvier 2026")
    '2026-01-31'
    """
    try:
        found = _found(raw)
    except (ValueError, OverflowError):  # 31 November, year 0, hour 25
        return None
    return found if now is None or found is None else plausible(found, now)


def possible_dates(raw: object, *, now: datetime | None = None) -> tuple[str, ...]:
    """Every day that a date can mean, each as `parse_date` writes it: two where day and month can change places.

    >>> possible_dates("03/04/2026"), possible_dates("3 April 2026")
    (('2026-04-03', '2026-03-04'), ('2026-04-03',))
    """
    if found := parse_date(raw, now=now):
        return (found,)
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return ()
    match = YEAR_LAST.search(_folded(raw))
    if match is None or match[2] == ".":
        return ()
    first, second, rest = int(match[1]), int(match[3]), _without(_folded(raw), match)
    try:
        both = (_joined(int(match[4]), second, first, rest), _joined(int(match[4]), first, second, rest))
    except (ValueError, OverflowError):  # a day of 31, and the month of it, are no two readings
        return ()
    return tuple(iso for iso in dict.fromkeys(both) if now is None or plausible(iso, now))


def day_month_swapped(iso: str) -> str | None:
    """The same time with day and month changed, as a program that reads 04/03 wrongly writes it; None if there is no such day.

    >>> day_month_swapped("2026-04-03T10:00:00+02:00"), day_month_swapped("2026-04-30")
    ('2026-03-04T10:00:00+02:00', None)
    """
    month, day = iso[5:7], iso[8:10]
    return f"{iso[:5]}{day}-{month}{iso[10:]}" if month != day and "01" <= day <= "12" else None


def plausible(iso: str, now: datetime) -> str | None:
    """The date itself, or None when it is before 1990, more than two days after `now` (aware), or no ISO date at all.

    A time without offset, and a day, count as UTC.

    >>> plausible("1970-01-01", datetime(2026, 1, 31, tzinfo=UTC)) is None
    True
    """
    try:
        moment = datetime.fromisoformat(iso)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return iso if moment.year >= OLDEST_YEAR and moment <= now + FUTURE else None
    except (ValueError, OverflowError):
        return None


def instant(text: str) -> datetime:
    """A UTC moment of an ISO 8601 day or time; what names no zone is taken as UTC. ValueError for anything else.

    >>> instant("2026-01-31").isoformat()
    '2026-01-31T00:00:00+00:00'
    """
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def iso_utc(moment: datetime) -> str:
    """An aware moment in UTC, as states and records write it.

    >>> iso_utc(datetime(2026, 1, 31, 7, 0, tzinfo=timezone(timedelta(hours=1))))
    '2026-01-31T06:00:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _found(raw: object) -> str | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return _from_epoch(raw)
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return None
    text = _folded(raw)
    if EPOCH.fullmatch(text):
        return _from_epoch(float(text))
    if match := COMPACT.match(text):
        year, month, day, hour, minute, second = match.groups()
        clock = f"t{hour}:{minute}:{second or '00'}" if hour else ""
        return _joined(int(year), int(month), int(day), clock + text[match.end() :])
    if match := YEAR_FIRST.search(text):
        return _joined(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]), _without(text, match))
    if match := YEAR_LAST.search(text):
        day_month = _day_and_month(int(match[1]), int(match[3]), dotted=match[2] == ".")
        return _joined(int(match[4]), day_month[1], day_month[0], _without(text, match)) if day_month else None
    if match := NUMBERED.search(text):
        return _joined(int(match[3]), int(match[2]), int(match[1]), _without(text, match))
    return _with_a_named_month(text)


def _folded(raw: str) -> str:
    """Lower case, ASCII digits, no accents and direction marks: `31 Août` is `31 aout`, `٣١` is `31`."""
    text = unicodedata.normalize("NFKD", MARKS.sub("", raw)).casefold()
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text if unicodedata.category(c)[0] != "M")
    return unicodedata.normalize("NFC", text).strip()  # composed again: NFKD takes Korean letters apart


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _from_epoch(number: float) -> str | None:
    if not math.isfinite(number):
        return None
    seconds = number / (1 if number < 1e11 else 1_000 if number < 1e14 else 1_000_000)
    # From 1973 on: smaller numbers are years, ids, or a zero that stands for nothing.
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if 1e8 <= seconds < 1e11 else None


def _day_and_month(first: int, second: int, *, dotted: bool) -> tuple[int, int] | None:
    """Dots are European, day first; with others the day is the one that can't be a month, or nobody knows."""
    if dotted or first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else None


def _with_a_named_month(text: str) -> str | None:
    bare = WHOLE_CLOCK.sub(" ", text, count=1)
    for month, start, end in _named_months(bare):
        before, after = NUMBER.findall(bare[:start]), NUMBER.findall(bare[end:])
        if day_year := _day_and_year(before, after):
            year = _full_year(day_year[1])
            thai = year > 2400 and any("\u0e00" <= letter <= "\u0e7f" for letter in bare)
            return _joined(year - BUDDHIST if thai else year, month, int(day_year[0]), text)
    return None


def _named_months(text: str) -> Iterator[tuple[int, int, int]]:
    """Each word that can be a month, and where it stands; last first, for French, Italian and Spanish Tuesdays are `mar`."""
    for words, month in LONG_MONTHS_FOLDED:
        if (start := text.find(words)) >= 0:
            yield month, start, start + len(words)
    for word in reversed(list(WORD.finditer(text))):
        # Exact, or a name that is a beginning of the word (endings change with the case), four letters at least.
        for length in range(len(word[0]), min(len(word[0]), 4) - 1, -1):
            if found := NAMES.get(word[0][:length]):
                yield found, *word.span()
                break


def _day_and_year(before: list[str], after: list[str]) -> tuple[str, str] | None:
    """On the two sides of the month's name, or both behind it, or, Hungarian, the year first and the day last."""
    if before and after:
        hungarian = len(before[-1]) == 4 and len(after[0]) <= 2
        return (after[0], before[-1]) if hungarian else (before[-1], after[0])
    if len(after) >= 2:
        return after[0], after[1]
    return (before[-1], before[-2]) if len(before) >= 2 and len(before[-2]) == 4 else None


def _full_year(digits: str) -> int:
    """RFC 2822, 4.3: two digits below 50 are of this century, and three digits count from 1900."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if len(digits) <= 2 and year < 50 else 1900)


def _joined(year: int, month: int, day: int, rest: str) -> str:
    """The day, with the clock and the zone that stand in the rest of the text; ValueError when there is no such moment."""
    on = date(year, month, day)
    found = CLOCK.search(rest) or HOUR.search(rest)
    if found is None:
        return on.isoformat()
    before, after = rest[: found.start()], rest[found.end() :]
    second = int(found[3] or 0)
    clock = (_half_day(int(found[1]), before, after), int(found[2] or 0), 59 if second == 60 else second)  # a leap second
    if clock == (24, 0, 0):  # ISO's other midnight
        on, clock = on + timedelta(days=1), (0, 0, 0)
    return datetime.combine(on, time(*clock, tzinfo=_zone(after))).isoformat(timespec="seconds")


def _half_day(hour: int, before: str, after: str) -> int:
    found = HALF_DAY.match(after) or HALF_DAY_BEFORE.search(before)
    return hour % 12 + HALF_DAYS[found[1]] if found and 1 <= hour <= 12 else hour


def _zone(after: str) -> timezone | None:
    after = HALF_DAY.sub("", after, count=1)
    if match := OFFSET.match(after):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        east = timedelta(minutes=minutes if match[1] == "+" else -minutes)
        # The farthest zones are +14 and -12; `+9999` says nothing.
        return timezone(east) if minutes <= 14 * 60 and int(match[3] or 0) < 60 else None
    match = ZONE.match(after)
    named = ZONES.get(match[1]) if match else None
    return None if named is None else timezone(timedelta(minutes=named))


def _by_number(months: Sequence[str]) -> Iterator[tuple[int, str]]:
    for month, names in reversed(list(enumerate(months, 1))):
        yield from ((month, name) for name in names.split())


NAMES: dict[str, int] = {
    **{_folded(name): month for name, month in LEVANT.items()},
    **{_folded(name): month for all_of in (MORE_MONTHS, MONTHS) for month, name in _by_number(all_of)},
}
LONG_MONTHS_FOLDED = tuple((_folded(words), month) for words, month in LONG_MONTHS)
