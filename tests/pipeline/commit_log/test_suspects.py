import json
from pathlib import Path

import pytest

from pipeline.commit_log.suspects import FILE, NOTE, find


def note(root: Path, attempt: str, text: str) -> None:
    folder = root / "spool" / attempt
    folder.mkdir(parents=True)
    (folder / NOTE).write_text(text)


def test_one_death_is_no_suspicion(tmp_path: Path):
    note(tmp_path, "r-001", '["a", "b"]')
    who = find(tmp_path)
    assert (who.deaths, who.held) == (1, frozenset())
    assert not (tmp_path / "spool").exists()
    # and it is forgotten when a pass comes to its end
    who.clear(frozenset("c"))
    who.save(tmp_path)
    assert find(tmp_path).deaths == 0
    assert not (tmp_path / FILE).exists()


def test_two_in_a_row_are_and_stay_so_until_they_survive(tmp_path: Path):
    note(tmp_path, "r-001", '["a", "b", "c"]')
    note(tmp_path, "s-001", '["b", "c"]')
    who = find(tmp_path)
    assert who.held == {"b", "c"}
    who.clear(frozenset("ax"))  # the others are done first, and say nothing of the suspects
    assert who.held == {"b", "c"}
    who.clear(frozenset("b"))
    who.save(tmp_path)
    note(tmp_path, "t-001", '["d"]')  # killed once more: those of before are still suspect
    who = find(tmp_path)
    assert who.held == {"c", "d"}
    who.clear(frozenset("cd"))
    assert (who.deaths, who.held) == (0, frozenset())


def test_a_worker_that_died_while_the_run_lived_is_enough(tmp_path: Path):
    who = find(tmp_path)
    who.accuse(frozenset("ab"))
    assert who.held == {"a", "b"}


@pytest.mark.parametrize("text", ["", "[", "7", '{"a": 1}'])
def test_a_note_that_was_cut_accuses_nobody(tmp_path: Path, text):
    note(tmp_path, "r-001", text)
    assert find(tmp_path).held == frozenset()


@pytest.mark.parametrize("text", ["", "[]", '{"deaths": "x"}', json.dumps({"deaths": 3})])
def test_a_file_that_was_harmed_is_passed_over(tmp_path: Path, text):
    (tmp_path / FILE).write_text(text)
    assert (find(tmp_path).deaths, find(tmp_path).ids) == (0, frozenset())
