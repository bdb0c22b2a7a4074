"""`pullquote feeds import`: writes a feed file for each feed of an OPML file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import OwnConfigOption, all_feeds, loaded_user_folder
from pipeline.cli.shared import common
from pipeline.config.load import Config
from pipeline.feeds.files import CannotEdit, NewFeed, add_tags, suggest_id, write_feed_file
from pipeline.feeds.opml import NotOpml, OpmlFeed, read_opml
from pipeline.wording import counted
from transforms.web.urls import clean_url

EPILOG = "Example: `pullquote feeds import subscriptions.opml --config mine`"


def register(app: typer.Typer) -> None:
    app.command("import", epilog=EPILOG)(import_feeds)


def import_feeds(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="An OPML file, or - for standard input.")],
    config: OwnConfigOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only report what would be written.")] = False,
) -> None:
    """Writes `feeds/<id>.yaml` for each feed, with its folders as tags. A feed that exists already gets the missing tags.

    Exit code 4 when some entries are not usable: they are reported, the others are written.
    """
    with common.clean_exit("stopped; what was written stays"):
        try:
            listed = read_opml(sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes())
        except FileNotFoundError as error:
            raise common.exit_with(f"{file}: no such file; name one, or `-` for stdin", common.INVALID) from error
        except NotOpml as error:
            raise common.exit_with(f"{file} {error}", common.FAILED) from error
        with loaded_user_folder(config) as configuration:
            refused = _import(configuration, listed, dry_run)
        if refused:
            raise typer.Exit(common.TOO_MANY_FAILURES)


def _import(configuration: Config, listed: list[OpmlFeed], dry_run: bool) -> int:
    """Writes the files, and says so; returns how many entries are not usable."""
    feeds = [feed for feed, _ in all_feeds(configuration)]
    known, taken = {feed.url: feed.id for feed in feeds}, {feed.id for feed in feeds}
    written = changed = refused = 0
    for one in listed:
        url = clean_url(one.url)
        if url is None:
            refused += 1
            common.print_message(f"'{one.url[:200]}' is not an http or https address; left out")
        elif url in known:
            changed += _tagged(configuration.folder, known[url], one, dry_run)
        else:
            ident = suggest_id(one.title, url, taken)
            taken.add(ident)
            known[url] = ident
            written += 1
            if not dry_run:
                write_feed_file(configuration.folder, ident, NewFeed(url, one.title, tags=one.tags))
            print(common.terminal_safe(f"{ident:<40} {url}"))  # noqa: T201
    there = len(listed) - written - refused
    message = f"{counted(written, 'feed')} {'would be ' if dry_run else ''}written, {there} existed already"
    common.print_message(
        f"{message}{f' ({changed} with new tags)' if changed else ''}{f', {refused} left out' if refused else ''}"
    )
    return refused


def _tagged(folder: Path, ident: str, one: OpmlFeed, dry_run: bool) -> bool:
    if dry_run or not one.tags:
        return False
    path = folder / "feeds" / f"{ident}.yaml"
    if not path.exists():  # the list has the same address twice
        return False
    try:
        return bool(add_tags(path, one.tags))
    except CannotEdit as error:
        common.print_message(str(error))
        return False
