"""What stands around a line."""

import numpy as np
import pytest

from transforms.clean.reader_lines.context import context_names, context_rows
from transforms.clean.reader_lines.features import line_features

LINES = ["It rained.", "Should it?", "Yes", "No", "It stopped."]
SCORES = np.array([0.0, 0.1, 0.9, 0.8, 0.2], np.float32)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("score", [0.0, 0.1, 0.9, 0.8, 0.2], id="its own"),
        pytest.param("before", [0.0, 0.0, 0.1, 0.9, 0.8], id="that of the line before"),
        pytest.param("after", [0.1, 0.9, 0.8, 0.2, 0.0], id="that of the line after"),
        pytest.param("second_after", [0.9, 0.8, 0.2, 0.0, 0.0], id="that of the line after the next"),
        pytest.param("run_before", [0, 0, 0, 1, 2], id="likely lines in a row before it"),
        pytest.param("run_after", [0, 2, 1, 0, 0], id="likely lines in a row after it"),
        pytest.param("likely_lines", [2, 2, 2, 2, 2], id="likely lines in all"),
        pytest.param("likely_runs", [1, 1, 1, 1, 1], id="runs of such lines"),
        pytest.param("first", [1, 0, 0, 0, 0], id="the first line"),
        pytest.param("last", [0, 0, 0, 0, 1], id="the last line"),
        pytest.param("ends_question_before", [0, 0, 1, 0, 0], id="below a question"),
        pytest.param("words_after", [2, 1, 1, 2, 0], id="words of the next line"),
    ],
)
def test_numbers(name: str, values: list[float]) -> None:
    rows = context_rows(line_features(LINES, [None] * 5, "en"), SCORES)
    assert rows[:, context_names().index(name)].tolist() == pytest.approx(values)


def test_a_text_of_one_line() -> None:
    rows = context_rows(line_features(["Vote"], [None], "en"), np.array([0.9], np.float32))
    assert rows.shape == (1, len(context_names()))
