"""`pullquote forget`: nothing of the article is left in any byte of the folder, all else stays, and it never comes again."""

import errno
import json
import os
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warcio.checker import Checker

from pipeline import checkpoint, versions
from pipeline.archive import pages
from pipeline.cli.app import app
from pipeline.compact import compact_folder
from pipeline.config import load_config
from pipeline.context import Run
from pipeline.engine import Engine
from pipeline.keep import Keep
from pipeline.lock import locked
from pipeline.reading import Wanted, read_failures, read_records
from pipeline.run import run_once
from pipeline.state import load
from pipeline.verify import Checked, verify
from tests.pipeline.conftest import left_of
from transforms.articles import Past
from transforms.names import hashed
from transforms.web.urls import address_key

TITLE = "Lantern thief named"
SENTENCE = "The lantern of Saint Orsolya was taken from its niche on a foggy morning in March"
QUOTE = "I only wanted to read by its light"
GUID = "tag:velmarsh,2026:4711"
PAGE = f"""<!doctype html><html lang="en"><head><title>{TITLE}</title><link rel="canonical" href="{{base}}/lantern-2026"></head>
<body><article><h1>{TITLE}</h1><p>{SENTENCE}, and the parish of Velmarsh has looked for it ever since then.</p>
<p>“{QUOTE},” said Wendelin Achterberg, the bookbinder of the parish. “I will bring it back on Sunday, before mass.”</p>
<p>The parish council will speak about the matter behind closed doors, and it will tell nobody what was said there.</p>
</article></body></html>"""
SPEAKER = "Wendelin Achterberg"
OTHERS = ["/0", "/1", "/2"]


@pytest.fixture
def town(desk, web):
    """Three articles, and one that is to be forgotten: with a guid, a canonical address, and a page in the archive."""
    for path in OTHERS:
        web.page(path, f"Ferry {path[1:]} stays")
    page(web, "/lantern")
    feed(web, "/feed.xml", "/lantern", *OTHERS)
    settle(desk)
    return desk


def page(web, path: str, html: str = PAGE) -> None:
    web.pages[path] = (200, "text/html; charset=utf-8", html.replace("{base}", web.base).encode())


def feed(web, path: str, lantern: str, *links: str) -> None:
    """`lantern` first, with its guid; at none it is left out."""
    others = "".join(f"<item><title>{link}</title><link>{web.base}{link}</link></item>" for link in links)
    own = (
        f"<item><title>{TITLE}</title><link>{web.base}{lantern}</link><guid isPermaLink='false'>{GUID}</guid>"
        "<pubDate>Fri, 30 Jan 2026 08:00:00 +0100</pubDate></item>"
    )
    whole = f'<rss version="2.0"><channel><title>T</title>{own if lantern else ""}{others}</channel></rss>'
    web.feed(path, body=whole.encode())


def settle(desk, pipeline: str = "", formats: str = "[jsonl, parquet]", **more: str) -> None:
    each = {name: f"url: '{{base}}/{path}'\nevery: 0s\n" for name, path in {"daily": "feed.xml", **more}.items()}
    desk.settle(f"output: {{archive: warc, formats: {formats}}}\n{pipeline}", **each)


def lantern(web) -> list[str]:
    """All that would tell of it."""
    return [TITLE, SENTENCE, QUOTE, SPEAKER, GUID, f"{web.base}/lantern", hashed(address_key(f"{web.base}/lantern"))]


def command(out: Path, *words: str, name: str = "forget", code: int = 0):
    answer = CliRunner().invoke(app, [name, "--out", str(out), *words])
    assert answer.exit_code == code, answer.output
    return answer


def sound(out: Path) -> bool:
    return list(verify(out, Checked())) == []


def rows(out: Path, **wanted) -> list[dict]:
    return list(read_records(load(out), Wanted(**wanted)))


def archived(out: Path) -> dict[str, bytes]:
    """The bytes of each page of the archive with what is known of it, by its address."""
    found = list(pages(out, (ref for _, ref in load(out).files("archive"))))
    return {page.url: Path(page.body.path).read_bytes()[page.body.offset : page.end] for page in found}


def titles(out: Path) -> list[str]:
    return sorted(row["title"] for row in rows(out))


FERRIES = [f"Ferry {n} stays" for n in range(3)]


@pytest.mark.parametrize(
    ("formats", "sought"),
    [
        pytest.param("[jsonl, parquet]", "id", id="by its id"),
        pytest.param("[jsonl]", "{base}/lantern", id="by its address, JSON lines"),
        pytest.param("[parquet]", "{base}/lantern/?utm_source=x#top", id="by another form of it, Parquet"),
        pytest.param("[jsonl, parquet]", "{base}/lantern-2026", id="by the address that its page calls its own"),
        pytest.param("[jsonl, parquet]", "{base}/lantern-amp", id="by the address where another feed has it"),
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
    command(town.out, "--older-than", "0s", name="vacuum")
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


def leads(web, path: str, to: str) -> None:
    def answer(handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.pages[path] = answer


def test_a_run_that_was_killed_before_it_took_it_away_leaves_it_to_the_next(town, web, monkeypatch):
    town.run()
    command(town.out, f"{web.base}/lantern")
    page(web, "/elsewhere")
    web.feed("/feed.xml", "/elsewhere", *OTHERS)
    monkeypatch.setattr("pipeline.run.clear", killed)
    with pytest.raises(KeyboardInterrupt):
        town.run(force=True)
    assert left_of([TITLE], town.out)
    monkeypatch.undo()
    town.run(force=True)
    assert left_of([*lantern(web), f"{web.base}/elsewhere"], town.out) == set()
    assert titles(town.out) == FERRIES


def killed(*_: object) -> None:
    raise KeyboardInterrupt


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
    assert f"its headline or address still stands in 1 other article: {other}" in answer.stderr
    assert titles(town.out) == FERRIES
    figures = json.loads(command(town.out, other, "--json").stdout)
    assert figures["named_by"] == []


def test_all_its_versions_go(town, web):
    from tests.pipeline.test_versions import commit, record

    town.run()
    (old,) = (row for row in rows(town.out) if row["title"] == TITLE)
    for n in range(3):
        commit(town.out, record(old["id"], f"{TITLE}, {n}", Past(1 + n, 1, "aa", source=True), QUOTE))
    state = load(town.out)
    assert versions.newest(state.versions, old["id"]) == (4, 1)
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


def test_what_is_told_of_it(town, web):
    town.run()
    ident = hashed(address_key(f"{web.base}/lantern"))
    dry = command(town.out, ident, "--dry-run")
    assert dry.stdout == "1 record, 0 failures, 0 sightings, 0 waiting, 1 page would be forgotten\n"
    assert dry.stderr == f"{ident}  {TITLE}  {web.base}/lantern\n"
    assert TITLE in titles(town.out)
    done = command(town.out, ident, "--reason", "a court said so")
    assert done.stdout.startswith("1 record, 0 failures, 0 sightings, 0 waiting, 1 page: forgotten; 3 files rewritten, ")
    (path,) = command(town.out, "--kind", "forgotten", name="files").stdout.split()
    (row,) = map(json.loads, Path(path).read_text().splitlines())
    assert {k: row[k] for k in ("reason", "records", "pages")} == {"reason": "a court said so", "records": 1, "pages": 1}
    assert set(row) == {"at", "reason", "records", "pages"}
    assert ", 1 forgetting: sound" in command(town.out, name="verify").stdout
    command(town.out, f"{web.base}/0")
    compact_folder(town.out, everything=True, now=datetime.now(UTC))
    state = load(town.out)
    state.base = checkpoint.write(town.out, state.seq, state.feeds_as_json(), state.tallies_as_json(), state.sums())
    command(town.out, "--older-than", "0s", name="vacuum")
    assert load(town.out).forgotten.rows == 2
    assert ", 2 forgettings: sound" in command(town.out, name="verify").stdout


def test_what_is_not_there(town):
    town.run()
    before = sorted(town.out.rglob("*"))
    for word in ("https://nowhere.example/a", "0" * 32, "lantern", ""):
        answer = command(town.out, word, code=2)
        assert answer.stderr.startswith(f"{town.out} holds nothing of '{word}'; ")
    assert sorted(town.out.rglob("*")) == before


def test_another_is_at_work(town, web):
    town.run()
    with locked(town.out):
        assert "another run is at work" in command(town.out, f"{web.base}/lantern", code=3).stderr
        command(town.out, f"{web.base}/lantern", "--dry-run")


def test_on_a_terminal_it_asks(town, web, monkeypatch):
    town.run()
    monkeypatch.setattr("pipeline.cli.forget.on_a_terminal", lambda: True)
    address = f"{web.base}/lantern"
    answer = CliRunner().invoke(app, ["forget", "--out", str(town.out), address], input="n\n")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert TITLE in answer.stderr and "Forget that for ever? [y/N]" in answer.stderr and "nothing was changed" in answer.stderr
    assert TITLE in titles(town.out)
    answer = CliRunner().invoke(app, ["forget", "--out", str(town.out), address], input="y\n")
    assert answer.exit_code == 0
    assert titles(town.out) == FERRIES
    assert "Forget" not in command(town.out, f"{web.base}/0", "--yes").stderr


def test_a_harmed_file_is_named_and_nothing_changed(town, web):
    town.run()
    for kind in ("records", "archive", "waiting"):
        path = town.out / (f"{kind}.jsonl" if kind == "waiting" else next(r.path for _, r in load(town.out).files(kind)))
        if kind == "waiting":
            (path,) = (town.out / "waiting").glob("*.jsonl")
        data, there = path.read_bytes(), sorted(town.out.rglob("*"))
        for harmed in (data[:-1], b"" if kind == "waiting" else data[:9] + bytes([data[9] ^ 1]) + data[10:]):
            path.write_bytes(harmed)
            assert str(path) in command(town.out, f"{web.base}/lantern", code=1).stderr
        path.unlink()
        assert str(path) in command(town.out, f"{web.base}/lantern", code=1).stderr
        path.write_bytes(data)
        assert sorted(town.out.rglob("*")) == there
    command(town.out, f"{web.base}/lantern")


def test_a_full_disk_changes_nothing(town, web, monkeypatch):
    town.run()
    before, calls, codes, original = rows(town.out), 0, [], os.fsync

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == len(codes) + 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        original(handle)

    while not codes or codes[-1]:
        assert rows(town.out) == before
        assert sound(town.out)
        calls = 0
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            answer = CliRunner().invoke(app, ["forget", "--out", str(town.out), f"{web.base}/lantern"])
        codes.append(answer.exit_code)
        if answer.exit_code:
            assert "No space left" in answer.stderr and "call it again" in answer.stderr
        if load(town.out).forgotten:  # the last words of the commit itself are two: its bytes, and its name in the folder
            break
    assert len(codes) > 10
    command(town.out, f"{web.base}/lantern", code=2)
    assert left_of(lantern(web), town.out) == set()
    assert titles(town.out) == FERRIES


def test_a_pass_that_died_and_one_that_was_merged_hold_nothing(town, web):
    town.run()
    compact_folder(town.out, everything=True, now=datetime.now(UTC))
    ident = hashed(address_key(f"{web.base}/lantern"))
    spool = town.out / "spool" / "r9-001"
    spool.mkdir(parents=True)
    (spool / "pass.json").write_text(json.dumps([ident]))
    (spool / "000-1.warc").write_text(SENTENCE)
    (town.out / "suspects.json").write_text(json.dumps({"deaths": 2, "ids": [ident]}))
    for name in ("records/date=2026-01-01/r9-000-0123456789abcdef.jsonl", f"waiting/.r9-{'0' * 32}.tmp"):
        (town.out / name).parent.mkdir(exist_ok=True)
        (town.out / name).write_text(f"{TITLE} {ident}")
    command(town.out, ident)
    assert left_of(lantern(web), town.out) == set()
    assert not (town.out / "suspects.json").exists()
    assert titles(town.out) == FERRIES


def test_what_is_listed_no_more_can_be_forgotten_while_its_files_are_there(town, web):
    town.run()
    compact_folder(town.out, everything=True, now=datetime.now(UTC), keep=Keep("2999-01-01", "2999-01-01"))
    assert titles(town.out) == []
    assert left_of(lantern(web), town.out)
    assert command(town.out, f"{web.base}/lantern").stdout.startswith("0 records, ")
    assert left_of(lantern(web), town.out) == set()
    command(town.out, f"{web.base}/lantern", code=2)
    web.hits.clear()
    town.run(force=True)
    assert web.hits == ["/feed.xml"]


def test_what_a_checkpoint_knows_goes_too(town, web, monkeypatch):
    monkeypatch.setattr(checkpoint, "EVERY", 1)
    web.pages["/lantern"] = (500, "text/html", b"no")
    town.run()
    assert left_of(lantern(web), town.out / "checkpoints")
    command(town.out, f"{web.base}/lantern")
    assert left_of(lantern(web), town.out) == set()
    web.pages["/lantern"] = (200, "text/html", b"yes")
    town.run(force=True)
    assert left_of(lantern(web), town.out) == set()
    assert load(town.out).forgotten.rows == 1
    assert list((town.out / "checkpoints").glob("*.json"))
