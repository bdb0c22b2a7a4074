"""What a clock is given, read back the way cron, a shell and systemd read it."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from pipeline.schedule import systemd
from pipeline.schedule.cron import CannotSchedule, Job, check, cron, cron_escaped

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
    with pytest.raises(CannotSchedule, match="longer than the 998 bytes"):
        cron(job(Path("/srv") / ("long" * 60)))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        pytest.param({"folder": Path("/srv/two\nlines")}, "no crontab or unit file can hold", id="a line break"),
        pytest.param({"folder": Path("/srv/\udcff")}, "no crontab or unit file can hold", id="a byte that is no UTF-8"),
        pytest.param(
            {"flags": ("--s3_secret_access_key=x",)}, "--s3_secret_access_key: .*must not hold secrets", id="a secret"
        ),
        pytest.param({"flags": ("--azure_connection_string", "x")}, "must not hold secrets", id="a secret in the next word"),
    ],
)
def test_what_can_not_be_written(more, reason):
    for write in (check, cron, lambda j: systemd.timer(j, "n"), lambda j: systemd.service(j, "n")):
        with pytest.raises(CannotSchedule, match=reason) as refused:
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
    with pytest.raises(CannotSchedule, match="--name must be"):
        systemd.timer(job(), name)
