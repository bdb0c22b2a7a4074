"""`pullquote annotate`: finds quotes and entities in JSON lines of texts."""

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.line_streams import FileArgument, WorkersOption, process_file

EPILOG = """Example: `echo '{"id": 1, "text": "“We won,” Ana Brandt said."}' | pullquote annotate`

In: `id`, `text`, and `language` if it is known. Out, in the same order: `id, quotes, entities`; `quotes_only` is true where
direct speech was found without a model, and `skipped` says why a text has neither, such as its language without a model.

Of plain text: `jq -Rs '{id: input_filename, text: .}' notes.txt | pullquote annotate`

Exit codes: 0 done; 1 some lines were invalid, each is reported on stderr."""


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(annotate)


def annotate(file: FileArgument = "-", config: common.ConfigOption = None, workers: WorkersOption = 1) -> None:
    """Turns JSON lines of texts into JSON lines of quotes and entities. Reports invalid lines on stderr."""
    from pipeline.single.jsonl import AnnotateRows

    configuration = common.load_or_exit(config, need_feeds=False)
    models, least = tuple(sorted(configuration.models.items())), configuration.settings.quotes.least_confidence
    process_file(file, AnnotateRows(models, configuration.aliases, least), workers)
