"""`pullquote vacuum`: removes files that no commit names."""

from contextlib import nullcontext, suppress
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.confirm import YesOption, confirm
from pipeline.cli.shared.output_folder import open_state
from pipeline.wording import counted

EPILOG = "Example: `pullquote vacuum --out out --older-than 1d --yes`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(vacuum)


def vacuum(
    out: common.OutOption,
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="TIME", help="Grace time: younger files may still be read or written.")
    ] = "1d",
    dry: Annotated[bool, typer.Option("--dry-run", help="Only list them; takes no lock and writes nothing.")] = False,
    yes: YesOption = False,
) -> None:
    """Removes and lists files that no commit names: left by killed runs, or replaced by `pullquote compact`.

    Leftovers in the spool are removed whatever their age.
    """
    from pipeline.commit_log import suspects
    from pipeline.commit_log.lock import Busy, locked
    from pipeline.commit_log.store import BrokenLog, LocalStore
    from pipeline.config.schema import duration_s
    from pipeline.upkeep.vacuum import remove_file, spool_files, unneeded_files

    try:
        grace = timedelta(seconds=duration_s(older_than))
    except (ValueError, OverflowError) as error:
        raise common.exit_with(f"--older-than: {error}", common.INVALID) from error
    open_state(out, load_it=False)
    with common.clean_exit("stopped; some files may have been removed already"):
        try:
            with nullcontext() if dry else locked(out):
                files = size = 0
                left = dict.fromkeys(spool_files(out))
                found = [*unneeded_files(out, LocalStore(out), now=datetime.now(UTC), grace=grace), *left]
                if found and not dry:
                    confirm(f"Delete {counted(len(found), 'file')} that no commit names? `--dry-run` lists them.", yes=yes)
                for path in found:
                    with suppress(FileNotFoundError):  # with `--dry-run` a run may be at work
                        size += path.lstat().st_size if dry or path in left else remove_file(out, path)
                        print(path)  # noqa: T201
                        files += 1
                if not dry:
                    suspects.collect(out)  # removes the spool, and keeps which entries are suspected
        except Busy as error:
            raise common.exit_with(str(error), common.BUSY) from error
        except BrokenLog as error:
            raise common.exit_with(str(error), common.FAILED) from error
        common.print_message(
            f"{counted(files, 'file')} that no commit names, {counted(size, 'byte')}{'' if dry else ': removed'}"
        )
