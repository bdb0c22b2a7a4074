"""`pullquote vacuum`: away with files that no commit names."""

from contextlib import nullcontext, suppress
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from pipeline.cli.records import state_of
from pipeline.cli.shared import common
from pipeline.wording import counted

EPILOG = "Example: `pullquote vacuum --out out --older-than 1d`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(vacuum)


def vacuum(
    out: common.OutOption,
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="TIME", help="Grace time: somebody may still read or write what is younger.")
    ] = "1d",
    dry: Annotated[bool, typer.Option("--dry-run", help="Only list them; takes no lock and writes nothing.")] = False,
) -> None:
    """Removes files that no commit names: left by runs that were killed, or replaced by `pullquote compact`. Lists them.

    What passes that died left in the spool goes at once.
    """
    from pipeline.commit_log import suspects
    from pipeline.commit_log.lock import Busy, locked
    from pipeline.commit_log.store import BrokenLog, LocalStore
    from pipeline.config.schema import duration_s
    from pipeline.upkeep.vacuum import orphans, remove, spooled

    try:
        grace = timedelta(seconds=duration_s(older_than))
    except (ValueError, OverflowError) as error:
        raise common.stop(f"--older-than: {error}", common.UNSOUND) from error
    state_of(out, load_it=False)
    with common.clean_ending("stopped; what is removed is removed"):
        try:
            with nullcontext() if dry else locked(out):
                files = size = 0
                left = dict.fromkeys(spooled(out))
                for path in [*orphans(out, LocalStore(out), now=datetime.now(UTC), grace=grace), *left]:
                    with suppress(FileNotFoundError):  # `--dry-run` beside a run
                        size += path.lstat().st_size if dry or path in left else remove(out, path)
                        print(path)  # noqa: T201
                        files += 1
                if not dry:
                    suspects.find(out)  # takes the spool away, and keeps what it tells
        except Busy as error:
            raise common.stop(str(error), common.OVERTAKEN) from error
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error
        common.say(f"{counted(files, 'file')} that no commit names, {counted(size, 'byte')}{'' if dry else ': removed'}")
