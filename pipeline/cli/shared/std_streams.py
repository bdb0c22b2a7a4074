"""The three standard streams, as a shell may have closed them (`>&-`)."""

import os
import sys

NAMES = ("stdin", "stdout", "stderr")


def open_closed() -> None:
    """Gives each closed stream a place: stdin is empty, stderr goes nowhere, and a result that nobody takes is an OSError.

    Else the next file to be opened would get the number of the stream, and what is printed.
    """
    for number, name in enumerate(NAMES):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)  # takes the lowest number that is free
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8"))
