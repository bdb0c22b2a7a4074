"""Cookies within one chain of redirects: a site that sets one and redirects to itself wants to see it again."""

import re

from transforms.web.target import Target

MOST = 30  # a host; more only fills the headers
PAIR = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e\"]{0,4000}")


class Cookies:
    """What each host set during one `get`, sent back to that very host and port only; `Domain` and `Path` would widen it.

    http and https of one host are one: sites set a cookie on the way from the first to the second.
    """

    def __init__(self) -> None:
        self._of_host: dict[str, dict[str, tuple[str, bool]]] = {}

    def keep(self, at: Target, set_cookie: str) -> None:
        """Takes one Set-Cookie header; what is malformed, or one too many, is passed over."""
        pair, _, attributes = set_cookie[:5000].partition(";")
        pair = pair.strip()
        if not PAIR.fullmatch(pair):
            return
        kept = self._of_host.setdefault(at.authority, {})
        name = pair.partition("=")[0]
        if name in kept or len(kept) < MOST:
            secure = "secure" in (part.strip().lower() for part in attributes.split(";"))
            kept[name] = (pair, secure)

    def header(self, at: Target) -> str:
        """The Cookie header for this address, or nothing. Secure ones are not sent in the clear."""
        kept = self._of_host.get(at.authority, {}).values()
        return "; ".join(pair for pair, secure in kept if at.scheme == "https" or not secure)
