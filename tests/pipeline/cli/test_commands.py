"""`run` and the commands that read what it left, as a shell sees them: exit codes, stdout and stderr, shapes."""

import csv
import io
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import typer
from typer.testing import CliRunner

from pipeline.cli.app import app

PAGE = "<html lang='en'><head><title>Ferry stays</title></head><body><article><h1>Ferry stays</h1>" + "".join(
    f"<p>The council met on Friday to speak about the ferry, and this is sentence number {n} of what was said.</p>"
    for n in range(5)
)


def call(*arguments: str, stdin: str | bytes | None = None):
    return CliRunner().invoke(app, list(arguments), input=stdin)


@pytest.mark.parametrize("command", list(typer.main.get_group(app).commands))
def test_help_has_an_example(command):
    done = call(command, "--help")
    assert done.exit_code == 0
    assert "Example:" in done.stdout


@pytest.mark.parametrize("command", ["records", "quotes", "failures", "files", "verify", "compact", "vacuum"])
def test_a_folder_without_commits(tmp_path: Path, command):
    done = call(command, "--out", str(tmp_path))
    assert done.exit_code == 2
    assert "holds no commits" in done.stderr
    assert done.stdout == ""


def test_an_unsound_config_starts_nothing(tmp_path: Path):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.yaml").write_text("url: x\nnmae: y\n")
    for command in (["run", "--out", str(tmp_path / "out")], ["check"]):
        done = call(*command, "--config", str(tmp_path))
        assert done.exit_code == 2
        assert "a.yaml: nmae: is no key (did you mean" in done.stderr
        assert "nothing was started" in done.stderr
    assert not (tmp_path / "out").exists()


def test_check_names_the_languages_of_feeds_that_have_no_model(tmp_path: Path):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.yaml").write_text("url: https://a.example/\nlanguage: fr\n")
    (tmp_path / "feeds" / "b.yaml").write_text("url: https://b.example/\nlanguage: en\n")
    done = call("check", "--config", str(tmp_path))
    assert done.exit_code == 0
    assert "no model for 'fr' in annotate.models: only direct speech, and no entities, from a" in done.stdout
    assert "'en'" not in done.stdout


@pytest.mark.parametrize(
    "flags",
    [
        pytest.param(["run", "--out", "out", "--every", "5"], id="how often"),
        pytest.param(["vacuum", "--out", "out", "--older-than", "5"], id="how old"),
    ],
)
def test_a_time_without_a_unit_is_refused(flags):
    done = call(*flags)
    assert done.exit_code == 2
    assert "5 has no unit; write 5s, 5m or 5h" in done.stderr


def test_a_flag_that_beam_does_not_take(tmp_path: Path):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.yaml").write_text("url: https://news.example/feed\n")
    done = call("run", "--out", str(tmp_path / "out"), "--config", str(tmp_path), "--", "--direct_num_workers=many")
    assert done.exit_code == 2


def test_a_run_and_what_it_left(desk, web):
    web.feed("/feed.xml", "/a", "/missing")
    web.page("/a")
    desk.settle(
        daily="url: '{base}/feed.xml'\nevery: 0s\n",
        ill="url: '{base}/none.xml'\n",
        off="url: '{base}/off.xml'\nenabled: false\n",
    )
    config, out = str(desk.folder / "configs"), str(desk.out)
    done = call("run", "--config", config, "--out", out)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert "records   1 written" in done.stderr
    record = json.loads(call("records", "--out", out).stdout)
    assert record["title"] == "Ferry stays"
    stable = json.loads(call("records", "--out", out, "--stable").stdout)
    assert set(record) - set(stable) == {"run", "fetched_at"}
    quote = json.loads(call("quotes", "--out", out).stdout)
    assert list(quote) == [
        "said",
        "speaker",
        "role",
        "affiliation",
        "addressee",
        "cue",
        "kind",
        "confidence",
        "title",
        "url",
        "published",
        "feeds",
        "record",
    ]
    assert quote["record"] == record["id"]
    rows = [json.loads(line) for line in call("failures", "--out", out).stdout.splitlines()]
    assert {(r["stage"], r["reason"]) for r in rows} == {("poll", "NotFound"), ("fetch", "NotFound")}
    assert call("failures", "--out", out, "--format", "csv").stdout.splitlines()[0].startswith("at,stage,feed,reason")
    assert call("records", "--out", out, "--feed", "other").stdout == ""
    assert call("records", "--out", out, "--published-since", "2026-01-30").stdout
    assert call("records", "--out", out, "--published-since", "2026-01-31").stdout == ""
    assert call("records", "--out", out, "--since", "2099-01-01").stdout == ""
    assert call("records", "--out", out, "--since", "soon").exit_code == 2
    assert call("quotes", "--out", out, "--speaker", "okonkwo", "--format", "csv").stdout.count("\n") == 2
    again = call("run", "--config", config, "--out", out)
    assert again.exit_code == 0
    assert "none written: nothing new" in again.stderr


def test_the_files_to_read_and_whether_they_are_sound(desk, web):
    web.feed("/feed.xml", "/a", "/missing")
    web.page("/a")
    desk.settle(daily="url: '{base}/feed.xml'\n")
    desk.run()
    out = str(desk.out)
    paths = call("files", "--out", out).stdout.splitlines()
    assert sorted(Path(p).suffix for p in paths) == [".jsonl", ".parquet"]
    (parquet,) = call("files", "--out", out, "--format", "parquet").stdout.splitlines()
    assert pq.read_table(parquet)["title"].to_pylist() == ["Ferry stays"]
    assert len(call("files", "--out", out, "--kind", "failures").stdout.splitlines()) == 1
    assert call("files", "--out", out, "--format", "xml").exit_code == 2
    sound = call("verify", "--out", out)
    assert sound.exit_code == 0
    assert sound.stdout == "2 commits, 7 files, 1 record: sound\n"
    whole = Path(parquet).read_bytes()
    for harmed, said in (
        (whole[:-1], "bytes, its commit says"),
        (whole[:-1] + bytes([whole[-1] ^ 1]), "holds other bytes than were committed"),
        (None, "is gone"),
    ):
        Path(parquet).unlink() if harmed is None else Path(parquet).write_bytes(harmed)
        done = call("verify", "--out", out)
        assert done.exit_code == 1
        assert done.stdout.startswith(f"{parquet}: ")
        assert said in done.stdout
        assert "1 thing is wrong" in done.stderr


@pytest.mark.parametrize("command", ["records", "quotes", "explain"])
def test_a_feed_that_is_not_there_is_answered_with_those_that_are(desk, web, tmp_path, command):
    names = ("harbour", "velmarsh", "velmarsh-sport")
    desk.settle("run: {max_failed_share: 1}\n", **{n: f"url: '{{base}}/{n}.xml'\n" for n in names})
    (tmp_path / "page.html").write_text(PAGE)
    arguments = [str(tmp_path / "page.html"), "--config", str(desk.folder / "configs")]
    if command != "explain":
        desk.run()
        arguments = ["--out", str(desk.out)]
    done = call(command, *arguments, "--feed", "velmarsh-sprot")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "no feed 'velmarsh-sprot'; there are: velmarsh-sport, velmarsh, harbour\n"
    assert call(command, *arguments, "--feed", "harbour").exit_code == 0


def test_a_csv_begins_with_what_is_read_most(desk, web):
    web.feed("/feed.xml", "/a")
    web.page("/a")
    desk.settle(daily="url: '{base}/feed.xml'\n")
    desk.run()
    header, row = csv.reader(io.StringIO(call("records", "--out", str(desk.out), "--format", "csv").stdout))
    assert ",".join(header).startswith("title,published,authors,site,url,language,feeds,text,id,")
    assert row[0] == "Ferry stays"
    assert sorted(header) == sorted(json.loads(call("records", "--out", str(desk.out)).stdout))


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_records_are_counted_whatever_the_format(desk, web, form):
    web.feed("/feed.xml", "/a", "/b")
    web.page("/a")
    web.page("/b", "Harbour opens")
    desk.settle(f"output: {{formats: [{form}]}}\n", daily="url: '{base}/feed.xml'\n")
    desk.run()
    assert call("verify", "--out", str(desk.out)).stdout == "2 commits, 4 files, 2 records: sound\n"


def test_too_many_failures_is_an_exit_code_of_its_own(desk, web):
    web.feed("/feed.xml", "/a", "/b")
    desk.settle(daily="url: '{base}/feed.xml'\n")
    done = call("run", "--config", str(desk.folder / "configs"), "--out", str(desk.out))
    assert done.exit_code == 4
    assert "run.max_failed_share" in done.stderr
    assert done.stderr.splitlines()[-1].endswith(f"; see `pullquote failures --out {desk.out}`")
    # known trouble does not raise the alarm twice
    assert call("run", "--config", str(desk.folder / "configs"), "--out", str(desk.out), "--force").exit_code == 0


def test_failures_are_pointed_to_though_nothing_waits(desk, web):
    desk.settle("run: {max_failed_share: 1}\n", daily="url: '{base}/none.xml'\n")
    done = call("run", "--config", str(desk.folder / "configs"), "--out", str(desk.out))
    assert f"waiting   0 (see `pullquote failures --out {desk.out}`)" in done.stderr


STAMP = r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ  20\d{6}T\d{6}Z-[0-9a-f]{6}  "


def test_a_log_has_time_and_run_in_each_line(desk, web):
    web.feed("/feed.xml", "/a")
    desk.settle(daily="url: '{base}/feed.xml'\n")
    done = call("run", "--config", str(desk.folder / "configs"), "--out", str(desk.out))
    assert done.exit_code == 4
    lines = done.stderr.splitlines()
    assert all(re.match(STAMP, line) for line in lines)
    assert len({line.split("  ")[1] for line in lines}) == 1


def test_feeds_that_are_all_off_are_told_in_one_sentence(desk, web):
    web.feed("/feed.xml", "/a")
    desk.settle(daily="url: '{base}/feed.xml'\nenabled: false\n")
    arguments = ["run", "--config", str(desk.folder / "configs"), "--out", str(desk.out)]
    done = call(*arguments)
    assert done.exit_code == 0
    (told,) = done.stderr.splitlines()
    assert told.endswith(f"no feed is enabled in {desk.folder}/configs/feeds: nothing was polled")
    desk.settle("run: {max_failed_share: 1}\n", daily="url: '{base}/feed.xml'\n")
    call(*arguments)
    desk.settle(daily="url: '{base}/feed.xml'\nenabled: false\n")
    web.page("/a")
    done = call(*arguments, "--force")  # what waits is made all the same
    assert "no feed is enabled" in done.stderr
    assert "records   1 written" in done.stderr


def test_a_folder_that_can_not_be_written(desk, web):
    web.feed("/feed.xml", "/a")
    desk.settle(daily="url: '{base}/feed.xml'\n")
    desk.out.write_text("a file, not a folder")
    done = call("run", "--config", str(desk.folder / "configs"), "--out", str(desk.out))
    assert done.exit_code == 1
    assert str(desk.out) in done.stderr
