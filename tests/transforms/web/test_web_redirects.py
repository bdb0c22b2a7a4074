"""Redirects: at most eight, no circles, and no secrets to another origin."""

from typing import Any

import pytest

from transforms.errors import BadRedirect
from transforms.web.client import Client

PAGE = b"<html><p>Rain in the north.</p></html>"


def test_redirects_are_told(site: Any, client: Client) -> None:
    site.answers |= {
        "/a": (301, {"Location": "/b"}, b""),
        "/b": (302, {"Location": f"//127.0.0.1:{site.port}/c?ü"}, b""),
        "/c?%C3%BC": (308, {"Location": "d"}, b""),
        "/d": (200, {}, PAGE),
    }
    answer = client.get(site.url("/a"))
    assert answer.url == site.url("/d") and answer.body == PAGE
    assert answer.redirects == ((301, site.url("/b")), (302, site.url("/c?%C3%BC")), (308, site.url("/d")))


def test_eight_redirects_and_no_more(site: Any, client: Client) -> None:
    for i in range(9):
        site.answers[f"/{i}"] = 302, {"Location": f"/{i + 1}"}, b""
    site.answers["/9"] = 200, {}, PAGE
    assert client.get(site.url("/1")).body == PAGE
    with pytest.raises(BadRedirect, match="more than 8 times"):
        client.get(site.url("/0"))


def test_a_circle(site: Any, client: Client) -> None:
    site.answers |= {"/a": (302, {"Location": "/b"}, b""), "/b": (302, {"Location": "/a#again"}, b"")}
    with pytest.raises(BadRedirect, match="in a circle"):
        client.get(site.url("/a"))
    assert site.paths() == ["/a", "/b"]


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1",
        "http://u:secret@127.0.0.1:22/",
        "http://127.0.0.1:22/",
        "http://127.0.0.1\\u:secret@127.0.0.2/",
        "http://",
    ],
)
def test_a_redirect_to_what_is_not_asked(site: Any, client: Client, location: str) -> None:
    site.answers["/a"] = 302, {"Location": location}, b""
    with pytest.raises(BadRedirect) as caught:
        client.get(site.url("/a"))
    assert "secret" not in str(caught.value)
    assert len(site.asked) == 1


def test_secrets_stay_at_their_origin(sites: Any, client: Client) -> None:
    here, there = sites(), sites()
    here.answers |= {"/a": (302, {"Location": "/b"}, b""), "/b": (302, {"Location": there.url("/c")}, b"")}
    there.answers["/c"] = 302, {"Location": here.url("/d")}, b""
    here.answers["/d"] = 200, {}, b""
    secrets = [("Authorization", "Bearer secret"), ("Cookie", "session=secret"), ("X-Api-Key", "secret")]
    client.get(here.url("/a"), headers=secrets)
    assert ["secret" in str(headers) for _, headers, _ in here.asked] == [True, True, True]
    assert "secret" not in str(there.asked[0][1])


def test_credentials_of_a_redirect_are_not_used(site: Any, client: Client) -> None:
    site.answers["/a"] = 302, {"Location": site.url("/b").replace("//", "//user:secret@")}, b""
    site.answers["/b"] = 200, {}, PAGE
    answer = client.get(site.url("/a"))
    assert (answer.url, answer.redirects) == (site.url("/b"), ((302, site.url("/b")),))
    assert "authorization" not in site.asked[1][1]


def test_a_header_that_can_t_be_sent_is_named_without_its_value(client: Client) -> None:
    with pytest.raises(ValueError, match="X-Key") as caught:
        client.get("http://news.example/", headers=[("X-Key", "secret\r\nHost: evil.example")])
    assert "secret" not in str(caught.value)


def test_cookies_live_for_one_chain_and_one_host(sites: Any, client: Client) -> None:
    here, there = sites(), sites(address="127.0.0.2")
    here.answers["/a"] = 302, {"Location": "/b", "Set-Cookie": "seen=1; Path=/; HttpOnly"}, b""
    here.answers["/b"] = 302, {"Location": there.url("/c"), "Set-Cookie": "only=tls; Secure"}, b""
    there.answers["/c"] = 302, {"Location": here.url("/d"), "Set-Cookie": "bad name=1"}, b""
    here.answers["/d"] = 200, {}, b""
    client.get(here.url("/a"), headers=[("Cookie", "own=2")])
    assert [h.get("cookie") for _, h, _ in here.asked] == ["own=2", "own=2; seen=1", "own=2; seen=1"]
    assert "cookie" not in there.asked[0][1]
    client.get(here.url("/d"))
    assert "cookie" not in here.asked[-1][1]


def test_cookies_do_not_go_to_another_port(sites: Any, client: Client) -> None:
    here, there = sites(), sites()
    here.answers["/a"] = 302, {"Location": there.url("/b"), "Set-Cookie": "seen=1"}, b""
    there.answers["/b"] = 200, {}, b""
    client.get(here.url("/a"))
    assert "cookie" not in there.asked[0][1]


def test_a_redirect_to_itself_with_a_cookie_is_no_circle(site: Any, client: Client) -> None:
    def gate(handler: Any) -> None:
        if "in=1" in handler.headers.get("Cookie", ""):
            handler.say(200, {}, PAGE)
        else:
            handler.say(302, {"Location": "/a", "Set-Cookie": "in=1"}, b"")

    site.answers["/a"] = gate
    assert client.get(site.url("/a")).body == PAGE
