"""The day that a page displays behind its headline, when its data for machines name another one.

Some systems keep the day of the first draft, or of an earlier year's version, in JSON-LD and <meta>. What a reader sees is
the day for which the newsroom stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lxml.html import HtmlElement

from transforms.dates import instant, possible_dates
from transforms.extract.metadata.dates.displayed_lines import DatedLine, dated_lines_behind
from transforms.extract.page.teasers import is_in_teaser

MAX_DISTANCE = 600  # characters from the start of the headline, for a standfirst of 300 and a byline
DAY = 10  # characters of a day in ISO 8601
CLOCK = 19  # characters of a time without offset
# Offsets that are in use, https://en.wikipedia.org/wiki/List_of_UTC_offsets; any other difference is a coincidence.
OFFSETS = frozenset(
    timedelta(hours=h) for h in (*range(-11, 0), *range(1, 15), -3.5, 3.5, 4.5, 5.5, 5.75, 6.5, 9.5, 10.5, 12.75)
)
WEST, EAST = timedelta(hours=12), timedelta(hours=14)  # the offsets of the first and the last place where a day begins
OTHER_LABEL = re.compile(r"\W{0,3}[^\W\d_]{3,20}\s?:\s")  # "Termin: 21.02.2026"


@dataclass(frozen=True)
class Dateline:
    """A displayed date of publication. `at`: ISO 8601. `source`: `time` or `text`. `raw`: as written."""

    at: str
    source: str
    raw: str


def other_displayed_day(at: str, headline: HtmlElement | None, now: datetime) -> Dateline | None:
    """The only day that is displayed behind the headline, if `at` can't be on that day; else None.

    `at`: the date that other sources give, ISO 8601. The same moment elsewhere on earth is no other day. If
    several days are displayed, or one that could be two days, none is returned; dates of updates are not counted.
    """
    datelines = list(_datelines(headline, now)) if headline is not None else []
    if not datelines or len({dateline.at[:DAY] for dateline in datelines}) != 1:
        return None
    return None if _may_be_same(at, datelines[0].at) else datelines[0]


def clock_of(at: str) -> datetime:
    """The time of day and the day of an ISO 8601 time to the minute, without its offset."""
    return datetime.fromisoformat(at[:CLOCK]).replace(second=0)


def _datelines(headline: HtmlElement, now: datetime) -> Iterator[Dateline]:
    for line in dated_lines_behind(headline, MAX_DISTANCE):
        text = line.without_update
        is_other = not line.is_labelled and (line.is_of_text or OTHER_LABEL.match(text) or line.before.endswith(":"))
        if not text or is_other or is_in_teaser(line.element, headline):
            continue
        for at in possible_dates(text, now=now):
            yield _of_time_element(line, at, now) or Dateline(at, "text", text)


def _of_time_element(line: DatedLine, at: str, now: datetime) -> Dateline | None:
    """The `datetime` of the <time> that displays a day, if it is on the same day: it has a time of day and an offset."""
    if line.element.tag != "time" or not (raw := line.element.get("datetime")):
        return None
    same = [exact for exact in possible_dates(raw, now=now) if exact[:DAY] == at[:DAY]]
    return Dateline(same[0], "time", raw) if len(same) == 1 else None


def _may_be_same(at: str, displayed: str) -> bool:
    """Whether a displayed date may be the same as `at`: on the same day, or the same moment elsewhere on earth."""
    if at[:DAY] == displayed[:DAY]:
        return True
    if len(at) == DAY:
        return False
    moment = instant(at)
    if len(displayed) == CLOCK:
        return clock_of(displayed) - clock_of(moment.isoformat()) in OFFSETS
    if len(displayed) > CLOCK:
        return abs(instant(displayed) - moment) < timedelta(minutes=1)
    return (moment - WEST).date() <= date.fromisoformat(displayed) <= (moment + EAST).date()
