"""`pullquote explain` and `check`: what one page or feed gives, and who was asked for it."""

import json
import re
from pathlib import Path

import yaml
from typer.testing import CliRunner

from pipeline.cli.app import app

PAGE = "<html lang='en'><head><title>Ferry stays</title></head><body><article><h1>Ferry stays</h1>" + "".join(
    f"<p>The council met on Friday to speak about the ferry, and this is sentence number {n} of what was said.</p>"
    for n in range(5)
)


def call(*arguments: str, stdin: str | bytes | None = None):
    return CliRunner().invoke(app, list(arguments), input=stdin)


def test_explain_a_file(tmp_path: Path):
    (tmp_path / "page.html").write_text(
        PAGE + "<p>Read more: the bridge</p><p>“We will keep it running,” said Ines Okonkwo.</p>"
    )
    done = call("explain", str(tmp_path / "page.html"))
    assert done.exit_code == 0, done.stderr
    assert "Ferry stays" in done.stdout
    assert "← read_more" in done.stdout
    row = json.loads(call("explain", str(tmp_path / "page.html"), "--json").stdout)
    assert {"title", "text", "removals", "quotes", "entities", "language"} <= set(row)
    assert call("explain", "none.html").exit_code == 2
    (empty := tmp_path / "empty.html").write_bytes(b"")
    done = call("explain", str(empty))
    assert (done.exit_code, done.stderr) == (1, f"{empty}: Unreadable: the page is empty\n")
    assert "no feed 'x'" in call("explain", str(tmp_path / "page.html"), "--feed", "x").stderr


def test_explain_names_the_notes_and_leaves_out_their_quotes(tmp_path: Path):
    note = "Correction: An earlier version of this article quoted Ines Okonkwo as saying: “We will sell it.”"
    (tmp_path / "page.html").write_text(f"{PAGE}<p>“We will keep it running,” said Ines Okonkwo.</p><p><em>{note}</em></p>")
    row = json.loads(call("explain", str(tmp_path / "page.html"), "--json").stdout)
    assert [(each["kind"], each["text"]) for each in row["notes"]] == [("correction", note)]
    assert row["flags"] == ["corrected"]
    assert [quote["said"] for quote in row["quotes"]] == ["We will keep it running."]
    assert f"correction: {note[:50]}" in call("explain", str(tmp_path / "page.html")).stdout


def test_explain_tells_who_said_so_and_what_became_of_each_block(tmp_path: Path):
    (tmp_path / "page.html").write_text(PAGE + "<p>Read more: the bridge</p></article><p class=byline>By Ana Brandt</p>")
    shown = call("explain", str(tmp_path / "page.html"))
    assert "✓ h1: Ferry stays" in shown.stdout
    assert "✓ byline: By Ana Brandt" in shown.stdout
    assert re.search(r"^- .*: Read more: the bridge", shown.stdout, re.M)
    row = json.loads(call("explain", str(tmp_path / "page.html"), "--json").stdout)
    assert {(w["field"], w["source"], w["won"]) for w in row["witnesses"]} >= {
        ("title", "h1", True),
        ("authors", "byline", True),
    }
    (bridge,) = [block for block in row["blocks"] if block["text"] == "Read more: the bridge"]
    assert (bridge["kept"], bridge["why"] in ("read_more", "page:not_chosen")) == (False, True)
    assert set(bridge) == {"text", "kept", "outcome", "rules", "score", "reasons", "why"}
    assert (bridge["outcome"], bridge["rules"]) in (("kept", ["read_more"]), ("removed", ["page:not_chosen"]))
    assert any(block["score"] > 0.5 and block["kept"] and block["reasons"] for block in row["blocks"])


def test_explain_asks_robots_txt_at_each_redirect_as_a_run_does(web, desk):
    web.pages["/robots.txt"] = (200, "text/plain", b"User-agent: *\nDisallow: /private/")
    for path, to in (("/a", "/private/a"), ("/b", "/open/b")):
        web.page(to)
        web.pages[path] = moved(web.base + to)
    desk.settle(daily="url: {base}/feed.xml\n")
    done = call("explain", web.base + "/a", "--config", str(desk.folder / "configs"))
    assert done.exit_code == 1 and f"DisallowedByRobots: {web.base}/private/a" in done.stderr
    assert call("explain", web.base + "/b", "--config", str(desk.folder / "configs")).exit_code == 0
    assert web.hits == ["/robots.txt", "/a", "/b", "/open/b"]


def moved(to: str):
    def answer(handler):
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def test_explain_makes_a_golden_page(tmp_path: Path):
    (tmp_path / "page.html").write_text(PAGE)
    arguments = [
        "explain",
        str(tmp_path / "page.html"),
        "--url",
        "https://gazette.example/ferry",
        "--save",
        str(tmp_path / "golden"),
    ]
    done = call(*arguments)
    assert done.exit_code == 0, done.stderr
    assert "read the page and correct it" in done.stderr
    assert (tmp_path / "golden" / "page.html").read_text() == PAGE
    answer = yaml.safe_load((tmp_path / "golden" / "expected.yaml").read_text())
    assert (answer["title"], answer["url"]) == ("Ferry stays", "https://gazette.example/ferry")
    again = call(*arguments)
    assert again.exit_code == 1
    assert "expected.yaml is there already" in again.stderr


def test_explain_an_address(desk, web):
    web.page("/a")
    web.pages["/robots.txt"] = (200, "text/plain", b"User-agent: *\nDisallow: /private/\n")
    desk.settle(daily="url: '{base}/feed.xml'\n")
    config = str(desk.folder / "configs")
    assert "Ines Okonkwo" in call("explain", f"{web.base}/a", "--config", config).stdout
    refused = call("explain", f"{web.base}/private/a", "--config", config)
    assert refused.exit_code == 1
    assert "DisallowedByRobots" in refused.stderr
    # without the config's leave, loopback is out of bounds
    assert "ForbiddenAddress" in call("explain", f"{web.base}/a").stderr


def test_check_live(desk, web):
    web.feed("/feed.xml", "/a")
    desk.settle(daily="url: '{base}/feed.xml'\n", ill="url: '{base}/none.xml'\n")
    done = call("check", "--config", str(desk.folder / "configs"), "--live")
    assert done.exit_code == 4
    assert "1 entry, no dates" in done.stdout
    assert "ill    not_found" in done.stdout


def test_check_of_a_folder_with_names_alone(tmp_path: Path):
    (tmp_path / "aliases.yaml").write_text("- name: Ana Brandt\n")
    done = call("check", "--config", str(tmp_path))
    assert (done.exit_code, "0 feeds" in done.stdout, "1 name of your own" in done.stdout) == (0, True, True)
    (tmp_path / "feeds").mkdir()
    done = call("check", "--config", str(tmp_path))
    assert (done.exit_code, "there is no feed here" in done.stderr) == (2, True)


def test_hints_for_a_site_reach_every_way_of_reading(desk, web):
    web.page("/a")
    web.feed("/feed.xml", "/a")
    desk.settle(daily="url: '{base}/feed.xml'\n")
    configs = desk.folder / "configs"
    (configs / "sites").mkdir()
    (configs / "sites" / "127.0.0.1.yaml").write_text("strip: //p[contains(., 'harbour')]\n")
    assert "1 feed" in (checked := call("check", "--config", str(configs)).stdout)
    assert "hints for 127.0.0.1" in checked
    desk.run()
    (record,) = [json.loads(line) for line in call("records", "--out", str(desk.out)).stdout.splitlines()]
    shown = json.loads(call("explain", f"{web.base}/a", "--config", str(configs), "--json").stdout)
    for row in (record, shown):
        assert "harbour office" not in row["text"]
        assert [r["rule"] for r in row["removals"]] == ["page:site"]
