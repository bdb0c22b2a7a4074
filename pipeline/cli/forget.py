"""`pullquote forget`: away with an article, and with all that is known of it."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.records import state_of
from pipeline.cli.shared import common
from pipeline.wording import counted

if TYPE_CHECKING:
    from pipeline.upkeep.forget import Forgotten, Swept
    from pipeline.upkeep.forget_search import Found

EPILOG = "Example: `pullquote forget --out out https://gazette.example/ferry --reason 'asked for by the author'`"
KINDS = {"records": "record", "failures": "failure", "sightings": "sighting", "waiting": "entry", "pages": "page"}


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(forget)


def forget(
    out: common.OutOption,
    sought: Annotated[str, typer.Argument(metavar="ID|URL", help="The id of a record or entry, or any of its addresses.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Kept, as you give it; the article is not.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask, on a terminal.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Only tell what would go; takes no lock and writes nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="What came of it as JSON.")] = False,
) -> None:
    """Removes an article for ever: records, failures, archived pages, what waits, and files that held it. It never comes again.

    Of an address that several articles have, all of them. What stays is that something was forgotten, when, and the reason.
    """
    from pipeline.commit_log.lock import Busy
    from pipeline.commit_log.store import BrokenLog, LostRace
    from pipeline.upkeep.forget import NothingFound
    from pipeline.upkeep.forget import forget as do
    from pipeline.upkeep.forget_search import seek

    def agreed(found: "Found") -> bool:
        _list(found)
        return yes or not on_a_terminal() or _says_yes()

    state_of(out, load_it=False)
    with common.clean_ending("stopped; call it again with the same words"):
        try:
            if dry:
                if not (found := seek(state_of(out), sought)):
                    raise NothingFound
                _list(found)
                _print(_figures(found), as_json)
                return
            done = do(out, sought, reason=reason, now=datetime.now(UTC), agreed=agreed)
        except NothingFound as nothing:
            raise common.stop(_nothing(out, sought, nothing.swept), common.UNSOUND) from nothing
        except (Busy, LostRace) as error:
            raise common.stop(str(error), common.OVERTAKEN) from error
        except (BrokenLog, ValueError) as error:
            raise common.stop(str(error), common.FAILED) from error
        except OSError as error:
            told = f"{error.filename or out}: {error.strerror or error}; mend that, and call it again with the same words"
            raise common.stop(told, common.FAILED) from error
        if done is None:
            raise common.stop("nothing was changed", common.FAILED)
        _print(_figures(done.found), as_json, done)
        if done.named_by:
            where = counted(len(done.named_by), "other article")
            common.say(f"its headline or address still stands in {where}: {', '.join(done.named_by)}")


def on_a_terminal() -> bool:
    return sys.stdin.isatty()


def _says_yes() -> bool:
    common.say("Forget that for ever? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _list(found: "Found") -> None:
    for entry in found.entries.values():
        common.say(f"{entry.id}  {entry.title or '(no title)'}  {entry.url}")


def _figures(found: "Found") -> dict[str, int]:
    return {"entries": len(found.entries), **{kind: found.rows[kind] for kind in KINDS}}


def _print(figures: dict[str, int], as_json: bool, done: "Forgotten | None" = None) -> None:
    """`done`: None when nothing was changed."""
    if as_json:
        came = {"files_rewritten": done.rewritten, "bytes_removed": done.swept.size, "named_by": done.named_by} if done else {}
        print(json.dumps({**figures, **came}))  # noqa: T201
        return
    told = [f"{figures[kind]:,} {kind}" if kind == "waiting" else counted(figures[kind], word) for kind, word in KINDS.items()]
    if done:
        rest = f"{counted(done.rewritten, 'file')} rewritten, {counted(done.swept.size, 'byte')} removed"
        print(f"{', '.join(told)}: forgotten; {rest}")  # noqa: T201
    else:
        print(f"{', '.join(told)} would be forgotten")  # noqa: T201


def _nothing(out: Path, sought: str, swept: "Swept") -> str:
    told = f"{out} holds nothing of '{sought}'; `pullquote records --out {out}` lists ids and addresses"
    if swept.files:
        told += f". What an earlier call had left was removed: {counted(swept.files, 'file')}, {counted(swept.size, 'byte')}"
    return told
