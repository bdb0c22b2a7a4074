"""The cookies of one chain of redirects: which are stored, and where they are sent."""

import pytest

from transforms.web.cookies import MOST_PER_HOST, Cookies
from transforms.web.target import parse_target

HARBOR = "https://harbor.example/a"


def header(set_cookies: list[str], url: str, set_by: str = HARBOR) -> str:
    cookies = Cookies()
    for set_cookie in set_cookies:
        cookies.store(parse_target(set_by), set_cookie)
    return cookies.header(parse_target(url))


@pytest.mark.parametrize(
    ("set_cookie", "sent"),
    [
        pytest.param("seen=1", "seen=1", id="a name and a value"),
        pytest.param("seen=", "seen=", id="an empty value"),
        pytest.param(" seen=1 ; Path=/x; HttpOnly", "seen=1", id="attributes are not sent"),
        pytest.param('seen="1"', 'seen="1"', id="a quoted value"),
        pytest.param("a=b=c", "a=b=c", id="an equals sign in the value"),
        pytest.param("seen", "", id="no value"),
        pytest.param("=1", "", id="no name"),
        pytest.param("se en=1", "", id="a space in the name"),
        pytest.param("seen=a b", "", id="a space in the value"),
        pytest.param("seen=a\r\nX-Evil: 1", "", id="a second header"),
        pytest.param("seen=é", "", id="beyond ASCII"),
        pytest.param(f"seen={'x' * 4_001}", "", id="a value that is too long"),
        pytest.param(f"{'x' * 201}=1", "", id="a name that is too long"),
    ],
)
def test_what_is_stored(set_cookie: str, sent: str) -> None:
    assert header([set_cookie], HARBOR) == sent


@pytest.mark.parametrize(
    ("set_cookie", "set_by", "url", "sent"),
    [
        pytest.param("seen=1", HARBOR, "https://harbor.example/b", True, id="another path"),
        pytest.param("seen=1; Path=/a", HARBOR, "https://harbor.example/b", True, id="Path is ignored"),
        pytest.param("seen=1", "http://harbor.example/", HARBOR, True, id="from http to https"),
        pytest.param("seen=1", HARBOR, "http://harbor.example/", True, id="from https to http"),
        pytest.param("seen=1; Secure", HARBOR, "https://harbor.example/", True, id="secure, over https"),
        pytest.param("seen=1; secure", HARBOR, "http://harbor.example/", False, id="secure, not over http"),
        pytest.param("seen=1; Domain=harbor.example", HARBOR, "https://www.harbor.example/", False, id="Domain is ignored"),
        pytest.param("seen=1", HARBOR, "https://quay.example/", False, id="another host"),
        pytest.param("seen=1", HARBOR, "https://harbor.example:8443/", False, id="another port"),
    ],
)
def test_where_it_is_sent(set_cookie: str, set_by: str, url: str, sent: bool) -> None:
    assert header([set_cookie], url, set_by) == ("seen=1" if sent else "")


def test_several_cookies_are_one_header_and_a_later_one_replaces_its_name() -> None:
    assert header(["a=1", "b=2", "a=3"], HARBOR) == "a=3; b=2"


def test_there_is_a_limit_for_each_host() -> None:
    many = [f"c{i}=1" for i in range(MOST_PER_HOST)]
    assert header([*many, "late=1"], HARBOR).count("=") == MOST_PER_HOST
    assert "c0=2" in header([*many, "c0=2"], HARBOR), "a stored one can still change"
