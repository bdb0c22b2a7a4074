"""`pullquote feeds check`: does each feed answer, how many entries, how fresh, what is wrong and what to do."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.feeds.folder import JsonOption
from pipeline.cli.shared import common
from pipeline.config.load import Config
from pipeline.feeds.check import Checked, check_feed
from pipeline.wording import counted
from transforms.feeds import Feed
from transforms.write.lines import json_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

EPILOG = """Example: `pullquote feeds check --config mine --pages 2`

On a terminal, a table that grows as they answer; elsewhere a line a feed."""


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(check)


def check(
    config: common.ConfigOption = None,
    pages: Annotated[int, typer.Option("--pages", min=0, max=20, metavar="N", help="Try the first N pages of each.")] = 0,
    feed: common.FeedOption = None,
    as_json: JsonOption = False,
) -> None:
    """Each feed is asked, and told as it answers. Writes nothing. Exit code 4 if one is ill."""
    with common.clean_ending("stopped"):
        sound = common.sound_config(config, need_models=False)
        chosen = [one for one in sound.feeds if feed is None or one.id == feed]
        if not chosen:
            raise common.no_feed(feed or "", [one.id for one in sound.feeds])
        if not all_well(sound, chosen, pages, as_json=as_json):
            raise typer.Exit(common.TOO_MANY_FAILURES)


def all_well(sound: Config, chosen: Sequence[Feed], pages: int = 0, *, as_json: bool = False) -> bool:
    """Asks the feeds, and tells on stdout what came of each; whether none is ill."""
    ill, width, answers = 0, max(len(one.id) for one in chosen), _answers(sound, chosen, pages)
    if not as_json and sys.stdout.isatty():
        from pipeline.cli.shared.screen import Stdout

        answers = live(answers, len(chosen), Stdout())
    for done in answers:
        ill += not done.well
        if as_json:
            sys.stdout.buffer.write(json_line(done.row()))
            sys.stdout.buffer.flush()
        elif not sys.stdout.isatty():
            words = [f"{done.probe.feed.id:<{width}}", *filter(None, told(done))]
            print(common.safe("  ".join(words)), flush=True)  # noqa: T201
    if not as_json:
        common.say(f"{counted(len(chosen), 'feed')}: {len(chosen) - ill} well, {ill} ill")
    return not ill


def _answers(sound: Config, chosen: Sequence[Feed], pages: int) -> Iterator[Checked]:
    from transforms.web.hosts import map_by_host
    from transforms.web.session import session_of

    session = session_of(sound.limits, "check")
    return map_by_host(chosen, lambda one: check_feed(sound, session, one, pages), key=lambda one: one.url)


def live(answers: Iterable[Checked], count: int, console: "Console") -> Iterator[Checked]:
    """The same answers, while a table of them grows on the screen."""
    from rich.live import Live

    table, done, ill = _table(count), 0, 0
    # cut at the foot of the screen until it is whole
    with Live(table, console=console, refresh_per_second=4) as screen:
        for answer in answers:
            done, ill = done + 1, ill + (not answer.well)
            _add(table, answer)
            table.caption = f"{done} of {count} have answered, {ill} ill" if done < count else None
            screen.update(table)
            yield answer


def _table(count: int) -> "Table":
    from rich.table import Table

    table = Table(caption=f"0 of {count} have answered", caption_justify="left")
    for name in ("feed", "outcome", "lists", "what is wrong, and what to do"):
        table.add_column(name, no_wrap=name == "outcome")
    return table


def _add(table: "Table", answer: Checked) -> None:
    from rich.text import Text

    outcome, lists, *rest = told(answer)
    style = "" if answer.well else "red"
    cells = (answer.probe.feed.id, outcome.strip(), lists, "; ".join(rest))
    table.add_row(*(Text(" ".join(common.safe(cell).split()), style=style if at == 1 else "") for at, cell in enumerate(cells)))


def told(done: Checked) -> list[str]:
    """The outcome, what it lists, and what else is to be said."""
    probe = done.probe
    fresh = f"newest {probe.newest[:16].replace('T', ' ')}" if probe.newest else "no dates"
    parts = [f"{probe.outcome:<15}", f"{counted(len(probe.entries), 'entry')}, {fresh}" if probe.entries else ""]
    if done.pages:
        good = [page for page in done.pages if page.outcome == "ok"]
        bad = ", ".join(dict.fromkeys(page.outcome for page in done.pages if page.outcome != "ok"))
        parts.append(f"{len(good)} of {len(done.pages)} pages read" + (f" ({bad})" if bad else ""))
    return parts + [text for text in (probe.detail, done.advice()) if text]
