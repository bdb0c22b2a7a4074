"""`pullquote schedule`: the line for cron or the units for systemd, for the very config that is named."""

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

`pullquote schedule systemd --config configs --out out` prints a service and its timer; `--service`: one process that stays."""

NAME = "pullquote"


class Clock(StrEnum):
    cron = "cron"
    systemd = "systemd"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG, context_settings={"allow_extra_args": True, "ignore_unknown_options": False})(schedule)


def schedule(
    context: typer.Context,
    clock: Annotated[Clock, typer.Argument(metavar="cron|systemd", help="Who calls.")],
    out: common.OutOption,
    config: common.ConfigOption = None,
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="How often: 15m, 2h, 1d. Feeds have their own.")
    ] = "15m",
    stay: Annotated[
        bool, typer.Option("--service", help="systemd: one process that stays, with the model loaded, instead of a timer.")
    ] = False,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="systemd: the units' name.")] = NAME,
) -> None:
    """Prints what makes a clock call `run` with this config and this output folder. Nothing is installed or started.

    Beam's flags go after `--`.
    """
    common.sound_config(config, need_environment=False)
    with common.clean_ending("stopped"):
        try:
            job = _job(config or default_config(), out, parse_interval(every), context.args)
            if clock is Clock.systemd:
                text = systemd.as_text(systemd.service(job, name) if stay else systemd.timer(job, name))
            elif stay or name != NAME:
                raise CannotSchedule("--service and --name are for systemd; cron calls a new process each time")
            else:
                text = cron(job)
                if not job.log.parent.is_dir():
                    raise CannotSchedule(
                        f"{job.log.parent}: no such folder; make it first, cron is to write {job.log.name} there"
                    )
        except CannotSchedule as error:
            raise common.stop(str(error), common.UNSOUND) from error
        if missing := [name for name in job.needs if name not in os.environ]:
            common.say(f"not set here, so the environment of what is printed must hold: {', '.join(missing)}")
        print(text, end="")  # noqa: T201


def needed(config: Path) -> tuple[str, ...]:
    """The names that feed files want from the environment, each once. Files must be sound."""
    names: set[str] = set()
    for path in config.glob("feeds/[!.]*.yaml"):
        row, _ = read_mapping(path, str(path))
        names.update(found for value in (row.get("headers") or {}).values() for found in ENVIRONMENT.findall(value))
    return tuple(sorted(names))


def _job(config: Path, out: Path, every_s: float, flags: list[str]) -> Job:
    if flags:
        _known_to_beam(flags)
    return Job(
        program=program(Path(sys.executable)),
        folder=Path.cwd(),
        config=absolute(config),
        out=absolute(out),
        every_s=every_s,
        flags=tuple(flags),
        needs=needed(config),
        user=_user(os.getuid()),
    )


def _known_to_beam(flags: list[str]) -> None:
    # Beam warns on the root logger of what it does not find when it is imported
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s", stream=sys.stderr, force=True)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)
    from pipeline.engine.beam_engine import BadFlags, Engine

    try:
        Engine(flags)
    except BadFlags as error:
        raise CannotSchedule(str(error)) from error


def program(interpreter: Path) -> tuple[str, ...]:
    """The words that start Pullquote: the script beside the interpreter, else the interpreter with `-m pipeline`.

    Links stay as they are: a resolved interpreter would be that of no virtual environment.
    """
    script = interpreter.with_name("pullquote")
    return (str(script),) if os.access(script, os.X_OK) else (str(interpreter), "-m", "pipeline")


def absolute(path: Path) -> Path:
    """The path from the root. Links stay, so that `current → release-7` may move, but where `..` would follow one."""
    return path.resolve() if ".." in path.parts else path.absolute()


def _user(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name if uid else ""
    except KeyError:  # a container's user that no one named; a unit takes the number
        return str(uid)
