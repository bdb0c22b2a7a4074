"""What the log asks of a place that keeps it, of the local disk and of one with nothing but a conditional put."""

import json
from dataclasses import dataclass, field

import pytest

from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.state import load
from pipeline.commit_log.store import BrokenLog, Commit, CommitStore, LocalStore, LostRace, commit_as_json, commit_from_json
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once

BLOBS: dict[str, bytes] = {}  # as it would be elsewhere: whoever has the store's name sees the same


@dataclass(frozen=True)
class ConditionalPut:
    """An object store: put-if-absent, get, list. `loses_answers`: the put is done, and its answer lost on the way."""

    name: str
    loses_answers: bool = field(default=False)

    def numbers(self, after: int = 0) -> list[int]:
        found = sorted(int(key.rsplit("/", 1)[1]) for key in BLOBS if key.startswith(f"{self.name}/"))
        if found != list(range(1, len(found) + 1)):
            raise BrokenLog("one is missing")
        return [seq for seq in found if seq > after]

    def read(self, seq: int) -> Commit:
        try:
            row = json.loads(BLOBS[f"{self.name}/{seq}"])
        except KeyError as error:
            raise BrokenLog(f"{seq} is missing") from error
        return commit_from_json(row)

    def create(self, commit: Commit) -> bool:
        data = json.dumps(commit_as_json(commit)).encode()
        stored = BLOBS.setdefault(f"{self.name}/{commit.seq}", data)
        return stored is data and not self.loses_answers


def commit(seq: int, attempt: str = "mine") -> Commit:
    return Commit(seq, seq - 1, "poll", attempt, "r", "2026-01-31T12:00:00+00:00", feeds={"daily": {"id": "daily"}})


@pytest.fixture(params=["local disk", "conditional put"])
def store(request, tmp_path) -> CommitStore:
    return LocalStore(tmp_path) if request.param == "local disk" else ConditionalPut(str(tmp_path))


def test_it_keeps_what_it_was_given(store):
    assert store.numbers() == []
    for seq in (1, 2, 3):
        assert store.create(commit(seq))
    assert store.numbers() == [1, 2, 3]
    assert store.numbers(after=2) == [3]
    assert [store.read(seq) for seq in (1, 2, 3)] == [commit(1), commit(2), commit(3)]


def test_the_first_wins_and_stays(store):
    assert store.create(commit(1, "mine"))
    assert not store.create(commit(1, "theirs"))
    assert store.read(1).attempt == "mine"


def test_what_is_not_there_is_named(store):
    with pytest.raises(BrokenLog):
        store.read(7)


@pytest.mark.parametrize("loses_answers", [False, True], ids=["each answer comes", "answers are lost"])
def test_runs_over_another_store(desk, web, loses_answers):
    web.feed("/feed.xml", "/a", "/b")
    web.page("/a")
    web.page("/b", "Harbour opens")
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n")
    store = ConditionalPut(str(desk.out), loses_answers)
    for records in (2, 0):
        run = Run(load_config(desk.folder / "configs"), desk.out, Engine())
        run.store = store
        assert run_once(run).records == records
    assert sorted(r["title"] for r in read_records(load(desk.out, store))) == ["Ferry stays", "Harbour opens"]
    assert not (desk.out / "commits").exists()

    run = Run(load_config(desk.folder / "configs"), desk.out, Engine())
    run.store = store
    state = load(desk.out, store)
    store.create(commit(state.seq + 1, "theirs"))
    with pytest.raises(LostRace), pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.runs.run.load", lambda root, store: state)  # it had looked before the other published
        run_once(run)
