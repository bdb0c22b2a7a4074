"""`pullquote replay`: records made again from the archive."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from pipeline.cli.records import moment, state_of
from pipeline.cli.run import failed_pass, prepare
from pipeline.cli.shared import common
from pipeline.cli.shared.signals import Stopping
from pipeline.commit_log.store import BrokenLog

EPILOG = """Example: `pullquote replay --config configs --out out --since 2026-01-31`, then `pullquote diff --out out URL`

More cores: `pullquote replay --out out -- --direct_running_mode=multi_processing --direct_num_workers=4`

Exit codes as of `run`: 0 done; 1 failed, nothing replaced; 2 config or flags unsound; 3 another run is at work; 4 committed,
but more pages failed than `run.max_failed_share` allows; 130 stopped by Ctrl-C, 143 by SIGTERM."""
NOTHING = "nothing was replaced; try again"


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
        bool, typer.Option("--failed", help="Not the records, but what failed and has a page in the archive.")
    ] = False,
) -> None:
    """Makes records again, by the rules and models of now, from the pages that `output.archive` keeps; without the network.

    Each takes the place of the newest record of its article, as its next revision, all by one commit.
    """
    from pipeline.replay.select import ReplayFilter

    wish = ReplayFilter(feed, moment("--since", since), name, failed)
    sound = common.sound_config(config, need_feeds=False)
    with common.clean_ending("stopped; nothing was replaced"), Stopping() as stopping:
        _there(out, feed)
        prepare()
        from pipeline.commit_log.lock import Busy
        from pipeline.commit_log.store import LostRace
        from pipeline.engine.beam_engine import BadFlags, Engine
        from pipeline.replay.replay import NoArchive
        from pipeline.replay.replay import replay as make_again
        from pipeline.runs.context import Run

        try:
            run = Run(sound, out, Engine(context.args), watch=common.watch(), stopping=lambda: stopping.asked)
            done = make_again(run, wish)
        except (Busy, LostRace) as error:
            raise common.stop(str(error), common.OVERTAKEN) from error
        except BadFlags as error:
            raise common.stop(str(error), common.UNSOUND) from error
        except (NoArchive, BrokenLog) as error:
            raise common.stop(str(error), common.FAILED) from error
        except (RuntimeError, OSError, KeyboardInterrupt) as error:
            if stopped := stopping.now or (error if isinstance(error, KeyboardInterrupt) else None):
                raise stopped from None
            raise common.stop(failed_pass(error, out, NOTHING), common.FAILED) from error
        if name and not done.tried and not done.missing:
            what = "nothing that failed and whose page is kept" if failed else "no record"
            raise common.stop(f"{what} has the id or the address {name}", common.UNSOUND)
        for text in done.lines():
            common.say(text)
        if done.too_many_failures(sound.settings.run.max_failed_share):
            look = f"pullquote verify --out {quote(str(out))}"
            raise common.stop(
                f"more failures than run.max_failed_share allows; are all pages there? see `{look}`", common.TOO_MANY_FAILURES
            )


def _there(out: Path, feed: str | None) -> None:
    """Nothing, when there is a log, and the feed in it."""
    try:
        state_of(out, load_it=feed is not None, feed=feed)
    except BrokenLog as error:
        raise common.stop(str(error), common.FAILED) from error
