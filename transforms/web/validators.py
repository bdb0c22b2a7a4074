"""Validators of responses (ETag, Last-Modified). They are sent back only to the origin that they came from."""

from collections.abc import Mapping

from transforms.web.target import parse_target

LONGEST = 1_000  # characters; validators are stored in the log and sent with each request


def conditional_headers(etag: str | None, last_modified: str | None) -> tuple[tuple[str, str], ...]:
    """The headers of a request that may be answered by 304 (not modified)."""
    headers = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
    return tuple((name, value) for name, value in headers if value)


def reusable_validators(requested: str, url: str, headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """ETag and Last-Modified of the response at `url` to a request for `requested`; None for one that must not be sent back."""
    return _validator(requested, url, headers.get("etag")), _validator(requested, url, headers.get("last-modified"))


def _validator(requested: str, url: str, value: str | None) -> str | None:
    """The value if it is printable ASCII, not too long, and of the requested origin; else None.

    The client sends headers to the first origin only, so one that came after a redirect would be sent to another origin.
    """
    value = (value or "").strip()
    sendable = value and value.isascii() and value.isprintable() and len(value) <= LONGEST
    return value if sendable and same_origin(url, requested) else None


def same_origin(url: str, other: str) -> bool:
    """Whether two addresses have the same scheme, host and port."""
    return parse_target(url).origin == parse_target(other).origin
