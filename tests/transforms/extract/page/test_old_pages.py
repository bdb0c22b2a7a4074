"""Old layouts: which tables become boxes, and which line breaks become paragraphs."""

import pytest
from lxml import html

from transforms.extract.page.old_pages import LONG_PARAGRAPH, MAX_DATA_CELL, without_old_layout
from transforms.extract.page.parse import parse

LONG = "w " * (MAX_DATA_CELL // 2 + 1)
BREAKS = "<br><br>"


def rewritten(body: str) -> str:
    tree = without_old_layout(parse(f"<body>{body}</body>".encode()))
    return html.tostring(tree.find("body"), encoding="unicode").removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"<table><tr><td>{LONG}</td></tr></table>", f"<div><div><div>{LONG}</div></div></div>", id="a table for layout"),
        pytest.param("<table><tr><td>12</td></tr></table>", "<table><tr><td>12</td></tr></table>", id="a data table stays"),
        pytest.param(f"<div>One{BREAKS}Two{BREAKS}Three</div>", "<div><p>One<br></p><p>Two<br></p><p>Three</p></div>", id="paragraphs by breaks"),
        pytest.param(f"<div>One <b>bold</b>{BREAKS}Two{BREAKS}</div>", "<div><p>One <b>bold</b><br></p><p>Two<br></p><p></p></div>", id="inline elements are of the paragraph"),
        pytest.param(f"<div>One{BREAKS}<ul><li>x</li></ul>Two{BREAKS}</div>", "<div><p>One<br></p><p></p><ul><li>x</li></ul><p>Two<br></p><p></p></div>", id="a block ends a paragraph"),
        pytest.param("<div>One<br>two<br>three</div>", "<div>One<br>two<br>three</div>", id="too few breaks"),
        pytest.param(f"<p>One{BREAKS}Two{BREAKS}</p>", f"<p>One{BREAKS}Two{BREAKS}</p>", id="in a paragraph they are meant"),
        pytest.param(f"<div>One{BREAKS}Two{BREAKS}</div><p>{'x' * (LONG_PARAGRAPH + 1)}</p>", f"<div>One{BREAKS}Two{BREAKS}</div><p>{'x' * (LONG_PARAGRAPH + 1)}</p>",
                     id="a page with a long paragraph of its own"),
    ],
)  # fmt: skip
def test_without_old_layout(body: str, expected: str) -> None:
    assert rewritten(body) == expected


def test_the_tree_itself_stays_as_it_is() -> None:
    tree = parse(f"<table><tr><td>{LONG}</td></tr></table>".encode())
    before = html.tostring(tree)
    assert without_old_layout(tree) is not tree and html.tostring(tree) == before


def test_a_page_of_today_is_not_copied() -> None:
    tree = parse(b"<p>One</p>")
    assert without_old_layout(tree) is tree
