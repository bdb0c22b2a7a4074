"""`pullquote explain`: shows what a run makes of one page, and why."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.shared import common
from pipeline.config.load import Config
from transforms.errors import NewsError
from transforms.feeds import Feed
from transforms.rows import as_json
from transforms.write.lines import json_line

if TYPE_CHECKING:
    from pipeline.single.page import Explained  # it imports spaCy, which `--help` does not need

EPILOG = """Example: `pullquote explain page.html`, or `pullquote explain https://news.example/a-story --feed daily`

It sees this page alone. Lines that a site repeats on many pages, which a run cuts as `furniture`, are not cut here."""


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(explain)


def explain(
    page: Annotated[str, typer.Argument(metavar="URL|FILE", help="An address, or a saved .html or .html.gz file.")],
    config: common.ConfigOption = None,
    feed: Annotated[str | None, typer.Option("--feed", metavar="ID", help="Use the settings of this feed.")] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The address that a saved file came from.")] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="DIR", help="Save a golden page: page.html and expected.yaml.")
    ] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Shows metadata and its sources, the text with each cut and its rule, the decision for each block, quotes and entities."""
    from pipeline.single.page import explain_page

    with common.clean_exit("stopped"):
        configuration = common.load_or_exit(config, need_feeds=feed is not None)
        chosen = _feed(configuration, feed) if feed else None
        try:
            address, content_type, html = _fetched(configuration, page, chosen) if "://" in page else _file(page, url or "")
            explained = explain_page(configuration, html, url=address, content_type=content_type, feed=chosen)
        except NewsError as error:
            name = "" if "://" in page else f"{page}: "
            raise common.exit_with(f"{name}{type(error).__name__}: {error}", common.FAILED) from error
        row = _row(explained)
        if save:
            _save(save, html, row, content_type)
        if as_json_:
            sys.stdout.buffer.write(json_line(row))
            return
        from pipeline.cli.shared.screen import Stdout, show

        show(Stdout(), row)


def _row(explained: "Explained") -> dict[str, Any]:
    """The page as `--json` shows it: the fields of the article, of the clean text and of the annotations; blocks; sources."""
    row: dict[str, Any] = as_json(explained.article)
    row.update(text=explained.clean.text, removals=as_json(explained.clean.removals), **as_json(explained.annotations))
    row.update(flags=[*explained.clean.flags], notes=as_json(explained.clean.notes))
    for name in ("entry", "pruned", "fetched_at"):
        del row[name]
    return row | {
        "blocks": [{**as_json(block), "why": block.why} for block in explained.blocks],
        "witnesses": [
            {"field": source.field, "source": source.source, "said": source.value, "won": source.used, "why": source.why}
            for source in explained.sources
        ],
    }


def _feed(config: Config, ident: str) -> Feed:
    feeds = {f.id: f for f in config.feeds}
    if ident not in feeds:
        raise common.unknown_feed(ident, feeds)
    return feeds[ident]


def _fetched(config: Config, url: str, feed: Feed | None) -> tuple[str, str | None, bytes]:
    """The page, fetched as a run would: addresses and robots.txt are checked at each redirect."""
    from transforms.fetch.fetch_page import fetch_page
    from transforms.web.session import session_of

    answer = fetch_page(url, session_of(config.limits, "explain"), [feed] if feed else ())
    return answer.url, answer.headers.get("content-type"), answer.body


def _save(folder: Path, html: bytes, row: dict[str, Any], content_type: str | None) -> None:
    from pipeline.single.golden import save

    try:
        save(folder, html, row, content_type)
    except FileExistsError as error:
        raise common.exit_with(
            f"{error.filename} is there already; name another folder, or move it away", common.FAILED
        ) from error
    except OSError as error:
        raise common.exit_with(f"{error.filename}: {error.strerror}", common.FAILED) from error
    common.print_message(f"{folder}: saved; expected.yaml holds what the program found: read the page and correct it")


def _file(name: str, url: str) -> tuple[str, None, bytes]:
    from pipeline.single.jsonl import BadLine, read_page

    try:
        return url, None, read_page(Path(name))
    except BadLine as error:
        raise common.exit_with(str(error), common.FAILED if Path(name).exists() else common.INVALID) from error
