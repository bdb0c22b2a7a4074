"""Validators of responses: which are kept, and the headers of the next request."""

import pytest

from transforms.web.validators import LONGEST, conditional_headers, reusable_validators, same_origin

FEED = "https://harbor.example/feed"


@pytest.mark.parametrize(
    ("etag", "last_modified", "headers"),
    [
        pytest.param(None, None, (), id="none"),
        pytest.param('"a"', None, (("If-None-Match", '"a"'),), id="ETag"),
        pytest.param(
            None, "Sat, 31 Jan 2026 08:00:00 GMT", (("If-Modified-Since", "Sat, 31 Jan 2026 08:00:00 GMT"),), id="date"
        ),
        pytest.param('"a"', "x", (("If-None-Match", '"a"'), ("If-Modified-Since", "x")), id="both"),
        pytest.param("", "", (), id="empty ones"),
    ],
)
def test_conditional_headers(etag: str | None, last_modified: str | None, headers: tuple[tuple[str, str], ...]) -> None:
    assert conditional_headers(etag, last_modified) == headers


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        pytest.param('W/"a-1"', 'W/"a-1"', id="weak"),
        pytest.param(' "a" ', '"a"', id="white space at the ends"),
        pytest.param("x" * LONGEST, "x" * LONGEST, id="as long as may be"),
        pytest.param("x" * (LONGEST + 1), None, id="too long"),
        pytest.param("é", None, id="beyond ASCII"),
        pytest.param("a\x00b", None, id="a control character"),
        pytest.param("  ", None, id="empty"),
    ],
)
def test_what_can_be_sent_back(value: str, kept: str | None) -> None:
    assert reusable_validators(FEED, FEED, {"etag": value}) == (kept, None)
    assert reusable_validators(FEED, FEED, {"last-modified": value}) == (None, kept)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        pytest.param("https://harbor.example/other", True, id="another path"),
        pytest.param("https://HARBOR.example:443/feed", True, id="the default port"),
        pytest.param("http://harbor.example/feed", False, id="another scheme"),
        pytest.param("https://www.harbor.example/feed", False, id="another host"),
        pytest.param("https://harbor.example:8443/feed", False, id="another port"),
    ],
)
def test_a_validator_of_another_origin_is_dropped(url: str, kept: bool) -> None:
    assert reusable_validators(FEED, url, {"etag": '"a"'})[0] == ('"a"' if kept else None)
    assert same_origin(FEED, url) is kept
