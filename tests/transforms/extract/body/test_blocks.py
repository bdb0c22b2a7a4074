"""Blocks of a page: where one ends and the next begins, what lies in a box, and where elements stood."""

import pytest

from transforms.extract.body.blocks import BIT, HIDDEN, MAX_BLOCKS, Layout, layout
from transforms.extract.page.parse import parse


def laid_out(body: str) -> Layout:
    return layout(parse(f"<body>{body}</body>".encode()))


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param("<p>One <b>two</b>.</p><p>Three", ["One two.", "Three"], id="paragraphs"),
        pytest.param("<div>Before<p>Inside</p>After</div>", ["Before", "Inside", "After"], id="text around a paragraph"),
        pytest.param("One<br>Two", ["One", "Two"], id="line breaks"),
        pytest.param("<ul><li><a href=x>One</a><li>Two</ul>", ["One", "Two"], id="list items"),
        pytest.param("<table><tr><td>12<td>13</table>", ["12", "13"], id="cells"),
        pytest.param("<p>Read <button>Share</button> on</p>", ["Read", "Share", "on"], id="buttons are blocks of their own"),
        pytest.param("<a href=x><h3>Head</h3><p>Teaser</p></a>", ["Head", "Teaser"], id="a link around blocks"),
        pytest.param("<p>One<script>no()</script> two<select><option>no</select></p>", ["One two"], id="no scripts, no choices"),
        pytest.param("<p> \n\t </p><p>&#8203;</p>", [], id="nothing"),
        pytest.param("<h2><a href=x>The Poes</a><em>Rooftop</em></h2>", ["The Poes Rooftop"], id="a link and what is shown beside it"),
        pytest.param("<p><b>un</b><i>likely</i></p>", ["unlikely"], id="one word, set in two ways"),
        pytest.param("<p><b>T</b><i>HE mill</i></p>", ["THE mill"], id="a large initial"),
        pytest.param("<p><b>Mc</b><b>Donald</b></p>", ["McDonald"], id="two elements of one kind"),
        pytest.param("<p><b>The</b>Mill</p>", ["TheMill"], id="an element and plain text"),
        pytest.param("<p>A&nbsp;b&shy;c &amp;amp; d</p>", ["A bc & d"], id="odd characters"),
        pytest.param("<pre>one\ntwo</pre>", ["one\ntwo"], id="lines that are meant"),
        pytest.param("<p>It <time>rained</time> <x-note>all</x-note> day</p>", ["It rained all day"], id="unknown elements are inline"),
    ],
)  # fmt: skip
def test_blocks(body: str, texts: list[str]) -> None:
    assert [block.text for block in laid_out(body).blocks] == texts


def test_numbers_of_a_block() -> None:
    found = laid_out("<p>1</p><img src=x><p>One <a href=x>two</a> <b>three</b> <i>four</i></p>")
    first, second = found.blocks
    assert (second.chars, second.linked, second.links, second.strong, second.slanted) == (18, 3, ("x",), 5, 4)
    assert (first.pictures, second.pictures) == (0, 1)


def test_sums_of_a_box() -> None:
    found = laid_out("<div class=a><p>One</p><p><a href=x>Four</a></p></div>")
    box = next(box for box in found.boxes if box.name == "a")
    assert (box.chars, box.linked, box.blocks) == (7, 4, 2)
    assert all(0 <= box.above < i for i, box in enumerate(found.boxes) if i)


def test_the_elements_that_a_box_stands_in() -> None:
    found = laid_out("<article><aside><p>One</p></aside></article><p style='display: none'>Two</p>")
    inside = [found.boxes[block.box].inside for block in found.blocks]
    assert inside[0] == BIT["article"] | BIT["aside"] and inside[1] == HIDDEN


@pytest.mark.parametrize(
    ("body", "position"),
    [
        pytest.param("<i id=x>One</i><p>Two</p>", 0, id="before the first block"),
        pytest.param("<p>One</p><p id=x>Two</p>", 1, id="the second block"),
        pytest.param("<p>One <i id=x>two</i></p><p>Three</p>", 1, id="inside of a block: before the next"),
        pytest.param("<p>One</p><div><div id=x><p>Two</p></div></div>", 1, id="around a block"),
        pytest.param("<p>One</p><p id=x></p>", 1, id="behind the last block"),
        pytest.param("<p>One</p><script id=x></script><p>Two</p>", 1, id="a script"),
    ],
)
def test_positions(body: str, position: int) -> None:
    tree = parse(f"<body>{body}</body>".encode())
    element = tree.get_element_by_id("x")
    assert layout(tree, [element]).positions == {element: position}


def test_no_positions_unless_they_are_asked_for() -> None:
    assert laid_out("<p>One</p>").positions == {}


def test_a_page_with_too_many_blocks_is_endless() -> None:
    few, many = (laid_out("<p>One</p>" * n) for n in (MAX_BLOCKS, MAX_BLOCKS + 1))
    assert (len(few.blocks), few.is_truncated) == (MAX_BLOCKS, False)
    assert (len(many.blocks), many.is_truncated) == (MAX_BLOCKS, True)
