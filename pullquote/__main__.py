"""Starts the command line, whatever lies in the working folder or on PYTHONPATH: `pullquote`, or `python -m pullquote`.

Until `main` has set `sys.path` right, only modules may be imported that the interpreter has loaded by then: a `typing.py` of
the working folder would be taken for the real one.
"""

import os
import sys

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  # the folder of our packages


def main() -> None:
    """Entry point of the console script."""
    script = os.path.dirname(os.path.realpath(sys.argv[0]))  # noqa: PTH120
    sys.path[:] = ordered_path(sys.path, os.environ.get("PYTHONPATH", ""), dropped=(os.getcwd(), script))  # noqa: PTH109
    # worker processes find the same modules in the same places
    os.environ["PYTHONPATH"], os.environ["PYTHONSAFEPATH"] = os.pathsep.join(sys.path), "1"

    from pipeline.__main__ import main as command_line

    command_line()


def ordered_path(path: list[str], python_path: str, *, dropped: tuple[str, ...], home: str = HOME) -> list[str]:
    """`sys.path` with the interpreter's own folders first, then those of PYTHONPATH; without those to drop.

    `python_path`: the value of PYTHONPATH. `dropped`: the working folder and that of the script. `home` is always in the list.

    >>> ordered_path(["/bin", ".", "/mine", "/lib", "/site"], ".:/mine", dropped=("/bin", os.getcwd()), home="/site")
    ['/lib', '/site', '/mine']
    >>> ordered_path(["", "/lib", "/site"], "", dropped=("/checkout", os.getcwd()), home="/checkout")
    ['/checkout', '/lib', '/site']
    """
    gone = {os.path.realpath(folder) for folder in dropped}
    last = {os.path.realpath(folder) for folder in python_path.split(os.pathsep)} if python_path else set()
    first: list[str] = []
    later: list[str] = []
    for folder in path:
        real = os.path.realpath(folder)
        if real not in gone:
            (later if real in last else first).append(folder)
    return [*first, *later] if home in first else [home, *first, *(folder for folder in later if folder != home)]


if __name__ == "__main__":
    main()
