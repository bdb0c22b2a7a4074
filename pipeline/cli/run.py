"""`pullquote run`: one run over the feeds that are due."""

import logging
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.config import Config
from pipeline.frugal import few_arenas

EPILOG = """Example: `pullquote run --config configs --out out`

More cores: `pullquote run --out out -- --direct_running_mode=multi_processing --direct_num_workers=4`

Exit codes: 0 done, also when nothing is new; 1 failed, the pass under way was not committed; 2 config or flags unsound;
3 another run got there first; 4 committed, but too many failures; 130 stopped by Ctrl-C."""


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG, context_settings={"allow_extra_args": True, "ignore_unknown_options": False})(run)


def run(
    context: typer.Context,
    out: common.OutOption,
    config: common.ConfigOption = None,
    force: Annotated[bool, typer.Option("--force", help="All feeds, due or not, and all that waits.")] = False,
) -> None:
    """One run: poll the feeds that are due, then make records until nothing waits. Beam's flags go after `--`."""
    sound = common.sound_config(config)
    raise typer.Exit(run_to_the_end(sound, out, force, context.args))


def failed_pass(error: BaseException, out: Path) -> str:
    """One sentence where the world is to blame, such as a full disk; the whole story where we are."""
    cause: BaseException = error
    while cause.__cause__ or cause.__context__:
        cause = cause.__cause__ or cause.__context__  # type: ignore[assignment]
    said = f"{cause}".strip().splitlines()
    ending = "this pass was not committed; what was before stays, and the next run goes on from there"
    if isinstance(cause, OSError) or any("OSError" in line for line in f"{error}".splitlines()[-3:]):
        return f"{out}: {getattr(cause, 'strerror', None) or said[-1]}: {ending}"
    return "".join(traceback.format_exception(error)) + f"\n{ending}"


def run_to_the_end(sound: Config, out: Path, force: bool, flags: list[str]) -> int:
    """Runs, tells the summary on stderr, and gives the exit code of the contract."""
    few_arenas()
    # Beam configures the root logger when it is imported, and warns there of what it does not find
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s", stream=sys.stderr, force=True)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)  # a step that fails is told by `failed_pass`
    # Beam takes half a second to import; `--help` and a config with mistakes need not wait for it
    from pipeline.engine import BadFlags, Engine
    from pipeline.lock import Busy
    from pipeline.run import LostRace, Run, run_once
    from pipeline.store import BrokenLog

    with common.clean_ending():
        try:
            engine = Engine(flags)
            summary = run_once(Run(sound, out, engine, force=force, say=common.progress))
        except (Busy, LostRace) as error:
            raise common.stop(str(error), common.OVERTAKEN) from error
        except BadFlags as error:
            raise common.stop(str(error), common.UNSOUND) from error
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error
        except RuntimeError as error:  # how Beam tells that a step failed, or was told to stop
            if "KeyboardInterrupt" in str(error):
                raise KeyboardInterrupt from None
            raise common.stop(failed_pass(error, out), common.FAILED) from error
        for text in summary.lines():
            common.say(text)
        if summary.too_many_failures(sound.settings.run.max_failed_share):
            common.say("more failures than run.max_failed_share allows; `pullquote failures` lists them")
            return common.TOO_MANY_FAILURES
    return common.DONE
