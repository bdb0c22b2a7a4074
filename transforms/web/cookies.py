"""Cookies within one chain of redirects: some sites set a cookie, redirect to themselves, and expect to get it back."""

import re

from transforms.web.target import Target

MOST_PER_HOST = 30  # more would only fill the headers
PAIR = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e\"]{0,4000}")


class Cookies:
    """The cookies that each host set during one `get`. They are sent back to the same host and port only.

    `Domain` and `Path` are ignored, since they would widen that. http and https of a host share their cookies: sites set
    one on the redirect from the first to the second.
    """

    def __init__(self) -> None:
        self._by_host: dict[str, dict[str, tuple[str, bool]]] = {}  # authority → name → (name=value, secure)

    def store(self, target: Target, set_cookie: str) -> None:
        """Stores the cookie of one Set-Cookie header. A malformed one, or one too many, is ignored."""
        pair, _, attributes = set_cookie[:5000].partition(";")
        pair = pair.strip()
        if not PAIR.fullmatch(pair):
            return
        stored = self._by_host.setdefault(target.authority, {})
        name = pair.partition("=")[0]
        if name in stored or len(stored) < MOST_PER_HOST:
            secure = "secure" in (part.strip().lower() for part in attributes.split(";"))
            stored[name] = (pair, secure)

    def header(self, target: Target) -> str:
        """The Cookie header for this address, or an empty string. `Secure` cookies are sent over https only."""
        stored = self._by_host.get(target.authority, {}).values()
        return "; ".join(pair for pair, secure in stored if target.scheme == "https" or not secure)
