"""`pullquote verify`: checks that every committed file is complete and undamaged."""

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state
from pipeline.wording import counted

EPILOG = "Example: `pullquote verify --out out`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(verify)


def verify(out: common.OutOption) -> None:
    """Compares size, hash and number of rows of every committed file with its commit. Exit code 1 if something is wrong."""
    from pipeline.commit_log.reading.verify import VerifyCounts
    from pipeline.commit_log.reading.verify import verify as look

    with common.clean_exit("stopped"):
        open_state(out, load_it=False)
        checked, wrong = VerifyCounts(), 0
        for sentence in look(out, checked):
            wrong += 1
            print(common.terminal_safe(sentence), flush=True)  # noqa: T201
        message = (
            f"{counted(checked.commits, 'commit')}, {counted(checked.files, 'file')}, {counted(checked.records, 'record')}"
        )
        if checked.forgettings:
            message += f", {counted(checked.forgettings, 'forgetting')}"
        if wrong:
            raise common.exit_with(f"{message}: {counted(wrong, 'thing')} {'is' if wrong == 1 else 'are'} wrong", common.FAILED)
        print(f"{message}: sound")  # noqa: T201
