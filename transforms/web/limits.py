"""Limits of requests, and the User-Agent. The fields have the names of the config keys under `web:`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Times in seconds, sizes in decoded bytes. `allow_addresses`: special networks ("127.0.0.0/8") that may be requested."""

    # A name, and a page that tells the owner of a site who we are and how to block us.
    user_agent: str = "Pullquote/0.1 (+https://github.com/pullquote/pullquote; news monitoring)"

    # A person who reads a site is no faster.
    delay_seconds: float = 1.0

    # Name, connection, TLS, headers, body and redirects together. Slow papers answer within 10 s; browsers give up at 60.
    deadline_seconds: float = 30.0

    # The largest feeds with full text reach 10 MB, article pages 5 MB; larger bodies are films or traps.
    max_bytes: int = 25_000_000

    # 300 pages at the default delay. One slow site must not delay the pass; the rest of its pages are fetched in the next one.
    host_seconds: float = 300.0

    # Empty by default: feeds are written by strangers, who could make us read our own network.
    allow_addresses: tuple[str, ...] = ()
