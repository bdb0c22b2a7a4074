"""The demo's site answers as a small newspaper would, and its feeds and pages fit together."""

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
import yaml

from pipeline.demo.serve import SITE, Site, demo_config, serving

FEEDS = ("/feed-a.xml", "/feed-b.xml")


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serving() as base_url:
        yield base_url


def ask(base_url: str, target: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One exchange, the target sent as it is: urllib would tidy `..` away."""
    connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=120)
    try:
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def entries(base_url: str, feed: str) -> list[str]:
    return [entry.link for entry in feedparser.parse(ask(base_url, feed)[2]).entries]


@pytest.mark.parametrize(
    ("target", "status", "content_type"),
    [
        pytest.param("/chronicle/night-ferry", 200, "text/html; charset=utf-8", id="page"),
        pytest.param("/chronicle/night-ferry?utm_source=rss", 200, "text/html; charset=utf-8", id="page with a query"),
        pytest.param("/feed-a.xml", 200, "application/xml; charset=utf-8", id="feed"),
        pytest.param("/robots.txt", 200, "text/plain; charset=utf-8", id="robots"),
        pytest.param("/chronicle/market-hall", 404, "text/html;charset=utf-8", id="listed in the feed and taken down"),
        pytest.param("/", 404, "text/html;charset=utf-8", id="no front page"),
        pytest.param("/../serve.py", 404, "text/html;charset=utf-8", id="out of the folder"),
        pytest.param("/%2e%2e/serve.py", 404, "text/html;charset=utf-8", id="out of the folder, escaped"),
        pytest.param("//[", 404, "text/html;charset=utf-8", id="a target that urlsplit refuses"),
    ],
)
def test_answers(base: str, target: str, status: int, content_type: str) -> None:
    got, headers, body = ask(base, target)
    assert (got, headers["content-type"]) == (status, content_type)
    assert int(headers["content-length"]) == len(body)


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_that_has_not_changed_is_304(base: str, feed: str) -> None:
    _, headers, _ = ask(base, feed)
    status, again, body = ask(base, feed, **{"If-None-Match": headers["etag"]})
    assert (status, body, again["etag"]) == (304, b"", headers["etag"])
    assert ask(base, feed, **{"If-None-Match": '"another"'})[0] == 200


def test_head_has_the_length_and_no_body(base: str) -> None:
    status, headers, body = ask(base, "/feed-a.xml", method="HEAD")
    assert status == 200 and int(headers["content-length"]) > 0 and body == b""


def test_the_log_is_silent(base: str, capfd: pytest.CaptureFixture[str]) -> None:
    ask(base, "/chronicle/reservoir")
    ask(base, "/nowhere")
    assert capfd.readouterr() == ("", "")


def test_one_listed_page_is_missing_and_one_story_is_in_both_feeds(base: str) -> None:
    listed = [entries(base, feed) for feed in FEEDS]
    assert [len(links) for links in listed] == [6, 6]
    assert set(listed[0]) & set(listed[1]) == {f"{base}/chronicle/harvest"}
    missing = {link for links in listed for link in links if ask(base, urlsplit(link).path)[0] == 404}
    assert missing == {f"{base}/chronicle/market-hall"}


def test_every_page_is_listed(base: str) -> None:
    listed = {urlsplit(link).path for feed in FEEDS for link in entries(base, feed)}
    pages = {a for a, f in Site.read(SITE, base).files.items() if f.content_type.startswith("text/html")}
    assert pages <= listed


def test_no_placeholder_is_left(base: str) -> None:
    for address, file in Site.read(SITE, base).files.items():
        assert b"{base}" not in file.body, address
        assert set(re.findall(rb"https?://127[^/\"]*", file.body)) <= {base.encode()}, address


def test_the_port_is_free_afterwards() -> None:
    with serving() as base_url:
        port = urlsplit(base_url).port
    assert port
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(base_url + "/robots.txt", timeout=120)
    with serving(port=port) as again:
        assert again == base_url


def test_configs_name_both_feeds_and_let_loopback_pass(tmp_path: Path) -> None:
    folder = demo_config("http://127.0.0.1:8123", tmp_path / "new" / "configs")
    assert yaml.safe_load((folder / "pipeline.yaml").read_text()) == {
        "web": {"allow_addresses": ["127.0.0.0/8"], "delay_seconds": 0}
    }
    urls = [yaml.safe_load(path.read_text())["url"] for path in sorted((folder / "feeds").glob("*.yaml"))]
    assert urls == ["http://127.0.0.1:8123/feed-b.xml", "http://127.0.0.1:8123/feed-a.xml"]
