"""What the report on the rule for lines to the reader counts."""

import numpy as np
import pytest

from tools.reader_documents import AROUND, INSERTED, LOOKALIKE, Document
from transforms.clean.reader_lines.context import context_names
from transforms.clean.reader_lines.features import feature_names

PROSE = "The council of Velmarsh voted on Monday to keep the ferry that crosses the bay twice a day through the winter."


@pytest.mark.parametrize(
    ("weight", "label", "cut"),
    [
        pytest.param(INSERTED, 1, [True, False], id="what was inserted"),
        pytest.param(AROUND, 0, [False, True], id="the article around it"),
        pytest.param(LOOKALIKE, 0, [], id="no look-alike"),
    ],
)
def test_lines_are_counted_by_where_they_come_from(weight: float, label: int, cut: list[bool]) -> None:
    lines = [PROSE, "Vote now", "Cast a vote", "The verdict"]
    features = np.zeros((4, len(feature_names())), np.float32)
    features[:, feature_names().index("known")] = 1
    scores = np.array([0, 0.9, 0, 0.9], np.float32)
    document = Document(
        {"what": "insertion"},
        0,
        "en",
        lines,
        [None] * 4,
        [0, 1, 1, 0],
        [AROUND, INSERTED, INSERTED, AROUND],
        1.0,
        features,
        scores,
        scores,
    )
    assert document.context.shape == (4, len(context_names()))
    assert document.are_cut(weight, label) == cut
