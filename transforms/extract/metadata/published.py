"""When an article was published, and which witness says so: JSON-LD, <meta>, <time>, feed, address, htmldate, a line."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from transforms.dates import day_month_swapped, instant, parse_date, plausible, possible_dates
from transforms.extract.metadata.field_sources import Witness

# Names of <meta>, the most trusted first.
PUBLISHED = (
    "article:published_time og:published_time datepublished publish-date publish_date pubdate published_time parsely-pub-date"
    " sailthru.date dc.date.issued dcterms.created dc.date date publication_date article.published"
    " cxenseparse:recs:publishtime publishdate originalpublicationdate date.created dc.created"
)
UPDATED = "article:modified_time og:updated_time datemodified last-modified lastmod dcterms.modified article.updated"
FRAME = ("nav", "footer", "aside")
UNSEEN = frozenset((*FRAME, "script", "style", "noscript", "template", "head"))
MOST_TIMES = 50
SHORT_LINE = 80  # characters: "By Ana Brandt, Harbor City, 22 March 2026 at 9.30"; a longer one tells of what happened some day
LONGEST_LINE = 4 * SHORT_LINE  # with the white space around it
MOST_LINES = 200  # that hold a year
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
SAME = timedelta(seconds=59)  # two statements of one moment; some leave out the seconds
DAY = 10  # characters of a day in ISO 8601
CLOCK = 19  # and of a time without offset
MOST_CLOCKS = 10  # lines with a year that are compared with a time in UTC
# Of places where people live; others are a coincidence. https://en.wikipedia.org/wiki/List_of_UTC_offsets
OFFSETS = frozenset(
    timedelta(hours=h) for h in (*range(-11, 0), *range(1, 15), -3.5, 3.5, 4.5, 5.5, 5.75, 6.5, 9.5, 10.5, 12.75)
)


@dataclass(frozen=True)
class Dated:
    """`at`: ISO 8601, with the offset that the page gave; `source`: the witness that won. Both None when there is no date."""

    at: str | None
    source: str | None
    witnesses: tuple[Witness, ...]


def published(
    tree: HtmlElement,
    stated: Sequence[str | None],
    meta: Mapping[str, Sequence[str]],
    url: str,
    now: datetime,
    *,
    hinted: Iterable[str] = (),
    feed: str | None = None,
    thorough: bool = False,
) -> Dated:
    """The date, weighed: the first witness that gives one wins, and the others may correct it.

    `stated` is JSON-LD's: published, updated; `feed` the feed's word for it; `hinted` is what the site's config points at. What
    lies ahead of `now` is passed over, or is a swap of day and month if others say so. Of a day that can be read two ways, the
    one is taken that another witness has; of a time in UTC, the same moment as another witness gives it, with an offset.
    `thorough`: all witnesses are heard, for those who want to know.
    """
    witnesses: dict[str, Callable[[], Iterable[str | None]]] = {
        "site": lambda: hinted,
        "json-ld": lambda: stated[:1],
        "meta": lambda: _values(meta, PUBLISHED),
        "time": lambda: _times(tree),
        "feed": lambda: [feed],
        "url": lambda: _of_address(url),
        "htmldate": lambda: [_htmldate(tree, url, now)],
        "text": lambda: _lines(tree),
    }
    others = _Others({"json-ld": lambda: stated, **witnesses, "meta": lambda: _values(meta, f"{PUBLISHED} {UPDATED}")}, now)
    found, source, heard = None, None, []
    for name, ask in witnesses.items():
        if found and not thorough:
            break
        for raw in ask():
            if not raw:
                continue
            at, why = _read(raw, name, now, others)
            won = found is None and at is not None
            if at and not won:
                why = f"{source} goes before"
            heard.append(Witness("published", name, raw, won, why))
            if won:
                found, source = at, name
            if at:
                break
    if found and (local := _with_offset(found, {name: witnesses[name] for name in ("meta", "time", "feed")})):
        found, source = local[0], local[1]
        heard.append(Witness("published", source, found, True, "the same moment, with the page's own offset"))
    elif found and (shown := _by_the_displayed_clock(found, tree)):
        found = shown[0]
        heard.append(Witness("published", "text", shown[1], True, "the same moment on the page's own clock"))
    return Dated(found, source, tuple(heard))


def updated(stated: str | None, meta: Mapping[str, Sequence[str]], now: datetime, since: str | None = None) -> str | None:
    """When the page says that it was changed last. What lies before its publication, `since`, is a draft's date."""
    dates = (at for raw in (stated, *_values(meta, UPDATED)) if raw and (at := parse_date(raw, now=now)))
    return next((at for at in dates if not since or at[:DAY] >= since[:DAY] or instant(at) >= instant(since)), None)


class _Others:
    """The days that other witnesses than one name; looked for when a date is in doubt, which is seldom."""

    def __init__(self, witnesses: Mapping[str, Callable[[], Iterable[str | None]]], now: datetime) -> None:
        self.witnesses = {name: ask for name, ask in witnesses.items() if name != "htmldate"}  # which guesses, too
        self.now = now
        self.known: dict[str, list[str]] = {}
        self.unsure: set[str] = set()  # what others say that could be two days: both of them

    def of(self, name: str) -> list[str]:
        """The days that one witness names."""
        if name not in self.known:
            dates = (parse_date(raw, now=self.now) for raw in self.witnesses[name]() if raw)
            self.known[name] = [at[:DAY] for at in dates if at]
        return self.known[name]

    def days(self, but: str) -> Iterator[tuple[str, str]]:
        for name in self.witnesses:
            if name != but:
                yield from ((day, name) for day in self.of(name))

    def choice(self, among: Collection[str], but: str) -> tuple[str, str] | None:
        """The one reading whose day another witness has, and that witness; None if none has, or they differ."""
        backed = {at: name for day, name in self.days(but) for at in among if at[:DAY] == day}
        return next(iter(backed.items())) if len(backed) == 1 else None


def _read(raw: str, source: str, now: datetime, others: _Others) -> tuple[str | None, str]:
    """What a statement means, and why that."""
    may_be = possible_dates(raw, now=now)
    if len(may_be) == 2:
        chosen = others.choice(may_be, source)
        others.unsure.update(at[:DAY] for at in may_be if not chosen)
        return (chosen[0], f"could be two days; {chosen[1]} has this one") if chosen else (None, "could be two days")
    if may_be:
        if source == "htmldate" and may_be[0][:DAY] in others.unsure:
            return None, "a guess at what could be two days"
        other = day_month_swapped(may_be[0])
        # A program that took 04/03 for 3 April wrote it so; only the address is sure enough to say so against a plain date.
        if other and source in ("json-ld", "meta") and other[:DAY] in others.of("url"):
            return other, "day and month are swapped; the address has them right"
        return may_be[0], "the first that gives a date"
    ahead = parse_date(raw)
    if ahead is None:
        return None, "no date can be read"
    other = day_month_swapped(ahead)
    if other and plausible(other, now) and (chosen := others.choice([other], source)):
        return other, f"lies ahead; day and month are swapped, {chosen[1]} has them right"
    return None, "lies ahead of the day it was fetched, or before 1990"


def _with_offset(found: str, witnesses: Mapping[str, Callable[[], Iterable[str | None]]]) -> tuple[str, str] | None:
    """The moment as another witness writes it, with an offset, if all that was found is UTC."""
    if not found.endswith("+00:00"):
        return None
    for name, ask in witnesses.items():
        for raw in ask():
            at = parse_date(raw)
            if at and len(at) == len(found) and not at.endswith("+00:00") and abs(instant(at) - instant(found)) <= SAME:
                return at, name
    return None


def _by_the_displayed_clock(found: str, tree: HtmlElement) -> tuple[str, str] | None:
    """A moment in UTC with the offset of the clock that the page displays, and the line that displays it.

    "4 Febbraio 2025 - 14:41" beside 13:41:03 UTC is one hour east: the same minute, and an offset that some place has.
    """
    if not found.endswith("+00:00"):
        return None
    moment = datetime.fromisoformat(found)
    for line in islice(_lines(tree), MOST_CLOCKS):
        at = parse_date(line)
        if at is None or len(at) == DAY:
            continue
        ahead = datetime.fromisoformat(at[:CLOCK]) - datetime.fromisoformat(found[:CLOCK]).replace(second=0)
        # "PDT" in December is a slip: where a line names its zone, both must agree.
        if ahead in OFFSETS and (len(at) == CLOCK or instant(at) == moment.replace(second=0)):
            return moment.astimezone(timezone(ahead)).isoformat(timespec="seconds"), line
    return None


def _values(meta: Mapping[str, Sequence[str]], names: str) -> Iterator[str]:
    for name in names.split():
        yield from meta.get(name, ())


def _times(tree: HtmlElement) -> Iterator[str]:
    """Dates of <time> elements: those that say that they are the publication's, then the first of the others."""
    marked: list[str] = []
    others: list[str] = []
    for i, element in enumerate(tree.iter("time")):
        if i >= MOST_TIMES:
            break
        if next(element.iterancestors(FRAME), None) is None:
            value = element.get("datetime") or " ".join("".join(element.itertext()).split())
            about = f"{element.get('itemprop')} {element.get('class')}".lower()
            says_so = "publish" in about or "pubdate" in about or element.get("pubdate") is not None
            (marked if says_so else others).append(value)
    yield from marked
    yield from others[:1]


def _of_address(url: str) -> Iterator[str]:
    """`/2026/03/22/`, `/20260322-`, `-2026-03-22`."""
    for match in IN_ADDRESS.finditer(url.split("://")[-1].split("?")[0]):
        yield f"{match[1]}-{match[3]}-{match[4]}"


def _htmldate(tree: HtmlElement, url: str, now: datetime) -> str | None:
    try:
        # its extensive search asks dateparser too: 50 MB of month names in 200 languages, and of 382 pages one more had a date
        found = find_date(tree, original_date=True, extensive_search=False, url=url, max_date=now.replace(tzinfo=None))
    except Exception:
        # It reads arbitrary text with many parsers; where one of them trips there is no date.
        return None
    return found if isinstance(found, str) else None


def _lines(tree: HtmlElement) -> Iterator[str]:
    """Short lines outside the page's frame that hold a year, in their order."""
    found = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            text = element.tail
        elif element.tag in UNSEEN:
            walk.skip_subtree()
            continue
        else:
            text = element.text
        if not text or len(text) > LONGEST_LINE or not ("20" in text or "19" in text) or not YEAR.search(text):
            continue
        if len(line := " ".join(text.split())) <= SHORT_LINE:
            yield line
            found += 1
            if found >= MOST_LINES:
                return
