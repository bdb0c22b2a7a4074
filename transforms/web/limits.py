"""How much of the web we take in at once, and how we introduce ourselves. The names are the config's keys under `web:`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Times in seconds, sizes in decoded bytes. `allow_addresses`: networks ("127.0.0.0/8") that the guard lets pass."""

    # A name, and a page where a site's owner can read who we are and how to turn us away.
    user_agent: str = "Pullquote/0.1 (+https://github.com/pullquote/pullquote; news monitoring)"

    # A person who clicks through a paper asks no faster.
    delay_seconds: float = 1.0

    # Name, connection, TLS, headers, body and redirects together. Slow papers answer within 10 s; browsers give up at 60.
    deadline_seconds: float = 30.0

    # The largest feeds with full text reach 10 MB, article pages 5 MB; what is larger is a film or a trap.
    max_bytes: int = 25_000_000

    # 300 pages at the usual delay. One slow paper must not hold up the pass, what is left of it comes with the next.
    host_seconds: float = 300.0

    # Nothing private unless it is named: a feed is written by strangers, and could ask us to read our own network.
    allow_addresses: tuple[str, ...] = ()
