"""`pullquote files`: the files to read, for DuckDB, pandas, Beam and others."""

from enum import StrEnum
from typing import Annotated

import typer

from pipeline.cli.records import state_of
from pipeline.cli.shared import common
from pipeline.commit_log.store import BrokenLog

EPILOG = (
    "Example: `pandas.concat(map(pandas.read_parquet, paths))` over the lines of `pullquote files --out out --format parquet`"
)


class Kind(StrEnum):
    records = "records"
    failures = "failures"
    sightings = "sightings"
    archive = "archive"
    forgotten = "forgotten"  # that something was, a row each time


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(files)


def files(
    out: common.OutOption,
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="Only files of this format, e.g. parquet.")
    ] = None,
    kind: Annotated[Kind, typer.Option("--kind", help="What they hold.")] = Kind.records,
) -> None:
    """The live files, one path a line, in the order of their commits. A file that is not listed was never published."""
    from transforms.write import formats

    if form is not None and form not in formats.format_names():
        raise typer.BadParameter(f"no '{form}'; there are: {', '.join(formats.format_names())}", param_hint="--format")
    suffix = formats.format_named(form).SUFFIX if form else ""
    with common.clean_ending("stopped"):
        try:
            state = state_of(out)
            refs = (ref for _, ref in state.files(kind.value))
            for ref in refs if kind is not Kind.forgotten else filter(None, [state.forgotten]):
                if ref.path.endswith(suffix):
                    print(out / ref.path)  # noqa: T201
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error
