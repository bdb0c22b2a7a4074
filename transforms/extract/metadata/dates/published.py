"""When an article was published: the first source that gives a date, corrected by what others say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice

from lxml.html import HtmlElement

from transforms.dates import day_month_swapped, instant, parse_date, plausible, possible_dates
from transforms.extract.metadata.dates.date_statements import UPDATED, DateStatements, Statements, dated_lines
from transforms.extract.metadata.field_sources import FieldSource
from transforms.extract.metadata.meta_tags import MetaTags, values

SAME_MOMENT = timedelta(seconds=59)  # between two statements of one moment; some leave out the seconds
DAY = 10  # characters of a day in ISO 8601
CLOCK = 19  # and of a time without offset
MAX_CLOCKS = 10  # lines with a year that are compared with a time in UTC
OFFSET_SOURCES = ("meta", "time", "feed")
# Of places where people live; others are a coincidence. https://en.wikipedia.org/wiki/List_of_UTC_offsets
OFFSETS = frozenset(
    timedelta(hours=h) for h in (*range(-11, 0), *range(1, 15), -3.5, 3.5, 4.5, 5.5, 5.75, 6.5, 9.5, 10.5, 12.75)
)


@dataclass(frozen=True)
class PublicationDate:
    """`at`: ISO 8601, with the offset that the page gave. `source`: where it comes from. Both None when there is no date."""

    at: str | None
    source: str | None
    sources: tuple[FieldSource, ...]


def published(statements: DateStatements, now: datetime, *, all_sources: bool = False) -> PublicationDate:
    """The publication date: the first statement that gives one, where others do not correct it.

    What lies ahead of `now` is passed over, or is a swap of day and month if others say so. Of a day that can be read two ways,
    the one is taken that another source has; of a time in UTC, the same moment as another source gives it, with an offset.
    `all_sources`: the sources behind the first are read too, to be shown.
    """
    by_source = statements.by_source(now)
    others = _OtherSources(statements.to_compare(now), now)
    at, source, read = None, None, []
    for statement in _statements(by_source, now, others):
        if at and statement.at:
            read.append(FieldSource("published", statement.source, statement.raw, False, f"{source} comes first"))
        else:
            read.append(FieldSource("published", statement.source, statement.raw, statement.at is not None, statement.why))
        if statement.at and not at:
            at, source = statement.at, statement.source
            if not all_sources:
                break
    if at and (local := _with_offset(at, {name: by_source[name] for name in OFFSET_SOURCES})):
        at, source = local
        read.append(FieldSource("published", source, at, True, "the same moment, with the page's own offset"))
    elif at and (displayed := _by_displayed_clock(at, statements.tree)):
        at, line = displayed
        read.append(FieldSource("published", "text", line, True, "the same moment on the page's own clock"))
    return PublicationDate(at, source, tuple(read))


def updated(stated: str | None, meta: MetaTags, now: datetime, since: str | None = None) -> str | None:
    """When the page was changed last. `since`: its publication; what lies before it is the date of a draft."""
    dates = (at for raw in (stated, *values(meta, UPDATED)) if raw and (at := parse_date(raw, now=now)))
    return next((at for at in dates if not since or at[:DAY] >= since[:DAY] or instant(at) >= instant(since)), None)


@dataclass(frozen=True)
class _DateStatement:
    """What a source says, the date that it means (None: none can be taken from it), and why that."""

    source: str
    raw: str
    at: str | None
    why: str


class _OtherSources:
    """The days that sources other than a given one name. They are read when a date is in doubt, which is seldom."""

    def __init__(self, sources: Mapping[str, Statements], now: datetime) -> None:
        self.sources = sources
        self.now = now
        self.days_of: dict[str, list[str]] = {}
        self.ambiguous: set[str] = set()  # both readings of what could be two days, where no source settled it

    def days(self, source: str) -> list[str]:
        """The days that one source names."""
        if source not in self.days_of:
            dates = (parse_date(raw, now=self.now) for raw in self.sources[source]() if raw)
            self.days_of[source] = [at[:DAY] for at in dates if at]
        return self.days_of[source]

    def confirmed(self, candidates: Sequence[str], source: str) -> tuple[str, str] | None:
        """The one candidate whose day a source other than the given one names, and that source; None if there is not one."""
        confirmed = {
            at: other
            for other in self.sources
            if other != source
            for day in self.days(other)
            for at in candidates
            if at[:DAY] == day
        }
        return next(iter(confirmed.items())) if len(confirmed) == 1 else None


def _statements(by_source: Mapping[str, Statements], now: datetime, others: _OtherSources) -> Iterator[_DateStatement]:
    """The statements of all sources, each source up to its first date."""
    for source, read in by_source.items():
        for raw in read():
            if not raw:
                continue
            at, why = _interpreted(raw, source, now, others)
            yield _DateStatement(source, raw, at, why)
            if at:
                break


def _interpreted(raw: str, source: str, now: datetime, others: _OtherSources) -> tuple[str | None, str]:
    """The date that a statement means, and why that."""
    possible = possible_dates(raw, now=now)
    if len(possible) == 2:
        return _of_two_days(possible, source, others)
    if possible:
        return _plain_date(possible[0], source, others)
    ahead = parse_date(raw)
    if ahead is None:
        return None, "no date can be read"
    other = day_month_swapped(ahead)
    if other and plausible(other, now) and (confirmed := others.confirmed([other], source)):
        return other, f"lies ahead; day and month are swapped, {confirmed[1]} has them right"
    return None, "lies ahead of the day it was fetched, or before 1990"


def _of_two_days(possible: Sequence[str], source: str, others: _OtherSources) -> tuple[str | None, str]:
    if confirmed := others.confirmed(possible, source):
        return confirmed[0], f"could be two days; {confirmed[1]} has this one"
    others.ambiguous.update(at[:DAY] for at in possible)
    return None, "could be two days"


def _plain_date(at: str, source: str, others: _OtherSources) -> tuple[str | None, str]:
    if source == "htmldate" and at[:DAY] in others.ambiguous:
        return None, "a guess at what could be two days"
    other = day_month_swapped(at)
    # A program that took 04/03 for 3 April wrote it so; only the address is sure enough to say so against a plain date.
    if other and source in ("json-ld", "meta") and other[:DAY] in others.days("url"):
        return other, "day and month are swapped; the address has them right"
    return at, "the first that gives a date"


def _with_offset(at: str, sources: Mapping[str, Statements]) -> tuple[str, str] | None:
    """The moment as another source writes it, with an offset, and that source; None for what has an offset already."""
    if not at.endswith("+00:00"):
        return None
    for name, read in sources.items():
        for raw in read():
            other = parse_date(raw)
            if (
                other
                and len(other) == len(at)
                and not other.endswith("+00:00")
                and abs(instant(other) - instant(at)) <= SAME_MOMENT
            ):
                return other, name
    return None


def _by_displayed_clock(at: str, tree: HtmlElement) -> tuple[str, str] | None:
    """A moment in UTC with the offset of the clock that the page displays, and the line that displays it.

    "4 Febbraio 2025 - 14:41" beside 13:41:03 UTC is one hour east: the same minute, and an offset that some place has.
    """
    if not at.endswith("+00:00"):
        return None
    moment = datetime.fromisoformat(at)
    for line in islice(dated_lines(tree), MAX_CLOCKS):
        displayed = parse_date(line)
        if displayed is None or len(displayed) == DAY:
            continue
        offset = datetime.fromisoformat(displayed[:CLOCK]) - datetime.fromisoformat(at[:CLOCK]).replace(second=0)
        # "PDT" in December is a slip: where a line names its zone, both must agree.
        if offset in OFFSETS and (len(displayed) == CLOCK or instant(displayed) == moment.replace(second=0)):
            return moment.astimezone(timezone(offset)).isoformat(timespec="seconds"), line
    return None
