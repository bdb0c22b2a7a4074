"""`pullquote schedule`: prints a crontab line or systemd units that start `pullquote run` regularly."""

import logging
import os
import pwd
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.config.defaults import default_config
from pipeline.config.load import ENVIRONMENT
from pipeline.config.yaml_io import read_mapping
from pipeline.schedule import systemd
from pipeline.schedule.cron import CannotSchedule, Job, cron, parse_interval

EPILOG = """Example: `pullquote schedule cron --config configs --out out --every 15m`

`pullquote schedule systemd --config configs --out out` prints a service with its timer, or with `--service` one that keeps
running."""

NAME = "pullquote"


class Clock(StrEnum):
    cron = "cron"
    systemd = "systemd"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG, context_settings={"allow_extra_args": True, "ignore_unknown_options": False})(schedule)


def schedule(
    context: typer.Context,
    clock: Annotated[Clock, typer.Argument(metavar="cron|systemd", help="What starts the runs.")],
    out: common.OutOption,
    config: common.ConfigOption = None,
    every: Annotated[
        str,
        typer.Option("--every", metavar="TIME", help="How often to start a run: 15m, 2h, 1d. Feeds may be polled less often."),
    ] = "15m",
    stay: Annotated[
        bool,
        typer.Option("--service", help="systemd: one process that keeps running, with the model loaded, instead of a timer."),
    ] = False,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="systemd: the units' name.")] = NAME,
) -> None:
    """Prints what starts `run` regularly with this config and output folder. Installs and starts nothing.

    Beam's flags go after `--`.
    """
    common.load_or_exit(config, need_environment=False)
    with common.clean_exit("stopped"):
        try:
            job = _job(config or default_config(), out, parse_interval(every), context.args)
            if clock is Clock.systemd:
                text = systemd.as_text(systemd.service(job, name) if stay else systemd.timer(job, name))
            elif stay or name != NAME:
                raise CannotSchedule("--service and --name are for systemd; cron starts a new process each time")
            else:
                text = cron(job)
                if not job.log.parent.is_dir():
                    raise CannotSchedule(
                        f"{job.log.parent}: no such folder; make it first, since cron writes {job.log.name} there"
                    )
        except CannotSchedule as error:
            raise common.exit_with(str(error), common.INVALID) from error
        if missing := [name for name in job.needs if name not in os.environ]:
            common.print_message(f"not set here; the environment of the scheduled run must have: {', '.join(missing)}")
        print(text, end="")  # noqa: T201


def environment_names(config: Path) -> tuple[str, ...]:
    """The environment variables that feed files use, sorted. The files must be valid."""
    names: set[str] = set()
    for path in config.glob("feeds/[!.]*.yaml"):
        row, _ = read_mapping(path, str(path))
        names.update(found for value in (row.get("headers") or {}).values() for found in ENVIRONMENT.findall(value))
    return tuple(sorted(names))


def _job(config: Path, out: Path, every_s: float, flags: list[str]) -> Job:
    if flags:
        _check_flags(flags)
    return Job(
        program=program(Path(sys.executable)),
        folder=Path.cwd(),
        config=absolute_path(config),
        out=absolute_path(out),
        every_s=every_s,
        flags=tuple(flags),
        needs=environment_names(config),
        user=_user(os.getuid()),
    )


def _check_flags(flags: list[str]) -> None:
    # on import Beam warns on the root logger about optional packages
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s", stream=sys.stderr, force=True)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)
    from pipeline.engine.beam_engine import BadFlags, Engine

    try:
        Engine(flags)
    except BadFlags as error:
        raise CannotSchedule(str(error)) from error


def program(interpreter: Path) -> tuple[str, ...]:
    """The words that start Pullquote: the script beside the interpreter, else the interpreter with `-m pullquote`.

    Links are not resolved, since a resolved interpreter would not be the one of the virtual environment.
    """
    script = interpreter.with_name("pullquote")
    return (str(script),) if os.access(script, os.X_OK) else (str(interpreter), "-m", "pullquote")


def absolute_path(path: Path) -> Path:
    """The absolute path. Links are kept, so that `current → release-7` may change, unless the path has `..` in it."""
    return path.resolve() if ".." in path.parts else path.absolute()


def _user(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name if uid else ""
    except KeyError:  # a user without a name, as in containers; a unit accepts the number
        return str(uid)
