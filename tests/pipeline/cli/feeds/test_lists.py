"""`pullquote feeds list`, `import`, `export` and `remove` as a shell sees them, and the help of every feeds command."""

import pytest

from pipeline.feeds.opml import read_opml
from tests.pipeline.cli.feeds.feeds_command import call, put


@pytest.mark.parametrize("command", ["add", "list", "check", "import", "export", "remove", "disable", "enable"])
def test_help_has_an_example(command):
    assert "Example:" in call(command, "--help").stdout


def test_help_names_the_file_that_import_writes():
    """Angle brackets are no tag of the help's markup."""
    assert "feeds/<id>.yaml" in call("import", "--help").stdout


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


def test_disable_and_enable(mine):
    paths = [put(mine, name, f"# ours\nurl: https://{name}.example/rss  # the old one\n") for name in ("daily", "other")]
    done = call("disable", "daily", "other", "--config", str(mine))
    assert (done.exit_code, done.stderr) == (0, "".join(f"{path}: enabled: false\n" for path in paths))
    assert paths[0].read_text() == "# ours\nurl: https://daily.example/rss  # the old one\nenabled: false\n"
    assert call("disable", "daily", "--config", str(mine)).stderr == f"{paths[0]} was switched off already\n"
    done = call("enable", "daily", "--config", str(mine))
    assert (done.exit_code, done.stderr) == (0, f"{paths[0]}: enabled: true\n")
    done = call("enable", "other", "dialy", "--config", str(mine))
    assert (done.exit_code, done.stderr) == (2, "no feed 'dialy'; there are: daily, other\n")
    assert "enabled: false" in paths[1].read_text()


def test_remove(mine):
    path = put(mine, "daily", "# ours\nurl: https://a.example/rss  # the old one\n")
    assert call("remove", "daily", "--config", str(mine), "--keep").exit_code == 0
    assert path.read_text() == "# ours\nurl: https://a.example/rss  # the old one\nenabled: false\n"
    assert "switched off" in call("list", "--config", str(mine)).stdout
    refused = call("remove", "daily", "--config", str(mine), stdin="y\n")
    assert (refused.exit_code, path.exists()) == (2, True)
    assert refused.stderr.startswith(
        f"Delete {path}? `--keep` only switches the feed off. Without a terminal this needs `--yes`"
    )
    assert call("remove", "daily", "--config", str(mine), "--yes").exit_code == 0
    assert not path.exists()
    assert call("remove", "daily", "--config", str(mine)).exit_code == 2
