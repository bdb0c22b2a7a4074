"""Titles that a spreadsheet, a terminal or a template would run: from the feed to a cell and to a screen."""

import pytest

from pipeline.cli.shared.common import terminal_safe
from pipeline.cli.shared.tables import FORMULA_STARTS, csv_cell
from transforms.poll.parsing.parse import parse_feed


@pytest.mark.parametrize(
    ("written", "in_a_cell"),
    [
        pytest.param("=HYPERLINK(&quot;http://evil.example/&quot;)", '\'=HYPERLINK("http://evil.example/")', id="a formula"),
        pytest.param("+1+1", "'+1+1", id="a sum"),
        pytest.param("-2+3", "'-2+3", id="a difference"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="an old function"),
        pytest.param("\t=1+1", "'=1+1", id="a tab before a formula"),
        pytest.param("|cmd", "|cmd", id="a pipe alone runs nowhere"),
        pytest.param("&lt;script&gt;alert(1)&lt;/script&gt;", "", id="a script"),
        pytest.param("{{7*7}}", "{{7*7}}", id="a template stays text"),
        pytest.param("${jndi:ldap://x}", "${jndi:ldap://x}", id="a look-up stays text"),
        pytest.param("&#x1b;[31mred", "\ufffd[31mred", id="a terminal's colour"),
        pytest.param("Ferry = boat", "Ferry = boat", id="a sign within stays"),
    ],
)
def test_no_title_is_run(written: str, in_a_cell: str) -> None:
    (item,) = parse_feed(f"<rss><item><title>{written}</title></item></rss>".encode(), url="https://a.example/feed").items
    text = csv_cell(item.title)
    assert text == in_a_cell
    assert not text.startswith(FORMULA_STARTS)
    assert terminal_safe(text) == text
