"""Sums over boxes and groups of similar blocks, on small pages whose numbers can be counted by hand."""

import numpy as np
import pytest

from transforms.extract.body.blocks import Layout, layout
from transforms.extract.body.features.groups import (
    Branches,
    PageSizes,
    box_sums,
    group_features,
    innermost_box_with_most,
    steps_up,
)
from transforms.extract.page.parse import parse

# boxes: 0 html, 1 body, 2 div.a, 3 p, 4 p, 5 div.b, 6 p.x
PAGE = "<div class=a><p>One</p><p>Two</p></div><div class=b><p class=x>Three</p></div>"


def laid_out(body: str = PAGE) -> Layout:
    return layout(parse(f"<body>{body}</body>".encode()))


def names(page: Layout, boxes: np.ndarray) -> list[str]:
    return [f"{page.boxes[i].tag}.{page.boxes[i].name}".rstrip(".") for i in boxes.tolist()]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        pytest.param("own", ["p", "p", "p.x"], id="its own box"),
        pytest.param("up1", ["div.a", "div.a", "div.b"], id="the box around it"),
        pytest.param("up2", ["body", "body", "body"], id="two up"),
        pytest.param("up3", ["html", "html", "html"], id="three up"),
    ],
)
def test_boxes_above_a_block(step: str, expected: list[str]) -> None:
    page = laid_out()
    assert names(page, dict(Branches(page).steps)[step]) == expected


def test_there_is_nothing_above_the_outermost_box() -> None:
    branches = Branches(laid_out("One"))
    assert branches.up3.tolist() == branches.up2.tolist() == [0]


def test_where_a_box_ends() -> None:
    page = laid_out()
    end = Branches(page).end.tolist()
    assert [end[0], end[2], end[3]] == [7, 5, 4]


@pytest.mark.parametrize(
    ("name", "body", "groups"),
    [
        pytest.param("like", PAGE, [0, 0, 1], id="same tag and class"),
        pytest.param("like", "<p class=x>One</p><p class=y>Two</p>", [0, 1], id="another class"),
        pytest.param("like2", "<div class=a><p>One</p></div><div class=b><p>Two</p></div>", [0, 1], id="in another box"),
        pytest.param("like4", "<div class=a><p>One</p><h2>Two</h2></div>", [0, 0], id="its own box does not matter"),
        pytest.param("path", "<div class=a><p>One</p></div><div class=b><p>Two</p></div>", [0, 0], id="same tags from the root down"),
        pytest.param("path", "<div><p>One</p></div><p>Two</p>", [0, 1], id="at another depth"),
    ],
)  # fmt: skip
def test_groups(name: str, body: str, groups: list[int]) -> None:
    assert dict(Branches(laid_out(body)).groups())[name].tolist() == groups


@pytest.mark.parametrize(
    ("values", "sums"),
    [
        pytest.param([1, 1, 1], [3, 3, 2, 1, 1, 1, 1], id="how many blocks"),
        pytest.param([3, 0, 5], [8, 8, 3, 3, 0, 5, 5], id="other numbers"),
    ],
)
def test_box_sums(values: list[float], sums: list[float]) -> None:
    assert box_sums(Branches(laid_out()), np.array(values, np.float32)).tolist() == sums


@pytest.mark.parametrize(
    ("values", "box"),
    [
        pytest.param([5, 5, 0], 2, id="all of it"),
        pytest.param([10, 0, 0], 3, id="all of it in one block"),
        pytest.param([4, 3, 3], 2, id="just enough of it"),
        pytest.param([3, 3, 4], 1, id="most of it is in no smaller box"),
    ],
)
def test_innermost_box_with_most(values: list[float], box: int) -> None:
    sums = box_sums(Branches(laid_out()), np.array(values, np.float32))
    assert innermost_box_with_most(sums, 10) == box


def test_the_outermost_box_where_none_has_most() -> None:
    assert innermost_box_with_most(np.array([1, 1], np.float32), 10) == 0


@pytest.mark.parametrize(
    ("box", "steps"),
    [
        pytest.param(2, [0, 0, 1], id="a box of two blocks"),
        pytest.param(3, [0, 1, 2], id="a block's own box"),
        pytest.param(0, [0, 0, 0], id="all is inside of the outermost"),
    ],
)
def test_steps_up(box: int, steps: list[float]) -> None:
    assert steps_up(Branches(laid_out()), box).tolist() == steps


def test_group_features_leave_the_block_itself_out() -> None:
    sizes = PageSizes(np.array([10, 30, 5], np.float32), np.array([0, 10, 5], np.float32))
    f = group_features("like", np.array([0, 0, 1]), np.array([1, 0, 1], np.float32), sizes, shares_only=False)
    assert f["like_kept"].tolist() == [0, 1, -1], "the share of the others that is marked; -1 without others"
    assert f["like_mass"].tolist() == pytest.approx([0, 10 / 15, 0])
    assert (f["like_n"].tolist(), f["like_mean"].tolist()) == ([2, 2, 1], [20, 20, 5])
    assert f["like_links"].tolist() == [0.25, 0.25, 1]


def test_group_features_shares_only() -> None:
    sizes = PageSizes(np.ones(2, np.float32), np.zeros(2, np.float32))
    f = group_features("path", np.array([0, 0]), np.ones(2, np.float32), sizes, shares_only=True)
    assert set(f) == {"path_kept", "path_mass"}
