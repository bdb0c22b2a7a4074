"""What a clock is given, read back the way cron, a shell and systemd read it; and the blocks of docs/running.md."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from pipeline import systemd
from pipeline.cli.app import app
from pipeline.cli.schedule import absolute, needed, program
from pipeline.config import load_config
from pipeline.schedule import Job, NotSo, check, cron, cron_escaped, cron_times, interval, spelled

RUNNING = (Path(__file__).parents[2] / "docs" / "running.md").read_text()
ODD = [
    pytest.param("plain", id="plain"),
    pytest.param("with space", id="a space"),
    pytest.param("100 % of it", id="a percent sign"),
    pytest.param("100%", id="a percent sign and nothing to quote"),
    pytest.param("back\\%slash\\\\%", id="backslashes before percent signs"),
    pytest.param("tail\\", id="a backslash at the end"),
    pytest.param('it\'s "so"', id="quotes of both kinds"),
    pytest.param("$HOME ${X} $$ `id`", id="what a shell would fill in"),
    pytest.param("a;b #c & d", id="what a shell would split at"),
    pytest.param("%n%h", id="specifiers of systemd"),
    pytest.param("x=1", id="an equals sign"),
    pytest.param("~", id="a tilde"),
    pytest.param("Zürich", id="not ASCII"),
]


def job(folder: Path = Path("/srv/news"), every_s: float = 900.0, **more) -> Job:
    program = more.pop("program", (str(folder / ".venv/bin/pullquote"),))
    return Job(program, folder, folder / "configs", folder / "out", every_s, **more)


# intervals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("15m", 900, id="minutes"),
        pytest.param("90s", 90, id="seconds"),
        pytest.param("30d", 2_592_000, id="the longest"),
        pytest.param("1s", 1, id="the shortest"),
    ],
)
def test_intervals(text, expected):
    assert interval(text) == expected
    assert interval(spelled(expected)) == expected


@pytest.mark.parametrize("text", ["0", "0m", "-5m", "31d", "", "often", "15 minutes", "nan", "inf", "9" * 400 + "d"])
def test_intervals_that_are_none(text):
    with pytest.raises(NotSo, match=r"^--every: must be .*, not '") as refused:
        interval(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        pytest.param("1m", "* * * * *", id="a minute"),
        pytest.param("15m", "*/15 * * * *", id="minutes"),
        pytest.param("60m", "0 * * * *", id="an hour, in minutes"),
        pytest.param("6h", "0 */6 * * *", id="hours"),
        pytest.param("24h", "0 0 * * *", id="a day, in hours"),
        pytest.param("3600s", "0 * * * *", id="an hour, in seconds"),
    ],
)
def test_times_of_cron(every, expected):
    assert cron_times(interval(every)) == expected


@pytest.mark.parametrize(
    ("every", "nearest"),
    [
        pytest.param("7m", "6m", id="minutes that do not divide the hour"),
        pytest.param("45m", "1h", id="three quarters of an hour"),
        pytest.param("90m", "2h", id="an hour and a half"),
        pytest.param("5h", "6h", id="hours that do not divide the day"),
        pytest.param("30s", "1m", id="less than a minute"),
        pytest.param("90s", "2m", id="seconds left over"),
        pytest.param("7d", "1d", id="a week"),
    ],
)
def test_times_that_cron_can_not(every, nearest):
    with pytest.raises(NotSo, match=f"every {every}; the nearest it can is {nearest}, and .*systemd.*run --every {every}"):
        cron_times(interval(every))


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        pytest.param("30s", "*:*:0/30", id="divides the minute"),
        pytest.param("1m", "*:0/1", id="a minute"),
        pytest.param("15m", "*:0/15", id="divides the hour"),
        pytest.param("1h", "0/1:00", id="an hour"),
        pytest.param("8h", "0/8:00", id="divides the day"),
        pytest.param("1d", "00:00", id="a day"),
        pytest.param("45m", None, id="does not divide the hour"),
        pytest.param("90s", None, id="a minute and a half"),
        pytest.param("1.5s", None, id="half seconds"),
        pytest.param("2d", None, id="days"),
    ],
)
def test_calendar(every, expected):
    assert systemd.on_calendar(interval(every)) == expected


def test_a_timer_without_a_calendar_counts_from_the_last_start():
    text = systemd.timer(job(every_s=2700), "news")["news.timer"]
    assert "OnUnitActiveSec=45m" in text
    assert "OnBootSec=" in text
    assert "OnCalendar" not in text
    assert "Persistent" not in text  # systemd heeds it for calendars alone


# cron


def as_cron_reads(line: str) -> tuple[str, str]:
    """The command and its input: a % ends the command unless a backslash stands before it, which then goes."""
    command, escaped = "", False
    for at, char in enumerate(line):
        if escaped:
            command = command[:-1] + char if char == "%" else command + char
            escaped = False
        elif char == "%":
            return command, line[at + 1 :]
        else:
            command += char
            escaped = char == "\\"
    return command, ""


@pytest.mark.parametrize("name", ODD)
def test_the_line_does_in_a_shell_what_it_says(tmp_path: Path, name):
    folder = tmp_path / name
    folder.mkdir()
    script = folder / "pullquote"
    script.write_text('#!/bin/sh\npwd\nprintf "%s\\n" "$0" "$@"\necho talk >&2\n')
    script.chmod(0o755)
    made = job(folder, program=(str(script),), flags=(f"--x={name}",))
    command, rest = as_cron_reads(cron(made).splitlines()[-1].split("  ", 1)[1])
    assert rest == ""
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.splitlines() == [str(folder), *made.words()]
    assert done.stderr == ""
    assert (folder / "out.log").read_text() == "talk\n"


@pytest.mark.parametrize("text", ["%", "\\%", "\\\\%", "a\\b%%", "%\\%"])
def test_percent_signs_come_through_cron_and_shell(text):
    command, rest = as_cron_reads(cron_escaped(f"echo {shlex.quote(text + ' ')}"))
    assert (shlex.split(command)[1], rest) == (text + " ", "")


def test_a_line_that_cron_would_not_take():
    with pytest.raises(NotSo, match="longer than the 998 bytes"):
        cron(job(Path("/srv") / ("long" * 60)))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        pytest.param({"folder": Path("/srv/two\nlines")}, "no crontab or unit can hold", id="a line break"),
        pytest.param({"folder": Path("/srv/\udcff")}, "no crontab or unit can hold", id="a byte that is no UTF-8"),
        pytest.param({"flags": ("--s3_secret_access_key=x",)}, "--s3_secret_access_key: .*no secret", id="a secret"),
        pytest.param({"flags": ("--azure_connection_string", "x")}, "no secret", id="a secret in the next word"),
    ],
)
def test_what_can_not_be_written(more, reason):
    for write in (check, cron, lambda j: systemd.timer(j, "n"), lambda j: systemd.service(j, "n")):
        with pytest.raises(NotSo, match=reason) as refused:
            write(job(**more))
        assert "=x" not in str(refused.value)


# systemd


def as_systemd_reads(line: str) -> list[str]:
    """The words of an ExecStart: quotes and backslashes as in a shell with double quotes alone, then specifiers and variables."""
    assert re.fullmatch(r'(("(\\["\\]|[^"\\])*"|[^\s"\'\\;]+)( |$))+', line)
    assert not re.search(r"%(?!%)|\$(?!\$)", line.replace("%%", "").replace("$$", ""))
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.quotes, lexer.escapedquotes = True, "", '"', '"'
    words = [word.replace("%%", "%") for word in lexer]
    return words[:1] + [word.replace("$$", "$") for word in words[1:]]  # the program's path knows no variables


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("stay", [False, True], ids=["timer", "service"])
def test_units_say_the_same_words(tmp_path: Path, name, stay):
    folder = tmp_path / name
    folder.mkdir()
    script = folder / "pullquote"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n')
    script.chmod(0o755)
    made = job(folder, program=(str(script),), flags=(f"--x={name}", ";"))
    text = (systemd.service if stay else systemd.timer)(made, "news")["news.service"]
    words = as_systemd_reads(re.search(r"^ExecStart=(.*)$", text, re.M)[1])
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == made.words(stay=stay)
    stands_in = re.search(r"^WorkingDirectory=(.*)$", text, re.M)[1].replace("%%", "%")
    assert Path(stands_in) == folder
    assert not any(line.endswith("\\") for line in text.splitlines())  # it would join the next


def keys(text: str) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for line in text.splitlines():
        if "=" in line and not line.startswith("#"):
            rows.setdefault(line.split("=")[0], []).append(line.split("=", 1)[1])
    return rows


def test_a_service_and_its_timer():
    units = systemd.timer(job(user="ada"), "news")
    assert list(units) == ["news.service", "news.timer"]
    once, clock = keys(units["news.service"]), keys(units["news.timer"])
    assert once["Type"] == ["oneshot"]
    assert once["User"] == ["ada"]
    assert "3 4" in once["SuccessExitStatus"]
    assert "--every" not in once["ExecStart"][0]
    assert "Restart" not in once
    assert clock["OnCalendar"] == ["*:0/15"]
    assert clock["Persistent"] == ["true"]
    assert clock["WantedBy"] == ["timers.target"]


def test_a_service_that_stays():
    units = systemd.service(job(every_s=5400), "news")
    assert list(units) == ["news.service"]
    unit = keys(units["news.service"])
    assert unit["Type"] == ["simple"]
    assert unit["ExecStart"][0].endswith(" --every 90m")
    assert unit["Restart"] == ["on-failure"]
    assert unit["RestartPreventExitStatus"] == ["2"]
    assert unit["KillMode"] == ["mixed"]
    assert unit["TimeoutStopSec"] == ["10min"]
    assert "3" not in unit["SuccessExitStatus"][0].split()  # ended because another run was there: it must come back
    assert "User" not in unit


def test_names_from_the_environment_are_told_and_their_values_are_not():
    made = job(needs=("PAPER_TOKEN", "WIRE_KEY"))
    unit = systemd.timer(made, "news")["news.service"]
    assert "# needs in its environment: PAPER_TOKEN, WIRE_KEY" in unit
    assert keys(unit)["EnvironmentFile"] == ["-/etc/news.env"]
    assert "# needs in its environment: PAPER_TOKEN, WIRE_KEY" in cron(made)
    assert "environment" not in cron(job()) + systemd.timer(job(), "news")["news.service"]


@pytest.mark.parametrize("name", ["a/b", "", "a b", "%n", "x@y", "..", "n" * 101])
def test_names_that_no_unit_has(name):
    with pytest.raises(NotSo, match="--name must be"):
        systemd.timer(job(), name)


# the command


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
    assert "is no address" in done.stderr
    assert done.stdout == ""


def test_a_secret_stays_in_the_environment(news: Path):
    feed = "url: https://wire.example/feed\nenabled: {}\nheaders: {{Authorization: 'Bearer ${{WIRE_KEY}}', X-Id: '${{ID}}-${{WIRE_KEY}}'}}\n"
    (news / "configs" / "feeds" / "wire.yaml").write_text(feed.format("true"))
    (news / "configs" / "feeds" / "off.yaml").write_text(feed.format("false").replace("wire", "off").replace("ID", "OFF_ID"))
    (news / "configs" / "feeds" / ".old.yaml").write_text("headers: {X: '${OLD}'}\n")
    assert needed(news / "configs") == ("ID", "OFF_ID", "WIRE_KEY")
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
    assert done.stderr == "not set here, so the environment of what is printed must hold: PULLQUOTE_TEST_KEY\n"


def test_the_program_beside_the_interpreter_or_the_module(tmp_path: Path):
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    assert program(python) == (str(python), "-m", "pipeline")
    script = tmp_path / "pullquote"
    script.write_text("#!/bin/sh\n")
    assert program(python) == (str(python), "-m", "pipeline")  # not to be executed
    script.chmod(0o755)
    assert program(python) == (str(script),)


def test_links_stay_where_they_can(tmp_path: Path, monkeypatch):
    (tmp_path / "release-7").mkdir()
    (tmp_path / "current").symlink_to("release-7")
    monkeypatch.chdir(tmp_path)
    assert absolute(Path("current/out")) == tmp_path / "current" / "out"
    monkeypatch.chdir(tmp_path / "release-7")
    assert absolute(Path("../out")) == tmp_path.resolve() / "out"


# docs/running.md


def blocks(kind: str) -> list[str]:
    section = re.search(r"^## By a clock\n(.*?)^## ", RUNNING, re.S | re.M)[1]
    return [text for named, text in re.findall(r"^```(\w*)\n(.*?)^```$", section, re.S | re.M) if named == kind]


def test_the_crontab_of_the_docs_is_what_the_command_prints():
    assert blocks("crontab") == [cron(job())]


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
    assert shlex.join(job().words()) in dag


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
