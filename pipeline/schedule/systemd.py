"""Unit files for systemd: a service with its timer, or a service that keeps running."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.schedule.cron import CannotSchedule, Job, check, duration_option

FOLDER = "/etc/systemd/system"
UNIT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def as_text(units: Mapping[str, str]) -> str:
    """The units as one text, each under the name of its file, and at the end the command that starts them."""
    last = list(units)[-1]
    parts = [f"# {FOLDER}/{name}\n{text}" for name, text in units.items()]
    return "\n".join([*parts, f"# then: systemctl daemon-reload && systemctl enable --now {last}\n"])


def timer(job: Job, name: str) -> dict[str, str]:
    """The texts of a service that runs once and of its timer, by file name. Raises CannotSchedule as `check` does."""
    service = [
        *_unit_section("One run of Pullquote"),
        "Type=oneshot",
        *_service_section(job, name, stay=False),
        "# 3: another run is at work; 4: committed, but many failures (`pullquote failures` lists them)",
        "SuccessExitStatus=3 4",
        "# stopped by hand or at shutdown: nothing is lost, the next run repeats the pass",
        "SuccessExitStatus=143 SIGTERM",
        "KillMode=mixed",
        "TimeoutStopSec=30s",
    ]
    calendar = on_calendar(job.every_s)
    times = [f"OnCalendar={calendar}", "Persistent=true"] if calendar else _timer_since_last_start(job.every_s)
    return {
        f"{name}.service": _joined(service),
        f"{name}.timer": _joined(
            [
                "[Unit]",
                f"Description=Pullquote, every {duration_option(job.every_s)}",
                "",
                "[Timer]",
                *times,
                "AccuracySec=1s",
                "# so that a site is not asked by everybody at the full minute",
                f"RandomizedDelaySec={min(30, int(job.every_s / 10))}s",
                "",
                "[Install]",
                "WantedBy=timers.target",
            ]
        ),
    }


def service(job: Job, name: str) -> dict[str, str]:
    """The text, by file name, of a service whose one process repeats the run. Raises CannotSchedule as `check` does."""
    lines = [
        *_unit_section(f"Pullquote, every {duration_option(job.every_s)}"),
        "Type=simple",
        *_service_section(job, name, stay=True),
        "Restart=on-failure",
        "RestartSec=1min",
        "# 2: the configuration has mistakes; starting again would not help",
        "RestartPreventExitStatus=2",
        "# a requested stop is not a failure",
        "SuccessExitStatus=143",
        "# after the first SIGTERM the current pass is finished; worker processes end with it",
        "KillMode=mixed",
        "TimeoutStopSec=10min",
        "",
        "[Install]",
        "WantedBy=multi-user.target",
    ]
    return {f"{name}.service": _joined(lines)}


def on_calendar(every_s: float) -> str | None:
    """An OnCalendar expression for an interval that divides the minute, the hour or the day; None for others.

    >>> on_calendar(900), on_calendar(7200), on_calendar(5400)
    ('*:0/15', '0/2:00', None)
    """
    for unit_s, whole, form in ((1, 60, "*:*:0/{}"), (60, 60, "*:0/{}"), (3600, 24, "0/{}:00")):
        count, rest = divmod(every_s, unit_s)
        if rest == 0 and count < whole and whole % count == 0:
            return form.format(int(count))
    return "00:00" if every_s == 86400 else None


def _timer_since_last_start(every_s: float) -> list[str]:
    return [
        f"# {duration_option(every_s)} does not divide the hour or the day, so it is counted from the last start",
        "OnBootSec=1min",
        f"OnUnitActiveSec={duration_option(every_s)}",
    ]


def _unit_section(description: str) -> list[str]:
    return [
        "[Unit]",
        f"Description={description}",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
    ]


def _service_section(job: Job, name: str, *, stay: bool) -> list[str]:
    check(job)
    if not UNIT_NAME.fullmatch(name):
        raise CannotSchedule(f"--name must be of letters, digits, dots, hyphens and underscores, at most 100, not '{name}'")
    return [
        f"User={job.user}" if job.user else "# without User= it runs as root; any user who can write the output folder will do",
        f"WorkingDirectory={systemd_path(job.folder)}",
        *(_environment(job.needs, name) if job.needs else []),
        f"ExecStart={systemd_command(job.words(stay=stay))}",
        "# leaves the processor to interactive work",
        "Nice=10",
        "NoNewPrivileges=yes",
    ]


def _environment(needs: Sequence[str], name: str) -> list[str]:
    return [
        f"# needs in its environment: {', '.join(needs)}; write them into this file as {needs[0]}=…, readable by root alone",
        f"EnvironmentFile=-/etc/{name}.env",
    ]


def systemd_command(words: Sequence[str]) -> str:
    r"""A command line, escaped for ExecStart=.

    >>> print(systemd_command(["/usr/bin/pullquote", "--out", "/srv/100 %"]))
    /usr/bin/pullquote --out "/srv/100 %%"
    """
    if re.search(r"""["'\\$]""", words[0]):  # systemd allows none of these in the path of a program, so a shell starts it
        words = ["/bin/sh", "-c", 'exec "$0" "$@"', *words]
    return " ".join(map(_systemd_word, words))


def _systemd_word(word: str) -> str:
    for special, twice in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(special, twice)
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else f'"{word}"'


def systemd_path(path: Path) -> str:
    """A path, escaped for WorkingDirectory=: without quotes, with specifiers doubled.

    A trailing backslash would join the next line and a trailing blank would be lost, so a slash is added after them.
    """
    text = str(path).replace("%", "%%")
    return f"{text}/" if text.endswith(("\\", " ")) else text


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
