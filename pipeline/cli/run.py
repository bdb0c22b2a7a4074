"""`pullquote run`: one run over the feeds that are due, or repeated runs with `--every`."""

import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.run_log import ReloadedConfig, RunLog, final_lines, stderr_is_log
from pipeline.cli.shared.signals import StopSignals
from pipeline.config.load import Config
from pipeline.engine.memory import limit_arenas, release_free_memory
from pipeline.schedule.cron import CannotSchedule, parse_interval
from pipeline.schedule.interval import seconds_until_next

if TYPE_CHECKING:
    from pipeline.engine.beam_engine import Engine
    from pipeline.runs.summary import Summary

EPILOG = """Example: `pullquote run --config configs --out out`

Repeatedly: `pullquote run --out out --every 15m`. The first Ctrl-C or SIGTERM lets the current pass finish and be committed,
the second stops at once.

More cores: `pullquote run --out out -- --direct_running_mode=multi_processing --direct_num_workers=4`

Exit codes: 0 done, also when nothing is new; 1 failed, the current pass was not committed; 2 config or flags invalid;
3 another run is at work; 4 committed, but too many failures; 130 stopped by Ctrl-C, 143 by SIGTERM."""
NOT_COMMITTED = "this pass was not committed; earlier passes are, and the next run continues from there"
NOTHING_COMMITTED = "nothing was committed yet, and the next run continues from there"
NOTHING_WRITTEN = "nothing was written; name a folder with --out that can be written"
BEAM_THREADS = ("read_grpc_client_inputs", "run_worker", "beam_control_read")


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG, context_settings={"allow_extra_args": True, "ignore_unknown_options": False})(run)


def run(
    context: typer.Context,
    out: common.OutOption,
    config: common.ConfigOption = None,
    force: Annotated[bool, typer.Option("--force", help="All feeds, due or not, and all waiting entries.")] = False,
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="Keep running, and start a run every 15m, 2h or 90s.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress; the summary and errors stay.")] = False,
) -> None:
    """Polls the feeds that are due, then makes records until no entry waits. Beam's flags go after `--`."""
    try:
        pause = parse_interval(every) if every is not None else None
    except CannotSchedule as error:
        raise common.exit_with(str(error), common.INVALID) from error
    configuration = common.load_or_exit(config)
    with common.clean_exit(), StopSignals(patience=pause is not None) as stopping:
        tell = RunLog(dated=pause is not None or stderr_is_log())
        look = f"pullquote failures --out {quote(str(out))}"
        runs = Runner(out, context.args, force=force, stopping=stopping, tell=tell, look=look, quiet=quiet)
        raise typer.Exit(runs.once(configuration).code if pause is None else run_repeatedly(runs, configuration, pause))


def run_once_to_exit_code(configuration: Config, out: Path, force: bool, flags: list[str]) -> int:
    """One run, with its summary on stderr; returns the exit code."""
    with common.clean_exit(), StopSignals() as stopping:
        return Runner(out, flags, force=force, stopping=stopping).once(configuration).code


def run_repeatedly(runs: "Runner", configuration: Config, pause: float) -> int:
    """Starts a run every `pause` seconds until a signal comes; returns the exit code.

    A failed run is reported, and the next one continues from there. Only permanent errors end the loop: a log that can't be
    read, or invalid flags.
    """
    begun, config = time.monotonic(), ReloadedConfig(configuration, runs.tell)
    while True:
        ended = runs.once(config.now(), brief=True)
        if ended.permanent or runs.stopping.requested:
            return ended.code if ended.permanent else common.DONE
        release_free_memory()
        runs.stopping.wait(seconds_until_next(pause, begun, time.monotonic()))
        if runs.stopping.requested:
            return common.DONE


@dataclass(frozen=True)
class RunResult:
    """How a run ended. `permanent`: the next run would fail in the same way."""

    code: int
    permanent: bool = False


@dataclass
class Runner:
    """Starts runs for one output folder with one engine, so that models stay loaded between runs."""

    out: Path
    flags: list[str]
    stopping: StopSignals
    force: bool = False
    tell: RunLog = field(default_factory=RunLog)
    look: str = "pullquote failures"  # the command that shows failures
    quiet: bool = False
    engine: "Engine | None" = field(default=None, init=False)

    def __post_init__(self) -> None:
        prepare_process()

    def once(self, configuration: Config, *, brief: bool = False) -> RunResult:
        """One run, with its summary on stderr."""
        # Beam takes half a second to import; `--help` and a config with mistakes need not wait for it
        from pipeline.commit_log.lock import Busy
        from pipeline.commit_log.store import BrokenLog, LostRace
        from pipeline.engine.beam_engine import BadFlags, Engine
        from pipeline.runs.context import Run
        from pipeline.runs.run import run_once
        from pipeline.runs.summary_text import summary_line

        run: Run | None = None
        try:
            self.engine = self.engine or Engine(self.flags)
            shown = common.progress_display(self.tell, quiet=self.quiet)
            run = Run(configuration, self.out, self.engine, self.force, shown, self._stop_requested())
            self.tell.run = run.id
            summary = run_once(run)
        except (Busy, LostRace) as error:
            return self._reported(str(error), common.BUSY)
        except BadFlags as error:
            return self._reported(str(error), common.INVALID, permanent=True)
        except BrokenLog as error:
            return self._reported(str(error), common.FAILED, permanent=True)
        except (RuntimeError, OSError, KeyboardInterrupt) as error:  # Beam raises RuntimeError when a step fails or is stopped
            stopped = self.stopping.stop_repeating() or (error if isinstance(error, KeyboardInterrupt) else None)
            if run and run.summary.passes:
                self.tell(summary_line(run.summary))  # what was committed before
            if stopped:
                raise stopped from None
            return self._reported(failure_message(error, self.out, _ending(self.out)), common.FAILED)
        return self._with_summary(summary, configuration, brief)

    def _stop_requested(self) -> Callable[[], bool]:
        return lambda: self.stopping.requested

    def _reported(self, text: str, code: int, *, permanent: bool = False) -> RunResult:
        self.tell(text)
        self.tell.run = ""
        return RunResult(code, permanent)

    def _with_summary(self, summary: "Summary", configuration: Config, brief: bool) -> RunResult:
        for text in final_lines(summary, configuration, self.look, brief=brief):
            self.tell(text)
        if summary.too_many_failures(configuration.settings.run.max_failed_share):
            return self._reported(
                f"more failures than run.max_failed_share allows; see `{self.look}`", common.TOO_MANY_FAILURES
            )
        self.tell.run = ""
        return RunResult(common.DONE)


def _has_commits(out: Path) -> bool:
    try:
        return any((out / "commits").iterdir())
    except OSError:
        return False


def prepare_process() -> None:
    """Prepares this process for Beam: limits memory, and silences Beam's messages."""
    limit_arenas()
    # Beam configures the root logger on import, and warns there about optional packages
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s", stream=sys.stderr, force=True)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)  # `failure_message` reports a step that fails
    threading.excepthook = _ignore_beam_threads


def _ignore_beam_threads(raised: threading.ExceptHookArgs) -> None:
    """Beam's threads print tracebacks when a worker process has died, which the run itself reports."""
    if not (raised.thread and raised.thread.name in BEAM_THREADS):
        threading.__excepthook__(raised)


def _ending(out: Path) -> str:
    """Returns what a failed run leaves: passes that were committed before, an output folder without any, or nothing."""
    if _has_commits(out):
        return NOT_COMMITTED
    return NOTHING_COMMITTED if out.is_dir() and os.access(out, os.W_OK) else NOTHING_WRITTEN


def failure_message(error: BaseException, out: Path, ending: str = NOT_COMMITTED) -> str:
    """One sentence for an error of the system, such as a full disk; the traceback for a bug."""
    cause: BaseException = error
    while deeper := cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__):
        cause = deeper
    lines = f"{cause}".strip().splitlines()
    if isinstance(cause, OSError) or any("OSError" in line for line in f"{error}".splitlines()[-3:]):
        where = getattr(cause, "filename", None) or out
        return f"{where}: {getattr(cause, 'strerror', None) or lines[-1]}: {ending}"
    return "".join(traceback.format_exception(error)) + f"\n{ending}"
