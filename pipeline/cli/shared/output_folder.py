"""Opens the output folder that a command names with `--out`, and parses its options for times."""

from datetime import datetime
from pathlib import Path

import typer

from pipeline.cli.shared import common
from pipeline.commit_log.state import State, load
from transforms.dates import instant


def open_state(out: Path, *, load_it: bool = True, feed: str | None = None) -> State:
    """The state of an output folder; empty with `load_it=False`, which only checks that there is a log.

    Ends the command with a message, and code 2, if there is no log, or if the log does not know the feed. Raises BrokenLog.
    """
    try:
        has_log = (out / "commits").is_dir()
    except OSError as error:
        raise common.exit_with(f"can't go on: {error.filename or out}: {error.strerror or error}", common.FAILED) from error
    if not has_log:
        raise common.exit_with(f"{out} holds no commits; `pullquote run --out {out}` makes some", common.INVALID)
    state = load(out) if load_it else State(out)
    if feed and feed not in state.feeds:
        raise common.unknown_feed(feed, state.feeds)
    return state


def parse_moment(option: str, text: str | None) -> datetime | None:
    """The time that an option such as `--since` gives, in UTC; None without the option. Raises typer.BadParameter."""
    if text is None:
        return None
    try:
        return instant(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is not a date; write 2026-01-31 or 2026-01-31T09:30", param_hint=option) from error
