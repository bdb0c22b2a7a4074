"""Responses that are not the requested page, and articles that write about such pages."""

import pytest

from transforms.errors import AggregatorLink, BotChallenge, ConsentWall, NewsError, RateLimited, Refused, SoftNotFound
from transforms.fetch.interstitials import reject_aggregator_link, reject_interstitial
from transforms.web.answers import error_for_status

ASKED = "https://harborpost.example/news/2026/ferry-stays"


def page(title: str, body: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("url", "headers", "body", "error"),
    [
        pytest.param(ASKED, {}, page("Just a moment..."), BotChallenge, id="Cloudflare's title"),
        pytest.param(ASKED, {}, page("", "<script>window._cf_chl_opt = {}</script>"), BotChallenge, id="Cloudflare's script"),
        pytest.param(ASKED, {"cf-mitigated": "challenge"}, page("Harbor Post"), BotChallenge, id="Cloudflare's header"),
        pytest.param(ASKED, {"x-amzn-waf-action": "challenge"}, page(""), BotChallenge, id="AWS's header, with status 202"),
        pytest.param(
            ASKED, {}, page("x", '<iframe id="main-iframe" src="/_Incapsula_Resource?a=1">'), BotChallenge, id="Imperva's frame"
        ),
        pytest.param(ASKED, {}, page("Harbor Post", "<div id='px-captcha'>"), BotChallenge, id="HUMAN's box"),
        pytest.param("https://consent.harborpost.example/?next=x", {}, page("Harbor Post"), ConsentWall, id="consent host"),
        pytest.param("https://harborpost.example/privacy-gate?a=b", {}, page("Harbor Post"), ConsentWall, id="consent path"),
        pytest.param(ASKED, {}, page("Before you continue"), ConsentWall, id="consent title"),
        pytest.param(ASKED, {}, page("Page not found | Harbor Post"), SoftNotFound, id="not found"),
        pytest.param(ASKED, {}, page("Harbor Post – 404"), SoftNotFound, id="404"),
        pytest.param(ASKED, {}, page("Seite nicht gefunden - Hafenpost"), SoftNotFound, id="in German"),
        pytest.param(ASKED, {}, page("Page can&#8217;t be found"), SoftNotFound, id="with a reference"),
        pytest.param("https://harborpost.example/", {}, page("Harbor Post"), SoftNotFound, id="sent to the front page"),
        pytest.param("https://news.google.example/", {}, page("News"), SoftNotFound, id="sent to another's front page"),
        pytest.param("https://news.google.com/rss/articles/CBM", {}, page("News"), AggregatorLink, id="sent to an aggregator"),
        pytest.param(ASKED, {}, page("Ferry stays | Harbor Post"), None, id="an article"),
        pytest.param(ASKED, {}, page("404 jobs go at the harbour - Harbor Post"), None, id="a number in a title"),
        pytest.param(ASKED, {}, page("Why “page not found” is 30 years old | Harbor Post"), None, id="about it"),
        pytest.param(ASKED, {}, page("Access denied: who may enter the harbour?"), None, id="a title that begins so"),
        pytest.param(ASKED, {}, page("Just a moment...", "x" * 70_000), None, id="too large for a challenge"),
        pytest.param(
            ASKED,
            {},
            page("Ferry", '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js">'),
            None,
            id="Cloudflare's script in a page",
        ),
        pytest.param(
            ASKED, {}, page("Ferry", '<script src="/_Incapsula_Resource?SW=1">'), None, id="Imperva's script in a page"
        ),
        pytest.param(
            "https://harborpost.example/news/consent-of-the-king", {}, page("The king's consent"), None, id="consent in a slug"
        ),
        pytest.param("https://harborpost.example/?p=12", {}, page("Ferry stays"), None, id="an article at the root"),
        pytest.param(ASKED, {}, b"", None, id="empty"),
        pytest.param(ASKED, {}, b"\xff\xfe\x00<title>", None, id="no text"),
    ],
)
def test_walls(url: str, headers: dict[str, str], body: bytes, error: type[NewsError] | None) -> None:
    if error is None:
        reject_interstitial(ASKED, url, headers, body)
        return
    with pytest.raises(error, match=r"example|google"):
        reject_interstitial(ASKED, url, headers, body)


@pytest.mark.parametrize(
    ("url", "aggregator"),
    [
        pytest.param("https://news.google.com/rss/articles/CBMi?oc=5", True, id="Google News"),
        pytest.param("https://news.google.co.example/articles/CBMi", True, id="of another country"),
        pytest.param("https://apple.news/Abc", True, id="Apple News"),
        pytest.param("https://news.google.com/topstories", False, id="no article's link"),
        pytest.param("https://harborpost.example/rss/articles/1", False, id="a paper's own"),
        pytest.param("https://notapple.news/Abc", False, id="another host"),
    ],
)
def test_aggregators(url: str, aggregator: bool) -> None:
    if aggregator:
        with pytest.raises(AggregatorLink):
            reject_aggregator_link(url)
    else:
        reject_aggregator_link(url)


@pytest.mark.parametrize(
    ("status", "headers", "kind"),
    [
        pytest.param(403, {"cf-mitigated": "challenge"}, BotChallenge, id="Cloudflare"),
        pytest.param(405, {"x-amzn-waf-action": "captcha"}, BotChallenge, id="AWS"),
        pytest.param(429, {"x-vercel-mitigated": "challenge"}, BotChallenge, id="Vercel"),
        pytest.param(403, {"server": "cloudflare"}, Refused, id="a refusal of the site's own"),
        pytest.param(429, {"x-vercel-mitigated": "deny"}, RateLimited, id="no challenge"),
    ],
)
def test_a_refusal_that_is_a_challenge(status: int, headers: dict[str, str], kind: type[NewsError]) -> None:
    assert type(error_for_status(ASKED, status, headers)) is kind
