"""Subheads whose sections are kept are kept; headings of teasers are not. So are lines that announce a kept one by a colon."""

import numpy as np
import pytest

from transforms.extract.body.blocks import layout
from transforms.extract.body.subheads import with_announcing_lines, with_subheads
from transforms.extract.page.parse import parse

PROSE = "<p>The lamp keeps its light on the wall for nine hours after dusk, and nobody has to think of it at all.</p>"
HEAD, OTHER = "<h3 class=item><a href=/lamp>The lamp</a></h3>", "<h3 class=more><a href=/kettle>The kettle</a></h3>"
CARD = "<div><p>Buy it for 40 crowns</p></div>"


@pytest.mark.parametrize(
    ("body", "score", "back"),
    [
        pytest.param(PROSE + (HEAD + PROSE) * 3, 0.2, 3, id="linked headings of three sections"),
        pytest.param(PROSE + (HEAD + CARD + PROSE) * 3, 0.2, 3, id="a dropped card between heading and prose"),
        pytest.param(PROSE + (HEAD + PROSE) * 3, 0.1, 0, id="headings that are hardly likely"),
        pytest.param(PROSE + (HEAD + PROSE) * 2, 0.2, 0, id="two headings prove nothing"),
        pytest.param(PROSE + HEAD * 3 + PROSE, 0.2, 0, id="a list of teasers before the last paragraph"),
        pytest.param(PROSE + f"<div>{HEAD}</div>{PROSE}" * 3, 0.2, 0, id="teasers in boxes of their own between paragraphs"),
        pytest.param(PROSE + (HEAD + PROSE) * 3 + OTHER + PROSE, 0.2, 3, id="a heading of another kind stays away"),
        pytest.param(PROSE + HEAD * 3, 0.2, 0, id="below the last kept block"),
        pytest.param(HEAD * 3, 0.2, 0, id="nothing is kept"),
    ],
)
def test_with_subheads(body: str, score: float, back: int) -> None:
    """Headings and cards were dropped, all with this score. `back`: how many headings are kept again."""
    found = layout(parse(f"<body><div>{body}</div></body>".encode()))
    kept = np.array([block.text not in ("The lamp", "The kettle", "Buy it for 40 crowns") for block in found.blocks])
    both = with_subheads(found, kept, np.full(len(kept), score, np.float32))
    assert (both & ~kept).sum() == back
    assert all(found.boxes[found.blocks[i].box].name == "item" for i in np.flatnonzero(both & ~kept).tolist())
    assert both[kept].all()


@pytest.mark.parametrize(
    ("line", "kept_beside", "score", "furniture", "is_back"),
    [
        pytest.param("The Valley News reports:", (True, True), 0.3, None, True, id="who says the next paragraph"),
        pytest.param("谷报报道：", (True, True), 0.3, None, True, id="a wide colon"),
        pytest.param("The Valley News reports", (True, True), 0.3, None, False, id="without a colon"),
        pytest.param("Read more:", (True, False), 0.3, None, False, id="what it announces is dropped"),
        pytest.param("Lamps:", (False, True), 0.3, None, False, id="nothing is kept above it"),
        pytest.param("Advertisement:", (True, True), 0.1, None, False, id="hardly likely"),
        pytest.param("Advertisement:", (True, True), 0.3, "advertisement", False, id="in a box of furniture"),
    ],
)
def test_with_announcing_lines(
    line: str, kept_beside: tuple[bool, bool], score: float, furniture: str | None, is_back: bool
) -> None:
    kept = np.array([kept_beside[0], False, kept_beside[1]])
    scores = np.array([0.9, score, 0.9], np.float32)
    both = with_announcing_lines(["It rained.", line, "It stopped."], kept, scores, [None, furniture, None])
    assert both.tolist() == [kept_beside[0], is_back, kept_beside[1]]


def test_announcing_lines_of_short_pages() -> None:
    for blocks in range(3):
        kept = np.ones(blocks, np.bool_)
        assert (
            with_announcing_lines(["So:"] * blocks, kept, np.ones(blocks, np.float32), [None] * blocks).tolist()
            == [True] * blocks
        )
