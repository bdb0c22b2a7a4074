"""The parsed form of addresses, and addresses that are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import BadAddress
from transforms.web.target import display_url, parse_target


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        pytest.param("http://news.example", "http://news.example/", id="a path is always asked"),
        pytest.param("HTTPS://News.EXAMPLE:443/A", "https://news.example/A", id="case and the usual port"),
        pytest.param("http://news.example:8080/a?b=c#d", "http://news.example:8080/a?b=c", id="port stays, fragment goes"),
        pytest.param("http://news.example./a", "http://news.example/a", id="final dot"),
        pytest.param("  http://news.example/a\n", "http://news.example/a", id="white space around it"),
        pytest.param("http://news.example/a b/é?q=ü%20x", "http://news.example/a%20b/%C3%A9?q=%C3%BC%20x", id="to ASCII, once"),
        pytest.param("http://news.example//a", "http://news.example//a", id="an empty part of the path stays"),
        pytest.param("http://news.example/%", "http://news.example/%", id="a lone per cent sign"),
        pytest.param("http://straße.example/", "http://xn--strae-oqa.example/", id="IDNA as browsers do it"),
        pytest.param("http://news。example/", "http://news.example/", id="ideographic full stop"),
        pytest.param("http://foo_bar.example/", "http://foo_bar.example/", id="underscore, which is in use"),
        pytest.param("http://2130706433/", "http://127.0.0.1/", id="IPv4 as one number"),
        pytest.param("http://0x7f.1/", "http://127.0.0.1/", id="IPv4 in hex, short"),
        pytest.param("http://017700000001/", "http://127.0.0.1/", id="IPv4 in octal"),
        pytest.param("http://127.0.0.1./", "http://127.0.0.1/", id="IPv4 with a final dot"),
        pytest.param("http://１２７.0.0.1/", "http://127.0.0.1/", id="IPv4 in wide digits"),
        pytest.param("http://[0:0:0:0:0:0:0:1]:8080/", "http://[::1]:8080/", id="IPv6, short"),
        pytest.param("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", id="IPv4 in IPv6"),
    ],
)
def test_an_address_has_one_form(url: str, asked: str) -> None:
    assert parse_target(url).url in (asked, asked.replace("7f00:1", "127.0.0.1"))
    assert parse_target(parse_target(url).url) == parse_target(url)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="nothing"),
        pytest.param("/a", id="relative"),
        pytest.param("//news.example/a", id="no scheme"),
        pytest.param("file:///etc/passwd", id="file"),
        pytest.param("ftp://news.example/a", id="ftp"),
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("http://", id="no host"),
        pytest.param("http:///a", id="empty host"),
        pytest.param("http://[::1", id="open bracket"),
        pytest.param("http://[v1.x]/", id="brackets around something else"),
        pytest.param("http://[fe80::1%25eth0]/", id="zone"),
        pytest.param("http://news.example:99999/", id="port out of range"),
        pytest.param("http://news.example:x/", id="port is no number"),
        pytest.param("http://news.example:25/", id="mail server"),
        pytest.param("http://127.0.0.1:22/", id="ssh"),
        pytest.param("http://news.example:0/", id="port zero"),
        pytest.param("http://user:secret@news.example/", id="credentials"),
        pytest.param("http://news.example\\@evil.example/", id="backslash"),
        pytest.param("http://999.1.1.1/", id="IPv4 out of range"),
        pytest.param("http://1.2.3.4.5/", id="IPv4 too long"),
        pytest.param("http://a..example/", id="empty label"),
        pytest.param(f"http://{'a' * 64}.example/", id="long label"),
        pytest.param(f"http://{'a.' * 200}example/", id="long host"),
        pytest.param("http://xn--/", id="empty punycode"),
        pytest.param("http://%31%32%37.0.0.1/", id="escaped host"),
        pytest.param("http://a b.example/", id="blank in the host"),
        pytest.param("http://\u200d.example/", id="host of joiners"),
        pytest.param("http://news.example/" + "a" * 9000, id="endless"),
    ],
)
def test_what_can_t_be_asked(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        parse_target(url)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 300


@given(
    st.one_of(
        st.text(max_size=40), st.text(max_size=40).map("http://".__add__), st.text(max_size=30).map("https://a.b/".__add__)
    )
)
def test_any_text_is_an_address_or_a_bad_one(text: str) -> None:
    try:
        at = parse_target(text)
    except BadAddress:
        return
    assert at.url.isascii() and at.url.isprintable() and " " not in at.url
    assert parse_target(at.url) == at


@given(st.text(max_size=300))
def test_what_is_shown_is_short_and_on_one_line(text: str) -> None:
    assert 0 < len(display_url(text)) <= 201
    assert "\n" not in display_url(text) and "\x1b" not in display_url(text)
