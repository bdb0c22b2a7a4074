"""`pullquote demo`: the whole way over a small news site of our own, on this machine alone."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.shared import common
from pipeline.commit_log.state import load
from pipeline.wording import counted

PORT = 8713
EPILOG = "Example: `pullquote demo --out demo-out`, then `pullquote quotes --out demo-out`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(demo)


def demo(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Keep the output here. Default: a folder that goes again.")
    ] = None,
) -> None:
    """Serves a small news site on 127.0.0.1, runs the real pipeline over it, and shows what came of one article."""
    from pipeline.cli.run import run_to_the_end
    from pipeline.demo.serve import demo_config

    with common.clean_ending("stopped"), tempfile.TemporaryDirectory(prefix="pullquote-demo-") as temporary:
        folder = out or Path(temporary) / "out"
        with _site() as base_url:
            config = demo_config(base_url, Path(temporary) / "configs")
            feeds = counted(len(list(config.glob("feeds/*.yaml"))), "feed")
            typer.echo(f"a news site of {feeds} at {base_url}; running the pipeline over it\n")
            sound = common.sound_config(config)
            code = run_to_the_end(sound, folder, True, [])
        if code not in (common.DONE, common.TOO_MANY_FAILURES):
            raise typer.Exit(code)
        _show(folder)
        if out:
            typer.echo(
                f"\nall of it: pullquote records --out {out}; pullquote quotes --out {out}; pullquote failures --out {out}"
            )
        raise typer.Exit(common.DONE)


@contextmanager
def _site() -> Iterator[str]:
    """The site at an address of its own, so that a second demo into one folder finds nothing new; any free one if need be."""
    from pipeline.demo.serve import serving

    with ExitStack() as stack:
        try:
            base_url = stack.enter_context(serving(port=PORT))
        except OSError:
            base_url = stack.enter_context(serving())
        yield base_url


def _show(folder: Path) -> None:
    from pipeline.cli.shared.screen import Stdout, heading, show_quotes, with_cuts
    from pipeline.commit_log.failures import read_failures
    from pipeline.commit_log.queries import read_records

    console = Stdout()
    state = load(folder)
    rows = list(read_records(state))
    if not rows:
        return
    telling = max(rows, key=_telling)
    heading(console, f"“{telling['title']}”: the text, and what was cut from it by which rule")
    console.print(with_cuts(telling["text"], telling["removals"], telling["quotes"]))
    show_quotes(console, telling["quotes"])
    heading(console, "what could not go on")
    for row in read_failures(state):
        again = f"again at {row['retry_at']}" if row["retry_at"] else "not tried again"
        console.print(common.safe(f"{row['reason']} at {row['stage']}: {row['detail']} ({again})"), markup=False)


def _telling(row: dict[str, Any]) -> tuple[int, int, str]:
    """The article that shows most: kinds of cuts, then speakers."""
    rules = {r["rule"] for r in row["removals"] if r["where"] == "text"}
    return len(rules), len({(q["speaker"] or {}).get("name") for q in row["quotes"]}), row["id"]
