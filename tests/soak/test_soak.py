"""A handful of runs of the script that `make soak` runs 200 of; and that its checks can fail."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("soak.py")


@pytest.mark.slow
def test_a_few_runs_two_of_them_killed():
    sizes = {"runs": 3, "kills": 0.67, "two-workers": 0, "hosts": 2, "window": 4, "max-attempts": 3}
    figures = soaked(*(f"--{k}={v}" for k, v in sizes.items()))
    assert figures["kills"]["1 at work"] == 2


def soaked(*flags: str) -> dict:
    """The figures of a soak that found nothing wrong."""
    done = subprocess.run([sys.executable, str(SCRIPT), *flags], capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def checks(monkeypatch):
    """The neighbours of the script, as it imports them."""
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    return importlib.import_module("soak_checks")


def row(n: int, ident: str | None = None) -> dict:
    return {"url": f"http://127.0.0.2:80/article/0-{n}", "id": ident or f"id{n}"}


def failed(n: int, reason: str = "NotFound", retry_at: str | None = None) -> dict:
    return {**row(n), "feed": "paper-0", "reason": reason, "retry_at": retry_at}


@pytest.mark.parametrize(
    ("records", "failures", "wrong"),
    [
        pytest.param([row(0), row(1)], [failed(2)], set(), id="two pages and one that is gone"),
        pytest.param([row(0)], [failed(2)], {"records", "lost"}, id="one is lost"),
        pytest.param([row(0), row(0, "x"), row(1)], [failed(2)], {"records", "twice, by address"}, id="one address twice"),
        pytest.param([row(0, "x"), row(1, "x")], [failed(2)], {"twice, by id"}, id="one id twice"),
        pytest.param(
            [row(0), row(1), row(3)],
            [failed(2)],
            {"records", "records of pages that are gone or were not listed"},
            id="one that nobody listed",
        ),
        pytest.param([row(0), row(1)], [], {"gone pages that no failure names"}, id="a gone one is forgotten"),
        pytest.param(
            [row(0)],
            [failed(1, "EndsProcess"), failed(2)],
            {"records", "lost", "others that failed for good"},
            id="one that is there is given up",
        ),
        pytest.param([row(0), row(1)], [failed(2, "EndsProcess")], {"gone pages with another reason"}, id="another reason"),
        pytest.param(
            [row(0), row(1)],
            [failed(2, retry_at="2026-01-31T00:00:00+00:00")],
            {"gone pages that no failure names", "failures that still wait"},
            id="one still waits",
        ),
    ],
)
def test_what_is_wrong_is_told(checks, records, failures, wrong):
    host = "127.0.0.2"
    site = checks.Served(frozenset({(host, f"0-{n}") for n in range(3)}), frozenset({(host, "0-2"), (host, "0-9")}), {}, 1)
    found = [*checks.records(records, site), *checks.failures(failures, site)]
    assert {check.name for check in found if not check.ok} == wrong


def test_files_that_nothing_names_are_told(checks, tmp_path):
    named, other = "records/date=2026-01-31/a-000-1.jsonl", "records/date=2026-01-31/b-000-2.jsonl"
    for path in (named, other, "waiting/.a.tmp", "spool/a/000.warc"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("{}\n")
    (tmp_path / "commits").mkdir()
    (tmp_path / "commits" / "00000001.json").write_text(json.dumps({"kind": "records", "files": [{"path": named}]}))
    assert checks.leftovers(tmp_path) == [other, "spool/a", "spool/a/000.warc", "waiting/.a.tmp"]


def test_no_two_pages_are_alike(checks):
    article = sys.modules["soak_articles"].article
    pages = [article(host, n) for host in range(8) for n in range(50)]
    assert len({page.title for page in pages}) == len({page.proof for page in pages}) == len({page.id for page in pages}) == 400
    assert pages == [article(host, n) for host in range(8) for n in range(50)]
    words = [sum(len(p.split()) for p in page.paragraphs) for page in pages]
    assert (min(words) >= 80, max(words) <= 200) == (True, True), (min(words), max(words))
    assert all(1 <= sum(p.startswith("“") for p in page.paragraphs) <= 3 for page in pages)
