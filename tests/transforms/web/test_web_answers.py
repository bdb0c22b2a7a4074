"""Headers, the error of a status, and Retry-After."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import Gone, NewsError, NotFound, OddStatus, RateLimited, Refused, ServerTrouble
from transforms.web.answers import Headers, error_for_status, retry_after_s

DATE = "Sat, 31 Jan 2026 06:00:00 GMT"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *[pytest.param(s, None, id=str(s)) for s in (200, 203, 226, 304)],
        *[pytest.param(s, Refused, id=str(s)) for s in (401, 402, 403, 451)],
        *[pytest.param(s, ServerTrouble, id=str(s)) for s in (500, 503, 599)],
        *[pytest.param(s, OddStatus, id=str(s)) for s in (103, 300, 305, 400, 418, 600, 999)],
        pytest.param(404, NotFound, id="404"),
        pytest.param(410, Gone, id="410"),
        pytest.param(429, RateLimited, id="429"),
    ],
)
def test_a_status_is_a_reason(status: int, error: type[NewsError] | None) -> None:
    found = error_for_status("http://news.example/a", status, Headers([("Retry-After", "7")]))
    assert type(found) is (error or type(None))
    if found:
        assert "http://news.example/a" in str(found) and str(status) in str(found)
        assert found.retry_after_s == (7.0 if status in (429, 503) else None)
        again = pickle.loads(pickle.dumps(found))
        assert (type(again), str(again), again.retry_after_s) == (type(found), str(found), found.retry_after_s)


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        pytest.param("120", "", 120.0, id="seconds"),
        pytest.param("0", "", 0.0, id="at once"),
        pytest.param("9" * 500, "", 604_800.0, id="for ever becomes a week"),
        pytest.param("Sat, 31 Jan 2026 06:02:00 GMT", DATE, 120.0, id="date against the server's own clock"),
        pytest.param("Sat, 31 Jan 2026 06:02:00 GMT", "", 90.0, id="date against ours"),
        pytest.param("Sat, 31 Jan 2026 05:00:00 GMT", DATE, 0.0, id="date in the past"),
        pytest.param("Sat, 31 Jan 2099 05:00:00 GMT", DATE, 604_800.0, id="date far away"),
        pytest.param("soon", DATE, None, id="words"),
        pytest.param("-5", DATE, None, id="negative"),
        pytest.param("1.5", DATE, None, id="fraction"),
        pytest.param("٣", DATE, None, id="digits of another script"),
        pytest.param("", DATE, None, id="none"),
    ],
)
def test_retry_after(value: str, date: str, seconds: float | None) -> None:
    assert retry_after_s({"retry-after": value, "date": date}, now=1769839230.0) == seconds


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_can_break_it(value: str, date: str) -> None:
    wait = retry_after_s({"retry-after": value, "date": date})
    assert wait is None or 0 <= wait <= 604_800


def test_headers() -> None:
    headers = Headers([("Content-Type", "text/html;\r\n charset=utf-8"), ("Vary", "a"), ("VARY", "b")])
    assert headers["content-TYPE"] == "text/html; charset=utf-8"
    assert headers.get("Vary") == "a, b"
    assert "etag" not in headers and headers.get("ETag") is None
    assert list(headers) == ["content-type", "vary"] and len(headers) == 2
