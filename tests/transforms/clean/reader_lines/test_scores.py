"""Which lines go, by their scores and by what they are."""

import numpy as np
import pytest

from transforms.clean.reader_lines.features import feature_names
from transforms.clean.reader_lines.scores import Measured, lines_to_cut

LONG = "The council of Velmarsh voted on Monday to keep the ferry that crosses the bay twice a day through the winter."
FACTS = ["Fuel: 31 miles a gallon", "Weight: 1,040 kilograms", "Price: 28,000 pounds"]
SENTENCE, QUESTION, AMONG_QUESTIONS, UNMARKED = (
    {"known": 1, "words": 11, "ends_sentence": 1},
    {"known": 1, "words": 8, "ends_sentence": 1, "ends_question": 1},
    {"known": 1, "words": 8, "ends_sentence": 1, "ends_question": 1, "like_questions": 2},
    {"words": 11},
)
LABEL = {"known": 1, "words": 3}


def goes(lines: list[str], traits: dict[str, int], alone: float, among: float) -> list[str]:
    """The lines of `lines` that go from a long text. `alone`, `among`: the two scores of each."""
    texts = [LONG] * 20 + lines
    columns = {name: np.array([0] * 20 + [value] * len(lines)) for name, value in traits.items()}
    rows = np.stack([columns.get(name, np.zeros(len(texts))) for name in feature_names()], axis=1).astype(np.float32)
    scores = [np.array([0.0] * 20 + [score] * len(lines), np.float32) for score in (alone, among)]
    return [texts[i] for i in lines_to_cut(texts, Measured(rows, scores[0], rows, scores[1]))]


@pytest.mark.parametrize(
    ("line", "traits", "alone", "among", "is_cut"),
    [
        pytest.param("Vote now", LABEL, 0.1, 0.9, True, id="a label, for its neighbours"),
        pytest.param("Vote now", LABEL, 0.98, 0.1, False, id="not for itself alone"),
        pytest.param("Vote now", LABEL, 0.995, 0.1, True, id="sure by itself"),
        pytest.param("* * *", LABEL, 0.995, 0.9, False, id="no word"),
        pytest.param("You agree to our terms.", SENTENCE, 0.4, 0.9, True, id="a sentence"),
        pytest.param("It rained on Monday.", SENTENCE, 0.3, 0.9, False, id="a sentence that is not of that kind"),
        pytest.param("How did you hear of us?", QUESTION, 0.4, 0.9, True, id="a question"),
        pytest.param("How did you hear of it?", AMONG_QUESTIONS, 0.4, 0.9, False, id="a question of an interview"),
        pytest.param("How do you rate our app?", AMONG_QUESTIONS, 0.6, 0.9, True, id="among others, and of that kind"),
        pytest.param("You agree to our terms.", UNMARKED, 0.98, 0.1, True, id="without markup, sure by itself"),
        pytest.param("You agree to our terms.", UNMARKED, 0.96, 0.9, False, id="without markup, not sure"),
    ],
)
def test_a_line(line: str, traits: dict[str, int], alone: float, among: float, is_cut: bool) -> None:
    assert goes([line], traits, alone, among) == ([line] if is_cut else [])


@pytest.mark.parametrize(
    ("lines", "alone", "is_cut"),
    [
        pytest.param(FACTS, 0.7, False, id="three facts"),
        pytest.param(FACTS, 0.995, True, id="three that are sure by themselves"),
        pytest.param(FACTS[:2], 0.7, True, id="two"),
        pytest.param([FACTS[0], "Read on", *FACTS[1:]], 0.7, True, id="not in a row"),
        pytest.param(["Tell us: is it good?", "It is: by far", "Fine. So: no"], 0.7, True, id="one is no fact"),
    ],
)
def test_a_list_of_facts(lines: list[str], alone: float, is_cut: bool) -> None:
    assert goes(lines, LABEL, alone, 0.9) == (lines if is_cut else [])
