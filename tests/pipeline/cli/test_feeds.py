"""`pullquote feeds …` as a shell sees it, over real feeds on loopback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from rich.console import Console
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.cli.feeds.check import with_live_table
from pipeline.feeds.check import CheckedFeed
from pipeline.feeds.files import CannotEdit, add_tags, set_enabled, suggest_id
from pipeline.feeds.opml import NotOpml, read_opml
from transforms.articles import Entry
from transforms.feeds import Feed
from transforms.poll.probe import FeedProbe

NEWS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbor Post</title><language>en</language>
<item><title>Ferry stays</title><link>%(base)s/ferry</link><pubDate>Sat, 31 Jan 2026 07:00:00 +0100</pubDate></item>
<item><title>Mill \x1b[31mburns</title><link>%(base)s/mill</link></item></channel></rss>"""


def call(*arguments: str, stdin: str | bytes | None = None):
    return CliRunner().invoke(app, ["feeds", *arguments], input=stdin)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "feeds").mkdir(parents=True)
    (folder / "pipeline.yaml").write_text("web: {allow_addresses: [127.0.0.0/8], delay_seconds: 0, deadline_seconds: 120}\n")
    return folder


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / "feeds" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def news(web, path: str = "/rss") -> str:
    web.pages[path] = (200, "application/rss+xml", NEWS % {b"base": web.base.encode()})
    return web.base + path


def html(web, path: str, head: str, body: str = "") -> str:
    web.pages[path] = (200, "text/html", f"<html><head><title>Harbor</title>{head}</head><body>{body}</body></html>".encode())
    return web.base + path


@pytest.mark.parametrize("command", ["add", "list", "check", "import", "export", "remove"])
def test_help_has_an_example(command):
    assert "Example:" in call(command, "--help").stdout


def test_help_names_the_file_that_import_writes():
    """Angle brackets are no tag of the help's markup."""
    assert "feeds/<id>.yaml" in call("import", "--help").stdout


def test_add_a_feed(web, mine):
    done = call("add", news(web), "--config", str(mine), "--tag", "local", "--every", "15m")
    assert done.exit_code == 0, done.stderr
    assert "Ferry stays" in done.stdout
    assert "\x1b" not in done.stdout
    row = yaml.safe_load((mine / "feeds" / "harbor-post.yaml").read_text())
    assert row == {"url": f"{web.base}/rss", "name": "Harbor Post", "language": "en", "every": "15m", "tags": ["local"]}
    listed = call("list", "--config", str(mine)).stdout
    assert listed.split() == ["harbor-post", f"{web.base}/rss", "every", "15m", "local"]


def test_add_makes_the_folder(web, tmp_path):
    """A folder that is not there is made; the address is asked under the settings that ship, which let loopback not pass."""
    done = call("add", news(web), "--config", str(tmp_path / "new"))
    assert done.exit_code == 1
    assert "127.0.0.1" in done.stderr
    assert list((tmp_path / "new" / "feeds").iterdir()) == []


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param('<link rel="alternate" type="application/rss+xml" title="News" href="/rss">', "", id="declared"),
        pytest.param('<link rel=alternate type=application/xml title="RSS" href=rss>', "", id="declared as XML"),
        pytest.param('<base href="/deep/"><link rel="alternate" type="application/atom+xml" href="../rss">', "", id="base"),
        pytest.param("", '<a href="/rss">our feed</a>', id="linked"),
        pytest.param("", "<p>nothing</p>", id="where sites mostly keep it"),
    ],
)
def test_add_from_a_page(web, mine, head, body):
    news(web)
    done = call("add", html(web, "/", head, body), "--config", str(mine), "--id", "post")
    assert done.exit_code == 0, done.stderr
    assert yaml.safe_load((mine / "feeds" / "post.yaml").read_text())["url"] == f"{web.base}/rss"


def test_several_feeds_need_a_choice(web, mine):
    news(web)
    web.feed("/sport", "/a")
    page = html(
        web, "/", "".join(f'<link rel="alternate" type="application/rss+xml" href="{p}">' for p in ("/rss", "/sport", "/no"))
    )
    done = call("add", page, "--config", str(mine), "--json")
    assert done.exit_code == 2
    assert "2 feeds were found; choose one with --choose N" in done.stderr
    assert [json.loads(row)["url"] for row in done.stdout.splitlines()] == [f"{web.base}/rss", f"{web.base}/sport"]
    assert list((mine / "feeds").iterdir()) == []
    assert call("add", page, "--config", str(mine), "--choose", "3").exit_code == 2
    assert call("add", page, "--config", str(mine), "--choose", "2", "--id", "sport").exit_code == 0
    assert yaml.safe_load((mine / "feeds" / "sport.yaml").read_text())["url"] == f"{web.base}/sport"


def test_a_feed_that_is_there_is_not_written_twice(web, mine):
    path = put(mine, "old", f"url: {news(web)}\n")
    done = call("add", web.base + "/rss", "--config", str(mine))
    assert (done.exit_code, "exists already: feeds/old.yaml" in done.stderr) == (0, True)
    assert list((mine / "feeds").iterdir()) == [path]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(["mailto:a@b"], 2, "is not an address", id="no address"),
        pytest.param(["https://a.example/", "--every", "5"], 2, "no unit", id="a time without a unit"),
        pytest.param(["https://a.example/", "--id", "../x"], 2, "is not an id", id="an id that is a path"),
    ],
)
def test_add_refuses(mine, arguments, code, told):
    done = call("add", *arguments, "--config", str(mine))
    assert (done.exit_code, told in done.stderr) == (code, True)


def test_a_page_without_a_feed_is_said(web, mine):
    done = call("add", html(web, "/", ""), "--config", str(mine))
    assert done.exit_code == 1
    assert "no feed was found" in done.stderr


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


def test_remove(mine):
    path = put(mine, "daily", "# ours\nurl: https://a.example/rss  # the old one\n")
    assert call("remove", "daily", "--config", str(mine), "--keep").exit_code == 0
    assert path.read_text() == "# ours\nurl: https://a.example/rss  # the old one\nenabled: false\n"
    assert "switched off" in call("list", "--config", str(mine)).stdout
    assert call("remove", "daily", "--config", str(mine)).exit_code == 0
    assert not path.exists()
    assert call("remove", "daily", "--config", str(mine)).exit_code == 2


def opml(n: int) -> bytes:
    folders = "".join(
        f'<outline text="Folder &amp; {f}">'
        + "".join(
            f'<outline type="rss" text="Päper {i}" xmlUrl="https://p{i}.example/rss?a=1&amp;b=2"/>' for i in range(f, n, 5)
        )
        + "</outline>"
        for f in range(4)
    )
    top = "".join(f'<outline text="Paper {i}" xmlUrl="https://p{i}.example/rss?a=1&amp;b=2"/>' for i in range(4, n, 5))
    deep = '<outline text="A"><outline text="B"><outline text="Paper 0" xmlUrl="https://p0.example/rss?a=1&amp;b=2"/></outline></outline>'
    return f'<?xml version="1.0" encoding="utf-8"?><opml version="1.0"><body>{folders}{top}{deep}</body></opml>'.encode()


def test_200_feeds_survive_import_and_export(mine, tmp_path):
    file = tmp_path / "in.opml"
    file.write_bytes(opml(200))
    done = call("import", str(file), "--config", str(mine))
    assert (done.exit_code, "200 feeds written, 0 existed already" in done.stderr) == (0, True), done.stderr
    out = call("export", "--config", str(mine)).stdout_bytes
    before, after = ({one.url: (one.title, set(one.tags)) for one in read_opml(body)} for body in (file.read_bytes(), out))
    assert len(before) == 200
    assert after == before
    assert before["https://p0.example/rss?a=1&b=2"][1] == {"Folder & 0", "A/B"}
    again = call("import", "-", "--config", str(mine), stdin=out)
    assert (again.exit_code, "0 feeds written, 200 existed already" in again.stderr) == (0, True), again.stderr


def test_import_adds_tags_and_keeps_comments(mine):
    path = put(mine, "daily", "# ours\nurl: https://a.example/rss  # the old one\ntags:\n  - x  # why\n")
    body = '<opml><body><outline text="World"><outline xmlUrl="https://a.example/rss"/></outline></body></opml>'
    done = call("import", "-", "--config", str(mine), stdin=body)
    assert "1 with new tags" in done.stderr
    assert path.read_text() == "# ours\nurl: https://a.example/rss  # the old one\ntags:\n  - x  # why\n  - World\n"


def test_import_names_what_it_leaves_out(mine):
    body = '<opml><body><outline xmlUrl="ftp://a.example/x"/><outline xmlUrl="https://b.example/rss"/></body></opml>'
    done = call("import", "-", "--config", str(mine), stdin=body)
    assert done.exit_code == 4
    assert "'ftp://a.example/x' is not an http or https address" in done.stderr
    assert (mine / "feeds" / "b.yaml").exists()


@pytest.mark.parametrize("body", [b"", b"plain", b"<html><body><p>x</p></body></html>", b"\xff\xfe<", b"https://127.0.0.1:9/"])
def test_no_list(body):
    with pytest.raises(NotOpml):
        read_opml(body)


def test_a_bomb_is_no_harm():
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    body = f'<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa">{entities}]><opml><body><outline text="&i;" xmlUrl="https://a.example/"/></body></opml>'
    assert all(len(one.title) < 10_000 for one in read_opml(body.encode()))


@pytest.mark.parametrize(
    ("name", "url", "taken", "ident"),
    [
        pytest.param("Harbor Post – World", "https://x.example/", (), "harbor-post-world", id="title"),
        pytest.param("Le Havre d’Été", "https://x.example/", (), "le-havre-dete", id="accents"),
        pytest.param("RSS Feed", "https://www.harborpost.example/rss", (), "harborpost", id="a title that tells nothing"),
        pytest.param("新聞", "https://feeds.harborpost.co.example/", (), "harborpost", id="no letters of ours"),
        pytest.param("", "http://127.0.0.1:80/", (), "127-0-0-1", id="an address in numbers"),
        pytest.param("A", "https://x.example/", ("a", "a-2"), "a-3", id="taken"),
        pytest.param("word " * 20, "https://x.example/", (), "word-word-word-word-word-word-word-word", id="long"),
        pytest.param("x" * 200, "https://x.example/", (), "x" * 40, id="one long word"),
        pytest.param("../../etc/passwd", "https://x.example/", (), "etc-passwd", id="a path"),
    ],
)
def test_sensible_id(name, url, taken, ident):
    assert suggest_id(name, url, taken) == ident


@pytest.mark.parametrize("text", ["- a\n", "a: [\n", "", "url: x\ntags: many\n"])
def test_a_file_that_cannot_be_edited_stays(tmp_path, text):
    path = tmp_path / "a.yaml"
    path.write_text(text)
    with pytest.raises(CannotEdit):
        add_tags(path, ["x"])
    assert path.read_text() == text
    assert sorted(tmp_path.iterdir()) == [path]


def test_nothing_to_edit(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("url: x\nenabled: true\ntags: [a]\n")
    assert add_tags(path, ["a"]) == []
    assert not set_enabled(path, True)


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
