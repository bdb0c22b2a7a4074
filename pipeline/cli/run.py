"""`pullquote run`: one run over the feeds that are due, or one again and again."""

import logging
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
from pipeline.cli.shared.run_log import Rereading, Teller, closing, unattended
from pipeline.cli.shared.signals import Stopping
from pipeline.config.load import Config
from pipeline.engine.memory import limit_arenas, release_free_memory
from pipeline.schedule.cron import CannotSchedule, parse_interval
from pipeline.schedule.interval import seconds_until_next

if TYPE_CHECKING:
    from pipeline.engine.beam_engine import Engine
    from pipeline.runs.summary import Summary

EPILOG = """Example: `pullquote run --config configs --out out`

By a clock of its own: `pullquote run --out out --every 15m`. The first Ctrl-C or SIGTERM lets the pass under way end and be
committed, the second stops at once.

More cores: `pullquote run --out out -- --direct_running_mode=multi_processing --direct_num_workers=4`

Exit codes: 0 done, also when nothing is new; 1 failed, the pass under way was not committed; 2 config or flags unsound;
3 another run got there first; 4 committed, but too many failures; 130 stopped by Ctrl-C, 143 by SIGTERM."""
NOT_COMMITTED = "this pass was not committed; what was before stays, and the next run goes on from there"
BEAMS_THREADS = ("read_grpc_client_inputs", "run_worker", "beam_control_read")


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG, context_settings={"allow_extra_args": True, "ignore_unknown_options": False})(run)


def run(
    context: typer.Context,
    out: common.OutOption,
    config: common.ConfigOption = None,
    force: Annotated[bool, typer.Option("--force", help="All feeds, due or not, and all that waits.")] = False,
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="Stay, and run again each 15m, 2h or 90s.")
    ] = None,
) -> None:
    """One run: poll the feeds that are due, then make records until nothing waits. Beam's flags go after `--`."""
    try:
        pause = parse_interval(every) if every is not None else None
    except CannotSchedule as error:
        raise common.stop(str(error), common.UNSOUND) from error
    sound = common.sound_config(config)
    with common.clean_ending(), Stopping(patience=pause is not None) as stopping:
        tell = Teller(dated=pause is not None or unattended())
        look = f"pullquote failures --out {quote(str(out))}"
        runs = Runs(out, context.args, force=force, stopping=stopping, tell=tell, look=look)
        raise typer.Exit(runs.once(sound).code if pause is None else keep_running(runs, sound, pause))


def run_to_the_end(sound: Config, out: Path, force: bool, flags: list[str]) -> int:
    """One run; tells its summary on stderr, and gives the exit code of the contract."""
    with common.clean_ending(), Stopping() as stopping:
        return Runs(out, flags, force=force, stopping=stopping).once(sound).code


def keep_running(runs: "Runs", sound: Config, pause: float) -> int:
    """A run at each tick, until a signal comes. What goes wrong with one is told, and the next goes on from there.

    Only what no later run can mend ends it: a log that can't be read, flags that are unsound.
    """
    begun, config = time.monotonic(), Rereading(sound, runs.tell)
    while True:
        ended = runs.once(config.now(), brief=True)
        if ended.hopeless or runs.stopping.asked:
            return ended.code if ended.hopeless else common.DONE
        release_free_memory()
        runs.stopping.wait(seconds_until_next(pause, begun, time.monotonic()))
        if runs.stopping.asked:
            return common.DONE


@dataclass(frozen=True)
class Ended:
    """How a run ended. `hopeless`: the next would end so too."""

    code: int
    hopeless: bool = False


@dataclass
class Runs:
    """Runs into one folder, with one engine: its models stay loaded from one run to the next."""

    out: Path
    flags: list[str]
    stopping: Stopping
    force: bool = False
    tell: Teller = field(default_factory=Teller)
    look: str = "pullquote failures"  # shows what failed
    engine: "Engine | None" = field(default=None, init=False)

    def __post_init__(self) -> None:
        prepare()

    def once(self, sound: Config, *, brief: bool = False) -> Ended:
        """One run to its end; what came of it is told on stderr."""
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
            run = Run(sound, self.out, self.engine, self.force, common.watch(), self._asked())
            self.tell.run = run.id
            summary = run_once(run)
        except (Busy, LostRace) as error:
            return self._told(str(error), common.OVERTAKEN)
        except BadFlags as error:
            return self._told(str(error), common.UNSOUND, hopeless=True)
        except BrokenLog as error:
            return self._told(str(error), common.FAILED, hopeless=True)
        except (RuntimeError, OSError, KeyboardInterrupt) as error:  # Beam tells so that a step failed, or was told to stop
            stopped = self.stopping.heard() or (error if isinstance(error, KeyboardInterrupt) else None)
            if run and run.summary.passes:
                self.tell(summary_line(run.summary))  # what was committed before
            if stopped:
                raise stopped from None
            return self._told(failed_pass(error, self.out), common.FAILED)
        return self._summed_up(summary, sound, brief)

    def _asked(self) -> Callable[[], bool]:
        return lambda: self.stopping.asked

    def _told(self, text: str, code: int, *, hopeless: bool = False) -> Ended:
        self.tell(text)
        self.tell.run = ""
        return Ended(code, hopeless)

    def _summed_up(self, summary: "Summary", sound: Config, brief: bool) -> Ended:
        for text in closing(summary, sound, self.look, brief=brief):
            self.tell(text)
        if summary.too_many_failures(sound.settings.run.max_failed_share):
            return self._told(f"more failures than run.max_failed_share allows; see `{self.look}`", common.TOO_MANY_FAILURES)
        self.tell.run = ""
        return Ended(common.DONE)


def prepare() -> None:
    """This process for Beam: little memory, and no talk but ours."""
    limit_arenas()
    # Beam configures the root logger when it is imported, and warns there of what it does not find
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s", stream=sys.stderr, force=True)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)  # a step that fails is told by `failed_pass`
    threading.excepthook = _of_threads


def _of_threads(raised: threading.ExceptHookArgs) -> None:
    """Beam's threads that talk to a worker process tell at length that it has died; what that means, the run itself tells."""
    if not (raised.thread and raised.thread.name in BEAMS_THREADS):
        threading.__excepthook__(raised)


def failed_pass(error: BaseException, out: Path, ending: str = NOT_COMMITTED) -> str:
    """One sentence where the world is to blame, such as a full disk; the whole story where we are."""
    cause: BaseException = error
    while deeper := cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__):
        cause = deeper
    said = f"{cause}".strip().splitlines()
    if isinstance(cause, OSError) or any("OSError" in line for line in f"{error}".splitlines()[-3:]):
        where = getattr(cause, "filename", None) or out
        return f"{where}: {getattr(cause, 'strerror', None) or said[-1]}: {ending}"
    return "".join(traceback.format_exception(error)) + f"\n{ending}"
