"""What was forgotten never comes again, under whatever address, headline or feed."""

from datetime import UTC, datetime

import pytest

from pipeline.commit_log.state import load
from pipeline.upkeep.compact import compact_folder
from tests.pipeline.conftest import left_of
from tests.pipeline.lantern import (
    FERRIES,
    OTHERS,
    PAGE,
    TITLE,
    command,
    feed,
    killed,
    lantern,
    leads,
    page,
    settle,
    sound,
    titles,
)
from transforms.keys import hashed
from transforms.web.urls import address_key


def test_it_never_comes_again(town, web):
    """Neither by its feed, nor by another, nor under its guid at another address, nor where its page says that it lives."""
    town.run()
    command(town.out, f"{web.base}/lantern")
    web.hits.clear()
    for path in ("/moved", "/lantern-2026"):
        page(web, path)
    feed(web, "/feed.xml", "/moved", *OTHERS)
    feed(web, "/other.xml", "/lantern", "/0")
    feed(web, "/third.xml", "/lantern-2026")
    settle(town, other="other.xml", third="third.xml")
    for _ in range(2):
        assert town.run(force=True).new_entries == 0
    assert [path for path in web.hits if path not in ("/robots.txt", "/feed.xml", "/other.xml", "/third.xml")] == []
    assert left_of(lantern(web), town.out) == set()
    assert titles(town.out) == FERRIES
    compact_folder(town.out, everything=True, now=datetime.now(UTC))
    command(town.out, "--older-than", "0s", "--yes", name="vacuum")
    web.hits.clear()
    assert town.run(force=True).new_entries == 0
    assert [path for path in web.hits if path.startswith(("/lantern", "/moved"))] == []


@pytest.mark.parametrize("mode", [pytest.param("", id="with an archive"), pytest.param("no", id="without")])
def test_its_page_at_an_address_that_nobody_knew_makes_nothing(town, web, mode):
    """It has to be fetched to be known; then no row tells of it, and the run takes away what had waited and the page."""
    if mode:
        town.settle("", daily="url: '{base}/feed.xml'\nevery: 0s\n")
    town.run()
    command(town.out, f"{web.base}/lantern")
    page(web, "/elsewhere")
    web.page("/3", "Ferry 3 stays")
    web.feed("/feed.xml", "/elsewhere", *OTHERS, "/3")
    summary = town.run(force=True)
    assert (summary.new_entries, summary.records, dict(summary.failed)) == (2, 1, {})
    assert summary.feeds["daily"].records == 1
    assert not load(town.out).waiting
    assert left_of([*lantern(web), f"{web.base}/elsewhere"], town.out) == set()
    assert titles(town.out) == [*FERRIES, "Ferry 3 stays"]
    assert sound(town.out)
    feed(web, "/other.xml", "", "/elsewhere")
    settle(town, other="other.xml")
    assert town.run(force=True).new_entries == 0
    assert left_of([f"{web.base}/elsewhere"], town.out) == set()
    assert sound(town.out)


@pytest.mark.slow
def test_a_run_that_was_killed_before_it_took_it_away_leaves_it_to_the_next(town, web, monkeypatch):
    town.run()
    command(town.out, f"{web.base}/lantern")
    page(web, "/elsewhere")
    web.feed("/feed.xml", "/elsewhere", *OTHERS)
    monkeypatch.setattr("pipeline.runs.run.remove_forgotten", killed)
    with pytest.raises(KeyboardInterrupt):
        town.run(force=True)
    assert left_of([TITLE], town.out)
    monkeypatch.undo()
    town.run(force=True)
    assert left_of([*lantern(web), f"{web.base}/elsewhere"], town.out) == set()
    assert titles(town.out) == FERRIES


@pytest.mark.slow
@pytest.mark.parametrize("way", ["its page names that address as its own", "it leads to that address"])
def test_nor_with_another_headline_where_its_address_is_named(town, web, way):
    """A site may correct the headline, and list the article at an address that nobody knew."""
    town.run()
    command(town.out, f"{web.base}/lantern")
    corrected = PAGE.replace(TITLE, "Lantern taker found")
    if way.startswith("it leads"):
        page(web, "/lantern", corrected.replace('rel="canonical"', 'rel="none"'))
        leads(web, "/elsewhere", f"{web.base}/lantern")
    else:
        page(web, "/elsewhere", corrected)
    web.page("/3", "Ferry 3 stays")
    web.feed("/feed.xml", "/elsewhere", *OTHERS, "/3")
    summary = town.run(force=True)
    assert (summary.new_entries, summary.records, dict(summary.failed)) == (2, 1, {})
    assert titles(town.out) == [*FERRIES, "Ferry 3 stays"]
    assert town.run(force=True).new_entries == 0


def test_an_address_that_other_articles_have_stays_theirs(desk, web):
    """Of the parts of a log that name one address as their own, one is forgotten by its id."""
    for path in ("/1", "/2", "/3"):
        page(web, path, PAGE.replace(TITLE, f"Part {path[1:]} of the log"))
    web.feed("/feed.xml", "/1", "/2")
    settle(desk)
    desk.run()
    command(desk.out, hashed(address_key(f"{web.base}/1")))
    web.feed("/feed.xml", "/1", "/2", "/3")
    desk.run()
    assert titles(desk.out) == ["Part 2 of the log", "Part 3 of the log"]
