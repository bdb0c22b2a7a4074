"""Folders that may not be written, or not be looked into, for tests that run as any user."""

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# What pathlib and our code call to look at a file, and to change one. Each takes the path first; `open` and `os.open` also say
# what for.
READS = ((os, "stat"), (os, "lstat"), (os, "listdir"), (os, "scandir"))
WRITES = ((os, "mkdir"), (os, "link"), (os, "rename"), (os, "replace"), (os, "unlink"), (os, "rmdir"), (os, "utime"))
OPENS = ((os, "open"), (io, "open"), (builtins, "open"))


def opens_for_writing(mode: object = "r") -> bool:
    return (
        bool(mode & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if isinstance(mode, int) else not set(str(mode)).isdisjoint("wax+")
    )


def deny(patch: pytest.MonkeyPatch, folder: Path, reading: bool) -> None:
    """Below the folder nothing can be written, and when `reading` is denied too, nothing can be looked at.

    This stands for a folder of another user. The tests run as any user, and root may do all things.
    """

    def guarded(function: Callable[..., Any], denies: Callable[..., bool]) -> Callable[..., Any]:
        def call(path: Any, *args: Any, **kwargs: Any) -> Any:
            below = isinstance(path, str | Path) and folder in (Path(path), *Path(path).parents)
            if below and denies(*args, *kwargs.values()):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return function(path, *args, **kwargs)

        return call

    for holder, name in (*WRITES, *(READS if reading else ())):
        patch.setattr(holder, name, guarded(getattr(holder, name), lambda *_: True))
    for holder, name in OPENS:
        denies = (lambda *_: True) if reading else (lambda mode="r", *_: opens_for_writing(mode))
        patch.setattr(holder, name, guarded(getattr(holder, name), denies))
