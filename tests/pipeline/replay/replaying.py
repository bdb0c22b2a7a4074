"""What the tests of `pullquote replay` share: their configs, calls, and what they compare."""

from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.reading.queries import RecordFilter, read_stable
from pipeline.commit_log.state import load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.replay.replay import replay
from pipeline.replay.select import ReplayFilter
from pipeline.runs.context import Run

ON = "output: {archive: warc}\n"
DAILY = "url: '{base}/feed.xml'\nevery: 0s\n"
WORKERS = ("--direct_running_mode=multi_processing", "--direct_num_workers=2")
ALL = RecordFilter(all_versions=True)


def again(desk, wish: ReplayFilter = ReplayFilter(), flags: tuple[str, ...] = ()):  # noqa: B008
    return replay(Run(load_config(desk.folder / "configs"), desk.out, Engine(flags)), wish)


def call(desk, *arguments: str):
    return CliRunner().invoke(app, [*arguments, "--out", str(desk.out)])


def stable(out: Path, *but: str) -> list[dict]:
    return [{k: v for k, v in row.items() if k not in but} for row in read_stable(load(out))]
