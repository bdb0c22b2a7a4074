"""The four answers to the question which site an address belongs to, in one table."""

import pytest

from transforms.web.sites import domain_as_written, host_without_edition, host_without_www, registrable_domain


@pytest.mark.parametrize(
    ("url", "registrable", "written", "counted", "configured"),
    [
        pytest.param("https://www.valley.example/a", "valley.example", "valley.example", "valley.example", "valley.example", id="www"),
        pytest.param("https://news.valley.example/a", "valley.example", "valley.example", "news.valley.example", "news.valley.example", id="a subdomain"),
        pytest.param("https://m.valley.co.uk:8080/a", "valley.co.uk", "valley.co.uk", "valley.co.uk", "m.valley.co.uk", id="mobile, a port, a suffix of two labels"),
        pytest.param("https://m.example/a", "m.example", "m.example", "m.example", "m.example", id="an edition's name that is the domain"),
        pytest.param("https://a.blogspot.com/", "a.blogspot.com", "a.blogspot.com", "a.blogspot.com", "a.blogspot.com", id="a blog of a blog host"),
        pytest.param("https://Bücher.de/", "xn--bcher-kva.de", "bücher.de", "bücher.de", "xn--bcher-kva.de", id="letters beyond ASCII"),
        pytest.param("http://127.0.0.1:8000/", "127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1", id="an IP address"),
        pytest.param("https://www2.press/a", "www2.press", "press", "www2.press", "www2.press", id="www with a number, which is registered"),
        pytest.param("https://user:word@news.valley.co.uk/a", "valley.co.uk", "valley.co.uk", "news.valley.co.uk", "news.valley.co.uk", id="a user"),
        pytest.param("http://desk/a", "desk", "desk", "desk", "desk", id="a name without a dot"),
        pytest.param("mailto:desk@valley.example", "", "", "", "", id="no web address"),
        pytest.param("", "", "", "", "", id="nothing"),
    ],
)  # fmt: skip
def test_sites(url: str, registrable: str, written: str, counted: str, configured: str) -> None:
    assert registrable_domain(url) == registrable
    assert domain_as_written(url) == written
    assert host_without_edition(url) == counted
    assert host_without_www(url) == configured
