"""An output folder of a real run, made once for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.config.load import load_config
from pipeline.demo.serve import demo_config, serving
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with `out` in it, as `pullquote demo --out out` leaves it. Read only."""
    folder = tmp_path_factory.mktemp("demo")
    with serving() as base_url:
        config = load_config(demo_config(base_url, folder / "configs"))
        run_once(Run(config, folder / "out", Engine(()), force=True))
    yield folder
