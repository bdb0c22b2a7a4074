"""A job that a clock is to call → units for systemd: a service and its timer, or a service that stays."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.schedule.cron import Job, NotSo, check, spelled

FOLDER = "/etc/systemd/system"
UNIT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def printed(units: Mapping[str, str]) -> str:
    """Units as one text: before each the file it belongs into, after the last the command that sets them to work."""
    last = list(units)[-1]
    parts = [f"# {FOLDER}/{name}\n{text}" for name, text in units.items()]
    return "\n".join([*parts, f"# then: systemctl daemon-reload && systemctl enable --now {last}\n"])


def timer(job: Job, name: str) -> dict[str, str]:
    """File name → text, of a service that runs once and of the timer that calls it. NotSo as `check`."""
    service = [
        *_head("One run of Pullquote"),
        "Type=oneshot",
        *_body(job, name, stay=False),
        "# 3: another run is at work; 4: committed, but many failures (`pullquote failures` lists them)",
        "SuccessExitStatus=3 4",
        "# stopped by hand or at shutdown: nothing is lost, the next run makes the pass anew",
        "SuccessExitStatus=143 SIGTERM",
        "KillMode=mixed",
        "TimeoutStopSec=30s",
    ]
    calendar = on_calendar(job.every_s)
    times = [f"OnCalendar={calendar}", "Persistent=true"] if calendar else _since_the_last(job.every_s)
    return {
        f"{name}.service": _text(service),
        f"{name}.timer": _text(
            [
                "[Unit]",
                f"Description=Pullquote, every {spelled(job.every_s)}",
                "",
                "[Timer]",
                *times,
                "AccuracySec=1s",
                "# so that not all who read a site ask it at the full minute",
                f"RandomizedDelaySec={min(30, int(job.every_s / 10))}s",
                "",
                "[Install]",
                "WantedBy=timers.target",
            ]
        ),
    }


def service(job: Job, name: str) -> dict[str, str]:
    """File name → text, of one process that stays and keeps to the clock itself. NotSo as `check`."""
    lines = [
        *_head(f"Pullquote, every {spelled(job.every_s)}"),
        "Type=simple",
        *_body(job, name, stay=True),
        "Restart=on-failure",
        "RestartSec=1min",
        "# 2: the configuration is unsound; starting again would not mend it",
        "RestartPreventExitStatus=2",
        "# a stop that was asked for is no failure",
        "SuccessExitStatus=143",
        "# the first SIGTERM finishes the pass under way; workers of the process end with it",
        "KillMode=mixed",
        "TimeoutStopSec=10min",
        "",
        "[Install]",
        "WantedBy=multi-user.target",
    ]
    return {f"{name}.service": _text(lines)}


def on_calendar(every_s: float) -> str | None:
    """systemd's calendar for an interval that divides the minute, the hour or the day; None for others.

    >>> on_calendar(900), on_calendar(7200), on_calendar(5400)
    ('*:0/15', '0/2:00', None)
    """
    for unit_s, whole, form in ((1, 60, "*:*:0/{}"), (60, 60, "*:0/{}"), (3600, 24, "0/{}:00")):
        count, rest = divmod(every_s, unit_s)
        if rest == 0 and count < whole and whole % count == 0:
            return form.format(int(count))
    return "00:00" if every_s == 86400 else None


def _since_the_last(every_s: float) -> list[str]:
    return [
        f"# {spelled(every_s)} does not divide the hour or the day, so it counts from the last start",
        "OnBootSec=1min",
        f"OnUnitActiveSec={spelled(every_s)}",
    ]


def _head(description: str) -> list[str]:
    return [
        "[Unit]",
        f"Description={description}",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
    ]


def _body(job: Job, name: str, *, stay: bool) -> list[str]:
    check(job)
    if not UNIT_NAME.fullmatch(name):
        raise NotSo(f"--name must be of letters, digits, dots, hyphens and underscores, at most 100, not '{name}'")
    return [
        f"User={job.user}" if job.user else "# without User=, it is root's; any user who can write the output folder will do",
        f"WorkingDirectory={systemd_path(job.folder)}",
        *(_environment(job.needs, name) if job.needs else []),
        f"ExecStart={systemd_command(job.words(stay=stay))}",
        "# yields to what people wait for",
        "Nice=10",
        "NoNewPrivileges=yes",
    ]


def _environment(needs: Sequence[str], name: str) -> list[str]:
    return [
        f"# needs in its environment: {', '.join(needs)}; write them into this file as {needs[0]}=…, readable by root alone",
        f"EnvironmentFile=-/etc/{name}.env",
    ]


def systemd_command(words: Sequence[str]) -> str:
    r"""Words as ExecStart= reads them.

    >>> print(systemd_command(["/usr/bin/pullquote", "--out", "/srv/100 %"]))
    /usr/bin/pullquote --out "/srv/100 %%"
    """
    if re.search(r"""["'\\$]""", words[0]):  # systemd takes none of these in a program's path, so a shell hands over
        words = ["/bin/sh", "-c", 'exec "$0" "$@"', *words]
    return " ".join(map(_systemd_word, words))


def _systemd_word(word: str) -> str:
    for special, twice in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(special, twice)
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else f'"{word}"'


def systemd_path(path: Path) -> str:
    """A path as WorkingDirectory= reads it: no quotes, specifiers doubled.

    A backslash at the end would join the next line, and a blank there would be lost, so a slash closes it.
    """
    text = str(path).replace("%", "%%")
    return f"{text}/" if text.endswith(("\\", " ")) else text


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
