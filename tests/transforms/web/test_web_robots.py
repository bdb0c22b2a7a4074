"""robots.txt: what it allows, for how long it is kept, and what happens when it can not be read."""

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import BadAddress, RobotsUnreachable
from transforms.web.client import Client
from transforms.web.robots import MOST_BYTES, Robots, parse_robots
from transforms.web.robots_cache import RobotsCache


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        pytest.param("", "/a", True, id="empty"),
        pytest.param("User-agent: *\nDisallow: /", "/a", False, id="nobody"),
        pytest.param("User-agent: *\nDisallow:", "/a", True, id="nothing is disallowed"),
        pytest.param("User-agent: *\nDisallow: /private/", "/private/a", False, id="a folder"),
        pytest.param("User-agent: *\nDisallow: /private/", "/a", True, id="another folder"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True, id="the longer rule wins"),
        pytest.param("User-agent: Pullquote\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False, id="we are named"),
        pytest.param("user-AGENT: pullQUOTE\nDisallow: /", "/a", False, id="in any case"),
        pytest.param("User-agent: Pullquote/0.1 # news\nDisallow: /", "/a", False, id="with a version"),
        pytest.param("User-agent: Otherbot\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", True, id="another is named"),
        pytest.param("User-agent: a\nUser-agent: Pullquote\nUser-agent: b\nDisallow: /", "/a", False, id="one of a group"),
        pytest.param("User-agent: *\nDisallow: /\n\nUser-agent: Pullquote\nAllow: /", "/a", True, id="we are let in"),
        pytest.param("User-agent: quote\nDisallow: /", "/a", True, id="a part of our name is not our name"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False, id="pattern"),
        pytest.param("User-agent: *\nDisallow: /*?print", "/a?print=1", False, id="in the query"),
        pytest.param("\ufeffUser-agent: *\r\nDisallow: /", "/a", False, id="byte order mark and CRLF"),
        pytest.param("User-agent: *\rDisallow: /", "/a", False, id="old line ends"),
        pytest.param("<html><body>Not found</body></html>", "/a", True, id="HTML in its place"),
    ],
)
def test_what_it_says(site: Any, client: Client, text: str, path: str, allowed: bool) -> None:
    site.answers["/robots.txt"] = 200, {"Content-Type": "text/plain"}, text.encode()
    assert Robots(client).allows(site.url(path)) is allowed


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        pytest.param((404, {}, b""), True, id="404"),
        pytest.param((403, {}, b"User-agent: *\nDisallow: /"), True, id="403"),
        pytest.param((401, {}, b""), True, id="401"),
        pytest.param((418, {}, b""), True, id="418"),
        pytest.param((410, {}, b""), True, id="410"),
        pytest.param((302, {"Location": "/robots.txt"}, b""), True, id="circle"),
        pytest.param((302, {"Location": "http://10.0.0.1/"}, b""), True, id="forbidden redirect: the page's own guard speaks"),
        pytest.param((500, {}, b""), None, id="500"),
        pytest.param((503, {}, b""), None, id="503"),
        pytest.param((429, {"Retry-After": "60"}, b""), None, id="429"),
        pytest.param((200, {"Content-Encoding": "gzip"}, b"plain"), None, id="unreadable"),
        pytest.param((302, {"Location": "/elsewhere.txt"}, b""), False, id="a redirect is followed"),
    ],
)
def test_how_it_answers(site: Any, client: Client, answer: Any, allowed: bool | None) -> None:
    site.answers["/robots.txt"] = answer
    site.answers["/elsewhere.txt"] = 200, {}, b"User-agent: *\nDisallow: /"
    robots = Robots(client)
    for _ in range(2):
        if allowed is None:
            with pytest.raises(RobotsUnreachable, match=r"/robots\.txt"):
                robots.allows(site.url("/a"))
        else:
            assert robots.allows(site.url("/a")) is allowed
            assert robots.delay(site.url("/a")) == 0
    assert site.paths().count("/robots.txt") == 1, "kept, also when it failed"


def test_nobody_there(site: Any, client: Client) -> None:
    site.close()
    with pytest.raises(RobotsUnreachable, match="connection refused"):
        Robots(client).allows(site.url("/a"))


def test_an_address_that_is_none(client: Client) -> None:
    with pytest.raises(BadAddress):
        Robots(client).allows("mailto:a@b")


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        pytest.param("Crawl-delay: 5", 5.0, id="crawl-delay"),
        pytest.param("Crawl-delay: 0.5", 0.5, id="fraction"),
        pytest.param("Request-rate: 1/10", 10.0, id="request-rate"),
        pytest.param("Crawl-delay: 86400", 30.0, id="a day is cut"),
        pytest.param("Crawl-delay: nan", 0.0, id="not a number"),
        pytest.param("Crawl-delay: -1", 0.0, id="negative"),
        pytest.param("Disallow: /x", 0.0, id="none"),
    ],
)
def test_delay(site: Any, client: Client, lines: str, seconds: float) -> None:
    site.answers["/robots.txt"] = 200, {}, f"User-agent: *\n{lines}\n".encode()
    assert Robots(client).delay(site.url("/a")) == seconds


def test_what_stands_beyond_the_cap_is_not_read(site: Any, client: Client) -> None:
    rules = b"User-agent: *\nDisallow: /first\n"
    site.answers["/robots.txt"] = 200, {}, rules + b"#" * MOST_BYTES + b"\nDisallow: /last\n"
    robots = Robots(client)
    assert not robots.allows(site.url("/first")) and robots.allows(site.url("/last"))


def test_threads_read_it_once(site: Any, client: Client) -> None:
    site.answers["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /private/"
    robots = Robots(client)
    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(robots.allows(site.url("/a")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 8 and site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("end", ["\n", "\r", "\x0b", "\u2028"])
def test_a_file_of_many_agents_and_rules_is_read_in_little_memory(end: str) -> None:
    """As it stands it would become 100 million rules."""
    text = end.join([f"User-agent:{i:x}" for i in range(10_000)] + [f"Allow:/{i:x}" for i in range(10_000)])
    assert parse_robots(text.encode(), "Pullquote").can_fetch("http://news.example/a", "Pullquote")


@given(st.one_of(st.binary(max_size=200), st.text("User-agent: *\nDisallow/$%é\u2028", max_size=200).map(str.encode)))
def test_any_bytes_can_be_read(body: bytes) -> None:
    assert parse_robots(body, "Pullquote").can_fetch("http://news.example/a", "Pullquote") in (True, False)


@pytest.mark.parametrize(
    ("answer", "allowed", "asked"),
    [
        pytest.param((200, {}, b"User-agent: *\nDisallow: /a"), False, 1, id="rules"),
        pytest.param((404, {}, b""), True, 1, id="no such file"),
        pytest.param((500, {}, b""), None, 2, id="trouble, which may be over"),
    ],
)
def test_another_process_of_the_run_has_read_it(
    site: Any, client: Client, tmp_path: Path, answer: Any, allowed: bool | None, asked: int
) -> None:
    site.answers["/robots.txt"] = answer
    for _ in range(2):
        robots = Robots(client, RobotsCache(tmp_path / "cache"))  # each process has its own
        if allowed is None:
            with pytest.raises(RobotsUnreachable):
                robots.allows(site.url("/a"))
        else:
            assert robots.allows(site.url("/a")) is allowed
    assert site.paths() == ["/robots.txt"] * asked


def test_a_cache_folder_that_is_a_file(site: Any, client: Client, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    site.answers["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /a"
    assert not Robots(client, RobotsCache(tmp_path / "cache")).allows(site.url("/a"))
