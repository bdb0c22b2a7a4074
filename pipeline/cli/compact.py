"""`pullquote compact`: few large files a day instead of many small ones."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.records import state_of
from pipeline.counted import counted

EPILOG = "Example: `pullquote compact --out out && pullquote vacuum --out out`, once a day"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(compact)


def compact(
    out: common.OutOption,
    everything: Annotated[bool, typer.Option("--all", help="Today's files as well, though more will come.")] = False,
) -> None:
    """Merges the files of each past UTC day into few large ones a format, by one commit. `vacuum` removes the old ones."""
    from pipeline.compact import compact_folder
    from pipeline.lock import Busy
    from pipeline.store import BrokenLog, LostRace

    state_of(out, load_it=False)
    with common.clean_ending("stopped; nothing was replaced"):
        try:
            commit = compact_folder(out, everything=everything, now=datetime.now(UTC))
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
            told = f"{counted(commit.counts['replaced'], 'file')} became {commit.counts['made']}"
            common.say(f"{told}; `pullquote vacuum` removes the old ones")
