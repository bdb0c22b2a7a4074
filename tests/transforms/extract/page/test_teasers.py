"""Which elements are part of a teaser of another story."""

import pytest

from transforms.extract.page.parse import parse
from transforms.extract.page.teasers import is_in_teaser


@pytest.mark.parametrize(
    ("body", "teaser"),
    [
        pytest.param("<a>The ferry is late again <i>x</i></a>", True, id="a link with a headline"),
        pytest.param("<a><i>x</i></a>", False, id="a link of its own"),
        pytest.param("<li><h3><a>The ferry is late once again</a></h3><i>x</i></li>", True, id="a box with a linked headline"),
        pytest.param("<li><a><h3>The ferry is late once again</h3></a><i>x</i></li>", True, id="a headline in a link"),
        pytest.param("<li><h3>The ferry is late once again</h3><i>x</i></li>", False, id="a headline without a link"),
        pytest.param("<li><h3><a>Jane Roe</a></h3><i>x</i></li>", False, id="a linked name"),
        pytest.param(
            "<article><h2><a>The ferry is late once again</a></h2><i>x</i>" + "<p>Text</p>" * 80 + "</article>", False, id="a long box"
        ),
        pytest.param("<div class=most-read><i>x</i></div>", True, id="by its name"),
        pytest.param("<div class='teaser'><h1>Mill</h1><i>x</i></div>", False, id="what is around the headline"),
        pytest.param("<p><i>x</i></p>", False, id="none"),
    ],
)  # fmt: skip
def test_is_in_teaser(body: str, teaser: bool) -> None:
    tree = parse(f"<body>{body}</body>".encode())
    assert is_in_teaser(next(tree.iter("i")), next(tree.iter("h1"), None)) is teaser
