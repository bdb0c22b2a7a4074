"""`pullquote forget`: deletes an article and everything derived from it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.confirm import YesOption, confirm
from pipeline.cli.shared.output_folder import open_state
from pipeline.wording import counted

if TYPE_CHECKING:
    from pipeline.upkeep.forget import Forgetting, RemovedFiles
    from pipeline.upkeep.forget_search import ArticleTraces

EPILOG = "Example: `pullquote forget --out out https://gazette.example/ferry --reason 'asked for by the author'`"
KIND_NOUNS = {"records": "record", "failures": "failure", "sightings": "sighting", "waiting": "entry", "pages": "page"}


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(forget)


def forget(
    out: common.OutOption,
    id_or_url: Annotated[str, typer.Argument(metavar="ID|URL", help="The id of a record or entry, or any of its addresses.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; the text is kept with the time.")] = "",
    yes: YesOption = False,
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be deleted; takes no lock and writes nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Deletes an article for good: records, failures, archived pages and waiting entries. It is never recorded again.

    If several articles have the address, all are deleted. Only the time and the reason of the deletion are kept.
    """
    from pipeline.commit_log.lock import Busy
    from pipeline.commit_log.store import BrokenLog, LostRace
    from pipeline.upkeep.forget import NothingToForget
    from pipeline.upkeep.forget import forget as do
    from pipeline.upkeep.forget_search import find_traces

    def agreed(found: "ArticleTraces") -> bool:
        _list_entries(found)
        confirm("Delete this for good?", yes=yes)
        return True

    open_state(out, load_it=False)
    with common.clean_exit("stopped; run the same command again"):
        try:
            if dry:
                if not (found := find_traces(open_state(out), id_or_url)):
                    raise NothingToForget
                _list_entries(found)
                _print_result(_counts(found), as_json)
                return
            done = do(out, id_or_url, reason=reason, now=datetime.now(UTC), agreed=agreed)
        except NothingToForget as nothing:
            raise common.exit_with(_nothing_found(out, id_or_url, nothing.swept), common.INVALID) from nothing
        except (Busy, LostRace) as error:
            raise common.exit_with(str(error), common.BUSY) from error
        except (BrokenLog, ValueError) as error:
            raise common.exit_with(str(error), common.FAILED) from error
        except OSError as error:
            message = f"{error.filename or out}: {error.strerror or error}; fix that, and run the same command again"
            raise common.exit_with(message, common.FAILED) from error
        if done is None:
            raise common.exit_with("nothing was changed", common.FAILED)
        _print_result(_counts(done.found), as_json, done)
        if done.named_by:
            where = counted(len(done.named_by), "other article")
            common.print_message(f"its headline or address is still in {where}: {', '.join(done.named_by)}")


def _list_entries(found: "ArticleTraces") -> None:
    for entry in found.entries.values():
        common.print_message(f"{entry.id}  {entry.title or '(no title)'}  {entry.url}")


def _counts(found: "ArticleTraces") -> dict[str, int]:
    return {"entries": len(found.entries), **{kind: found.rows[kind] for kind in KIND_NOUNS}}


def _print_result(figures: dict[str, int], as_json: bool, done: "Forgetting | None" = None) -> None:
    """`done`: None when nothing was changed."""
    if as_json:
        changes = (
            {"files_rewritten": done.rewritten, "bytes_removed": done.swept.size, "named_by": done.named_by} if done else {}
        )
        print(json.dumps({**figures, **changes}))  # noqa: T201
        return
    message = [
        f"{figures[kind]:,} {kind}" if kind == "waiting" else counted(figures[kind], word) for kind, word in KIND_NOUNS.items()
    ]
    if done:
        rest = f"{counted(done.rewritten, 'file')} rewritten, {counted(done.swept.size, 'byte')} removed"
        print(f"{', '.join(message)}: forgotten; {rest}")  # noqa: T201
    else:
        print(f"{', '.join(message)} would be forgotten")  # noqa: T201


def _nothing_found(out: Path, id_or_url: str, swept: "RemovedFiles") -> str:
    message = f"{out} holds nothing about '{id_or_url}'; `pullquote records --out {out}` lists ids and addresses"
    if swept.files:
        message += f". Removed what an earlier call had left: {counted(swept.files, 'file')}, {counted(swept.size, 'byte')}"
    return message
