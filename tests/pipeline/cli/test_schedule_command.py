"""`pullquote schedule`: its answers and its mistakes, and the blocks of docs/running.md."""

import os
import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.cli.schedule import absolute_path, environment_names, program
from pipeline.config.load import load_config
from pipeline.schedule.cron import Job, cron

RUNNING = (Path(__file__).parents[3] / "docs" / "running.md").read_text()
NEWS = Path("/srv/news")
JOB = Job((str(NEWS / ".venv/bin/pullquote"),), NEWS, NEWS / "configs", NEWS / "out", 900.0)  # what the docs show


def call(*arguments: str, env: dict[str, str] | None = None):
    return CliRunner().invoke(app, ["schedule", *arguments], env=env)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a sound config, to stand in."""
    feeds = tmp_path / "configs" / "feeds"
    feeds.mkdir(parents=True)
    (feeds / "a.yaml").write_text("url: https://news.example/feed\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_for_cron(news: Path):
    done = call("cron", "--config", "configs", "--out", "out", "--every", "30m", "--", "--direct_num_workers=2")
    assert done.exit_code == 0, done.stderr
    comment, line = done.stdout.splitlines()
    start = " ".join(program(Path(sys.executable)))
    assert comment.startswith("# ")
    assert line == (
        f"*/30 * * * *  cd {news} && {start} run --config {news}/configs --out {news}/out "
        f"-- --direct_num_workers=2 2>>{news}/out.log"
    )
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("more", "files", "last"),
    [
        pytest.param([], ["news.service", "news.timer"], "news.timer", id="a timer"),
        pytest.param(["--service"], ["news.service"], "news.service", id="a service that stays"),
    ],
)
def test_the_command_for_systemd(news: Path, more, files, last):
    done = call("systemd", "--out", "out", "--name", "news", *more)
    assert done.exit_code == 0, done.stderr
    assert re.findall(r"^# /etc/systemd/system/(\S+)$", done.stdout, re.M) == files
    assert done.stdout.splitlines()[-1] == f"# then: systemctl daemon-reload && systemctl enable --now {last}"
    assert f"WorkingDirectory={news}\n" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["cron", "--every", "7m"], "the nearest it can is 6m", id="what cron can't"),
        pytest.param(["systemd", "--every", "0"], "must be between 1s and 30d", id="never"),
        pytest.param(["cron", "--every", "5"], "--every: 5 has no unit; write 5s, 5m or 5h\n", id="no unit"),
        pytest.param(["systemd", "--every", "-5m"], "must be a time such as", id="before it began"),
        pytest.param(["cron", "--service"], "are for systemd", id="a service of cron"),
        pytest.param(["cron", "--name", "x"], "are for systemd", id="a name for cron"),
        pytest.param(["systemd", "--name", "a/b"], "--name must be", id="a name that is a path"),
        pytest.param(["cron", "--out", "not/there/out"], "no such folder; make it first", id="no folder for the log"),
        pytest.param(["cron", "--out", "/"], "must be a folder of its own", id="the root as output folder"),
        pytest.param(["cron", "--", "--nonsense=1"], "Beam does not know these flags", id="a flag that Beam does not take"),
    ],
)
def test_mistakes_are_one_sentence_and_nothing_is_printed(news: Path, arguments, said):
    done = call(arguments[0], "--out", "out", *arguments[1:])
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_help_has_an_example():
    assert "Example: pullquote schedule cron" in call("--help").stdout


def test_an_unsound_config_is_not_scheduled(news: Path):
    (news / "configs" / "feeds" / "b.yaml").write_text("url: x\n")
    done = call("systemd", "--out", "out")
    assert done.exit_code == 2
    assert "is not an address" in done.stderr
    assert done.stdout == ""


def test_a_secret_stays_in_the_environment(news: Path):
    feed = "url: https://wire.example/feed\nenabled: {}\nheaders: {{Authorization: 'Bearer ${{WIRE_KEY}}', X-Id: '${{ID}}-${{WIRE_KEY}}'}}\n"
    (news / "configs" / "feeds" / "wire.yaml").write_text(feed.format("true"))
    (news / "configs" / "feeds" / "off.yaml").write_text(feed.format("false").replace("wire", "off").replace("ID", "OFF_ID"))
    (news / "configs" / "feeds" / ".old.yaml").write_text("headers: {X: '${OLD}'}\n")
    assert environment_names(news / "configs") == ("ID", "OFF_ID", "WIRE_KEY")
    env = {"WIRE_KEY": "hush-hush", "ID": "me-myself", "OFF_ID": "nobody"}
    for arguments in (["cron"], ["systemd"], ["systemd", "--service"]):
        done = call(*arguments, "--out", "out", env=env)
        assert done.exit_code == 0, done.stderr
        assert "ID, OFF_ID, WIRE_KEY" in done.stdout
        assert not any(value in done.stdout for value in env.values())


@pytest.mark.parametrize("clock", ["cron", "systemd"])
def test_a_secret_that_is_not_set_here_is_named(news: Path, monkeypatch: pytest.MonkeyPatch, clock):
    monkeypatch.delenv("PULLQUOTE_TEST_KEY", raising=False)
    feed = "url: https://wire.example/feed\nheaders: {X-Key: 'k ${PULLQUOTE_TEST_KEY}', X-Id: '${ID}'}\n"
    (news / "configs" / "feeds" / "wire.yaml").write_text(feed)
    done = call(clock, "--out", "out", env={"ID": "me"})
    assert done.exit_code == 0, done.stderr
    assert "needs in its environment: ID, PULLQUOTE_TEST_KEY" in done.stdout
    assert done.stderr == "not set here; the environment of the scheduled run must have: PULLQUOTE_TEST_KEY\n"


def test_the_program_beside_the_interpreter_or_the_module(tmp_path: Path):
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    assert program(python) == (str(python), "-m", "pullquote")
    script = tmp_path / "pullquote"
    script.write_text("#!/bin/sh\n")
    assert program(python) == (str(python), "-m", "pullquote")  # not to be executed
    script.chmod(0o755)
    assert program(python) == (str(script),)


def test_links_stay_where_they_can(tmp_path: Path, monkeypatch):
    (tmp_path / "release-7").mkdir()
    (tmp_path / "current").symlink_to("release-7")
    monkeypatch.chdir(tmp_path)
    assert absolute_path(Path("current/out")) == tmp_path / "current" / "out"
    monkeypatch.chdir(tmp_path / "release-7")
    assert absolute_path(Path("../out")) == tmp_path.resolve() / "out"


def blocks(kind: str) -> list[str]:
    section = re.search(r"^## On a schedule\n(.*?)^## ", RUNNING, re.S | re.M)[1]
    return [text for named, text in re.findall(r"^```(\w*)\n(.*?)^```$", section, re.S | re.M) if named == kind]


def test_the_crontab_of_the_docs_is_what_the_command_prints():
    assert blocks("crontab") == [cron(JOB)]


@pytest.mark.parametrize("line", [line for block in blocks("") for line in block.splitlines()])
def test_commands_of_the_docs_are_taken(news: Path, line):
    name, command, *arguments = shlex.split(line)
    assert name == "pullquote"
    if command == "schedule":
        done = call(*arguments)
        assert done.exit_code == 0, done.stderr
    else:
        told = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).stdout
        assert all(word in told for word in arguments if word.startswith("--"))


def test_the_dag_of_the_docs():
    (dag,) = blocks("python")
    compile(dag, "dags/pullquote.py", "exec")
    for part in ("catchup=False", "max_active_runs=1", "schedule=", "skip_on_exit_code=3", "except ImportError"):
        assert part in dag
    assert shlex.join(JOB.words()) in dag


def test_the_manifests_of_the_docs(tmp_path: Path):
    first, second = blocks("yaml")
    by_kind = {row["kind"]: row for row in [*yaml.safe_load_all(first), *yaml.safe_load_all(second)]}
    assert list(by_kind) == ["ConfigMap", "PersistentVolumeClaim", "CronJob", "Deployment"]

    clock = by_kind["CronJob"]["spec"]
    assert clock["concurrencyPolicy"] == "Forbid"
    assert clock["jobTemplate"]["spec"]["backoffLimit"] == 0
    pod = clock["jobTemplate"]["spec"]["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    (container,) = pod["containers"]
    assert container["resources"]["requests"]["memory"] == "1Gi"
    assert {m["name"] for m in container["volumeMounts"]} == {v["name"] for v in pod["volumes"]}
    config, data = pod["volumes"]
    assert data["persistentVolumeClaim"]["claimName"] == by_kind["PersistentVolumeClaim"]["metadata"]["name"]
    assert config["configMap"]["name"] == by_kind["ConfigMap"]["metadata"]["name"]

    # as the kubelet lays it out: a hidden folder that links lead into, so that a change appears at once
    for item in config["configMap"]["items"]:
        path = tmp_path / "..2026_01_01" / item["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(by_kind["ConfigMap"]["data"][item["key"]])
    (tmp_path / "..data").symlink_to("..2026_01_01")
    for name in os.listdir(tmp_path / "..data"):
        (tmp_path / name).symlink_to(Path("..data") / name)
    assert [feed.id for feed in load_config(tmp_path).feeds] == ["example"]

    stays = by_kind["Deployment"]["spec"]
    assert stays["strategy"] == {"type": "Recreate"}
    assert stays["selector"]["matchLabels"] == stays["template"]["metadata"]["labels"]
    (resident,) = stays["template"]["spec"]["containers"]
    assert resident["args"] == [*container["args"], "--every", "15m"]
    assert stays["template"]["spec"]["terminationGracePeriodSeconds"] >= 600
