"""A page that came and is not the one that was asked for: told by name, never got round.

Bot challenges, consent walls, "not found" with status 200, and aggregators' links that only a browser can follow. Each sign is
narrow: a page that writes about one of these is an article.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import yaml

from transforms.errors import AggregatorLink, BotChallenge, ConsentWall, SoftNotFound
from transforms.web.answers import is_bot_challenge

HEAD = 200_000  # bytes that are looked at
SMALL = 60_000  # bytes; a challenge has no more, its scripts included

CONSENT_PATHS = re.compile(
    r"(?i)/(?:privacy-?gate|privacy-?wall|cookie-?wall|cookie-?consent|consent-?wall|collectConsent|gdpr-?consent|consent)(?:[/?.]|$)"
)
# What a challenge's page holds and no other. The same services put scripts of theirs into ordinary pages as well:
# "/cdn-cgi/challenge-platform/scripts/jsd/main.js", <script src="/_Incapsula_Resource?…">.
CHALLENGES = re.compile(
    rb"""(?ix) \b_cf_chl_opt\b                          # Cloudflare
    | ://geo\.captcha-delivery\.com/                   # DataDome
    | <iframe\b[^<>]{0,300}/_Incapsula_Resource\?      # Imperva
    | id=["']px-captcha                                 # HUMAN
    | /\.well-known/sgcaptcha                           # SiteGround
    | \bgokuProps\b                                     # AWS
    | /_sec/cp_challenge/                               # Akamai
    """
)
TITLE = re.compile(rb"(?is)<title\b[^<>]{0,200}>([^<]{0,500})")
PARTS = re.compile(r"\s+[-–—|:·»]\s+|\s*\|\s*")  # a title and its site's name


@dataclass(frozen=True)
class InterstitialLists:
    """The lists of `interstitials.yaml`; titles in lower case."""

    aggregators: tuple[tuple[str, str], ...]
    consent_hosts: tuple[str, ...]
    consent_titles: frozenset[str]
    challenge_titles: frozenset[str]
    missing_titles: frozenset[str]


@cache
def interstitial_lists() -> InterstitialLists:
    data = yaml.safe_load((files(__package__) / "interstitials.yaml").read_text("utf-8"))
    titles = {name: frozenset(data[name]) for name in ("consent_titles", "challenge_titles", "missing_titles")}
    return InterstitialLists(tuple((host, path) for host, path in data["aggregators"]), tuple(data["consent_hosts"]), **titles)


def reject_aggregator_link(url: str) -> None:
    """Nothing, or AggregatorLink for an address that is known to hold no article: nothing is asked of it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    for name, path in interstitial_lists().aggregators:
        if (host == name or (name.endswith(".") and host.startswith(name))) and parts.path.startswith(path):
            raise AggregatorLink(
                f"{url} is an aggregator's link that only a browser's scripts can follow; take the paper's own feed"
            )


def reject_interstitial(asked: str, url: str, headers: Mapping[str, str], body: bytes) -> None:
    """Nothing when the answer may be the page that was asked for, or a NewsError that names what came instead.

    `asked`: the entry's address; `url`: where the redirects ended.
    """
    if url != asked:
        reject_aggregator_link(url)
        _must_not_be_elsewhere(asked, url)
    head = body[:HEAD]
    if is_bot_challenge(headers):
        raise BotChallenge(f"{url} wants to see whether we are a browser")
    found = TITLE.search(head)
    title = " ".join(html.unescape(found[1].decode("utf-8", "replace")).lower().replace("’", "'").split()) if found else ""
    parts = [title, *PARTS.split(title)]
    if len(body) <= SMALL and (CHALLENGES.search(head) or title in interstitial_lists().challenge_titles):
        raise BotChallenge(f"{url} wants to see whether we are a browser" + (f": “{title[:80]}”" if title else ""))
    if title in interstitial_lists().consent_titles:
        raise ConsentWall(f"{url} asks for consent first: “{title[:80]}”")
    if any(part in interstitial_lists().missing_titles for part in parts):
        raise SoftNotFound(f"{url} says “{title[:80]}”, with status 200")


def _must_not_be_elsewhere(asked: str, url: str) -> None:
    was, now = urlsplit(asked), urlsplit(url)
    host = (now.hostname or "").lower()
    if host.startswith(interstitial_lists().consent_hosts) and not (was.hostname or "").lower().startswith(
        interstitial_lists().consent_hosts
    ):
        raise ConsentWall(f"{asked} leads to {host}, which asks for consent first")
    if CONSENT_PATHS.search(now.path) and not CONSENT_PATHS.search(was.path):
        raise ConsentWall(f"{asked} leads to {url[:200]}, which asks for consent first")
    # "/2026/01/31/the-ferry-stays" sent to the front page: the article is no more
    if (
        was.path.strip("/").count("/") >= 1
        and now.path.strip("/") in ("", "404", "404.html", "error", "not-found")
        and not now.query
    ):
        raise SoftNotFound(f"{asked} leads to {url[:200]}, which is no article")
