"""`pullquote demo`: runs the whole pipeline over a small news site served on this machine."""

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
        Path | None, typer.Option("--out", metavar="DIR", help="Keep the output here. Default: a temporary folder.")
    ] = None,
) -> None:
    """Serves a small news site on 127.0.0.1, runs the real pipeline over it, and shows the result for one article."""
    from pipeline.cli.run import run_once_to_exit_code
    from pipeline.demo.serve import demo_config

    with common.clean_exit("stopped"), tempfile.TemporaryDirectory(prefix="pullquote-demo-") as temporary:
        folder = out or Path(temporary) / "out"
        with _site() as base_url:
            config = demo_config(base_url, Path(temporary) / "configs")
            feeds = counted(len(list(config.glob("feeds/*.yaml"))), "feed")
            typer.echo(f"a news site of {feeds} at {base_url}; running the pipeline over it\n")
            configuration = common.load_or_exit(config)
            code = run_once_to_exit_code(configuration, folder, True, [])
        if code not in (common.DONE, common.TOO_MANY_FAILURES):
            raise typer.Exit(code)
        _show(folder)
        if out:
            typer.echo(
                f"\nsee all of it: pullquote records --out {out}; pullquote quotes --out {out}; pullquote failures --out {out}"
            )
        raise typer.Exit(common.DONE)


@contextmanager
def _site() -> Iterator[str]:
    """Serves the site, on one port if that is free, so that a second demo finds nothing new."""
    from pipeline.demo.serve import serving

    with ExitStack() as stack:
        try:
            base_url = stack.enter_context(serving(port=PORT))
        except OSError:
            base_url = stack.enter_context(serving())
        yield base_url


def _show(folder: Path) -> None:
    from pipeline.cli.shared.screen import Stdout, heading, show_quotes, with_cuts
    from pipeline.commit_log.reading.failures import read_failures
    from pipeline.commit_log.reading.queries import read_records

    console = Stdout()
    state = load(folder)
    rows = list(read_records(state))
    if not rows:
        return
    article = max(rows, key=_interest)
    heading(console, f"“{article['title']}”: the text, and what was cut from it by which rule")
    console.print(with_cuts(article["text"], article["removals"], article["quotes"]))
    show_quotes(console, article["quotes"])
    heading(console, "failures")
    for row in read_failures(state):
        again = f"again at {row['retry_at']}" if row["retry_at"] else "not tried again"
        console.print(common.terminal_safe(f"{row['reason']} at {row['stage']}: {row['detail']} ({again})"), markup=False)


def _interest(row: dict[str, Any]) -> tuple[int, int, str]:
    """Sort key for the article that shows most: number of rules that cut, then number of speakers."""
    rules = {r["rule"] for r in row["removals"] if r["where"] == "text"}
    return len(rules), len({(q["speaker"] or {}).get("name") for q in row["quotes"]}), row["id"]
