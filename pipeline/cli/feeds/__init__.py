"""`pullquote feeds …`: commands for managing many feeds."""

import typer

from pipeline.cli.feeds import add, check, export, import_, list_, remove, status, switch


def register(app: typer.Typer) -> None:
    feeds = typer.Typer(
        name="feeds",
        help="Find, add, list, check, import, export, switch off and remove feeds, and see why a feed brings nothing.",
        no_args_is_help=True,
        epilog="Example: `pullquote feeds add https://harborpost.example/`, or `pullquote feeds check --config mine`",
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for module in (add, list_, check, status, import_, export, switch, remove):
        module.register(feeds)
    app.add_typer(feeds)
