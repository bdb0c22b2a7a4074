"""`pullquote.read`."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, overload

from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import RecordFilter, read_quotes, read_records
from pipeline.commit_log.state import State, load
from pullquote._decode import from_row
from pullquote._errors import OutputNotFound, UnknownFeed
from pullquote._types import FailureRow, QuoteRow
from transforms.dates import instant
from transforms.records import Record

Time = str | date  # `datetime` is a subclass of `date`

RECORD_FILTERS = frozenset({"feed", "since", "published_since", "all_versions"})
FILTERS = {"records": RECORD_FILTERS, "quotes": RECORD_FILTERS | {"speaker", "contains"}, "failures": frozenset[str]()}


@overload
def read(
    out: str | Path,
    kind: Literal["records"] = "records",
    *,
    feed: str | None = None,
    since: Time | None = None,
    published_since: Time | None = None,
    all_versions: bool = False,
) -> Iterator[Record]: ...


@overload
def read(
    out: str | Path,
    kind: Literal["quotes"],
    *,
    feed: str | None = None,
    since: Time | None = None,
    published_since: Time | None = None,
    all_versions: bool = False,
    speaker: str | None = None,
    contains: str | None = None,
) -> Iterator[QuoteRow]: ...


@overload
def read(out: str | Path, kind: Literal["failures"]) -> Iterator[FailureRow]: ...


def read(out: str | Path, kind: str = "records", **filters: Any) -> Iterator[Any]:
    """Iterates over what runs have committed to the output folder `out`, in the order of the commits.

    `kind`: `records` gives a `Record` for each article, `quotes` a `QuoteRow` for each quote, and `failures` a `FailureRow` for
    each entry and feed that failed and has not succeeded since. Rows are streamed, so a folder may be larger than memory.

    Filters of `records` and `quotes`:
    `feed`: only articles that the feed of this id lists.
    `since`: only what was committed at this time or later; `published_since`: only what was published then or later, which
    leaves out articles without a date. Both take a `datetime`, a `date` or an ISO 8601 string; without a zone they are UTC.
    `all_versions`: all records of an article that has several, instead of the newest.

    Filters of `quotes`, which ignore case: `speaker`: part of the speaker's name. `contains`: part of what was said.

    Raises OutputNotFound when `out` holds no commits, UnknownFeed for a feed that was never polled, and BrokenLog when a
    committed file is missing or damaged (also while iterating); ValueError for an unknown kind or a string that is not a date,
    TypeError for a filter that the kind does not have.

    >>> from pullquote import read
    >>> for quote in read("out", "quotes", speaker="okonkwo", since="2026-01-31"):    # doctest: +SKIP
    ...     print(quote.published, quote.speaker, quote.said)
    """
    if kind not in FILTERS:
        raise ValueError(f"kind must be one of {', '.join(FILTERS)}; it is {kind!r}")
    if unknown := sorted(filters.keys() - FILTERS[kind]):
        raise TypeError(f"read(kind={kind!r}) has no filter {unknown[0]!r}")
    state = _state(Path(out), filters.get("feed"))
    if kind == "failures":
        return (from_row(FailureRow, row) for row in read_failures(state))
    selected = RecordFilter(
        filters.get("feed"),
        _as_datetime(filters.get("since")),
        _as_datetime(filters.get("published_since")),
        filters.get("all_versions", False),
    )
    if kind == "quotes":
        rows = read_quotes(state, selected, speaker=filters.get("speaker"), contains=filters.get("contains"))
        return (from_row(QuoteRow, row) for row in rows)
    return (from_row(Record, row) for row in read_records(state, selected))


def _state(out: Path, feed: str | None) -> State:
    if not (out / "commits").is_dir():
        raise OutputNotFound(f"{out} holds no commits; `pullquote run --out {out}` makes some")
    state = load(out)
    if feed is not None and feed not in state.feeds:
        raise UnknownFeed(f"no feed {feed!r} in {out}; there are: {', '.join(sorted(state.feeds)) or 'none'}")
    return state


def _as_datetime(time: Time | None) -> datetime | None:
    if time is None:
        return None
    return instant(time if isinstance(time, str) else time.isoformat())
