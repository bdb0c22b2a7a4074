"""Runs commands of the pipeline, each in a fork that is killed at a named point. For the tests beside it.

Reads one JSON line for each command from stdin: [point, nth, commits between two checkpoints, arguments]. Writes the exit code
of the fork, -9 when it was killed. The imports are made once, before the first fork. Each fork has its own process for pages.
"""

import gc
import importlib
import json
import os
import signal
import sys
from typing import Any

from pipeline.__main__ import main
from pipeline.commit_log import checkpoint


def kill_at(point: str, nth: int) -> None:
    """Kills this process at the nth call of the function that `point` names."""
    where, after = point.removesuffix("@after"), point.endswith("@after")
    module, name = where.rsplit(":", 1)
    holder: Any = importlib.import_module(module.split("#")[0])
    for part in module.split("#")[1:]:
        holder = getattr(holder, part)
    original, calls = getattr(holder, name), 0

    def deadly(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(holder, name, deadly)


def serve() -> None:
    gc.collect()
    gc.freeze()  # a fork need not look through, and so copy, what it was given
    print("ready", flush=True)
    for line in sys.stdin:
        point, nth, checkpoint_every, arguments = json.loads(line)
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            checkpoint.COMMITS_APART = checkpoint_every
            kill_at(point, nth)
            sys.argv[1:] = arguments
            main()
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
