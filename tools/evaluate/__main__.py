"""`python -m tools.evaluate DIR`: scores all gold files of a folder and prints a table for each."""

import argparse
from pathlib import Path

import tools.evaluate
from tools.evaluate.folder import Selection, evaluate


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"'{text}' is not KEY=VALUE, e.g. lang=en")
    return key, value


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="tools.evaluate", description=tools.evaluate.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument(
        "--only", type=_pair, action="append", default=[], metavar="KEY=VALUE", help="only rows with this value"
    )
    parser.add_argument("--skip", default="", metavar="FLAGS", help="leave out rows with one of these flags (a,b)")
    parser.add_argument(
        "--group", metavar="REGEX", help="a column for each group of ids too, named by the first group of the pattern"
    )
    parser.add_argument(
        "--sites", action="store_true", help="a museum, a school and the like may be a place or an organization"
    )
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes (1)")
    arguments = parser.parse_args()
    selection = Selection(dict(arguments.only), frozenset(filter(None, arguments.skip.split(","))))
    try:
        for score in evaluate(arguments.folder, selection, arguments.group, arguments.workers, arguments.sites):
            print(score, flush=True)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
