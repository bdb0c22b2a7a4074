"""The command line application. Help lists the commands in this order."""

from typing import Annotated

import typer

from pipeline.cli import (
    annotate,
    check,
    compact,
    corrections,
    demo,
    diff,
    explain,
    extract,
    failures,
    feeds,
    files,
    forget,
    quotes,
    records,
    replay,
    run,
    schedule,
    vacuum,
    verify,
)
from transforms.version import VERSION

app = typer.Typer(
    name="pullquote",
    help="Turns news feeds into clean articles with quotes and entities.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    """Turns news feeds into clean articles with quotes and entities."""
    if show:
        typer.echo(f"pullquote {VERSION}")
        raise typer.Exit


for module in (
    demo,
    run,
    feeds,
    check,
    explain,
    records,
    quotes,
    failures,
    replay,
    diff,
    corrections,
    files,
    verify,
    schedule,
    compact,
    vacuum,
    forget,
    extract,
    annotate,
):
    module.register(app)
