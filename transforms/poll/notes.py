"""Notes on problems of a feed, for the person who maintains its config."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from transforms.dates import FUTURE, OLDEST_YEAR, instant, parse_date, plausible
from transforms.feeds import Note
from transforms.poll.parsing.models import Item
from transforms.poll.parsing.truncate import KEPT_AT_EACH_END, MOST_ITEMS


def notes_on(items: Sequence[Item], now: datetime) -> Iterator[Note]:
    """Yields notes on dates that are not used and on a list that is too long. `now`: aware."""
    refused = [(raw, why) for item in items for raw in (item.published, item.updated) if raw and (why := refusal(raw, now))]
    if refused:
        raw, why = refused[0]
        yield Note("dates", f"{len(refused)} of its dates {'is' if len(refused) == 1 else 'are'} not used: {raw[:60]!r} {why}")
    if len(items) >= MOST_ITEMS:
        kept = f"the first {KEPT_AT_EACH_END:,} and the last {KEPT_AT_EACH_END:,} are read"
        yield Note("long_list", f"lists {MOST_ITEMS:,} items or more; {kept}")


def refusal(raw: str, now: datetime) -> str | None:
    """Why a date is not used; None when it is.

    >>> from datetime import UTC
    >>> refusal("2031-01-01", datetime(2026, 1, 31, tzinfo=UTC))
    'is in the future'
    """
    iso = parse_date(raw)
    if iso is None:
        return "is no date that can be read"
    if plausible(iso, now):
        return None
    try:
        ahead = instant(iso) > now + FUTURE
    except OverflowError:
        ahead = iso > "2"
    return "is in the future" if ahead else f"is before {OLDEST_YEAR}"
