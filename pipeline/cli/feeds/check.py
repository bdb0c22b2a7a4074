"""`pullquote feeds check`: does each feed answer, how many entries, how fresh, what is wrong and what to do."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.feeds.folder import JsonOption
from pipeline.cli.shared import common
from pipeline.config.load import Config
from pipeline.feeds.check import CheckedFeed, check_feed
from pipeline.wording import counted
from transforms.feeds import Feed
from transforms.write.lines import json_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

EPILOG = """Example: `pullquote feeds check --config mine --pages 2`

On a terminal it shows a table, elsewhere it prints one line per feed."""


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(check)


def check(
    config: common.ConfigOption = None,
    pages: Annotated[
        int, typer.Option("--pages", min=0, max=20, metavar="N", help="Also fetch the first N pages of each feed.")
    ] = 0,
    feed: Annotated[str | None, typer.Option("--feed", metavar="ID", help="Only this feed.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Polls each feed and reports as it answers. Writes nothing. Exit code 4 if a feed fails."""
    with common.clean_exit("stopped"):
        configuration = common.load_or_exit(config, need_models=False)
        chosen = [one for one in configuration.feeds if feed is None or one.id == feed]
        if not chosen:
            raise common.unknown_feed(feed or "", [one.id for one in configuration.feeds])
        if not check_feeds(configuration, chosen, pages, as_json=as_json):
            raise typer.Exit(common.TOO_MANY_FAILURES)


def check_feeds(configuration: Config, chosen: Sequence[Feed], pages: int = 0, *, as_json: bool = False) -> bool:
    """Polls the feeds and prints a result for each; returns whether all are healthy."""
    failing, width, answers = 0, max(len(one.id) for one in chosen), _answers(configuration, chosen, pages)
    if not as_json and sys.stdout.isatty():
        from pipeline.cli.shared.screen import Stdout

        answers = with_live_table(answers, len(chosen), Stdout())
    for done in answers:
        failing += not done.healthy
        if as_json:
            sys.stdout.buffer.write(json_line(done.row()))
            sys.stdout.buffer.flush()
        elif not sys.stdout.isatty():
            words = [f"{done.probe.feed.id:<{width}}", *filter(None, result_columns(done))]
            print(common.terminal_safe("  ".join(words)), flush=True)  # noqa: T201
    if not as_json:
        common.print_message(f"{counted(len(chosen), 'feed')}: {len(chosen) - failing} healthy, {failing} failing")
    return not failing


def _answers(configuration: Config, chosen: Sequence[Feed], pages: int) -> Iterator[CheckedFeed]:
    from transforms.web.hosts import map_by_host
    from transforms.web.session import session_of

    session = session_of(configuration.limits, "check")
    return map_by_host(chosen, lambda one: check_feed(configuration, session, one, pages), key=lambda one: one.url)


def with_live_table(answers: Iterable[CheckedFeed], count: int, console: "Console") -> Iterator[CheckedFeed]:
    """Passes the results on while showing them in a growing table."""
    from rich.live import Live

    table, done, failing = _table(count), 0, 0
    # the table is cut at the bottom of the screen until it is complete
    with Live(table, console=console, refresh_per_second=4) as screen:
        for answer in answers:
            done, failing = done + 1, failing + (not answer.healthy)
            _add(table, answer)
            table.caption = f"{done} of {count} have answered, {failing} failing" if done < count else None
            screen.update(table)
            yield answer


def _table(count: int) -> "Table":
    from rich.table import Table

    table = Table(caption=f"0 of {count} have answered", caption_justify="left")
    for name in ("feed", "outcome", "lists", "what is wrong, and what to do"):
        table.add_column(name, no_wrap=name == "outcome")
    return table


def _add(table: "Table", answer: CheckedFeed) -> None:
    from rich.text import Text

    outcome, lists, *rest = result_columns(answer)
    style = "" if answer.healthy else "red"
    cells = (answer.probe.feed.id, outcome.strip(), lists, "; ".join(rest))
    table.add_row(
        *(Text(" ".join(common.terminal_safe(cell).split()), style=style if at == 1 else "") for at, cell in enumerate(cells))
    )


def result_columns(done: CheckedFeed) -> list[str]:
    """The texts of a row: the outcome, what the feed lists, results of pages, details and advice."""
    probe = done.probe
    fresh = f"newest {probe.newest[:16].replace('T', ' ')}" if probe.newest else "no dates"
    parts = [f"{probe.outcome:<15}", f"{counted(len(probe.entries), 'entry')}, {fresh}" if probe.entries else ""]
    if done.pages:
        good = [page for page in done.pages if page.outcome == "ok"]
        bad = ", ".join(dict.fromkeys(page.outcome for page in done.pages if page.outcome != "ok"))
        parts.append(f"{len(good)} of {len(done.pages)} pages read" + (f" ({bad})" if bad else ""))
    return parts + [text for text in (probe.detail, done.advice()) if text]
