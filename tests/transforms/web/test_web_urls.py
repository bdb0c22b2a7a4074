"""Addresses for requests, and their normalized form for identity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.web.urls import LONGEST, address_key, clean_url, host

BASE = "https://news.example/section/today.html"


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        pytest.param("https://a.example/x", None, "https://a.example/x", id="as it is"),
        pytest.param(" \n https://a.example/x \t", None, "https://a.example/x", id="white space at the ends"),
        pytest.param("https://a.example/\n  x", None, "https://a.example/%20%20x", id="line break and blanks inside"),
        pytest.param("https://a.example", None, "https://a.example/", id="no path"),
        pytest.param("https://a.example?q=1", None, "https://a.example/?q=1", id="no path but a query"),
        pytest.param("HTTPS://A.Example/X", None, "https://a.example/X", id="only scheme and host lose their case"),
        pytest.param("https://a.example/x#top", None, "https://a.example/x", id="fragment"),
        pytest.param("https://a.example/x#a?b=c", None, "https://a.example/x", id="a question mark within the fragment"),
        pytest.param("https://a.example/x y", None, "https://a.example/x%20y", id="blank"),
        pytest.param("https://a.example/é?q=é", None, "https://a.example/%C3%A9?q=%C3%A9", id="letters beyond ASCII"),
        pytest.param("https://a.example/%C3%A9%2Fb", None, "https://a.example/%C3%A9%2Fb", id="escaped stays escaped once"),
        pytest.param("https://a.example/100%", None, "https://a.example/100%25", id="a bare percent sign"),
        pytest.param("https://a.example/a\x00b", None, "https://a.example/a%00b", id="a control"),
        pytest.param("https://a.example/\ud800", None, "https://a.example/%3F", id="a lone surrogate"),
        pytest.param('https://a.example/"<x>', None, "https://a.example/%22%3Cx%3E", id="marks that end attributes"),
        pytest.param("https://a.example:443/x", None, "https://a.example/x", id="default port of https"),
        pytest.param("http://a.example:443/x", None, "http://a.example:443/x", id="not the default port of http"),
        pytest.param("http://a.example:/x", None, "http://a.example/x", id="empty port"),
        pytest.param("http://user:secret@a.example/x", None, "http://a.example/x", id="credentials"),
        pytest.param("http://a.example@b.example/x", None, "http://b.example/x", id="credentials that look like a host"),
        pytest.param("https://bücher.example/x", None, "https://xn--bcher-kva.example/x", id="IDNA"),
        pytest.param("https://faß.example/x", None, "https://xn--fa-hia.example/x", id="IDNA 2008, as browsers do"),
        pytest.param("https://a.example./x", None, "https://a.example/x", id="dot after the host"),
        pytest.param("https://my_site.a.example/x", None, "https://my_site.a.example/x", id="underscore in the host"),
        pytest.param("http://[2001:DB8::1]:8080/x", None, "http://[2001:db8::1]:8080/x", id="IPv6"),
        pytest.param("https://a.example/a/./b/../c", None, "https://a.example/a/c", id="dots in the path"),
        pytest.param("https://a.example/../..", None, "https://a.example/", id="dots that lead out"),
        pytest.param("https://a.example/a\\b", None, "https://a.example/a/b", id="backslash, as browsers do"),
        pytest.param("/x", BASE, "https://news.example/x", id="relative to the root"),
        pytest.param("x", BASE, "https://news.example/section/x", id="relative to the folder"),
        pytest.param("?p=7", BASE, "https://news.example/section/today.html?p=7", id="relative, query alone"),
        pytest.param("//cdn.example/x", BASE, "https://cdn.example/x", id="relative to the scheme"),
        pytest.param("https://a.example/x", "nonsense", "https://a.example/x", id="a useless base does no harm"),
        pytest.param("", BASE, None, id="empty"),
        pytest.param("  ", BASE, None, id="blank only"),
        pytest.param("/x", None, None, id="relative to nothing"),
        pytest.param("/x", "http://[::1", None, id="relative to nonsense"),
        pytest.param("http://[::1", None, None, id="unclosed bracket"),
        pytest.param("http://[evil]/", None, None, id="bracket without an address"),
        pytest.param("javascript:alert(1)", BASE, None, id="javascript"),
        pytest.param("data:text/html,x", BASE, None, id="data"),
        pytest.param("file:///etc/passwd", BASE, None, id="file"),
        pytest.param("mailto:a@a.example", BASE, None, id="mailto"),
        pytest.param("http://", None, None, id="no host"),
        pytest.param("http:///x", None, None, id="no host but a path"),
        pytest.param("http://a.example:99999/", None, None, id="no such port"),
        pytest.param("http://a.example:0/", None, None, id="port 0"),
        pytest.param("http://a.example:8x/", None, None, id="port with a letter"),
        pytest.param("http://a b.example/", None, None, id="blank in the host"),
        pytest.param("http://xn--/", None, None, id="an IDNA label with nothing in it"),
        pytest.param("http://a..example/", None, None, id="empty label"),
        pytest.param("http://" + "a" * 64 + ".example/", None, None, id="label too long"),
        pytest.param("http://a.example/" + "a" * LONGEST, None, None, id="too long to be asked"),
    ],
)
def test_an_address_is_made_ready_or_refused(url: str, base: str | None, expected: str | None) -> None:
    assert clean_url(url, base) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("http://a.example/x", "https://a.example/x", id="scheme"),
        pytest.param("https://www.a.example/x", "https://a.example/x", id="www"),
        pytest.param("https://a.example/x/", "https://a.example/x", id="trailing slash"),
        pytest.param("https://a.example/", "https://a.example", id="root"),
        pytest.param("https://a.example/x/index.html", "https://a.example/x", id="index.html"),
        pytest.param("https://a.example/Default.aspx?id=1", "https://a.example/?id=1", id="default.aspx with a parameter"),
        pytest.param("https://a.example/x#c1", "https://a.example/x", id="fragment"),
        pytest.param("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x", id="utm"),
        pytest.param("https://a.example/x?fbclid=1&id=7", "https://a.example/x?id=7", id="fbclid beside a real one"),
        pytest.param("https://a.example/x?CMP=share_btn_tw", "https://a.example/x", id="names in capitals"),
        pytest.param("https://a.example/x?at_medium=RSS&at_campaign=KARANGA", "https://a.example/x", id="at_"),
        pytest.param("https://a.example/x?partner=rss&emc=rss", "https://a.example/x", id="partner=rss"),
        pytest.param("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2", id="order of parameters"),
        pytest.param("https://a.example/x?", "https://a.example/x", id="empty query"),
        pytest.param("https://a.example/%7Ejo/%c3%a9", "https://a.example/~jo/é", id="escapes"),
        pytest.param("https://bücher.example/x", "https://xn--bcher-kva.example/x", id="IDNA"),
        pytest.param("https://a.example:443/x", "http://a.example:80/x", id="default ports"),
    ],
)
def test_two_addresses_of_one_page_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("https://a.example/x", "https://b.example/x", id="host"),
        pytest.param("https://a.example/x", "https://a.example/X", id="case of the path"),
        pytest.param("https://a.example/x", "https://a.example/x?id=1", id="a parameter"),
        pytest.param("https://a.example/x?id=1", "https://a.example/x?id=2", id="its value"),
        pytest.param("https://a.example/x?source=7", "https://a.example/x?source=8", id="source that chooses the page"),
        pytest.param("https://a.example/x?t=1&t=2", "https://a.example/x?t=2&t=1", id="order within one name"),
        pytest.param("https://a.example/x%2Fy", "https://a.example/x/y", id="an escaped slash is no slash"),
        pytest.param("https://a.example:8080/x", "https://a.example/x", id="port"),
        pytest.param("https://www.example/x", "https://example/x", id="www that is the name itself"),
        pytest.param("https://m.a.example/x", "https://a.example/x", id="other subdomains"),
    ],
)
def test_two_pages_have_two_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize("url", ["", "not an address", "mailto:a@a.example", "http://[::1", "urn:uuid:1", "/x"])
def test_what_is_no_address_has_no_key(url: str) -> None:
    assert address_key(url) == ""
    assert host(url) == ""


def test_host() -> None:
    assert host("https://User@WWW.A.Example:8443/x") == "www.a.example"
    assert host("http://[::1]:80/") == "[::1]"


odd = st.text(st.sampled_from("ahtps:/?#@&=.%[]\\ \n\t12éß\ud800\u3002wxn-") | st.characters(), max_size=40)
addresses = st.one_of(
    odd,
    st.builds("{}{}".format, st.sampled_from(["http://", "https://a.example/", "//", "http://www.", "https://[", "?"]), odd),
)


@given(addresses, st.none() | addresses)
def test_never_raises_and_a_clean_address_is_clean(url: str, base: str | None) -> None:
    cleaned = clean_url(url, base)
    host(url)
    if cleaned is not None:
        assert cleaned.isascii() and cleaned.isprintable() and " " not in cleaned and "#" not in cleaned
        assert clean_url(cleaned) == cleaned
        assert address_key(cleaned)


@given(addresses)
def test_the_key_of_a_key_is_itself(url: str) -> None:
    key = address_key(url)
    assert address_key(key) == key
    cleaned = clean_url(url)
    if cleaned is not None:
        assert address_key(cleaned) == key
