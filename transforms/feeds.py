"""Feeds and sites as configs describe them, and the state of a feed after its last poll.

No `from __future__ import annotations` here: Beam and `schema.py` read the field types.
"""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Feed:
    """A feed as its config describes it.

    `every_s`: seconds between polls; None to follow the rhythm in which the feed publishes. `content`: where the article's text
    is, on the `page` or in the `feed`. `kind`: `feed` or `sitemap`. `identity`: what identifies its entries first: `link`,
    `guid` or `title`. `max_age_s`, `skip` (patterns for address or title): which entries are left out. `recheck_s`: seconds
    after which the page of an article is fetched again, ascending.
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
    """Hints for the pages of a site, as CSS selectors and XPaths. One that matches nothing has no effect.

    `domain`: without `www.`, includes its subdomains. `body`: the whole article. `strip`: elements that are not part of it.
    """

    domain: str
    body: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A problem of a feed that the person who maintains its config should know.

    `text`: a sentence without its subject, which is the feed. `kind`: `moved` needs an action and is reported after each run;
    `dates` and `long_list` are reported once.
    """

    kind: Literal["moved", "dates", "long_list"]
    text: str


@dataclass(frozen=True)
class FeedState:
    """The state of a feed after a poll, for the next one. It is stored by commits only.

    `due_at`: None when the feed was never polled, or is no longer polled (`stopped`). Its rhythm: `newest` is the time of its
    last publication (`undated`: of the poll that found the list changed, since entries have no dates), `gap_s` the usual time
    between two articles, `longest_s` the longest recent silence, `days` the known number of days with publications (a year at
    most), `window_s` the time that its list spans, `asks_s` the pause between polls that it asks for. `notes`: problems that
    the last parse found.
    """

    id: str
    etag: str | None = None
    last_modified: str | None = None
    polled_at: str | None = None
    due_at: str | None = None
    errors: int = 0  # polls in a row that failed
    url: str | None = None  # the config's address when it was polled
    body_hash: str | None = None  # of the bytes, and of what decides how they are parsed
    listing: str | None = None  # hash of the settings that decide which entries are listed
    not_modified: int = 0  # 304 in a row
    newest: str | None = None
    undated: bool = False
    gap_s: float | None = None
    longest_s: float | None = None
    days: int = 0
    window_s: float | None = None
    asks_s: float | None = None
    moved_to: str | None = None  # target of a permanent redirect
    moved_times: int = 0  # polls in a row with this redirect
    gone: int = 0  # polls in a row with a 410
    notes: tuple[Note, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether the feed answered 410 (gone) twice in a row, so that it is no longer polled."""
        return self.gone >= 2
