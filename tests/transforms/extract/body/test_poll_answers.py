"""The answers of a poll are kept with its question."""

import numpy as np
import pytest

from transforms.extract.body.poll_answers import with_poll_answers


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        pytest.param("+Stay? -Yes 61 % -No 39 %", "+++", id="a poll"),
        pytest.param("+Stay? -Yes -No -Not sure -Bridge closed", "++++-", id="the block behind it is no answer"),
        pytest.param("+Stay? -Yes 61 %", "+-", id="one answer is no poll"),
        pytest.param("-Stay? -Yes 61 % -No 39 %", "---", id="the question went as well"),
        pytest.param("+They stay. -Yes 61 % -No 39 %", "+--", id="no question"),
        pytest.param("+Stay? -Ferry strike ends -Bridge closed", "+--", id="teasers under a subhead that asks"),
        pytest.param("+Stay?", "+", id="at the end"),
    ],
)
def test_answers_are_kept_with_their_question(marked: str, after: str) -> None:
    blocks = [(part[0] == "+", part[1:].strip()) for part in marked.replace(" -", "\n-").replace(" +", "\n+").split("\n")]
    kept = with_poll_answers([text for _, text in blocks], np.array([mark for mark, _ in blocks]))
    assert "".join("+" if one else "-" for one in kept) == after
