"""What the README shows is what happens."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.config.load import load_config
from pipeline.demo.serve import SITE
from transforms.write import formats

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def block(kind: str) -> str:
    return re.search(rf"```{kind}\n(.*?)\n```", README, re.S)[1]


def steady(text: str) -> list[str]:
    """Without what differs from run to run: times, memory, a port that was taken, and where lines were wrapped for it."""
    text = re.sub(r"(?m)^time .*? s \(.+\); .+ articles a second; peak memory \d+ MB$", "TOOK", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", "TIME", " ".join(text.split()))
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT", text).split()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    out = tmp_path_factory.mktemp("demo") / "out"
    done = CliRunner().invoke(app, ["demo", "--out", str(out)])
    assert done.exit_code == 0, done.output
    return done.output, out


def test_the_demo_prints_what_the_readme_shows(demo):
    shown = demo[0].split("\nsee all of it:")[0]
    assert steady(shown) == steady(block("text"))


def test_the_row_of_quotes_is_one_of_the_demos(demo):
    rows = CliRunner().invoke(app, ["quotes", "--out", str(demo[1])]).stdout.splitlines()
    shown = json.loads(block("json"))
    assert steady(json.dumps({**shown, "record": ""})) in [steady(json.dumps({**json.loads(r), "record": ""})) for r in rows]


def test_the_example_in_python_runs(demo, monkeypatch):
    monkeypatch.chdir(demo[1].parent)
    names: dict[str, Any] = {"html": (SITE / "pages/post/otters.html").read_text()}
    exec(block("python"), names)
    assert names["article"].title == "Otters return to the Tarrow"
    assert names["annotations"].quotes
    assert json.loads(block("json"))["said"] in [row.said for row in names["quotes"]]


@pytest.mark.parametrize("path", re.findall(r"\]\(([\w/.-]+?)(?:#[\w-]+)?\)", README))
def test_links_lead_somewhere(path):
    assert (ROOT / path).is_file()


@pytest.mark.parametrize(("path", "anchor"), re.findall(r"\]\(([\w/.-]+?)#([\w-]+)\)", README))
def test_anchors_lead_to_a_heading(path, anchor):
    headings = re.findall(r"^#+ (.*)$", (ROOT / path).read_text(), re.M)
    assert anchor in [re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings]


@pytest.mark.parametrize("command", re.findall(r"^\| `pullquote (\w+)", README, re.M))
def test_every_option_that_is_shown_is_there(command):
    shown = re.search(rf"^\| `pullquote {command} ?(.*?)` \|", README, re.M)[1]
    help_text = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).stdout
    assert all(option in help_text for option in re.findall(r"--[a-z-]+", shown))


def test_numbers_in_the_text():
    feeds = len(load_config(ROOT / "configs").feeds)
    assert f"holds {feeds} feeds" in " ".join(README.split())
    assert formats.format_names() == ["jsonl", "parquet"]
