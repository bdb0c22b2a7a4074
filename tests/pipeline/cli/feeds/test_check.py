"""`pullquote feeds check` as a shell sees it, over real feeds on loopback."""

import json
import subprocess
import sys

from rich.console import Console

from pipeline.cli.feeds.check import with_live_table
from pipeline.feeds.check import CheckedFeed
from tests.pipeline.cli.feeds.feeds_command import call, html, news, put
from transforms.articles import Entry
from transforms.feeds import Feed
from transforms.poll.probe import FeedProbe


def test_check(web, mine):
    put(mine, "good", f"url: {news(web)}\n")
    web.feed("/empty")
    put(mine, "empty", f"url: {web.base}/empty\n")
    put(mine, "page", f"url: {html(web, '/page', '')}\n")
    put(mine, "lost", f"url: {web.base}/lost\n")
    web.pages["/gone"] = (410, "text/plain", b"")
    web.pages["/no"] = (403, "text/plain", b"")
    web.pages["/sick"] = (503, "text/plain", b"")
    for name in ("gone", "no", "sick"):
        put(mine, name, f"url: {web.base}/{name}\n")
    put(mine, "private", "url: http://10.0.0.1/rss\n")
    put(mine, "off", "url: https://off.example/rss\nenabled: false\n")
    done = call("check", "--config", str(mine), "--json")
    rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.exit_code == 4
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "good": "ok", "empty": "empty", "page": "not_a_feed", "lost": "not_found", "gone": "gone", "no": "refused",
        "sick": "broken", "private": "blocked_address",
    }  # fmt: skip
    assert rows["good"]["first"] == {
        "title": "Ferry stays", "link": f"{web.base}/ferry", "published": "2026-01-31T06:00:00Z",
    }  # fmt: skip
    assert (rows["good"]["entries"], rows["good"]["title"], rows["good"]["detail"]) == (2, "Harbor Post", "")
    assert rows["lost"]["first"] is None
    assert all(row["detail"] for name, row in rows.items() if name != "good")
    done = call("check", "--config", str(mine), "--feed", "private")
    assert done.stdout.count("web.allow_addresses") == 1


def test_check_reads_pages(web, mine):
    web.page("/ferry")
    put(mine, "good", f"url: {news(web)}\n")
    done = call("check", "--config", str(mine), "--pages", "2")
    assert done.exit_code == 0, done.stderr
    assert "2 entries, newest 2026-01-31 06:00" in done.stdout
    assert "1 of 2 pages read (NotFound)" in done.stdout


def test_check_starts_no_engine(web, mine):
    """Beam takes a second to load, and warns of what it lacks."""
    put(mine, "good", f"url: {news(web)}\n")
    code = "import sys; from pipeline.cli.app import app; app(sys.argv[1:], standalone_mode=False); sys.exit('apache_beam' in sys.modules)"
    command = [sys.executable, "-c", code, "feeds", "check", "--config", str(mine)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "1 feed: 1 healthy, 0 failing\n")


def test_check_of_a_feed_that_is_not_there(mine):
    put(mine, "daily", "url: https://a.example/rss\n")
    done = call("check", "--config", str(mine), "--feed", "dialy")
    assert (done.exit_code, "there are: daily" in done.stderr) == (2, True)


def test_check_on_a_terminal_is_a_table_that_grows(tmp_path):
    """Rows stand there as soon as their feed has answered; what comes from the web can't drive the terminal."""
    answers = [
        CheckedFeed(
            FeedProbe(Feed("good", "https://a.example/"), "ok", entries=(Entry("1", "", ("good",), published="2026-01-31"),))
        ),
        CheckedFeed(FeedProbe(Feed("bad", "https://b.example/"), "broken", "it says \x1b]0;evil\x07 and breaks")),
    ]
    shown = tmp_path / "screen"
    with shown.open("w") as screen:
        console = Console(file=screen, force_terminal=True, width=120)
        walk = with_live_table(iter(answers), 2, console)
        assert next(walk) is answers[0]
        assert list(walk) == answers[1:]
    text = shown.read_text()
    assert "1 entry, newest 2026-01-31 00:00" in text
    assert "is the address right?" in text
    assert "]0;evil" in text
    assert "\x1b]0;evil" not in text


def test_check_elsewhere_is_a_line_a_feed(web, mine):
    put(mine, "a-good", f"url: {news(web)}\n")
    put(mine, "bad", f"url: {html(web, '/page', '')}\n")
    done = call("check", "--config", str(mine))
    assert [line.split()[:2] for line in sorted(done.stdout.splitlines())] == [["a-good", "ok"], ["bad", "not_a_feed"]]
    assert "\x1b" not in done.stdout
