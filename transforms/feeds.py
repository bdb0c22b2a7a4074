"""What is known of feeds and sites: from configs, and from the last poll.

No `from __future__ import annotations` here: Beam and `schema.py` read the field types.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Feed:
    """A feed as its config describes it. `every_s`: seconds between polls, None: as it publishes. `content`: `page`, or `feed`
    (its full text).

    `kind`: `feed` or `sitemap`. `identity`: what tells its entries apart before all else: `link`, `guid` or `title`.
    `max_age_s`, `skip` (patterns on address or title): which entries are left out. `recheck_s`: seconds after which an
    article's page is asked again, in order.
    """

    id: str
    url: str
    name: str = ""
    language: str | None = None
    every_s: float | None = None
    tags: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # they may hold secrets
    prune: tuple[str, ...] = ()
    skip_rules: tuple[str, ...] = ()
    content: str = "page"
    kind: str = "feed"
    identity: str = "link"
    max_age_s: float | None = None
    skip: tuple[str, ...] = ()
    recheck_s: tuple[float, ...] = ()


@dataclass(frozen=True)
class SiteHints:
    """What a site's config says of its pages, as CSS selectors and XPaths. One that points at nothing changes nothing.

    `domain` without `www.`; it holds for what lies below it too. `body`: the article, all of it. `strip`: what is none.
    """

    domain: str
    body: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()


@dataclass(frozen=True)
class FeedState:
    """What a poll learned about a feed and the next poll needs; moves only by a commit.

    `due_at` is None when it was never polled, and when it is polled no more (`stopped`). Its rhythm: `newest` is when it last
    published, `gap_s` the usual time between two articles, `longest_s` the longest that it has lately been silent in between,
    `days` on how many days it is known to have published (a year at most), `window_s` what its list spans, `asks_s` how long
    it asks to be left alone. `notes`: what is odd about it, in sentences, as of the last time that it was read.
    """

    id: str
    etag: str | None = None
    last_modified: str | None = None
    polled_at: str | None = None
    due_at: str | None = None
    errors: int = 0  # polls in a row that failed
    url: str | None = None  # the config's address when it was polled
    body_hash: str | None = None  # of what was read, and how
    listing: str | None = None  # of what its config said of what is listed
    not_modified: int = 0  # times in a row that the server said so
    newest: str | None = None
    gap_s: float | None = None
    longest_s: float | None = None
    days: int = 0
    window_s: float | None = None
    asks_s: float | None = None
    moved_to: str | None = None  # where it redirects for good
    moved_times: int = 0  # polls in a row that it did
    gone: int = 0  # polls in a row that it said 410
    notes: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """It said twice that it is gone for good."""
        return self.gone >= 2
