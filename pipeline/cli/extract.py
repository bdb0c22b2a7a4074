"""`pullquote extract`: pages in, clean articles out."""

from pathlib import Path

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.line_streams import FileArgument, WorkersOption, stream
from pipeline.config.defaults import default_config

EPILOG = """Example: `echo '{"id": 1, "html_path": "page.html.gz"}' | pullquote extract`

In: `id`, `url`, and one of `html_path` (relative to the file; .html or .html.gz), `html`, or `text` (cleaning alone).
Out, in the same order: `id, title, authors, published, language, text, removals`; a page without an article has an empty text.

Lines that a site shows on page after page stay: only a run knows them, from the commits before it.

Exit codes: 0 done; 1 some lines were bad, each named on stderr."""


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(extract)


def extract(file: FileArgument = "-", config: common.ConfigOption = None, workers: WorkersOption = 1) -> None:
    """JSON lines of pages → JSON lines of clean articles, each cut with its rule. A bad line is named on stderr."""
    from pipeline.single.jsonl import ExtractRows

    common.sound_config(config, need_feeds=False, need_models=False)
    base = Path.cwd() if file == "-" else Path(file).absolute().parent
    stream(file, ExtractRows((config or default_config()).absolute(), base), workers)
