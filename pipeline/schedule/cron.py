"""A job that a clock is to call, and the line for cron. Nothing here asks the disk, the clock or the machine."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.schema import SECONDS, seconds

LONGEST_S = 30 * 86400  # as for a feed's `every`
CRON_MINUTES = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)  # what divides the hour: cron knows no other "every"
CRON_HOURS = (1, 2, 3, 4, 6, 8, 12)
CRON_LONGEST = 998  # bytes of a command; Debian's cron takes no more
SECRET = re.compile(r"--\w*(secret|token|password|connection_string)")


class NotSo(ValueError):
    """What was asked for can't be scheduled; the message is one sentence for the user."""


@dataclass(frozen=True)
class Job:
    """What a clock is to do. `program`: the words before `run`; `folder`: where it stands; `needs`: names in its environment.

    All paths are absolute. `user` is whose process it is to be; empty for root.
    """

    program: tuple[str, ...]
    folder: Path
    config: Path
    out: Path
    every_s: float
    flags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    user: str = ""

    @property
    def log(self) -> Path:
        """Beside the output folder, which holds nothing but what commits name."""
        return self.out.with_name(f"{self.out.name}.log")

    def words(self, *, stay: bool = False) -> list[str]:
        """The command, word by word. `stay`: as one process that keeps to the clock itself."""
        every = ["--every", spelled(self.every_s)] if stay else []
        run = [*self.program, "run", "--config", str(self.config), "--out", str(self.out), *every]
        return [*run, "--", *self.flags] if self.flags else run


def interval(text: str) -> float:
    """Seconds of `15m`, `2h`, `1d`; NotSo when it is no time, shorter than a second or longer than 30 days.

    >>> interval("15m")
    900.0
    """
    try:
        every_s = seconds(text)
    except ValueError as error:
        raise NotSo(f"--every: {error}") from error
    if not 1 <= every_s <= LONGEST_S:
        raise NotSo(f"--every: must be between 1s and 30d, not '{text}'")
    return every_s


def spelled(every_s: float) -> str:
    """Seconds as a person writes them, in the largest unit that goes without a rest.

    >>> spelled(900), spelled(5400), spelled(86400), spelled(1.5)
    ('15m', '90m', '1d', '1.5s')
    """
    unit = next((u for u in "dhm" if every_s % SECONDS[u] == 0), "s")
    return f"{every_s / SECONDS[unit]:.15g}{unit}"


def check(job: Job) -> None:
    """NotSo for what no crontab and no unit can hold."""
    if not job.out.name:
        raise NotSo("--out must be a folder of its own, not /")
    for word in (*job.words(), str(job.folder)):
        if not word.isprintable():  # line breaks, other controls, bytes that are no UTF-8
            raise NotSo(f"{word!r} has a character that no crontab or unit can hold; use another name")
    for flag in job.flags:
        if SECRET.match(flag):
            name = flag.split("=")[0]
            raise NotSo(f"{name}: a crontab or unit must hold no secret; give it to the engine by its environment or own file")


def cron(job: Job) -> str:
    """Comment lines and one line of a crontab. NotSo when cron can't express the interval, or the line would be too long."""
    check(job)
    times = cron_times(job.every_s)
    call = shlex.join(job.words())
    command = cron_escaped(f"cd {shlex.quote(str(job.folder))} && {call} 2>>{shlex.quote(str(job.log))}")
    if len(command.encode()) > CRON_LONGEST:
        raise NotSo(f"the command is longer than the {CRON_LONGEST} bytes that cron takes; use shorter paths, or systemd")
    lines = [f"# Pullquote, every {spelled(job.every_s)}, for `crontab -e`; a run that meets another steps aside (exit code 3)"]
    if job.needs:
        lines.append(f"# needs in its environment: {', '.join(job.needs)} (as {job.needs[0]}=… above this line)")
    return "\n".join([*lines, f"{times}  {command}"]) + "\n"


def cron_times(every_s: float) -> str:
    """The five fields. NotSo, with the nearest that cron can do, when the interval does not divide the hour or the day.

    >>> cron_times(900), cron_times(7200)
    ('*/15 * * * *', '0 */2 * * *')
    """
    fields = {60.0: "* * * * *"}
    fields |= {m * 60.0: f"*/{m} * * * *" for m in CRON_MINUTES[1:]}
    fields |= {3600.0: "0 * * * *"}
    fields |= {h * 3600.0: f"0 */{h} * * *" for h in CRON_HOURS[1:]}
    fields |= {86400.0: "0 0 * * *"}
    if every_s not in fields:
        nearest = min(fields, key=lambda s: max(s / every_s, every_s / s))
        every = spelled(every_s)
        raise NotSo(
            f"cron can't call every {every}; the nearest it can is {spelled(nearest)}, "
            f"and `pullquote schedule systemd` or `pullquote run --every {every}` can do {every}"
        )
    return fields[every_s]


def cron_escaped(command: str) -> str:
    r"""A shell command as a crontab must write it: a bare % would end it there, the rest becoming its input.

    >>> print(cron_escaped("date +%H"))
    date +\%H
    """
    # cron reads `\\%` as an escaped backslash and a bare %; a quote closed and opened again keeps the two apart
    return command.replace("\\%", "\\''%").replace("%", "\\%")
