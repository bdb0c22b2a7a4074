"""`pullquote compact`: merges the many small files of a day into a few large ones."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.confirm import YesOption, confirm
from pipeline.cli.shared.output_folder import open_state
from pipeline.commit_log.counts.pass_counts import Compacted
from pipeline.wording import counted

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="DIR", help="Config folder; drops what is older than its `keep_days`. Default: keeps all."
    ),
]
EPILOG = "Example: `pullquote compact --out out && pullquote vacuum --out out`, once a day"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(compact)


def compact(
    out: common.OutOption,
    config: ConfigOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Today's files as well, though more will come.")] = False,
    yes: YesOption = False,
) -> None:
    """Merges the files of each past UTC day into a few large ones per format, by one commit. `vacuum` removes the old files.

    Only what `--config` drops is lost: before that it asks.
    """
    from pipeline.commit_log.lock import Busy
    from pipeline.commit_log.store import BrokenLog, LostRace
    from pipeline.upkeep.compact import compact_folder
    from pipeline.upkeep.retention import KEEP_ALL, retention_of

    open_state(out, load_it=False)
    now = datetime.now(UTC)
    keep = retention_of(common.load_or_exit(config, need_feeds=False, need_models=False).settings, now) if config else KEEP_ALL

    def agree(expired: int) -> None:
        confirm(f"Drop {counted(expired, 'file')} older than the config keeps? `vacuum` deletes them a day later.", yes=yes)

    with common.clean_exit("stopped; nothing was replaced"):
        try:
            commit = compact_folder(out, everything=everything, now=now, keep=keep, before_expiry=agree)
        except (Busy, LostRace) as error:
            raise common.exit_with(str(error), common.BUSY) from error
        except (BrokenLog, ValueError) as error:
            raise common.exit_with(str(error), common.FAILED) from error
        except OSError as error:
            message = f"{error.filename or out}: {error.strerror or error}; nothing was replaced"
            raise common.exit_with(message, common.FAILED) from error
        if commit is None:
            more = "" if everything else " from past days; `--all` merges today's files as well"
            common.print_message(f"nothing to merge{more}")
        else:
            common.print_message(
                f"{summary_text(commit.counts.compacted or Compacted())}; `pullquote vacuum` removes the old ones"
            )


def summary_text(counts: Compacted) -> str:
    """What a compact commit did, for a person.

    >>> summary_text(Compacted(replaced=8, made=2, expired=1))
    '8 files became 2; 1 file is older than the config keeps'
    """
    parts = [f"{counted(counts.replaced, 'file')} became {counts.made}"] if counts.replaced else []
    if counts.expired:
        parts.append(f"{counted(counts.expired, 'file')} {'is' if counts.expired == 1 else 'are'} older than the config keeps")
    return "; ".join(parts)
