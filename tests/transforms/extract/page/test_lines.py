"""The text of elements as lines: where one ends, what is in it, and what is not."""

import pytest

from transforms.extract.page.lines import PIECE, block_text, lines, squeezed
from transforms.extract.page.parse import parse


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>One</p><p>Two</p>", ["One", "Two"], id="paragraphs"),
        pytest.param("<p>One <b>two</b> <i>three</i></p>", ["One two three"], id="marks inside a line"),
        pytest.param("One<br>Two", ["One", "Two"], id="a line break"),
        pytest.param("One\n  two\t three", ["One two three"], id="line breaks of the source are spaces"),
        pytest.param("<pre>One\n  two</pre>", ["One", "two"], id="line breaks in <pre> are line breaks"),
        pytest.param("<code>a\nb</code> c\nd", ["a", "b c d"], id="and only inside of it"),
        pytest.param("<table><tr><td>12</td><td>13</td></tr><tr><td>14</td></tr></table>", ["12 13", "14"], id="cells of a row"),
        pytest.param("<li>One</li>tail", ["One", "tail"], id="the text behind a block"),
        pytest.param("<p>One<script>no()</script> two</p>", ["One two"], id="scripts hold no text, but the text behind them stays"),
        pytest.param("<style>p {}</style><svg><text>no</text></svg>", [], id="nothing to read"),
        pytest.param("<p>in&shy;vis&#8203;ible</p>", ["invisible"], id="invisible characters"),
        pytest.param("<p>न&zwj;म</p>", ["न\u200dम"], id="joiners that mean something stay"),
        pytest.param("<p>A &amp;amp; B&amp;nbsp;C</p>", ["A & B C"], id="escaped twice"),
        pytest.param(f"<p>A &amp;amp; B &amp;#{'1' * 5000};</p>", ["A & B \ufffd"], id="a reference of 5,000 digits"),
        pytest.param("<p>A &amp;amp; B &amp;section=2</p>", ["A & B &section=2"], id="a parameter is no reference"),
        pytest.param("<p>AT&amp;T &amp; co</p>", ["AT&T & co"], id="an ampersand that is none of a reference"),
        pytest.param("<p> &nbsp; </p>", [], id="white space alone is no line"),
    ],
)  # fmt: skip
def test_lines(body: str, expected: list[str]) -> None:
    assert list(lines(parse(f"<body>{body}</body>".encode()))) == expected


def test_the_text_behind_the_element_is_not_in_it() -> None:
    tree = parse(b"<div><span>inside</span> behind</div>")
    assert list(lines(next(tree.iter("span")))) == ["inside"]


def test_blocks_are_those_that_are_asked_for() -> None:
    tree = parse(b"<p>One</p><p>Two</p>")
    assert list(lines(tree, frozenset())) == ["OneTwo"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  a \n b\t", "a b", id="short"),
        pytest.param("word " * PIECE, "word " * (PIECE - 1) + "word", id="longer than a piece"),
        pytest.param("x" * (2 * PIECE), "x" * (2 * PIECE), id="one long word is not cut"),
        pytest.param("x" * PIECE + "  y", "x" * PIECE + " y", id="white space where a piece ends"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_squeezed(text: str, expected: str) -> None:
    assert squeezed(text) == expected


@pytest.mark.parametrize(
    ("pieces", "verbatim", "expected"),
    [
        pytest.param(["One ", " two\n"], 0, "One two", id="one line"),
        pytest.param(["One\n", "two"], 1, "One\ntwo", id="verbatim"),
        pytest.param(["One\n\n\ntwo"], 1, "One\ntwo", id="verbatim, without empty lines"),
        pytest.param(["a\u2028b\x07c\u200bd"], 0, "a bcd", id="unusual characters"),
        pytest.param(["&amp;nbsp;x &lt;y"], 0, "&nbsp;x <y", id="escaped at the source"),
        pytest.param([" \t "], 0, "", id="white space"),
    ],
)
def test_block_text(pieces: list[str], verbatim: int, expected: str) -> None:
    assert block_text(pieces, verbatim) == expected
