"""`pullquote compact`: few large files a day instead of many small ones."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.records import state_of
from pipeline.cli.shared import common
from pipeline.commit_log.counts.pass_counts import Compacted
from pipeline.wording import counted

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="DIR", help="Config folder; what is older than its `keep_days` goes. Default: nothing does."
    ),
]
EPILOG = "Example: `pullquote compact --out out && pullquote vacuum --out out`, once a day"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(compact)


def compact(
    out: common.OutOption,
    config: ConfigOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Today's files as well, though more will come.")] = False,
) -> None:
    """Merges the files of each past UTC day into few large ones a format, by one commit. `vacuum` removes the old ones."""
    from pipeline.commit_log.lock import Busy
    from pipeline.commit_log.store import BrokenLog, LostRace
    from pipeline.upkeep.compact import compact_folder
    from pipeline.upkeep.retention import EVER, keep_of

    state_of(out, load_it=False)
    now = datetime.now(UTC)
    keep = keep_of(common.sound_config(config, need_feeds=False, need_models=False).settings, now) if config else EVER
    with common.clean_ending("stopped; nothing was replaced"):
        try:
            commit = compact_folder(out, everything=everything, now=now, keep=keep)
        except (Busy, LostRace) as error:
            raise common.stop(str(error), common.OVERTAKEN) from error
        except (BrokenLog, ValueError) as error:
            raise common.stop(str(error), common.FAILED) from error
        except OSError as error:
            told = f"{error.filename or out}: {error.strerror or error}; nothing was replaced"
            raise common.stop(told, common.FAILED) from error
        if commit is None:
            common.say("nothing to merge" + ("" if everything else " of days that are over; `--all` takes today's as well"))
        else:
            common.say(f"{done(commit.counts.compacted or Compacted())}; `pullquote vacuum` removes the old ones")


def done(counts: Compacted) -> str:
    """What a compact commit did, for a person.

    >>> done(Compacted(replaced=8, made=2, expired=1))
    '8 files became 2; 1 file is older than the config keeps'
    """
    parts = [f"{counted(counts.replaced, 'file')} became {counts.made}"] if counts.replaced else []
    if counts.expired:
        parts.append(f"{counted(counts.expired, 'file')} {'is' if counts.expired == 1 else 'are'} older than the config keeps")
    return "; ".join(parts)
