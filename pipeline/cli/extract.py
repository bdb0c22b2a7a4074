"""`pullquote extract`: turns JSON lines of pages into JSON lines of clean articles."""

from pathlib import Path

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.line_streams import FileArgument, WorkersOption, process_file
from pipeline.config.defaults import default_config

EPILOG = """Example: `echo '{"id": 1, "html_path": "page.html.gz"}' | pullquote extract`

In: `id`, `url`, and one of `html_path` (relative to the file; .html or .html.gz), `html`, or `text` (cleaning alone).
Out, in the same order: `id, url, site, section, title, authors, published, language, text, removals, notes, flags`.
A page without an article has an empty text.

Lines that a site repeats on many pages are not cut: only a run knows them, from earlier commits.

Exit codes: 0 done; 1 some lines were invalid, each is reported on stderr."""


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(extract)


def extract(file: FileArgument = "-", config: common.ConfigOption = None, workers: WorkersOption = 1) -> None:
    """Turns JSON lines of pages into JSON lines of clean articles, each cut with its rule. Reports invalid lines on stderr."""
    from pipeline.single.jsonl import ExtractRows

    common.load_or_exit(config, need_feeds=False, need_models=False)
    base = Path.cwd() if file == "-" else Path(file).absolute().parent
    process_file(file, ExtractRows((config or default_config()).absolute(), base), workers)
