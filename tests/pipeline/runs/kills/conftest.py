"""A desk whose feed has sixteen articles, and a server of forks that are killed at a named point."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pipeline.runs.kills.killing import PAGES


@pytest.fixture(scope="session")  # its imports are made once for all files here
def fork_server() -> Iterator[subprocess.Popen[str]]:
    server = [sys.executable, str(Path(__file__).with_name("fork_server.py"))]
    with subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdin
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


@pytest.fixture
def deadly(fork_server) -> Callable[..., None]:
    """Runs a command whose process is killed at the nth call of a function: `module#Class:name`, `@after` it."""

    def call(point: str, nth: int, *arguments: str, every: int = 100) -> None:
        print(json.dumps([point, nth, every, arguments]), file=fork_server.stdin, flush=True)
        assert int(fork_server.stdout.readline()) == -9

    return call


@pytest.fixture
def ferries(desk, web):
    links = [f"/{n}" for n in range(PAGES)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n")
    return desk
