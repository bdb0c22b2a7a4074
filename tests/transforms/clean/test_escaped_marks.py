"""Escaped brackets and quotation marks: the text with the marks themselves, and the places they come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.escaped_marks import unescape_marks


@pytest.mark.parametrize(
    ("text", "unescaped"),
    [
        pytest.param("&#91;ad&#93;", "[ad]", id="decimal"),
        pytest.param("&#x5B;ad&#X5d;", "[ad]", id="hexadecimal"),
        pytest.param("&#0091;ad&#0093", "[ad]", id="with zeros, without a semicolon"),
        pytest.param("&lsqb;ad&rbrack;", "[ad]", id="names"),
        pytest.param("&amp;#91;ad&amp;#93;", "[ad]", id="escaped twice"),
        pytest.param("\\[ad\\]", "[ad]", id="backslashes"),
        pytest.param("［ad］", "[ad]", id="full width"),
        pytest.param("{{&lt; ad &gt;}}", "{{< ad >}}", id="angle brackets of Hugo"),
        pytest.param("[ad id=&amp;quot;1&amp;quot;]", '[ad id="1"]', id="quotation marks"),
        pytest.param("a &lt; b", None, id="an angle bracket anywhere else"),
        pytest.param("AT&amp;T", None, id="another reference"),
        pytest.param("\\\\[ad]", "\\[ad]", id="two backslashes: the second escapes"),
        pytest.param("a \\ b", None, id="a backslash alone"),
        pytest.param("[ad]", None, id="nothing is escaped"),
    ],
)
def test_unescape(text: str, unescaped: str | None) -> None:
    result, places = unescape_marks(text)
    assert result == (unescaped or text)
    assert (places is None) == (unescaped is None)


@given(st.lists(st.sampled_from(["a", " ", "[", "&#91;", "\\]", "［", "&amp;#125;", "&", "\\"]), max_size=20).map("".join))
def test_each_place_leads_to_where_the_character_was(text: str) -> None:
    unescaped, places = unescape_marks(text)
    if places is None:
        assert unescaped == text
        return
    assert len(places) == len(unescaped) + 1
    assert places[-1] == len(text)
    assert places == sorted(set(places))
    assert all(text[place] in (character, "&", "\\", "［") for character, place in zip(unescaped, places, strict=False))
