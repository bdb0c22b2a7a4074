from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.commit_log import checkpoint
from pipeline.commit_log.counts.feed_counts import TextLengths
from pipeline.commit_log.line_counts import count
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.state import State, load
from pipeline.commit_log.store import BrokenLog, LocalStore
from transforms.articles import Entry
from transforms.deduplicate.key_file import SettledKeys
from transforms.errors import NotFound
from transforms.feeds import FeedState
from transforms.poll.outcome import FeedOutcome
from transforms.retry import Retry
from transforms.write.files import write_file

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def entry(n: int) -> Entry:
    return Entry(f"{n:032x}", f"https://news.example/{n}", ("daily",), seen_at=NOW.isoformat())


def grow(root: Path, first: int, last: int) -> None:
    """Commits `first` to `last`: odd ones poll an entry, even ones settle it; every tenth of those fails and waits."""
    for seq in range(first, last + 1):
        attempt = f"r-{seq:03d}"
        work = Pass(str(root), seq, "poll" if seq % 2 else "records", attempt, "r", LocalStore(root))
        if seq % 2:
            polled = FeedOutcome(FeedState("daily", polled_at=f"at {seq}"))
            result = PassResult(polled=(polled,), files=(write_waiting_file(root, attempt, [entry(seq)]),))
        elif seq % 10 == 0:
            result = PassResult(setbacks=(Retry().setback("fetch", entry(seq - 1), NotFound("no"), NOW),))
        else:
            ids = (entry(seq - 1).id,)
            ref = write_file(root, "records", attempt, ".jsonl", lambda out: out.write(b"{}"), kind="records", rows=1, ids=ids)
            result = PassResult(
                files=(ref,),
                text_lengths=(TextLengths((("daily", ids[0], seq),)),),
                seen_lines=(count([frozenset([b"share this story", b"%016d" % seq])], seq),),
            )
        assert publish(work, result)


def summed(state: State):
    keys = SettledKeys([Path(p) for p in state.settled_paths])
    strip = [(at, [replace(ref, ids=()) for ref in refs]) for at, refs in state.live()]
    return (
        state.seq,
        state.feeds,
        state.waiting,
        b"".join(keys.packed()),
        strip,
        state.seen.tolist(),
        state.feed_stats_as_json(),
    )


def from_the_log_alone(root: Path) -> State:
    state = State(root)
    store = LocalStore(root)
    for seq in store.numbers():
        state.apply(store.read(seq))
    return state


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "COMMITS_APART", 10)


def test_it_is_what_the_log_sums_up_to(tmp_path: Path, short: None):
    for last in (10, 20, 30, 35):
        grow(tmp_path, load(tmp_path).seq + 1, last)
        assert load(tmp_path).checkpoint() is (last % 10 == 0)
        assert summed(load(tmp_path)) == summed(from_the_log_alone(tmp_path))
    assert load(tmp_path).base.seq == 30
    assert sorted(p.name for p in (tmp_path / "checkpoints").glob("*.json")) == ["00000020.json", "00000030.json"]
    assert len(list((tmp_path / "checkpoints").iterdir())) == 12
    assert len(load(tmp_path).waiting) == 4
    assert load(tmp_path).feed_stats["daily"].total.records == 14


def test_it_is_read_instead_of_the_log(tmp_path: Path, short: None):
    grow(tmp_path, 1, 12)
    before = summed(load(tmp_path))
    state = load(tmp_path)
    state.checkpoint()
    (tmp_path / "commits" / "00000003.json").unlink()
    assert summed(load(tmp_path)) == before
    assert summed(state) == before


@pytest.mark.parametrize("suffix", [".json", ".keys", ".waiting.jsonl", ".live.jsonl"])
@pytest.mark.parametrize("harm", ["cut", "gone", "changed"])
def test_one_that_was_harmed_is_passed_over(tmp_path: Path, short: None, suffix, harm):
    for last in (10, 20):
        grow(tmp_path, load(tmp_path).seq + 1, last)
        load(tmp_path).checkpoint()
    before = summed(load(tmp_path))
    (path,) = (p for p in (tmp_path / "checkpoints").glob(f"00000020*{suffix}") if suffix != ".json" or p.stem == "00000020")
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:-5])
    elif harm == "changed":
        path.write_bytes(path.read_bytes()[:-2] + b"\x01\x01")
    else:
        path.unlink()
    state = load(tmp_path)
    assert state.base.seq == 10
    assert summed(state) == before


def test_a_commit_that_is_missing_behind_it_is_named(tmp_path: Path, short: None):
    grow(tmp_path, 1, 10)
    load(tmp_path).checkpoint()
    grow(tmp_path, 11, 13)
    (tmp_path / "commits" / "00000011.json").unlink()
    with pytest.raises(BrokenLog, match=r"00000011\.json is missing"):
        load(tmp_path)
