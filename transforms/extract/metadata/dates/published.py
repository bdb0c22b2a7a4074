"""The publication date of an article: from the first source that gives a date, corrected by other sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice

from lxml.html import HtmlElement

from transforms.dates import day_month_swapped, instant, parse_date, plausible, possible_dates
from transforms.extract.metadata.dates.date_statements import UPDATED, DateStatements, Statements
from transforms.extract.metadata.dates.dateline import CLOCK, OFFSETS, Dateline, clock_of, other_displayed_day
from transforms.extract.metadata.dates.displayed_lines import dated_lines
from transforms.extract.metadata.field_sources import FieldSource
from transforms.extract.metadata.meta_tags import MetaTags, values

SAME_MOMENT = timedelta(seconds=59)  # between two statements of one moment; some leave out the seconds
DAY = 10  # characters of a day in ISO 8601
MAX_CLOCKS = 10  # lines with a year that are compared with a time in UTC
OF_MACHINES = ("json-ld", "meta")  # sources that readers do not see
OFFSET_SOURCES = ("meta", "time", "feed")


@dataclass(frozen=True)
class PublicationDate:
    """`at`: ISO 8601, with the offset that the page gives. `source`: the source of it. Both are None when there is no date.

    `sources`: the statements that were read.
    """

    at: str | None
    source: str | None
    sources: tuple[FieldSource, ...]


def published(statements: DateStatements, now: datetime, *, all_sources: bool = False) -> PublicationDate:
    """The publication date: from the first statement that gives one, corrected by others.

    A date after `now` is ignored, unless another source confirms it with day and month swapped. Of an ambiguous date, the
    reading is taken that another source confirms. A time in UTC is replaced by the same moment with an offset when another
    source has that. `all_sources`: the sources after the first are read too, for the trace.
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
    if at and source in OF_MACHINES and (shown := _displayed_instead(at, statements, others, now)):
        at, source = shown.at, shown.source
        read.append(FieldSource("published", source, shown.raw, True, "the only day that is displayed behind the headline"))
    if at and (local := _with_offset(at, {name: by_source[name] for name in OFFSET_SOURCES})):
        at, source = local
        read.append(FieldSource("published", source, at, True, "the same moment, with the page's own offset"))
    elif at and (displayed := _by_displayed_clock(at, statements.tree)):
        at, line = displayed
        read.append(FieldSource("published", "text", line, True, "the same moment on the page's own clock"))
    return PublicationDate(at, source, tuple(read))


def updated(stated: str | None, meta: MetaTags, now: datetime, since: str | None = None) -> str | None:
    """The date of the page's last change, or None. `since`: its publication date; an earlier date is that of a draft."""
    dates = (at for raw in (stated, *values(meta, UPDATED)) if raw and (at := parse_date(raw, now=now)))
    return next((at for at in dates if not since or at[:DAY] >= since[:DAY] or instant(at) >= instant(since)), None)


@dataclass(frozen=True)
class _DateStatement:
    """A statement as written (`raw`), the date that it means (`at`, None for no date), and the reason in words (`why`)."""

    source: str
    raw: str
    at: str | None
    why: str


class _OtherSources:
    """The days that each source names. They are read only when a date is in doubt, which is rare."""

    def __init__(self, sources: Mapping[str, Statements], now: datetime) -> None:
        self.sources = sources
        self.now = now
        self.days_of: dict[str, list[str]] = {}
        self.ambiguous: set[str] = set()  # both readings of each ambiguous date that no other source confirmed

    def days(self, source: str) -> list[str]:
        """The days that one source names."""
        if source not in self.days_of:
            dates = (parse_date(raw, now=self.now) for raw in self.sources[source]() if raw)
            self.days_of[source] = [at[:DAY] for at in dates if at]
        return self.days_of[source]

    def confirmed(self, candidates: Sequence[str], source: str) -> tuple[str, str] | None:
        """The only candidate whose day another source than `source` names, and that source; None for no or two candidates."""
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
    """The date that a statement means, or None, and the reason in words."""
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
        return other, f"is after the fetch; day and month are swapped, {confirmed[1]} has them right"
    return None, "is after the fetch, or before 1990"


def _of_two_days(possible: Sequence[str], source: str, others: _OtherSources) -> tuple[str | None, str]:
    if confirmed := others.confirmed(possible, source):
        return confirmed[0], f"could be two days; {confirmed[1]} has this one"
    others.ambiguous.update(at[:DAY] for at in possible)
    return None, "could be two days"


def _plain_date(at: str, source: str, others: _OtherSources) -> tuple[str | None, str]:
    if source == "htmldate" and at[:DAY] in others.ambiguous:
        return None, "a guess at what could be two days"
    other = day_month_swapped(at)
    # A program has misread 04/03. Only the address is reliable enough to correct an unambiguous date.
    if other and source in ("json-ld", "meta") and other[:DAY] in others.days("url"):
        return other, "day and month are swapped; the address has them right"
    return at, "the first that gives a date"


def _displayed_instead(at: str, statements: DateStatements, others: _OtherSources, now: datetime) -> Dateline | None:
    """The date that is displayed instead of `at`, unless the feed or the address confirms `at`."""
    if at[:DAY] in (*others.days("feed"), *others.days("url")):
        return None
    return other_displayed_day(at, statements.headline, now)


def _with_offset(at: str, sources: Mapping[str, Statements]) -> tuple[str, str] | None:
    """The same moment with an offset, from another source, and that source; None if `at` is not in UTC or no source has it."""
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
    """The moment `at` with the offset of a time that the page displays, and the line that displays it; None without one.

    For 13:41:03 UTC and the line "4 Febbraio 2025 - 14:41" the offset is one hour: it is the same minute, and the offset is in
    use.
    """
    if not at.endswith("+00:00"):
        return None
    moment = datetime.fromisoformat(at)
    for line in islice(dated_lines(tree), MAX_CLOCKS):
        displayed = parse_date(line.text)
        if displayed is None or len(displayed) == DAY:
            continue
        offset = clock_of(displayed) - clock_of(at)
        # A line that names its zone must name the same moment; "PDT" in December is a mistake.
        if offset in OFFSETS and (len(displayed) == CLOCK or instant(displayed) == moment.replace(second=0)):
            return moment.astimezone(timezone(offset)).isoformat(timespec="seconds"), line.text
    return None
