import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.suspects import ALONE, FILE, NOTE, Suspects, find
from transforms.records import Entry


def note(root: Path, attempt: str, text: str) -> None:
    folder = root / "spool" / attempt
    folder.mkdir(parents=True)
    (folder / NOTE).write_text(text)


def entries(ids: list[str]) -> list[Entry]:
    return [Entry(i, "u", ("a",)) for i in ids]


def test_one_death_is_no_suspicion(tmp_path: Path):
    note(tmp_path, "r-001", '["a", "b"]')
    who = find(tmp_path)
    assert (who.deaths, who.held, who.guilty) == (1, frozenset(), None)
    assert not (tmp_path / "spool").exists()
    # and it is forgotten when a pass comes to its end
    who.survived({"c"})
    who.save(tmp_path)
    assert find(tmp_path) == Suspects()
    assert not (tmp_path / FILE).exists()


def test_two_in_a_row_are(tmp_path: Path):
    note(tmp_path, "r-001", '["a", "b", "c"]')
    note(tmp_path, "s-001", '["b", "c"]')
    who = find(tmp_path)
    assert who.held == {"b", "c"}
    assert [e.id for e in who.next_half(entries(["a", "b", "c"]))] == ["b"]
    who.survived({"a", "x"})  # the others are done first, and say nothing of the suspects
    assert who.held == {"b", "c"}
    who.survived({"b"})
    assert who.held == {"c"}
    assert find(tmp_path).held == {"b", "c"}  # what was not saved is found again


@pytest.mark.parametrize("text", ["", "[", "7", '{"a": 1}'])
def test_a_note_that_was_cut_says_nothing(tmp_path: Path, text):
    note(tmp_path, "r-001", text)
    assert find(tmp_path).held == frozenset()


@pytest.mark.parametrize("text", ["", "[]", '{"deaths": "x"}'])
def test_a_file_that_was_harmed_is_passed_over(tmp_path: Path, text):
    (tmp_path / FILE).write_text(text)
    assert find(tmp_path) == Suspects()


@given(st.integers(1, 60), st.data())
def test_the_guilty_one_is_found_and_nobody_else(n, data):
    ids = [f"{i:03d}" for i in range(n)]
    guilty = data.draw(st.sampled_from(ids))
    who, waiting, runs = Suspects(), list(ids), 0
    while who.guilty is None:
        runs += 1
        assert runs < 12
        while True:  # one run: passes until one dies
            taken = [i for i in waiting if i not in who.held] or [e.id for e in who.next_half(entries(waiting))]
            if not taken:
                break
            if guilty in taken:
                who.died(tuple(taken))
                break
            who.survived(set(taken))
            waiting = [i for i in waiting if i not in taken]
        who = Suspects(**json.loads(json.dumps(who.__dict__, default=list)))
        who.ids = tuple(who.ids)
    assert who.guilty == guilty
    assert who.alone == ALONE
