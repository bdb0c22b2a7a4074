"""Which suspects quarantine finds guilty, on values alone: a pass is replaced by a function that says which entries kill it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.commit_log.suspects import Suspects
from pipeline.runs import record_passes
from pipeline.runs.record_passes import PassDied, quarantine
from transforms.articles import Entry


class Passes:
    """Stands in for `one_pass` and `settle_culprit`, and notes what they are called with.

    `deaths`: how many passes each deadly entry kills. `noted`: whether a dead process says which entry it was working on.
    """

    def __init__(self, deaths: dict[str, int], *, noted: bool) -> None:
        self.left, self.noted = dict(deaths), noted
        self.groups: list[str] = []
        self.settled: list[str] = []

    def one_pass(self, run: Any, state: Any, entries: list[Entry], engine: Any) -> set[str]:
        self.groups.append("".join(entry.id for entry in entries))
        for entry in entries:
            if self.left.get(entry.id):
                self.left[entry.id] -= 1
                raise PassDied(frozenset({entry.id} if self.noted else ()))
        return {entry.id for entry in entries}

    def settle_culprit(self, run: Any, state: Any, entry: Entry) -> None:
        self.settled.append(entry.id)


MANY = 99  # deaths: the entry kills every pass


@pytest.mark.parametrize(
    ("groups", "deaths", "noted", "tried", "settled"),
    [
        pytest.param(["abcd"], {}, False, ["abcd"], "", id="none is deadly: one pass"),
        pytest.param(
            ["abcd"], {"c": MANY}, False, ["abcd", "ab", "cd", "c", "c", "d"], "c", id="one: halves, then twice alone"
        ),
        pytest.param(["abcd"], {"c": MANY}, True, ["abcd", "c", "c", "abd"], "c", id="one that a note names: alone at once"),
        pytest.param(["abcd"], {"c": 1}, False, ["abcd", "ab", "cd"], "", id="it kills once: nobody is guilty"),
        pytest.param(["a"], {"a": 1}, False, ["a", "a"], "", id="alone, it kills once and then survives"),
        pytest.param(["a"], {"a": MANY}, False, ["a", "a"], "a", id="alone, it kills twice"),
        pytest.param(
            ["abcd"], {"a": MANY, "d": MANY}, False, ["abcd", "ab", "a", "a", "b", "cd", "c", "d", "d"], "ad", id="two of four"
        ),
        pytest.param(["ab", "c"], {"b": MANY}, False, ["c", "ab", "a", "b", "b"], "b", id="the last group first"),
        pytest.param([""], {}, False, [], "", id="an empty group needs no pass"),
    ],
)
def test_quarantine(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    groups: list[str],
    deaths: dict[str, int],
    noted: bool,
    tried: list[str],
    settled: str,
):
    passes = Passes(deaths, noted=noted)
    monkeypatch.setattr(record_passes, "one_pass", passes.one_pass)
    monkeypatch.setattr(record_passes, "settle_culprit", passes.settle_culprit)
    run: Any = SimpleNamespace(root=tmp_path, engine=SimpleNamespace(apart=object), stopping=lambda: False)
    suspects = Suspects(2, frozenset("".join(groups)))
    entries = [[Entry(ident, f"https://harborpost.example/{ident}", ()) for ident in group] for group in groups]
    quarantine(run, SimpleNamespace(), suspects, entries)  # type: ignore[arg-type]
    assert passes.groups == tried
    assert passes.settled == list(settled)
    assert suspects.held == frozenset()


def test_quarantine_stops_between_two_passes_and_keeps_the_other_suspects(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    passes = Passes({}, noted=False)
    monkeypatch.setattr(record_passes, "one_pass", passes.one_pass)
    run: Any = SimpleNamespace(root=tmp_path, engine=SimpleNamespace(apart=object), stopping=lambda: bool(passes.groups))
    suspects = Suspects(2, frozenset("ab"))
    entries = [[Entry(ident, f"https://harborpost.example/{ident}", ())] for ident in "ab"]
    quarantine(run, SimpleNamespace(), suspects, entries)  # type: ignore[arg-type]
    assert passes.groups == ["b"]
    assert suspects.held == {"a"}
