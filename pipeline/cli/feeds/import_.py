"""`pullquote feeds import`: the feeds of an OPML file, each into a file of its own."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import OwnConfigOption, config_of, every_feed
from pipeline.cli.shared import common
from pipeline.feeds.files import CantEdit, NewFeed, add_tags, new_file, sensible_id
from pipeline.feeds.opml import Listed, NoList, read_opml
from pipeline.wording import counted
from transforms.web.urls import clean_url

EPILOG = "Example: `pullquote feeds import subscriptions.opml --config mine`"


def register(app: typer.Typer) -> None:
    app.command("import", epilog=EPILOG)(import_feeds)


def import_feeds(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="An OPML file, or - for standard input.")],
    config: OwnConfigOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
) -> None:
    """Writes `feeds/<id>.yaml` for each feed, its folders as tags. One that is there already gets the tags it lacks.

    Exit code 4 when some could not be taken: they are named, the others are written.
    """
    with common.clean_ending("stopped; what was written stays"):
        try:
            listed = read_opml(sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes())
        except NoList as error:
            raise common.stop(f"{file} {error}", common.FAILED) from error
        sound = config_of(config)
        feeds = [feed for feed, _ in every_feed(sound)]
        known, taken = {feed.url: feed.id for feed in feeds}, {feed.id for feed in feeds}
        written = changed = refused = 0
        for one in listed:
            url = clean_url(one.url)
            if url is None:
                refused += 1
                common.say(f"'{one.url[:200]}' is no address of http or https; left out")
            elif url in known:
                changed += _tagged(sound.folder, known[url], one, dry_run)
            else:
                ident = sensible_id(one.title, url, taken)
                taken.add(ident)
                known[url] = ident
                written += 1
                if not dry_run:
                    new_file(sound.folder, ident, NewFeed(url, one.title, tags=one.tags))
                print(common.safe(f"{ident:<40} {url}"))  # noqa: T201
        there = len(listed) - written - refused
        told = f"{counted(written, 'feed')} {'would be ' if dry_run else ''}written, {there} there already"
        common.say(f"{told}{f' ({changed} with new tags)' if changed else ''}{f', {refused} left out' if refused else ''}")
        if refused:
            raise typer.Exit(common.TOO_MANY_FAILURES)


def _tagged(folder: Path, ident: str, one: Listed, dry_run: bool) -> bool:
    if dry_run or not one.tags:
        return False
    path = folder / "feeds" / f"{ident}.yaml"
    if not path.exists():  # two places of this list lead to one address, once cleaned
        return False
    try:
        return bool(add_tags(path, one.tags))
    except CantEdit as error:
        common.say(str(error))
        return False
