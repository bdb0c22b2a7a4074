"""Works for the process for pages, which imports this file by its name."""

import os
import signal
import time

from transforms.errors import NoText
from transforms.supervised.limits import page_limit


class Unpicklable(Exception):
    """Can't be made of the arguments that it keeps."""

    def __init__(self, a: str, b: str) -> None:
        super().__init__(f"{a} and {b}")


def work(what: str) -> object:
    """Does what it is told."""
    if what == "memory while loading":
        raise MemoryError
    if what == "exit while loading":
        os._exit(3)
    with page_limit():
        if what == "sleep":
            time.sleep(3600)
        if what == "busy":
            import re

            re.fullmatch("(a|a)*b", "a" * 60)  # holds the lock of the interpreter
        if what == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "memory":
            bytearray(1 << 62)
        if what == "no text":
            raise NoText("nothing here")
        if what == "bug":
            raise KeyError("no such key")
        if what == "unpicklable":
            raise Unpicklable("this", "that")
        if what == "print":
            print("for nobody")  # standard output is not the pipe
    return what, os.getpid()
