"""Subheads whose sections are kept are kept; headings of teasers are not."""

import numpy as np
import pytest

from transforms.extract.body.blocks import layout
from transforms.extract.body.subheads import with_subheads
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
