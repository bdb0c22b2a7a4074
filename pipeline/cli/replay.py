"""`pullquote replay`: makes records again from archived pages."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from pipeline.cli.run import failure_message, prepare_process
from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state, parse_moment
from pipeline.cli.shared.signals import StopSignals
from pipeline.commit_log.store import BrokenLog

EPILOG = """Example: `pullquote replay --config configs --out out --since 2026-01-31`, then `pullquote diff --out out URL`

More cores: `pullquote replay --out out -- --direct_running_mode=multi_processing --direct_num_workers=4`

Exit codes as for `run`: 0 done; 1 failed, nothing replaced; 2 config or flags invalid; 3 another run is at work; 4 committed,
but more pages failed than `run.max_failed_share` allows; 130 stopped by Ctrl-C, 143 by SIGTERM."""
NOTHING_REPLACED = "nothing was replaced; try again"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG, context_settings={"allow_extra_args": True, "ignore_unknown_options": False})(replay)


def replay(
    context: typer.Context,
    out: common.OutOption,
    config: common.ConfigOption = None,
    since: common.SinceOption = None,
    feed: common.FeedOption = None,
    name: Annotated[str | None, typer.Option("--id", metavar="ID|URL", help="Only this article.")] = None,
    failed: Annotated[
        bool, typer.Option("--failed", help="Make records of failed entries whose page is in the archive.")
    ] = False,
) -> None:
    """Makes records again with the current rules and models from pages that `output.archive` kept. Uses no network.

    Each new record replaces the newest one of its article as the next revision. All are published by one commit.
    """
    from pipeline.replay.select import ReplayFilter

    which = ReplayFilter(feed, parse_moment("--since", since), name, failed)
    configuration = common.load_or_exit(config, need_feeds=False)
    with common.clean_exit("stopped; nothing was replaced"), StopSignals() as stopping:
        _check_log(out, feed)
        prepare_process()
        from pipeline.commit_log.lock import Busy
        from pipeline.commit_log.store import LostRace
        from pipeline.engine.beam_engine import BadFlags, Engine
        from pipeline.replay.replay import NoArchive
        from pipeline.replay.replay import replay as make_again
        from pipeline.runs.context import Run

        try:
            run = Run(
                configuration,
                out,
                Engine(context.args),
                progress=common.progress_display(),
                stopping=lambda: stopping.requested,
            )
            done = make_again(run, which)
        except (Busy, LostRace) as error:
            raise common.exit_with(str(error), common.BUSY) from error
        except BadFlags as error:
            raise common.exit_with(str(error), common.INVALID) from error
        except (NoArchive, BrokenLog) as error:
            raise common.exit_with(str(error), common.FAILED) from error
        except (RuntimeError, OSError, KeyboardInterrupt) as error:
            if stopped := stopping.raised or (error if isinstance(error, KeyboardInterrupt) else None):
                raise stopped from None
            raise common.exit_with(failure_message(error, out, NOTHING_REPLACED), common.FAILED) from error
        if name and not done.tried and not done.missing:
            what = "no failed entry with an archived page" if failed else "no record"
            raise common.exit_with(f"{what} has the id or the address {name}", common.INVALID)
        for text in done.lines():
            common.print_message(text)
        if done.too_many_failures(configuration.settings.run.max_failed_share):
            look = f"pullquote verify --out {quote(str(out))}"
            raise common.exit_with(
                f"more failures than run.max_failed_share allows; are all pages there? see `{look}`", common.TOO_MANY_FAILURES
            )


def _check_log(out: Path, feed: str | None) -> None:
    """Ends the command unless there is a log that knows the feed."""
    try:
        open_state(out, load_it=feed is not None, feed=feed)
    except BrokenLog as error:
        raise common.exit_with(str(error), common.FAILED) from error
