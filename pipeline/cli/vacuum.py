"""`pullquote vacuum`: away with files that no commit names."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.records import state_of

EPILOG = "Example: `pullquote vacuum --out out --older-than 1d`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(vacuum)


def vacuum(
    out: common.OutOption,
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="TIME", help="Grace time: somebody may still read or write what is younger.")
    ] = "1d",
    dry: Annotated[bool, typer.Option("--dry-run", help="Only list them.")] = False,
) -> None:
    """Removes files that no commit names: left by runs that were killed, or replaced by `pullquote compact`. Lists them."""
    from pipeline import suspects
    from pipeline.lock import Busy, locked
    from pipeline.settings import seconds
    from pipeline.store import BrokenLog, LocalStore
    from pipeline.vacuum import orphans, remove

    try:
        grace = timedelta(seconds=seconds(older_than))
    except (ValueError, OverflowError) as error:
        raise common.stop(f"--older-than: {error}", common.UNSOUND) from error
    state_of(out, load_it=False)
    with common.clean_ending("stopped; what is removed is removed"):
        try:
            with locked(out):
                files = size = 0
                for path in list(orphans(out, LocalStore(out), now=datetime.now(UTC), grace=grace)):
                    print(path)  # noqa: T201
                    files += 1
                    size += path.lstat().st_size if dry else remove(out, path)
                if not dry:
                    suspects.find(out)  # takes the spool away, and keeps what it tells
        except Busy as error:
            raise common.stop(str(error), common.OVERTAKEN) from error
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error
        common.say(f"{files} files that no commit names, {size:,} bytes{'' if dry else ': removed'}")
