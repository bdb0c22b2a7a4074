"""The repeated job, and its line for a crontab. Pure functions: they use neither disk nor clock."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.schema import SECONDS, duration_s

LONGEST_S = 30 * 86400  # as for a feed's `every`
CRON_MINUTES = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)  # divisors of an hour: cron has no other even intervals
CRON_HOURS = (1, 2, 3, 4, 6, 8, 12)
CRON_LONGEST = 998  # bytes of a command; the limit of Debian's cron
SECRET = re.compile(r"--\w*(secret|token|password|connection_string)")


class CannotSchedule(ValueError):
    """The job can't be scheduled as asked; the message is one sentence for the user."""


@dataclass(frozen=True)
class Job:
    """A `pullquote run` that cron or systemd starts again and again.

    `program`: the words before `run`. `folder`: the working directory. `needs`: environment variables that it needs. `user`:
    the account that runs it, empty for root. All paths are absolute.
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
        """The log file, beside the output folder and not in it."""
        return self.out.with_name(f"{self.out.name}.log")

    def words(self, *, stay: bool = False) -> list[str]:
        """The command, word by word. `stay`: one process that repeats the run itself."""
        every = ["--every", duration_option(self.every_s)] if stay else []
        run = [*self.program, "run", "--config", str(self.config), "--out", str(self.out), *every]
        return [*run, "--", *self.flags] if self.flags else run


def parse_interval(text: str) -> float:
    """Seconds in `15m`, `2h` or `1d`. Raises CannotSchedule unless it is a time from 1 second to 30 days.

    >>> parse_interval("15m")
    900.0
    """
    try:
        every_s = duration_s(text)
    except ValueError as error:
        raise CannotSchedule(f"--every: {error}") from error
    if not 1 <= every_s <= LONGEST_S:
        raise CannotSchedule(f"--every: must be between 1s and 30d, not '{text}'")
    return every_s


def duration_option(every_s: float) -> str:
    """Seconds as an option is written, in the largest unit that gives a whole number.

    >>> duration_option(900), duration_option(5400), duration_option(86400), duration_option(1.5)
    ('15m', '90m', '1d', '1.5s')
    """
    unit = next((u for u in "dhm" if every_s % SECONDS[u] == 0), "s")
    return f"{every_s / SECONDS[unit]:.15g}{unit}"


def check(job: Job) -> None:
    """Raises CannotSchedule for a job that neither a crontab nor a unit file can hold."""
    if not job.out.name:
        raise CannotSchedule("--out must be a folder of its own, not /")
    for word in (*job.words(), str(job.folder)):
        if not word.isprintable():  # line breaks, other controls, bytes that are no UTF-8
            raise CannotSchedule(f"{word!r} has a character that no crontab or unit file can hold; use another name")
    for flag in job.flags:
        if SECRET.match(flag):
            name = flag.split("=")[0]
            raise CannotSchedule(
                f"{name}: a crontab or unit file must not hold secrets; pass it in the environment or in a file of the engine"
            )


def cron(job: Job) -> str:
    """Comment lines and one line for a crontab. Raises CannotSchedule if cron has no such interval or the line is too long."""
    check(job)
    times = cron_times(job.every_s)
    call = shlex.join(job.words())
    command = cron_escaped(f"cd {shlex.quote(str(job.folder))} && {call} 2>>{shlex.quote(str(job.log))}")
    if len(command.encode()) > CRON_LONGEST:
        raise CannotSchedule(
            f"the command is longer than the {CRON_LONGEST} bytes that cron takes; use shorter paths, or systemd"
        )
    every = duration_option(job.every_s)
    lines = [f"# Pullquote, every {every}, for `crontab -e`; a run that finds another one ends at once (exit code 3)"]
    if job.needs:
        lines.append(f"# needs in its environment: {', '.join(job.needs)} (as {job.needs[0]}=… above this line)")
    return "\n".join([*lines, f"{times}  {command}"]) + "\n"


def cron_times(every_s: float) -> str:
    """The five time fields of a crontab. CannotSchedule names the nearest possible interval if cron can't express this one.

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
        every = duration_option(every_s)
        raise CannotSchedule(
            f"cron can't call every {every}; the nearest it can is {duration_option(nearest)}, "
            f"and `pullquote schedule systemd` or `pullquote run --every {every}` can do {every}"
        )
    return fields[every_s]


def cron_escaped(command: str) -> str:
    r"""A shell command escaped for a crontab, where a bare % would end the command.

    >>> print(cron_escaped("date +%H"))
    date +\%H
    """
    # cron reads `\\%` as an escaped backslash and a bare %; a quote closed and opened again keeps the two apart
    return command.replace("\\%", "\\''%").replace("%", "\\%")
