"""kill -9 at each point of a pass, then another run: nothing lost, nothing twice, no repair by hand."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.reading import read_failures, read_records
from pipeline.state import load

DRIVER = """
import os, signal, sys
point, nth = sys.argv.pop(1), int(sys.argv.pop(1))
where, after = point.split("@")[0], point.endswith("@after")
module, name = where.rsplit(":", 1)
import importlib
holder = importlib.import_module(module.split("#")[0])
for part in module.split("#")[1:]:
    holder = getattr(holder, part)
original, calls = getattr(holder, name), 0
def deadly(*args, **kwargs):
    global calls
    calls += 1
    if calls == nth and not after:
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*args, **kwargs)
    if calls == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(holder, name, deadly)
from pipeline.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("point", "nth"),
    [
        pytest.param("pipeline.store#LocalStore:create", 1, id="just before the poll's commit"),
        pytest.param("pipeline.store#LocalStore:create@after", 1, id="just after the poll's commit"),
        pytest.param("transforms.spool#Spool:append", 5, id="it fetches"),
        pytest.param("transforms.spool#Spool:append@after", 5, id="it has fetched some"),
        pytest.param("transforms.annotate.annotator#Annotator:annotate", 1, id="it annotates"),
        pytest.param("pathlib#Path:replace", 2, id="it writes, before a file has its name"),
        pytest.param("pathlib#Path:replace@after", 3, id="it writes, between two formats"),
        pytest.param("pipeline.store#LocalStore:create", 2, id="just before the records' commit"),
        pytest.param("os:link@after", 2, id="the records' commit has its name"),
        pytest.param("pipeline.store#LocalStore:create@after", 2, id="just after the records' commit"),
    ],
)
@pytest.mark.soak
def test_killed_and_run_again(desk, web, point, nth):
    links = [f"/{n}" for n in range(20)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n")
    arguments = ["run", "--config", str(desk.folder / "configs"), "--out", str(desk.out)]
    killed = subprocess.run([sys.executable, "-c", DRIVER, point, str(nth), *arguments], capture_output=True, env=clean())
    assert killed.returncode == -9, killed.stderr.decode()
    again = subprocess.run([sys.executable, "-m", "pipeline", *arguments], capture_output=True, env=clean())
    assert again.returncode == 0, again.stderr.decode()
    assert_each_once(desk.out, [f"Ferry number {n} stays" for n in range(20)])
    assert not load(desk.out).waiting
    assert list((desk.out / "spool").glob("*")) == []


DEADLY = """
import os, sys
from transforms.annotate.annotator import Annotator
original = Annotator.annotate
def annotate(self, texts):
    if any("bay" not in text for text, _ in texts):
        os._exit(9)
    return original(self, texts)
Annotator.annotate = annotate
from pipeline.__main__ import main
main()
"""


@pytest.mark.soak
def test_a_page_that_ends_its_process_ends_as_a_failure_and_the_rest_is_written(desk, web):
    links = [f"/{n}" for n in range(8)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    status, kind, body = web.pages["/3"]
    web.pages["/3"] = (status, kind, body.replace(b" the bay ", b" the gulf "))
    desk.settle("retry: {pause_seconds: 0}\n", daily="url: '{base}/feed.xml'\nevery: 0s\n")
    arguments = ["run", "--config", str(desk.folder / "configs"), "--out", str(desk.out)]
    codes = []
    for _ in range(9):
        codes.append(subprocess.run([sys.executable, "-c", DEADLY, *arguments], capture_output=True, env=clean()).returncode)
        if codes[-1] != 9:
            break
    assert codes[-1] == 4  # committed, and the one entry of that pass failed
    assert len(codes) <= 9
    assert_each_once(desk.out, [f"Ferry number {n} stays" for n in range(8) if n != 3])
    (failure,) = read_failures(load(desk.out))
    assert (failure["reason"], failure["retry_at"]) == ("EndsProcess", None)
    assert failure["url"].endswith("/3")
    assert not (desk.out / "suspects.json").exists()


def assert_each_once(out: Path, titles: list[str]) -> None:
    state = load(out)
    assert sorted(r["title"] for r in read_records(state)) == sorted(titles)
    parquet = [
        pq.read_table(out / ref.path)["title"].to_pylist() for _, ref in state.files("records") if ref.path.endswith(".parquet")
    ]
    assert sorted(t for part in parquet for t in part) == sorted(titles)


def clean() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("COV_")}
