"""Parses dates of feeds and pages to ISO 8601. Invalid and ambiguous dates give None instead of an exception.

Standard library only: dateparser takes milliseconds for each date, and guesses where two readings are possible.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone

from transforms.date_tables import patterns
from transforms.date_tables.words import HALF_DAYS, LEVANT, LONG_MONTHS, MONTHS, MORE_MONTHS, ZONES

LONGEST = 120  # characters; the longest format in use is JavaScript's `Sat Jan 31 2026 … (Central European Standard Time)`
FUTURE = timedelta(days=2)  # clocks are wrong by a zone or a day; a date further ahead is an event or a mistake
BUDDHIST_ERA = 543  # years by which the Thai calendar is ahead
OLDEST_YEAR = 1990  # no news site is older; a date in 1970 comes from an empty field


def parse_date(raw: object, *, now: datetime | None = None) -> str | None:
    """The date in ISO 8601 to the second, with its offset (`GMT` and `Z` are `+00:00`), or the day when it has no time.

    A time without a known zone is returned without an offset, so that readers can tell. `raw` may be a number: seconds since
    1970, or milliseconds when it has 13 digits. None for an ambiguous date such as `03/04/2026`, and with `now` also for a date
    that is not `plausible`.

    >>> parse_date("Sat, 31 Jan 2026 09:30:00 +0100")
    '2026-01-31T09:30:00+01:00'
    >>> parse_date("31 janvier 2026")
    '2026-01-31'
    """
    try:
        iso = _parse(raw)
    except (ValueError, OverflowError):  # 31 November, year 0, hour 25
        return None
    return iso if now is None or iso is None else plausible(iso, now)


def possible_dates(raw: object, *, now: datetime | None = None) -> tuple[str, ...]:
    """All readings of a date, each as `parse_date` returns it: two where day and month can be swapped.

    >>> possible_dates("03/04/2026"), possible_dates("3 April 2026")
    (('2026-04-03', '2026-03-04'), ('2026-04-03',))
    """
    if iso := parse_date(raw, now=now):
        return (iso,)
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return ()
    match = patterns.YEAR_LAST.search(_folded(raw))
    if match is None or match[2] == ".":
        return ()
    first, second, rest = int(match[1]), int(match[3]), _without(_folded(raw), match)
    try:
        both = (_iso(int(match[4]), second, first, rest), _iso(int(match[4]), first, second, rest))
    except (ValueError, OverflowError):  # one of the readings is no date
        return ()
    return tuple(iso for iso in dict.fromkeys(both) if now is None or plausible(iso, now))


def day_month_swapped(iso: str) -> str | None:
    """The date with day and month swapped, as a program writes it that misreads 04/03; None if there is no such date.

    >>> day_month_swapped("2026-04-03T10:00:00+02:00"), day_month_swapped("2026-04-30")
    ('2026-03-04T10:00:00+02:00', None)
    """
    month, day = iso[5:7], iso[8:10]
    return f"{iso[:5]}{day}-{month}{iso[10:]}" if month != day and "01" <= day <= "12" else None


def plausible(iso: str, now: datetime) -> str | None:
    """The date itself, or None when it is before 1990, more than two days after `now` (aware), or no ISO 8601 date.

    Days, and times without an offset, count as UTC.

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
    """The moment, in UTC, of an ISO 8601 day or time; without an offset it counts as UTC. ValueError for other text.

    >>> instant("2026-01-31").isoformat()
    '2026-01-31T00:00:00+00:00'
    """
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def iso_utc(moment: datetime) -> str:
    """An aware moment as ISO 8601 text in UTC, as states and records have it.

    >>> iso_utc(datetime(2026, 1, 31, 7, 0, tzinfo=timezone(timedelta(hours=1))))
    '2026-01-31T06:00:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _parse(raw: object) -> str | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return _from_epoch(raw)
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return None
    text = _folded(raw)
    if patterns.EPOCH.fullmatch(text):
        return _from_epoch(float(text))
    if match := patterns.COMPACT.match(text):
        year, month, day, hour, minute, second = match.groups()
        clock = f"t{hour}:{minute}:{second or '00'}" if hour else ""
        return _iso(int(year), int(month), int(day), clock + text[match.end() :])
    if match := patterns.YEAR_FIRST.search(text):
        return _iso(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]), _without(text, match))
    if match := patterns.YEAR_LAST.search(text):
        day_month = _day_and_month(int(match[1]), int(match[3]), dotted=match[2] == ".")
        return _iso(int(match[4]), day_month[1], day_month[0], _without(text, match)) if day_month else None
    if match := patterns.NUMBERED.search(text):
        return _iso(int(match[3]), int(match[2]), int(match[1]), _without(text, match))
    return _with_a_named_month(text)


def _folded(raw: str) -> str:
    """The text in lower case with ASCII digits, without accents and direction marks: `31 Août` → `31 aout`, `٣١` → `31`."""
    text = unicodedata.normalize("NFKD", patterns.MARKS.sub("", raw)).casefold()
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text if unicodedata.category(c)[0] != "M")
    return unicodedata.normalize("NFC", text).strip()  # composed again, since NFKD splits Korean letters


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _from_epoch(number: float) -> str | None:
    if not math.isfinite(number):
        return None
    seconds = number / (1 if number < 1e11 else 1_000 if number < 1e14 else 1_000_000)
    # From 1973 on: smaller numbers are years, ids, or a zero for a missing date.
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if 1e8 <= seconds < 1e11 else None


def _day_and_month(first: int, second: int, *, dotted: bool) -> tuple[int, int] | None:
    """Day and month. With dots the day comes first, else it is the number that can't be a month; None when both can be."""
    if dotted or first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else None


def _with_a_named_month(text: str) -> str | None:
    bare = patterns.WHOLE_CLOCK.sub(" ", text, count=1)
    for month, start, end in _named_months(bare):
        before, after = patterns.NUMBER.findall(bare[:start]), patterns.NUMBER.findall(bare[end:])
        if day_year := _day_and_year(before, after):
            year = _full_year(day_year[1])
            is_thai = year > 2400 and any("\u0e00" <= letter <= "\u0e7f" for letter in bare)
            return _iso(year - BUDDHIST_ERA if is_thai else year, month, int(day_year[0]), text)
    return None


def _named_months(text: str) -> Iterator[tuple[int, int, int]]:
    """The month (1 to 12), start and end of each word that can be a month, long names first, then the last word first.

    The last comes first since `mar` is also Tuesday in Romance languages.
    """
    for words, month in LONG_MONTHS_FOLDED:
        if (start := text.find(words)) >= 0:
            yield month, start, start + len(words)
    for word in reversed(list(patterns.WORD.finditer(text))):
        # The exact word, or else a month that it begins with (endings change with the case), of four letters at least.
        for length in range(len(word[0]), min(len(word[0]), 4) - 1, -1):
            if named := NAMES.get(word[0][:length]):
                yield named, *word.span()
                break


def _day_and_year(before: list[str], after: list[str]) -> tuple[str, str] | None:
    """Day and year from the numbers before and after the month, or None. In Hungarian dates the year comes first."""
    if before and after:
        is_hungarian = len(before[-1]) == 4 and len(after[0]) <= 2
        return (after[0], before[-1]) if is_hungarian else (before[-1], after[0])
    if len(after) >= 2:
        return after[0], after[1]
    return (before[-1], before[-2]) if len(before) >= 2 and len(before[-2]) == 4 else None


def _full_year(digits: str) -> int:
    """The year in full: two digits below 50 are of this century, three digits count from 1900 (RFC 2822, 4.3)."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if len(digits) <= 2 and year < 50 else 1900)


def _iso(year: int, month: int, day: int, rest: str) -> str:
    """The day in ISO 8601, with the time and zone in the rest of the text; ValueError when there is no such moment."""
    calendar_day = date(year, month, day)
    clock_match = patterns.CLOCK.search(rest) or patterns.HOUR.search(rest)
    if clock_match is None:
        return calendar_day.isoformat()
    before, after = rest[: clock_match.start()], rest[clock_match.end() :]
    hour, minute, second = (int(part or 0) for part in clock_match.groups())
    clock = (_hour_of_day(hour, before, after), minute, 59 if second == 60 else second)  # 60: a leap second
    if clock == (24, 0, 0):  # ISO's midnight at the end of the day
        calendar_day, clock = calendar_day + timedelta(days=1), (0, 0, 0)
    return datetime.combine(calendar_day, time(*clock, tzinfo=_zone(after))).isoformat(timespec="seconds")


def _hour_of_day(hour: int, before: str, after: str) -> int:
    mark = patterns.HALF_DAY.match(after) or patterns.HALF_DAY_BEFORE.search(before)
    return hour % 12 + HALF_DAYS[mark[1]] if mark and 1 <= hour <= 12 else hour


def _zone(after: str) -> timezone | None:
    after = patterns.HALF_DAY.sub("", after, count=1)
    if match := patterns.OFFSET.match(after):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        offset = timedelta(minutes=minutes if match[1] == "+" else -minutes)
        # The farthest zones are +14 and -12, so `+9999` is no offset.
        return timezone(offset) if minutes <= 14 * 60 and int(match[3] or 0) < 60 else None
    match = patterns.ZONE.match(after)
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
