"""The table of all features, on small pages: what a block is, where it stands, and which blocks are decided on."""

from collections.abc import Sequence

import pytest

from transforms.extract.body.blocks import layout
from transforms.extract.body.features.table import Column, block_features, blocks_near_article, prose_in_main_box
from transforms.extract.body.features.text import PageSignals
from transforms.extract.page.parse import parse

PROSE = "The mill in Orsolo opened its gate on Monday after eleven years of silence, and the valley came."
STORY = f"<div class=story>{f'<p>{PROSE}</p>' * 5}</div>"


def features(body: str, kept: Sequence[float] | None = None) -> dict[str, Column]:
    page = layout(parse(f"<body>{body}</body>".encode()))
    n = len(page.blocks)
    return block_features(page, PageSignals(kept if kept is not None else [0.0] * n, None, [0] * n, (), ""))


@pytest.mark.parametrize(
    ("body", "name", "value"),
    [
        pytest.param("<p>The mill.</p>", "chars", 9, id="characters"),
        pytest.param("<p>The mill.</p>", "ends", 1, id="ends as a sentence does"),
        pytest.param("<p>“The mill.”</p>", "ends", 1, id="ends in a quotation"),
        pytest.param("<p>The mill</p>", "ends", 0, id="has no end"),
        pytest.param("<p><a href=x>The</a> mill</p>", "link_share", 3 / 8, id="share of links"),
        pytest.param("<p><b>The</b> mill</p>", "strong", 3 / 8, id="share of bold text"),
        pytest.param("<p><i>The</i> mill</p>", "slanted", 3 / 8, id="share of italics"),
        pytest.param("<h2>The mill</h2>", "heading", 2, id="level of a heading"),
        pytest.param("<p>The mill</p>", "heading", 0, id="no heading"),
        pytest.param("<li>The mill</li>", "kind", 2, id="kind: a list item"),
        pytest.param("<div hidden><p>The mill</p></div>", "hidden", 1, id="hidden"),
        pytest.param("<aside><p>The mill</p></aside>", "in_aside", 1, id="in an aside"),
        pytest.param("<p>The mill</p>", "in_aside", 0, id="not in an aside"),
        pytest.param(f"<p>{PROSE}</p>", "prose", len(PROSE), id="prose"),
        pytest.param(f"<p>{PROSE[:-1]}</p>", "prose", 0, id="a long line without an end is no prose"),
        pytest.param("<p>The mill opens.</p>", "prose", 0, id="a short sentence is no prose"),
        pytest.param(f"<p><a href=x>{PROSE}</a></p>", "prose", 0, id="a link is no prose"),
        pytest.param("<img src=x><p>The mill</p>", "pictures-1", 1, id="a picture before it"),
    ],
)
def test_what_a_block_is(body: str, name: str, value: float) -> None:
    assert features(body)[name].tolist() == pytest.approx([value])


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("kept-1", [-1, 0, 1, 1], id="the block before"),
        pytest.param("kept+1", [1, 1, 0, -1], id="the block behind"),
        pytest.param("kept-3", [-1, -1, -1, 0], id="three before"),
        pytest.param("chars+1", [3, 5, 4, -1], id="its length"),
        pytest.param("from_first", [-1, 0, 1, 2], id="from the first that was kept"),
        pytest.param("to_last", [2, 1, 0, -1], id="to the last that was kept"),
        pytest.param("place", [0, 1 / 3, 2 / 3, 1], id="place on the page"),
        pytest.param("size", [4, 4, 4, 4], id="how many blocks there are"),
        pytest.param("same_up+1", [1, 1, 1, 0], id="the next one is in the same box"),
    ],
)
def test_places_and_neighbours(name: str, values: list[float]) -> None:
    f = features("<p>One</p><p>Two</p><p>Three</p><p>Four</p>", [0, 1, 1, 0])
    assert f[name].tolist() == pytest.approx(values)


def test_sums_of_boxes_leave_the_block_itself_out() -> None:
    f = features("<div><p>One</p><p>Two</p></div><p>Six</p>", [1, 0, 1])
    assert f["up1_kept"].tolist() == pytest.approx([0, 1, 0.5])
    assert f["own_kept"].tolist() == [-1, -1, -1], "there is nothing else in its own box"


def test_the_step_to_the_box_with_most() -> None:
    f = features(f"<p>Menu</p>{STORY}", [0, 1, 1, 1, 1, 1])
    assert f["climb"].tolist() == [1, 0, 0, 0, 0, 0]
    assert f["in_heart"].tolist() == [0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("body", "kept", "near"),
    [
        pytest.param("".join(f"<p class=c{i}>x</p>" for i in range(40)), [0] * 20 + [1] + [0] * 19, range(6, 35), id="around what was kept"),
        pytest.param("<nav><p>x</p></nav><p>One</p>", [0, 1], [1], id="not the menu"),
        pytest.param("<nav><p>x</p></nav><p>One</p>", [1, 1], [0, 1], id="unless the extractor kept it"),
        pytest.param(f"<p>One</p>{'<p class=y>x</p>' * 20}<p class=z>{PROSE}</p>", [1] + [0] * 21, [*range(15), 21], id="prose anywhere"),
        pytest.param("<p>x</p>" * 3, [0, 0, 0], range(3), id="all of a page of which nothing was kept"),
    ],
)  # fmt: skip
def test_blocks_near_article(body: str, kept: list[float], near: Sequence[int]) -> None:
    assert blocks_near_article(features(body, kept)).tolist() == list(near)


@pytest.mark.parametrize(
    ("body", "kept", "found"),
    [
        pytest.param(f"<p>Menu</p>{STORY}", [1, 0, 0, 0, 0, 0], [0, 1, 1, 1, 1, 1], id="the extractor kept the menu"),
        pytest.param(f"<p>Menu</p>{STORY}", [0, 1, 0, 0, 0, 0], None, id="it kept some of the prose"),
        pytest.param(f"<p>Menu</p><p>{PROSE}</p>", [1, 0], None, id="hardly any prose"),
        pytest.param(
            f"{STORY}<div class=more><p>{PROSE}</p></div>", [0] * 6, [1, 1, 1, 1, 1, 0], id="prose in another box is not in it"
        ),
    ],
)
def test_prose_in_main_box(body: str, kept: list[float], found: list[float] | None) -> None:
    assert prose_in_main_box(features(body, kept)) == found
