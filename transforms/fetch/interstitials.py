"""Recognizes responses that are not the requested page. They are reported by name and never circumvented.

Bot challenges, consent walls, "not found" with status 200, and aggregators' links that only a browser can follow. Each pattern
is narrow, since a page that writes about one of these is an article.
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

HEAD_BYTES = 200_000  # bytes of a page that are searched
SMALL_BYTES = 60_000  # bytes of the largest challenge, with its scripts

CONSENT_PATHS = re.compile(
    r"(?i)/(?:privacy-?gate|privacy-?wall|cookie-?wall|cookie-?consent|consent-?wall|collectConsent|gdpr-?consent|consent)(?:[/?.]|$)"
)
# Markup that only challenge pages have. The same services add other scripts to ordinary pages:
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
TITLE_SEPARATOR = re.compile(r"(?<!\s)\s+[-–—|:·»]\s+|(?:(?<!\s)\s+)?\|\s*")  # between a title and the name of the site
FRONT_OR_ERROR_PATHS = ("", "404", "404.html", "error", "not-found")  # without slashes at the ends


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
    """The lists, read once in a process."""
    data = yaml.safe_load((files(__package__) / "interstitials.yaml").read_text("utf-8"))
    titles = {name: frozenset(data[name]) for name in ("consent_titles", "challenge_titles", "missing_titles")}
    return InterstitialLists(tuple((host, path) for host, path in data["aggregators"]), tuple(data["consent_hosts"]), **titles)


def reject_aggregator_link(url: str) -> None:
    """Raises AggregatorLink for an address that is known to hold no article; such an address is not even requested."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    for name, path in interstitial_lists().aggregators:
        if (host == name or (name.endswith(".") and host.startswith(name))) and parts.path.startswith(path):
            raise AggregatorLink(
                f"{url} is an aggregator's link that only a browser's scripts can follow; take the paper's own feed"
            )


def reject_interstitial(requested: str, url: str, headers: Mapping[str, str], body: bytes) -> None:
    """Raises a NewsError that names what the response is, unless it may be the requested page.

    `requested`: the entry's address; `url`: the address at the end of the redirects.
    """
    if url != requested:
        reject_aggregator_link(url)
        _reject_redirect(requested, url)
    lists, head = interstitial_lists(), body[:HEAD_BYTES]
    if is_bot_challenge(headers):
        raise BotChallenge(f"{url} checks whether we are a browser")
    title = _title(head)
    if len(body) <= SMALL_BYTES and (CHALLENGES.search(head) or title in lists.challenge_titles):
        raise BotChallenge(f"{url} checks whether we are a browser" + (f": “{title[:80]}”" if title else ""))
    if title in lists.consent_titles:
        raise ConsentWall(f"{url} asks for consent first: “{title[:80]}”")
    if any(part in lists.missing_titles for part in (title, *TITLE_SEPARATOR.split(title))):
        raise SoftNotFound(f"{url} says “{title[:80]}”, with status 200")


def _title(head: bytes) -> str:
    """The <title> in lower case, in one line; empty when there is none."""
    match = TITLE.search(head)
    return " ".join(html.unescape(match[1].decode("utf-8", "replace")).lower().replace("’", "'").split()) if match else ""


def _reject_redirect(requested: str, url: str) -> None:
    """Raises ConsentWall or SoftNotFound when the target of the redirect shows that the response is not the article."""
    before, after = urlsplit(requested), urlsplit(url)
    host = (after.hostname or "").lower()
    consent_hosts = interstitial_lists().consent_hosts
    if host.startswith(consent_hosts) and not (before.hostname or "").lower().startswith(consent_hosts):
        raise ConsentWall(f"{requested} leads to {host}, which asks for consent first")
    if CONSENT_PATHS.search(after.path) and not CONSENT_PATHS.search(before.path):
        raise ConsentWall(f"{requested} leads to {url[:200]}, which asks for consent first")
    # "/2026/01/31/the-ferry-stays" redirected to the front page: the article does not exist any more.
    is_deep = before.path.strip("/").count("/") >= 1
    if is_deep and after.path.strip("/") in FRONT_OR_ERROR_PATHS and not after.query:
        raise SoftNotFound(f"{requested} leads to {url[:200]}, which is no article")
