"""`pullquote feeds add` as a shell sees it, over real feeds on loopback."""

import json

import pytest
import yaml

from tests.pipeline.cli.feeds.feeds_command import call, html, news, put


def test_add_a_feed(web, mine):
    done = call("add", news(web), "--config", str(mine), "--tag", "local", "--every", "15m")
    assert done.exit_code == 0, done.stderr
    assert "Ferry stays" in done.stdout
    assert "\x1b" not in done.stdout
    row = yaml.safe_load((mine / "feeds" / "harbor-post.yaml").read_text())
    assert row == {"url": f"{web.base}/rss", "name": "Harbor Post", "language": "en", "every": "15m", "tags": ["local"]}
    listed = call("list", "--config", str(mine)).stdout
    assert listed.split() == ["harbor-post", f"{web.base}/rss", "every", "15m", "local"]


def test_a_folder_that_nothing_was_written_to_goes_again(web, tmp_path):
    """The address is asked under the settings that ship, which let loopback not pass; a folder made in vain goes again."""
    done = call("add", news(web), "--config", str(tmp_path / "new" / "deep"))
    assert done.exit_code == 1
    assert "127.0.0.1" in done.stderr
    assert not (tmp_path / "new").exists()


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
    assert "2 feeds were found; choose with --choose N (may be repeated) or all" in done.stderr
    assert [json.loads(row)["url"] for row in done.stdout.splitlines()] == [f"{web.base}/rss", f"{web.base}/sport"]
    assert list((mine / "feeds").iterdir()) == []
    assert call("add", page, "--config", str(mine), "--choose", "3").exit_code == 2
    assert call("add", page, "--config", str(mine), "--choose", "2", "--id", "sport").exit_code == 0
    assert yaml.safe_load((mine / "feeds" / "sport.yaml").read_text())["url"] == f"{web.base}/sport"


def test_the_folder_is_made(web, mine, tmp_path, monkeypatch):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "pipeline.yaml").write_text((mine / "pipeline.yaml").read_text())
    assert call("add", news(web), "--config", str(tmp_path / "new")).exit_code == 0
    assert [path.name for path in (tmp_path / "new" / "feeds").iterdir()] == ["harbor-post.yaml"]


@pytest.mark.parametrize(
    "choices",
    [pytest.param(["all"], id="all"), pytest.param(["2", "1"], id="two numbers"), pytest.param(["1", "all"], id="both")],
)
def test_several_feeds_are_added_at_once(web, mine, choices):
    news(web)
    web.feed("/sport", "/a")
    page = html(web, "/", "".join(f'<link rel="alternate" type="application/rss+xml" href="{p}">' for p in ("/rss", "/sport")))
    words = [word for choice in choices for word in ("--choose", choice)]
    assert call("add", page, "--config", str(mine), *words, "--id", "x").exit_code == 2
    assert call("add", page, "--config", str(mine), *words).exit_code == 0
    urls = {yaml.safe_load(path.read_text())["url"] for path in (mine / "feeds").iterdir()}
    assert urls == {f"{web.base}/rss", f"{web.base}/sport"}


@pytest.mark.parametrize("place", ["/feed.xml", "/rss", "/special"])
def test_an_address_that_is_not_there_leads_to_the_feed_of_its_site(web, mine, place):
    news(web, place)
    if place == "/special":
        html(web, "/", '<link rel="alternate" type="application/rss+xml" href="/special">')
    done = call("add", f"{web.base}/news/rss.php", "--config", str(mine), "--id", "post")
    assert done.exit_code == 0, done.stderr
    assert yaml.safe_load((mine / "feeds" / "post.yaml").read_text())["url"] == web.base + place
    assert len(web.hits) == len(set(web.hits) - {"/robots.txt"}) + web.hits.count("/robots.txt"), "nothing is asked twice"


def test_a_site_that_refuses_is_not_searched(web, mine):
    news(web, "/feed.xml")
    web.pages["/rss"] = (403, "text/plain", b"no")
    assert call("add", f"{web.base}/rss", "--config", str(mine)).exit_code == 1
    assert "/feed.xml" not in web.hits


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
