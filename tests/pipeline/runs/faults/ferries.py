"""What the tests of faults share: a feed of four articles, and commands over it."""

from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.state import load
from tests.pipeline.afterwards import command
from tests.pipeline.conftest import Desk
from tests.pipeline.paper import FEED

TITLES = [f"Ferry {n} stays" for n in range(4)]


def with_ferries(desk: Desk) -> Desk:
    desk.web.feed("/feed.xml", *(f"/{n}" for n in range(4)))
    for n, title in enumerate(TITLES):
        desk.web.page(f"/{n}", title)
    desk.settle(daily=FEED)
    return desk


def call(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def run(desk):
    return call(*command(desk))


def titles(out: Path) -> list[str]:
    return sorted(r["title"] for r in read_records(load(out)))
