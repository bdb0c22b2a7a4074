"""`pullquote verify`: is all there that was committed."""

import typer

from pipeline.cli.records import state_of
from pipeline.cli.shared import common
from pipeline.wording import counted

EPILOG = "Example: `pullquote verify --out out`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(verify)


def verify(out: common.OutOption) -> None:
    """Reads every committed file: size, hash and rows as its commit says. Exit code 1 when something is wrong."""
    from pipeline.commit_log.verify import VerifyCounts
    from pipeline.commit_log.verify import verify as look

    with common.clean_ending("stopped"):
        state_of(out, load_it=False)
        checked, wrong = VerifyCounts(), 0
        for sentence in look(out, checked):
            wrong += 1
            print(common.safe(sentence), flush=True)  # noqa: T201
        told = f"{counted(checked.commits, 'commit')}, {counted(checked.files, 'file')}, {counted(checked.records, 'record')}"
        if checked.forgettings:
            told += f", {counted(checked.forgettings, 'forgetting')}"
        if wrong:
            raise common.stop(f"{told}: {counted(wrong, 'thing')} {'is' if wrong == 1 else 'are'} wrong", common.FAILED)
        print(f"{told}: sound")  # noqa: T201
