"""`pullquote annotate`: texts in, quotes and entities out."""

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.line_streams import FileArgument, WorkersOption, stream

EPILOG = """Example: `echo '{"id": 1, "text": "“We won,” Ana Brandt said."}' | pullquote annotate`

In: `id`, `text`, and `language` if it is known. Out, in the same order: `id, quotes, entities`.
A text in a language without a model has none, and is named on stderr.

Exit codes: 0 done; 1 some lines were bad, each named on stderr."""


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(annotate)


def annotate(file: FileArgument = "-", config: common.ConfigOption = None, workers: WorkersOption = 1) -> None:
    """JSON lines of texts → JSON lines of who said what and who is who. A bad line is named on stderr."""
    from pipeline.single.jsonl import AnnotateRows

    sound = common.sound_config(config, need_feeds=False)
    stream(file, AnnotateRows(tuple(sorted(sound.models.items())), sound.aliases), workers)
