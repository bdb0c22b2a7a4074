"""Responses of servers: headers, the error that a status stands for, and the pause that a server asks for."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from transforms.errors import BotChallenge, Gone, NewsError, NotFound, OddStatus, RateLimited, Refused, ServerTrouble

LONGEST_WAIT_S = 7 * 86_400.0  # a longer Retry-After is a mistake

BY_STATUS: dict[int, tuple[type[NewsError], str]] = {
    401: (Refused, "requires a login"),
    402: (Refused, "requires payment"),
    403: (Refused, "refuses the request"),
    404: (NotFound, "is not there"),
    410: (Gone, "is gone for good"),
    429: (RateLimited, "asks us to slow down"),
    451: (Refused, "is withheld for legal reasons"),
}

# Headers by which protection services mark a response as a challenge: name, and beginning of the value.
CHALLENGES = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "challenge"),
    ("x-amzn-waf-action", "captcha"),
    ("x-vercel-mitigated", "challenge"),
)


class Headers(Mapping[str, str]):
    """The headers of a response. Names are case-insensitive; values of a repeated header are joined by commas."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._values: dict[str, str] = {}
        for name, value in pairs:
            # Without its line breaks, a folded header can't become a second header in the archive.
            value = " ".join(value.split())
            name = name.strip().lower()
            self._values[name] = f"{self._values[name]}, {value}" if name in self._values else value

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({self._values})"


@dataclass(frozen=True)
class Response:
    """A response with status 2xx or 304. `body`: decoded bytes. `redirects`: status and target of each redirect."""

    url: str
    status: int
    headers: Headers
    body: bytes
    redirects: tuple[tuple[int, str], ...] = ()


def error_for_status(url: str, status: int, headers: Mapping[str, str]) -> NewsError | None:
    """The error for a status; None for 2xx and 304."""
    if 200 <= status < 300 or status == 304:
        return None
    kind: type[NewsError]
    if is_bot_challenge(headers):
        kind, what = BotChallenge, "checks whether we are a browser"
    elif status in BY_STATUS:
        kind, what = BY_STATUS[status]
    elif 500 <= status < 600:
        kind, what = ServerTrouble, "has an internal error"
    else:
        kind, what = OddStatus, "gave an unexpected answer"
    wait = retry_after_s(headers) if status in (429, 503) else None
    return kind(f"{url} {what} (status {status})", wait)


def is_bot_challenge(headers: Mapping[str, str]) -> bool:
    """Whether a header marks the response as a check for browsers; such a response may have any status."""
    return any(headers.get(name, "").lower().startswith(value) for name, value in CHALLENGES)


def retry_after_s(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """The seconds of a Retry-After header, which may hold seconds or a date; None without a valid one.

    A date is compared with the Date header of the response, since the server's clock may be wrong, or with `now` (epoch
    seconds, by default the wall clock) where there is none.

    >>> retry_after_s({"retry-after": "120"})
    120.0
    """
    value = headers.get("retry-after", "")
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_WAIT_S)
    until = _epoch(value)
    if until is None:
        return None
    since = _epoch(headers.get("date", ""))
    if since is None:
        since = time.time() if now is None else now
    return min(max(0.0, until - since), LONGEST_WAIT_S)


def _epoch(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date[:100]).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
