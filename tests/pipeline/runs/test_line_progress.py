"""Where stderr is no terminal, a run that takes long says so from time to time."""

import re
import threading

import pytest

from pipeline.runs.progress import LineProgress
from transforms.attempt import DONE


@pytest.mark.parametrize(
    ("stages", "line"),
    [
        pytest.param(("made_up",), r"reading 5 pages: at work for \d+ s, made_up 2 of 5", id="stages of this process"),
        pytest.param((), r"reading 5 pages: at work for \d+ s", id="workers of their own"),
    ],
)
def test_it_says_what_it_does(monkeypatch, stages, line):
    lines, told = [], threading.Event()

    def tell(text: str) -> None:
        lines.append(text)
        told.set()

    monkeypatch.setitem(DONE, ("made_up", "good"), 7)
    with LineProgress(tell, every_s=0.01).working("reading 5 pages", stages, 5):
        DONE["made_up", "good"] += 2
        for _ in range(2):  # the first of them may have been counted before
            told.clear()
            assert told.wait(60)
    assert re.fullmatch(line, lines[-1])


def test_short_work_is_not_spoken_of():
    lines: list[str] = []
    with LineProgress(lines.append).working("reading 5 pages", (), 5):
        pass
    assert lines == []
