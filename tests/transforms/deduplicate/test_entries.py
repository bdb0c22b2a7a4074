"""Before the fetch: which entries are new, sighted or known."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles import Entry, Sighting
from transforms.deduplicate.entries import WaitingEntry, merge_entries, new_or_sighted
from transforms.deduplicate.key_file import SettledKeys, pack, unpack
from transforms.keys import listed_name

IDS = st.lists(st.binary(min_size=16, max_size=16).map(bytes.hex), max_size=60)


def entry(ident: str = "00" * 16, *feeds: str, **more: str) -> Entry:
    return Entry(ident, more.pop("url", "https://news.example/a"), feeds or ("daily",), **more)


@given(IDS, IDS)
def test_what_was_packed_is_found_and_nothing_else(tmp_path_factory: pytest.TempPathFactory, inside, outside):
    path = tmp_path_factory.mktemp("keys") / "a.keys"
    path.write_bytes(pack(inside))
    keys = SettledKeys([path])
    assert all(i in keys for i in inside)
    assert [i for i in outside if i in keys] == [i for i in outside if i in inside]
    assert unpack(path.read_bytes()) == sorted(set(inside))


@given(st.lists(IDS, max_size=4))
def test_all_files_together_are_packed_as_one(tmp_path_factory: pytest.TempPathFactory, files):
    folder = tmp_path_factory.mktemp("keys")
    for n, ids in enumerate(files):
        (folder / f"{n}.keys").write_bytes(pack(ids))
    keys = SettledKeys([folder / f"{n}.keys" for n in range(len(files))])
    assert b"".join(keys.packed()) == pack(i for ids in files for i in ids)


def test_zero_bytes_at_the_end_of_a_key_count(tmp_path: Path):
    path = tmp_path / "a.keys"
    path.write_bytes(pack(["11" * 15 + "00"]))
    keys = SettledKeys([path])
    assert "11" * 15 + "00" in keys
    assert "11" * 16 not in keys


def test_several_files_and_an_empty_one(tmp_path: Path):
    for name, ids in (("a", ["aa" * 16]), ("b", []), ("c", ["cc" * 16])):
        (tmp_path / name).write_bytes(pack(ids))
    keys = SettledKeys([tmp_path / n for n in "abc"])
    assert len(keys) == 2
    assert "aa" * 16 in keys
    assert "cc" * 16 in keys
    assert "bb" * 16 not in keys


def test_a_file_that_was_cut_is_named(tmp_path: Path):
    (tmp_path / "a.keys").write_bytes(b"x" * 17)
    with pytest.raises(ValueError, match=r"a\.keys: its 17 bytes"):
        SettledKeys([tmp_path / "a.keys"])


@pytest.mark.parametrize(
    ("settled", "waiting", "feeds", "kept"),
    [
        pytest.param(set(), {}, ("a",), True, id="never seen"),
        pytest.param({"00" * 16}, {}, ("a",), False, id="settled"),
        pytest.param(set(), {"00" * 16: ("a",)}, ("a",), False, id="waits already"),
        pytest.param(set(), {"00" * 16: ("a",)}, ("b",), True, id="waits, but not for this feed"),
        pytest.param(set(), {"00" * 16: ("a", "b")}, ("b",), False, id="waits for both"),
        pytest.param({"00" * 16}, {"00" * 16: ("a",)}, ("b",), False, id="settled wins"),
    ],
)
def test_fresh(settled, waiting, feeds, kept):
    found = new_or_sighted(
        entry("00" * 16, *feeds), settled, {i: WaitingEntry(f, "//news.example/a") for i, f in waiting.items()}, {}
    )
    assert isinstance(found, Entry) is kept


DONE = "00" * 16
ONE, TWO = listed_name(DONE, "a"), listed_name(DONE, "b")


@pytest.mark.parametrize(
    ("settled", "feeds", "sighted"),
    [
        pytest.param({DONE, ONE}, ("a",), None, id="the feed that it is known from"),
        pytest.param({DONE, ONE}, ("a", "b"), ("b",), id="another feed, later"),
        pytest.param({DONE, ONE, TWO}, ("a", "b"), None, id="that is known, too"),
        pytest.param({DONE}, ("a",), ("a",), id="settled by a version that kept no feeds: once more"),
        pytest.param({ONE}, ("b",), None, id="not settled: no sighting"),
    ],
)
def test_a_sighting(settled, feeds, sighted):
    found = new_or_sighted(entry(DONE, *feeds), settled, {}, {})
    assert (found.feeds if isinstance(found, Sighting) else None) == sighted


@pytest.mark.parametrize(
    ("url", "also", "expected"),
    [
        pytest.param("https://a.example/1", (), None, id="as it waits"),
        pytest.param("http://www.a.example/1/?utm_source=x", (), None, id="written in another way"),
        pytest.param("", (), None, id="without an address"),
        pytest.param("https://a.example/2", ("g1",), (DONE, "https://a.example/2"), id="the same guid at another address"),
        pytest.param("https://a.example/2", ("g2",), ("11" * 16, "https://a.example/2"), id="another guid"),
        pytest.param("https://a.example/2", ("gone",), None, id="a guid that is a record"),
    ],
)
def test_an_entry_that_waits_may_move(url, also, expected):
    waiting = {DONE: WaitingEntry(("a",), "//a.example/1", ("g1",))}
    ident = DONE if not also else "11" * 16
    found = new_or_sighted(replace(entry(ident, "a"), url=url, also=also), {"gone"}, waiting, {"g1": DONE})
    assert (found and (found.id, found.url)) == expected


@given(st.permutations(["a", "b", "c"]))
def test_one_entry_for_all_feeds_whatever_their_order(feeds):
    merged = merge_entries([entry("00" * 16, f, title=f"as {f} says") for f in feeds])
    assert merged.feeds == ("a", "b", "c")
    assert merged.title == "as a says"
