"""`pullquote forget`: nothing of the article is left in any byte of the folder, all else stays, and it never comes again."""

import json
from argparse import Namespace
from datetime import UTC, datetime, timedelta

import pytest
from warcio.checker import Checker

from pipeline.commit_log import latest_rows
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.state import load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from tests.pipeline.conftest import left_of
from tests.pipeline.lantern import (
    FERRIES,
    OTHERS,
    QUOTE,
    TITLE,
    archived,
    command,
    feed,
    lantern,
    page,
    rows,
    settle,
    sound,
    titles,
)
from transforms.articles import Recheck
from transforms.keys import hashed
from transforms.web.urls import address_key


@pytest.mark.parametrize(
    ("formats", "sought"),
    [
        pytest.param("[jsonl, parquet]", "id", id="by its id"),
        pytest.param("[jsonl]", "{base}/lantern", id="by its address, JSON lines", marks=pytest.mark.slow),
        pytest.param("[parquet]", "{base}/lantern/?utm_source=x#top", id="by another form of it, Parquet"),
        pytest.param(
            "[jsonl, parquet]", "{base}/lantern-2026", id="by the address that its page calls its own", marks=pytest.mark.slow
        ),
        pytest.param(
            "[jsonl, parquet]", "{base}/lantern-amp", id="by the address where another feed has it", marks=pytest.mark.slow
        ),
    ],
)
def test_nothing_of_it_is_left_and_all_else_stays(town, web, formats, sought):
    """Of a record that a second feed lists later, and a third under another address."""
    feed(web, "/other.xml", "", "/0")
    settle(town, formats=formats, other="other.xml")
    town.run()
    page(web, "/lantern-amp")
    feed(web, "/other.xml", "/lantern-amp", "/0")
    feed(web, "/third.xml", "/lantern")
    settle(town, formats=formats, other="other.xml", third="third.xml")
    town.run()
    assert len(list(load(town.out).files("sightings"))) == 2
    before = [row for row in rows(town.out) if row["title"] != TITLE]
    needles = [*lantern(web), hashed(address_key(f"{web.base}/lantern-amp"))]
    assert len(left_of(needles, town.out)) > 20
    kept = archived(town.out)
    assert len(kept) == len(OTHERS) + 2
    word = hashed(address_key(f"{web.base}/lantern")) if sought == "id" else sought.replace("{base}", web.base)
    figures = json.loads(command(town.out, word, "--json", "--reason", "asked for").stdout)
    counts = {"entries": 2, "records": 1, "failures": 0, "sightings": 2, "waiting": 0, "pages": 2}
    assert {k: figures[k] for k in counts} == counts
    assert left_of(needles, town.out) == set()
    assert rows(town.out) == before
    assert sound(town.out)
    assert archived(town.out) == {address: data for address, data in kept.items() if address.rpartition("/")[2] in "012"}
    files = [str(town.out / ref.path) for _, ref in load(town.out).files("archive")]
    assert Checker(Namespace(inputs=files, verbose=False)).process_all() == 0


@pytest.mark.parametrize("tries", [pytest.param(5, id="it waits for its next try"), pytest.param(1, id="it is given up")])
def test_a_failure_and_what_waits_can_be_forgotten(town, web, tries):
    web.pages["/lantern"] = (500, "text/html", b"no")
    settle(town, f"retry: {{pause_seconds: 0, max_attempts: {tries}}}\n")
    town.run()
    assert len(load(town.out).waiting) == (1 if tries == 5 else 0)
    needles = lantern(web)
    assert left_of(needles, town.out)
    figures = json.loads(command(town.out, f"{web.base}/lantern", "--json").stdout)
    assert {k: figures[k] for k in ("records", "failures", "waiting")} == {
        "records": 0,
        "failures": 1,
        "waiting": int(tries == 5),
    }
    assert left_of(needles, town.out) == set()
    page(web, "/lantern")
    page(web, "/moved")
    web.hits.clear()
    town.run(force=True)
    feed(web, "/feed.xml", "/moved", *OTHERS)  # its guid is known too
    town.run(force=True)
    assert [path for path in web.hits if path in ("/lantern", "/moved")] == []
    assert titles(town.out) == FERRIES
    assert list(read_failures(load(town.out))) == []


def test_what_others_failures_say_of_it_is_left_out(town, web):
    def moved(handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", f"{web.base}/lantern")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.pages["/0"] = moved
    web.pages["/lantern"] = (404, "text/html", b"no")
    town.run()
    own = hashed(address_key(f"{web.base}/lantern"))
    (other,) = (row for row in read_failures(load(town.out)) if row["id"] != own)
    assert f"{web.base}/lantern" in other["detail"]
    command(town.out, own)
    assert list(read_failures(load(town.out))) == [{**other, "detail": ""}]
    assert left_of(lantern(web), town.out) == set()
    assert sound(town.out)


def test_other_articles_that_name_it_are_told(town, web):
    status, kind, html = web.pages["/1"]
    related = (
        f'<p><a href="/lantern">{TITLE}</a>, we wrote last week, and much has been said about it since then.</p></article>'
    )
    web.pages["/1"] = (status, kind, html.replace(b"</article>", related.encode()))
    town.run()
    (other,) = (row["id"] for row in rows(town.out) if row["title"] == FERRIES[1])
    answer = command(town.out, f"{web.base}/lantern")
    assert f"its headline or address is still in 1 other article: {other}" in answer.stderr
    assert titles(town.out) == FERRIES
    figures = json.loads(command(town.out, other, "--json").stdout)
    assert figures["named_by"] == []


def test_all_its_versions_go(town, web):
    from tests.pipeline.commit_log.test_latest_rows import commit, record

    town.run()
    (old,) = (row for row in rows(town.out) if row["title"] == TITLE)
    for n in range(3):
        commit(town.out, record(old["id"], f"{TITLE}, {n}", Recheck(1 + n, 1, "aa"), QUOTE))
    state = load(town.out)
    assert latest_rows.newest(state.versions, old["id"]) == (4, 1)
    figures = json.loads(command(town.out, old["id"], "--json").stdout)
    assert figures["records"] == 4
    assert left_of(lantern(web), town.out) == set()
    assert not len(load(town.out).versions)
    assert not [p for p in (town.out / "compact").glob("*.versions") if bytes.fromhex(old["id"]) in p.read_bytes()]


def test_what_is_looked_at_again_is_not(town, web):
    """It waits as a record does that its feed's config names times for; later its feed says that it has changed."""
    settle(town)
    (town.folder / "configs/feeds/daily.yaml").write_text(f"url: '{web.base}/feed.xml'\nevery: 0s\nrecheck: [1h, 6h]\n")
    town.run()
    assert len(load(town.out).waiting) == 4
    figures = json.loads(command(town.out, f"{web.base}/lantern", "--json").stdout)
    assert (figures["records"], figures["waiting"]) == (1, 1)
    assert left_of(lantern(web), town.out) == set()
    web.hits.clear()
    feed(web, "/feed.xml", "/lantern", *OTHERS)
    status, kind, body = web.pages["/feed.xml"]
    later = datetime.now(UTC) + timedelta(hours=2)
    told = f"</guid><atom:updated>{(later - timedelta(hours=1)).isoformat()}</atom:updated>".encode()
    body = body.replace(b"<rss ", b'<rss xmlns:atom="http://www.w3.org/2005/Atom" ').replace(b"</guid>", told)
    web.pages["/feed.xml"] = (status, kind, body)
    run_once(Run(load_config(town.folder / "configs"), town.out, Engine(), clock=lambda: later))
    assert sorted(path for path in web.hits if path not in ("/robots.txt", "/feed.xml")) == OTHERS
    assert left_of(lantern(web), town.out) == set()


def test_several_articles_of_one_address_all_go(desk, web):
    web.page("/0", "Ferry stays")
    page(web, "/lantern")
    items = "".join(
        f"<item><title>Part {n}</title><link>{web.base}/lantern</link><guid isPermaLink='false'>{n}</guid></item>"
        for n in (1, 2)
    )
    other = f"<item><title>Ferry</title><link>{web.base}/0</link><guid isPermaLink='false'>0</guid></item>"
    web.feed("/feed.xml", body=f"<rss version='2.0'><channel><title>T</title>{items}{other}</channel></rss>".encode())
    desk.settle("", daily="url: '{base}/feed.xml'\nevery: 0s\nidentity: guid\n")
    desk.run()
    answer = command(desk.out, f"{web.base}/lantern", "--dry-run")
    assert answer.stdout.startswith("1 record, 0 failures, 1 sighting")
    command(desk.out, f"{web.base}/lantern")
    assert left_of(lantern(web)[:-1], desk.out) == set()
    assert titles(desk.out) == ["Ferry stays"]
