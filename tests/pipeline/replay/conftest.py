"""A run over eighteen pages, made once for each file of tests."""

import pytest

from tests.pipeline.replay.replaying import DAILY, ON
from transforms.web.client import Client


@pytest.fixture(scope="module")
def ferry_run(shared_desk):
    web = shared_desk.web
    links = [f"/{n}" for n in range(18)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    shared_desk.settle(ON, daily=DAILY)
    shared_desk.run()
    return shared_desk


@pytest.fixture
def ferries(ferry_run, tmp_path, monkeypatch):
    """Eighteen records, with their pages, for one test to change; from then on no request is made."""
    monkeypatch.setattr(Client, "__init__", lambda *_: pytest.fail("a replay has made a client"))
    return ferry_run.copy(tmp_path / "desk")
