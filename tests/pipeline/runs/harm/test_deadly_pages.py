"""A page that ends the process of the run, or a worker process of Beam: found, told, and the rest is written.

What ends the process for pages is in `test_harmful_pages.py`.
"""

import json
import os
import subprocess
import sys

import pytest

from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.state import load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.poll_pass import poll
from tests.pipeline.afterwards import archived, assert_each_once, command

TWO_WORKERS = ["--", "--direct_running_mode=multi_processing", "--direct_num_workers=2"]


# What each process that imports nothing of the test does to the making of records, which is not done in the process for pages.
ENDS_ITS_PROCESS = """
import os
from transforms.annotate import transform
original = transform.make_record
def make_record(clean, *others, **names):
    if "bay" not in clean.text:
        os._exit(9)
    return original(clean, *others, **names)
transform.make_record = make_record
"""


@pytest.mark.parametrize(
    ("flags", "pages", "dead"),
    [
        pytest.param(TWO_WORKERS, 2, 0, id="two workers", marks=pytest.mark.slow),
        pytest.param([], 6, 2, id="one process: two runs die, the third finds it", marks=pytest.mark.soak),
        pytest.param(TWO_WORKERS, 16, 0, id="two workers, more pages", marks=pytest.mark.soak),
    ],
)
def test_a_page_that_ends_its_process_ends_as_a_failure_and_the_rest_is_written(desk, web, flags, pages, dead):
    links = [f"/{n}" for n in range(pages)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    status, kind, body = web.pages["/1"]
    web.pages["/1"] = (status, kind, body.replace(b" the bay ", b" the gulf "))
    desk.settle("retry: {pause_seconds: 0}\noutput: {archive: warc}\n", daily="url: '{base}/feed.xml'\nevery: 0s\n")
    (desk.folder / "patch").mkdir()
    (desk.folder / "patch" / "sitecustomize.py").write_text(ENDS_ITS_PROCESS)
    run_it = [sys.executable, "-m", "pipeline", *command(desk), *flags]
    environment = {**os.environ, "PYTHONPATH": str(desk.folder / "patch")}
    codes = []
    while codes.count(9) == len(codes) < 4:
        run = subprocess.run(run_it, capture_output=True, text=True, env=environment)
        codes.append(run.returncode)
    assert codes == [9] * dead + [0]
    assert "Traceback" not in run.stderr
    assert_each_once(desk.out, [f"Ferry number {n} stays" for n in range(pages) if n != 1])
    (failure,) = read_failures(load(desk.out))
    assert (failure["reason"], failure["retry_at"]) == ("EndsProcess", None)
    assert failure["url"].endswith("/1")
    assert sorted(page.url for page in archived(desk.out)) == sorted(web.base + link for link in links), (
        "each page is kept once"
    )
    assert not (desk.out / "suspects.json").exists()


@pytest.mark.slow
def test_a_page_that_ends_its_process_in_a_replay_is_told_and_keeps_its_record(desk, web):
    web.feed("/feed.xml", "/0", "/1")
    for n in range(2):
        web.page(f"/{n}", f"Ferry number {n} stays")
    status, kind, body = web.pages["/1"]
    web.pages["/1"] = (status, kind, body.replace(b" the bay ", b" the gulf "))
    desk.settle("output: {archive: warc}\n", daily="url: '{base}/feed.xml'\nevery: 0s\n")
    desk.run()
    (desk.folder / "patch").mkdir()
    (desk.folder / "patch" / "sitecustomize.py").write_text(ENDS_ITS_PROCESS)
    environment = {**os.environ, "PYTHONPATH": str(desk.folder / "patch")}
    again = [sys.executable, "-m", "pipeline", "replay", *command(desk)[1:], *TWO_WORKERS]
    done = subprocess.run(again, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert f"{web.base}/1: EndsProcess: " in done.stderr
    assert {row["url"][-1]: row["revision"] for row in read_records(load(desk.out))} == {"0": 2, "1": 1}
    assert not (desk.out / "suspects.json").exists()
    assert list((desk.out / "spool").glob("*")) == []


@pytest.mark.slow
def test_suspects_of_several_passes_are_all_tried_in_the_run_that_finds_them(desk, web):
    links = [f"/{n}" for n in range(3)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    desk.settle("run: {max_entries: 2}\n", daily="url: '{base}/feed.xml'\nevery: 0s\n")
    poll(Run(load_config(desk.folder / "configs"), desk.out, Engine()), load(desk.out))
    waiting = load(desk.out).waiting
    (desk.out / "suspects.json").write_text(json.dumps({"deaths": 3, "ids": sorted(waiting)}))
    assert (len(waiting), desk.run().records) == (3, 3)
    assert not (desk.out / "suspects.json").exists()
