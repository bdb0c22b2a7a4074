"""What a server told us to know its answer by (ETag, Last-Modified), sent back to where it came from and nowhere else."""

from collections.abc import Mapping

from transforms.web.target import parse_target

LONGEST = 1_000  # characters; it is kept in the log and sent each time


def conditional_headers(etag: str | None, last_modified: str | None) -> tuple[tuple[str, str], ...]:
    """The headers of a request whose answer may be "not modified"."""
    said = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
    return tuple((name, value) for name, value in said if value)


def reusable_validators(asked: str, url: str, headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """ETag and Last-Modified of the answer at `url` to a request for `asked`, if they can be sent back."""
    return _validator(asked, url, headers.get("etag")), _validator(asked, url, headers.get("last-modified"))


def _validator(asked: str, url: str, value: str | None) -> str | None:
    """As it came: printable ASCII, of a decent length, and from where the next request goes.

    The client sends headers to the origin that it asks first: what another said after a redirect would go to the wrong one.
    """
    value = (value or "").strip()
    sendable = value and value.isascii() and value.isprintable() and len(value) <= LONGEST
    return value if sendable and same_origin(url, asked) else None


def same_origin(one: str, other: str) -> bool:
    """Scheme, host and port."""
    return parse_target(one).origin == parse_target(other).origin
