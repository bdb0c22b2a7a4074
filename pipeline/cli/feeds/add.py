"""`pullquote feeds add`: from the address of a feed, or of any page of a site, to a feed file."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import JsonOption, OwnConfigOption, config_of, every_feed
from pipeline.cli.shared import common
from pipeline.config.load import FEED_ID
from pipeline.config.schema import duration_s
from pipeline.feeds.discover import found_feeds
from pipeline.feeds.files import NewFeed, new_file, sensible_id
from pipeline.wording import counted
from transforms.poll.probe import FeedProbe, in_utc
from transforms.web.urls import clean_url
from transforms.write.lines import json_line

EPILOG = "Example: `pullquote feeds add https://harborpost.example/ --config mine --tag local`"
SHOWN = 3  # entries of each candidate
HAS_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:(?!\d)")  # mailto:desk@… has one, harborpost.example:8080 has none


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(add)


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a page that names its feeds.")],
    config: OwnConfigOption = None,
    ident: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The file's name. Default: from the feed's title.")
    ] = None,
    choose: Annotated[int | None, typer.Option("--choose", min=1, metavar="N", help="Which of several feeds to take.")] = None,
    every: Annotated[str | None, typer.Option("--every", metavar="TIME", help="How often to ask it, such as 15m.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; may be given several times.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what was found, and write nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Shows the feeds that were found, each with its first entries, and writes the file of the chosen one.

    With several, a person at a terminal is asked; elsewhere `--choose` says which (exit code 2 without it).
    """
    from transforms.web.session import session_of

    with common.clean_ending("stopped; nothing was written"):
        address, every = _address(url), _time(every)
        sound = config_of(config)
        feeds = [feed for feed, _ in every_feed(sound)]
        _check_id(ident, {feed.id for feed in feeds})
        first, found = found_feeds(session_of(sound.limits, "add"), address)
        if not found:
            tried = "" if first.outcome != "not_a_feed" else "; no feed was found in the page or where sites mostly keep them"
            raise common.stop(f"{first.detail}{tried}", common.FAILED)
        for n, one in enumerate(found, 1):
            _show(n, one, as_json)
        if dry_run:
            return
        chosen = found[_choice(found, choose) - 1]
        known = {feed.url: feed.id for feed in feeds}
        if chosen.feed.url in known:
            raise common.stop(f"{chosen.feed.url} is there already: feeds/{known[chosen.feed.url]}.yaml", common.DONE)
        name = ident or sensible_id(chosen.title or chosen.feed.name, chosen.feed.url, {feed.id for feed in feeds})
        path = _written(sound.folder, name, chosen, every, tuple(dict.fromkeys(tag or ())))
        common.say(f"{path} is written; `pullquote run` asks it next")


def _check_id(ident: str | None, taken: set[str]) -> None:
    if ident is not None and not FEED_ID.fullmatch(ident):
        raise common.stop(f"--id: '{ident}' is no id; use a-z, 0-9, dots and hyphens", common.UNSOUND)
    if ident in taken:
        raise common.stop(f"--id: there is a feed '{ident}' already; choose another", common.UNSOUND)


def _address(url: str) -> str:
    address = clean_url(url if HAS_SCHEME.match(url) else f"https://{url}")
    if address is None:
        raise common.stop(f"'{url}' is not an address; it must start with http:// or https://", common.UNSOUND)
    return address


def _time(every: str | None) -> str | None:
    try:
        if every is not None:
            duration_s(every)
    except ValueError as error:
        raise common.stop(f"--every {error}", common.UNSOUND) from error
    return every


def _show(n: int, one: FeedProbe, as_json: bool) -> None:
    entries = one.entries[:SHOWN]
    if as_json:
        rows = [{"title": e.title, "link": e.url, "published": in_utc(e.published)} for e in entries]
        row = {"n": n, "url": one.feed.url, "title": one.title, "language": one.language}
        sys.stdout.buffer.write(json_line({**row, "entries": len(one.entries), "first": rows}))
        return
    print(common.safe(f"{n}. {one.title or one.feed.name or '(no title)'}  {one.feed.url}"))  # noqa: T201
    print(f"   {counted(len(one.entries), 'entry')}" + (f", newest {one.newest[:10]}" if one.newest else ""))  # noqa: T201
    for entry in entries:
        print(common.safe(f"   · {entry.title or entry.url}"))  # noqa: T201


def _choice(found: list[FeedProbe], choose: int | None) -> int:
    if choose is not None:
        if choose > len(found):
            raise common.stop(f"--choose {choose}: there are {len(found)}", common.UNSOUND)
        return choose
    if len(found) == 1:
        return 1
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise common.stop(f"{len(found)} feeds were found; say which with --choose N", common.UNSOUND)
    while True:
        answer = typer.prompt("Which one", default=1, type=int)
        if 1 <= answer <= len(found):
            return int(answer)


def _written(folder: Path, ident: str, chosen: FeedProbe, every: str | None, tags: tuple[str, ...]) -> Path:
    language = chosen.language if chosen.language and len(chosen.language) <= 10 else None
    feed = NewFeed(chosen.feed.url, chosen.title or chosen.feed.name, language, tags, every)
    try:
        return new_file(folder, ident, feed)
    except FileExistsError as error:
        raise common.stop(f"feeds/{ident}.yaml is there already; choose another --id", common.UNSOUND) from error
