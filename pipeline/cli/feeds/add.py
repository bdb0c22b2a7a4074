"""`pullquote feeds add`: writes a feed file for the address of a feed or of a page that has feeds."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import JsonOption, OwnConfigOption, all_feeds, loaded_user_folder
from pipeline.cli.shared import common
from pipeline.config.load import FEED_ID
from pipeline.config.schema import duration_s
from pipeline.feeds.discover import SITE_TRIED, discover_feeds
from pipeline.feeds.files import NewFeed, suggest_id, write_feed_file
from pipeline.wording import counted
from transforms.feeds import Feed
from transforms.poll.probe import FeedProbe, in_utc
from transforms.web.urls import clean_url
from transforms.write.lines import json_line

EPILOG = "Example: `pullquote feeds add https://harborpost.example/ --config mine --tag local`"
ENTRIES_SHOWN = 3  # entries of each candidate
HAS_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:(?!\d)")  # mailto:desk@… has one, harborpost.example:8080 has none


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(add)


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a page that links to feeds.")],
    config: OwnConfigOption = None,
    ident: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The name of the file. Default: from the feed's title.")
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option("--choose", metavar="N", help="Which of several feeds to add: a number, or `all`; may be repeated."),
    ] = None,
    every: Annotated[str | None, typer.Option("--every", metavar="TIME", help="How often to poll it, such as 15m.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; may be repeated.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the feeds that were found, and write nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Shows the feeds that were found with their first entries, and writes a file for each chosen one.

    If there are several, a terminal user is asked; elsewhere `--choose` is needed (exit code 2 without it).
    """
    from transforms.web.session import session_of

    with common.clean_exit("stopped; nothing was written"):
        address, every = _address(url), _checked_interval(every)
        with loaded_user_folder(config) as configuration:
            feeds = [feed for feed, _ in all_feeds(configuration)]
            _check_id(ident, {feed.id for feed in feeds})
            first, found = discover_feeds(session_of(configuration.limits, "add"), address)
            if not found:
                tried = "; no feed was found in the page or at the usual addresses" if first.outcome in SITE_TRIED else ""
                raise common.exit_with(f"{first.detail}{tried}", common.FAILED)
            for n, one in enumerate(found, 1):
                _show(n, one, as_json)
            if dry_run:
                return
            chosen = [found[n - 1] for n in _choice(len(found), choose)]
            if ident and len(chosen) > 1:
                raise common.exit_with("--id names one feed; leave it out to add several", common.INVALID)
            settings = (ident, every, tuple(dict.fromkeys(tag or ())))
            _write_all(configuration.folder, feeds, chosen, settings)


def _write_all(
    folder: Path, feeds: list[Feed], chosen: list[FeedProbe], settings: tuple[str | None, str | None, tuple[str, ...]]
) -> None:
    """Writes a file for each feed that the folder does not have, and says so. `settings`: its id, interval and tags."""
    ident, every, tags = settings
    known, taken = {feed.url: feed.id for feed in feeds}, {feed.id for feed in feeds}
    for one in chosen:
        if one.feed.url in known:
            common.print_message(f"{one.feed.url} exists already: feeds/{known[one.feed.url]}.yaml")
            continue
        name = ident or suggest_id(one.title or one.feed.name, one.feed.url, taken)
        path = _write(folder, name, one, every, tags)
        taken.add(name)
        common.print_message(f"{path} is written; the next `pullquote run` polls it")


def _check_id(ident: str | None, taken: set[str]) -> None:
    if ident is not None and not FEED_ID.fullmatch(ident):
        raise common.exit_with(f"--id: '{ident}' is not an id; use a-z, 0-9, dots and hyphens", common.INVALID)
    if ident in taken:
        raise common.exit_with(f"--id: the feed '{ident}' exists already; choose another id", common.INVALID)


def _address(url: str) -> str:
    address = clean_url(url if HAS_SCHEME.match(url) else f"https://{url}")
    if address is None:
        raise common.exit_with(f"'{url}' is not an address; it must start with http:// or https://", common.INVALID)
    return address


def _checked_interval(every: str | None) -> str | None:
    try:
        if every is not None:
            duration_s(every)
    except ValueError as error:
        raise common.exit_with(f"--every {error}", common.INVALID) from error
    return every


def _show(n: int, one: FeedProbe, as_json: bool) -> None:
    entries = one.entries[:ENTRIES_SHOWN]
    if as_json:
        rows = [{"title": e.title, "link": e.url, "published": in_utc(e.published)} for e in entries]
        row = {"n": n, "url": one.feed.url, "title": one.title, "language": one.language}
        sys.stdout.buffer.write(json_line({**row, "entries": len(one.entries), "first": rows}))
        return
    print(common.terminal_safe(f"{n}. {one.title or one.feed.name or '(no title)'}  {one.feed.url}"))  # noqa: T201
    print(f"   {counted(len(one.entries), 'entry')}" + (f", newest {one.newest[:10]}" if one.newest else ""))  # noqa: T201
    for entry in entries:
        print(common.terminal_safe(f"   · {entry.title or entry.url}"))  # noqa: T201


def _choice(count: int, choose: list[str] | None) -> list[int]:
    """The numbers of the chosen feeds, from 1, in order."""
    if choose:
        numbers = _numbers(choose, count)
        if numbers is None:
            allowed = f"numbers from 1 to {count}, or all" if count > 1 else "1"
            raise common.exit_with(f"--choose {' '.join(choose)}: it takes {allowed}", common.INVALID)
        return numbers
    if count == 1:
        return [1]
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise common.exit_with(f"{count} feeds were found; choose with --choose N (may be repeated) or all", common.INVALID)
    while True:
        answer = typer.prompt("Which ones (such as 2, or 1 3, or all)", default="1")
        if numbers := _numbers(answer.replace(",", " ").split(), count):
            return numbers


def _numbers(words: list[str], count: int) -> list[int] | None:
    """The numbers that the words name, or None if a word names none.

    >>> _numbers(["3", "1"], 3), _numbers(["all"], 2), _numbers(["4"], 3), _numbers(["first"], 3)
    ([1, 3], [1, 2], None, None)
    """
    numbers = {str(n): n for n in range(1, count + 1)}
    if "all" in words:
        return [*numbers.values()]
    return sorted({numbers[word] for word in words}) if words and all(word in numbers for word in words) else None


def _write(folder: Path, ident: str, chosen: FeedProbe, every: str | None, tags: tuple[str, ...]) -> Path:
    language = chosen.language if chosen.language and len(chosen.language) <= 10 else None
    feed = NewFeed(chosen.feed.url, chosen.title or chosen.feed.name, language, tags, every)
    try:
        return write_feed_file(folder, ident, feed)
    except FileExistsError as error:
        raise common.exit_with(f"feeds/{ident}.yaml is there already; choose another --id", common.INVALID) from error
