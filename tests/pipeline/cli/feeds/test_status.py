"""`pullquote feeds status`, and what a run's summary says of each feed, over real runs."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.state import load
from pipeline.runs.summary_text import summary_lines
from pipeline.upkeep.compact import compact_folder
from tests.pipeline.paper import FEED, TIMES, Paper


def call(*arguments: str):
    return CliRunner().invoke(app, ["feeds", "status", *arguments])


def rows(desk, *arguments: str) -> dict[str, dict]:
    done = call("--out", str(desk.out), "--json", *arguments)
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module")
def web(shared_desk):
    return shared_desk.web


@pytest.fixture(scope="module")
def ran_once(shared_desk, web):
    web.pages["/robots.txt"] = (200, "text/plain", b"User-agent: *\nDisallow: /no/")
    web.feed("/well.xml", "/a", "/b", "/gone")
    web.page("/a")
    web.page("/b", "Bridge \x1b[31mopens")
    web.feed("/shut.xml", *(f"/no/{n}" for n in range(6)))
    shared_desk.settle(
        well="url: '{base}/well.xml'\nskip: nothing\n", lost="url: '{base}/lost.xml'\n", shut="url: '{base}/shut.xml'\n"
    )
    shared_desk.run()
    return shared_desk


@pytest.fixture
def ran(ran_once, tmp_path):
    """Three feeds: one that is well, one that is not there, one whose pages are not to be fetched."""
    return ran_once.copy(tmp_path / "ran")


def test_a_row_tells_what_is_known(ran, web):
    row = rows(ran)["well"]
    assert (row["url"], row["status"], row["ill"], row["signs"]) == (f"{web.base}/well.xml", "well", False, [])
    assert (row["polls"], row["new"], row["records"], row["waiting"]) == (1, 3, 2, 1)
    assert (row["failed"], row["listed"], row["left_out"]) == ({"NotFound at fetch": 1}, 3, {})
    (day,) = row["days"].values()
    assert day == {"failed": {"NotFound at fetch": 1}, "first_failures": 1, "new": 3, "polls": 1, "records": 2}
    assert row["yield"]["lately"]["articles"] == 2
    assert row["yield"]["lately"]["median_characters"] > 100
    assert row["read_at"] == row["polled_at"] < row["due_at"]


def test_what_is_ill_says_why_and_what_to_do(ran):
    found = rows(ran)
    assert (found["lost"]["status"], found["shut"]["status"]) == ("failing", "no_articles")
    assert "NotFound" in found["lost"]["signs"][0]["text"]
    assert "pullquote feeds add" in found["lost"]["signs"][0]["text"]
    assert (
        "all 6 entries of 14 days failed, mostly by DisallowedByRobots at fetch (6 of 6 tries)"
        in found["shut"]["signs"][0]["text"]
    )
    assert (found["lost"]["read_at"], found["lost"]["errors"]) == (None, 1)


def test_the_page_to_look_at(ran):
    done = call("--out", str(ran.out))
    assert done.exit_code == 4
    assert "3 feeds: 1 healthy, 2 with problems" in done.stderr
    table = [line.split()[:2] for line in done.stdout.splitlines()[3:6]]
    assert table == [["lost", "failing"], ["shut", "no_articles"], ["well", "well"]]
    assert "lost: its last poll failed, none has ever succeeded: NotFound: " in done.stdout


def test_an_entry_that_failed_often_is_one_that_failed(desk):
    desk.web.feed("/feed.xml", "/gone")
    desk.web.pages["/gone"] = (500, "text/plain", b"")
    desk.settle("retry: {pause_seconds: 0}\n", daily="url: '{base}/feed.xml'\n")
    for _ in range(3):
        desk.run()
    assert rows(desk)["daily"]["failed"] == {"ServerTrouble at fetch": 3}
    row = call("--out", str(desk.out)).stdout.splitlines()[3].split()
    assert row[-3:] == ["1", "0", "1"]


def test_a_feed_without_dates_has_no_newest_article(ran):
    """Only the time of the poll is known at which its list had changed."""
    assert rows(ran)["well"]["undated"] is True
    shown = call("--out", str(ran.out), "--feed", "well").stdout
    assert "  list changed     " in shown and "newest article" not in shown
    (line,) = (line for line in call("--out", str(ran.out)).stdout.splitlines() if line.startswith(" well "))
    assert " ~0 min " in line and " in " in line


def test_all_of_one_feed(ran):
    done = call("--out", str(ran.out), "--feed", "well")
    assert done.exit_code == 0
    assert "2 of 2 gave a complete article" in done.stdout
    assert "1 poll, 3 new, 2 records, 1 NotFound at fetch" in done.stdout
    assert call("--out", str(ran.out), "--feed", "shut").exit_code == 4


def test_codes_of_what_is_not_there(ran, tmp_path):
    assert call("--out", str(ran.out), "--feed", "wel").exit_code == 2
    done = call("--out", str(tmp_path / "none"))
    assert (done.exit_code, "pullquote run" in done.stderr) == (2, True)


def test_with_a_config_its_feeds_are_shown(ran):
    ran.settle(well="url: '{base}/well.xml'\nenabled: false\n", fresh="url: '{base}/fresh.xml'\n")
    (ran.folder / "configs" / "feeds" / "lost.yaml").unlink()
    found = rows(ran, "--config", str(ran.folder / "configs"))
    assert {ident: row["status"] for ident, row in found.items()} == {"fresh": "never", "shut": "no_articles", "well": "off"}


def test_it_outlives_compaction_and_checkpoints(ran):
    before = rows(ran)
    state = load(ran.out)
    assert compact_folder(ran.out, everything=True, now=datetime.now(UTC) + timedelta(days=1))
    assert rows(ran) == before
    assert load(ran.out).feed_stats == state.feed_stats


def test_it_loads_no_engine_and_no_model(ran):
    code = "import sys; from pipeline.cli.app import app\ntry: app()\nfinally: print([m for m in ('apache_beam', 'spacy', 'trafilatura') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code, "feeds", "status", "--out", str(ran.out)], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_summary_says_of_each_feed_whether_it_was_asked(ran):
    first = json.loads((ran.out / "summary.json").read_text())["feeds"]
    assert {ident: row["poll"] for ident, row in first.items()} == {"lost": "NotFound", "shut": "read", "well": "read"}
    ran.run()
    again = json.loads((ran.out / "summary.json").read_text())["feeds"]
    assert {ident: row["poll"] for ident, row in again.items()} == dict.fromkeys(("lost", "shut", "well"), "not due")
    assert again["well"]["due_at"] == rows(ran)["well"]["due_at"]


@pytest.mark.slow
def test_a_silent_feed_and_one_with_a_new_layout_are_told(desk, web, monkeypatch):
    """An hourly feed for a week, then nothing for four days; and one whose pages stop to hold an article."""
    clock = datetime.now(UTC) - timedelta(days=20)

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return clock

    for module in ("pipeline.commit_log.publish", "transforms.poll.transform"):
        monkeypatch.setattr(f"{module}.datetime", Then)
    item = "<item><title>{n}</title><link>{base}/{kind}/{n}</link><pubDate>{at}</pubDate></item>"

    def listed(kind: str, n: int) -> None:
        one = item.format(n=n, base=web.base, kind=kind, at=clock.isoformat())
        web.feed(f"/{kind}.xml", body=f'<rss version="2.0"><channel><title>T</title>{one}</channel></rss>'.encode())

    desk.settle(silent="url: '{base}/silent.xml'\nevery: 0\n", fallen="url: '{base}/fallen.xml'\nevery: 0\n")
    state = None
    for day in range(7):
        clock += timedelta(days=1)
        listed("silent", day)
        listed("fallen", day)
        web.page(f"/silent/{day}", f"Day {day}")
        web.page(f"/fallen/{day}", f"Day {day}")
        summary = desk.run(force=True)
        assert not summary.feeds["silent"].signs
    for more in range(5):
        clock += timedelta(days=1)
        links = [f"/fallen/{more}-{n}" for n in range(6)]
        for link in links:
            web.page(link, f"More {link}")
            if more > 2:
                web.pages[link] = (200, "text/html", b"<html><body><div id=app></div></body></html>")
        web.feed("/fallen.xml", *links)
        summary = desk.run(force=True)
        state = load(desk.out)
    assert state is not None
    assert state.feed_stats["fallen"].fell_at
    lines = "\n".join(summary_lines(summary, ""))
    assert "silent    silent: no new articles for longer than usual; see `pullquote feeds status`" in lines
    assert "layout    fallen: recent pages mostly give no article, or a far shorter one; see `pullquote feeds status`" in lines
    feeds = json.loads((desk.out / "summary.json").read_text())["feeds"]
    assert feeds["silent"]["silent"].startswith(
        "silent for 5 days; it usually publishes every 24 hours, and a silence of 4 days"
    )
    assert feeds["fallen"]["layout"].startswith("10 of its last 10 pages gave no article")


def test_what_is_looked_at_again_does_not_wait_and_is_not_new(desk):
    desk.settle(TIMES, daily=FEED)
    paper = Paper(desk)
    paper.lists("/a")
    assert paper.run().rechecks_waiting == 1
    assert paper.run(1.1).unchanged == 1
    row = rows(desk)["daily"]
    assert (row["waiting"], row["new"], row["records"], row["yield"]["lately"]["pages"]) == (0, 1, 1, 1)
