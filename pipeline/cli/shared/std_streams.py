"""Replaces standard streams that the shell has closed (`>&-`)."""

import os
import sys

NAMES = ("stdin", "stdout", "stderr")


def reopen_closed() -> None:
    """Opens each closed stream: stdin is empty, stderr is discarded, and writing to stdout raises OSError.

    Otherwise the next file to be opened would get the number of the stream, and everything that is printed.
    """
    for number, name in enumerate(NAMES):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)  # gets the lowest free number
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8"))
