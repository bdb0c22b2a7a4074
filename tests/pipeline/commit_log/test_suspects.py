import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commit_log.suspects import FILE, NOTE, Suspects, collect, split
from transforms.articles import Entry
from transforms.watchdog import PREFIX


def write_note(root: Path, attempt: str, text: str) -> Path:
    """Writes the note of a pass into its spool, as a pass that died leaves it. Returns the folder."""
    folder = root / "spool" / attempt
    folder.mkdir(parents=True)
    (folder / NOTE).write_text(text)
    return folder


def entries(ids: str) -> list[Entry]:
    return [Entry(ident, f"https://harborpost.example/{ident}", ()) for ident in ids]


@pytest.mark.parametrize(
    ("before", "change", "deaths", "held"),
    [
        pytest.param((0, ""), lambda s: s.add_death(frozenset("ab")), 1, "", id="one death holds nothing"),
        pytest.param((1, "ab"), lambda s: s.add_death(frozenset("bc")), 2, "bc", id="two hold the entries of the second"),
        pytest.param((2, "bc"), lambda s: s.add_death(frozenset("d")), 3, "bcd", id="a third adds its entries to those held"),
        pytest.param((0, ""), lambda s: s.hold(frozenset("ab")), 2, "ab", id="a death that the run saw holds at once"),
        pytest.param((1, "x"), lambda s: s.hold(frozenset("ab")), 2, "ab", id="and drops those of a single earlier death"),
        pytest.param((3, "x"), lambda s: s.hold(frozenset("a")), 3, "ax", id="but keeps those that are held"),
        pytest.param((2, "bc"), lambda s: s.clear(frozenset("b")), 2, "c", id="clear removes what survived"),
        pytest.param((2, "bc"), lambda s: s.clear(frozenset("ax")), 2, "bc", id="clear of other entries changes nothing"),
        pytest.param((2, "bc"), lambda s: s.clear(frozenset("bc")), 0, "", id="clear of the last resets the deaths"),
        pytest.param((1, "ab"), lambda s: s.clear(frozenset("c")), 0, "", id="any pass that ends resets a single death"),
        pytest.param((2, "bc"), lambda s: s.limit_to("cx"), 2, "c", id="limit keeps the named ones"),
        pytest.param((2, "bc"), lambda s: s.limit_to("x"), 0, "", id="limit to none of them resets the deaths"),
    ],
)
def test_each_change_of_the_suspects(before: tuple[int, str], change: Callable[[Suspects], None], deaths: int, held: str):
    suspects = Suspects(before[0], frozenset(before[1]))
    change(suspects)
    assert (suspects.deaths, suspects.held) == (deaths, frozenset(held))


@pytest.mark.parametrize(
    ("ids", "in_work", "groups"),
    [
        pytest.param("ab", "", ["a", "b"], id="two are tried one by one"),
        pytest.param("abcd", "", ["ab", "cd"], id="an even number in halves"),
        pytest.param("abcde", "", ["abc", "de"], id="of an odd number the first half is the larger"),
        pytest.param("abcde", "d", ["d", "abce"], id="one in work is tried alone, first"),
        pytest.param("abcde", "eb", ["be", "acd"], id="several in work keep their order"),
        pytest.param("abcd", "abcd", ["ab", "cd"], id="all in work says nothing: halves"),
        pytest.param("abcd", "xy", ["ab", "cd"], id="only entries of other passes in work: halves"),
        pytest.param("abcd", "cx", ["c", "abd"], id="entries of other passes are ignored"),
    ],
)
def test_split(ids: str, in_work: str, groups: list[str]):
    assert ["".join(entry.id for entry in group) for group in split(entries(ids), frozenset(in_work))] == groups


@pytest.mark.parametrize("size", range(2, 20))
def test_split_gives_smaller_groups_and_loses_no_entry(size: int):
    whole = entries("abcdefghijklmnopqrst"[:size])
    for in_work in (frozenset[str](), frozenset("a"), frozenset("ab"), frozenset(entry.id for entry in whole)):
        groups = split(whole, in_work)
        assert all(0 < len(group) < size for group in groups)
        assert sorted(entry.id for group in groups for entry in group) == [entry.id for entry in whole]


@pytest.mark.parametrize(
    ("notes", "deaths", "held"),
    [
        pytest.param([], 0, "", id="no note"),
        pytest.param(['["a", "b"]'], 1, "", id="one"),
        pytest.param(['["a", "b", "c"]', '["b", "c"]'], 2, "bc", id="two: those of the second"),
        pytest.param([""], 0, "", id="empty"),
        pytest.param(["["], 0, "", id="truncated"),
        pytest.param(["7"], 0, "", id="a number"),
    ],
)
def test_notes_of_dead_passes(tmp_path: Path, notes: list[str], deaths: int, held: str):
    for number, text in enumerate(notes):
        write_note(tmp_path, f"r-{number:03d}", text)
    suspects = collect(tmp_path)
    assert (suspects.deaths, suspects.held) == (deaths, frozenset(held))
    assert not (tmp_path / "spool").exists()


@pytest.mark.parametrize(
    ("in_work", "held"),
    [
        pytest.param('["b"]', "b", id="one of its entries"),
        pytest.param('["b", "x"]', "b", id="and one that is not of the pass"),
        pytest.param('["x"]', "abc", id="none of its entries: all are suspects"),
        pytest.param("[", "abc", id="a truncated note: all are suspects"),
    ],
)
def test_only_entries_that_were_being_processed_are_suspects(tmp_path: Path, in_work: str, held: str):
    for attempt in ("r-001", "s-001"):
        (write_note(tmp_path, attempt, '["a", "b", "c"]') / f"{PREFIX}7-7").write_text(in_work)
    assert collect(tmp_path).held == frozenset(held)


def test_suspects_are_kept_from_run_to_run_until_they_are_cleared(tmp_path: Path):
    write_note(tmp_path, "r-001", '["a", "b", "c"]')
    write_note(tmp_path, "s-001", '["b", "c"]')
    suspects = collect(tmp_path)
    suspects.clear(frozenset("b"))
    suspects.save(tmp_path)
    write_note(tmp_path, "t-001", '["d"]')
    suspects = collect(tmp_path)
    assert (suspects.deaths, suspects.held) == (3, frozenset("cd"))
    suspects.clear(frozenset("cd"))
    suspects.save(tmp_path)
    assert not (tmp_path / FILE).exists()
    assert collect(tmp_path).deaths == 0


@pytest.mark.parametrize("text", ["", "[]", '{"deaths": "x"}', json.dumps({"deaths": 3})])
def test_a_damaged_file_is_ignored(tmp_path: Path, text: str):
    (tmp_path / FILE).write_text(text)
    assert (collect(tmp_path).deaths, collect(tmp_path).ids) == (0, frozenset())
