"""The command line: `pullquote`, or `python -m pipeline`."""

from pipeline.cli.app import app


def main() -> None:
    """Entry point of the console script."""
    app()


if __name__ == "__main__":
    main()
