"""`pullquote files`: lists the published files, for DuckDB, pandas, Beam and others."""

from enum import StrEnum
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state
from pipeline.commit_log.store import BrokenLog

EPILOG = (
    "Example: `pandas.concat(map(pandas.read_parquet, paths))` over the lines of `pullquote files --out out --format parquet`"
)


class Kind(StrEnum):
    records = "records"
    failures = "failures"
    sightings = "sightings"
    archive = "archive"
    forgotten = "forgotten"  # one row for each call of `forget`


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(files)


def files(
    out: common.OutOption,
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="Only files of this format, e.g. parquet.")
    ] = None,
    kind: Annotated[Kind, typer.Option("--kind", help="Only files of this kind.")] = Kind.records,
) -> None:
    """Lists the published files, one path per line, in commit order. Read no other files: they may be incomplete."""
    from transforms.write import formats

    if form is not None and form not in formats.format_names():
        raise typer.BadParameter(f"no '{form}'; there are: {', '.join(formats.format_names())}", param_hint="--format")
    suffix = formats.format_named(form).SUFFIX if form else ""
    with common.clean_exit("stopped"):
        try:
            state = open_state(out)
            refs = (ref for _, ref in state.files(kind.value))
            for ref in refs if kind is not Kind.forgotten else filter(None, [state.forgotten]):
                if ref.path.endswith(suffix):
                    print(out / ref.path)  # noqa: T201
        except BrokenLog as error:
            raise common.exit_with(str(error), common.FAILED) from error
