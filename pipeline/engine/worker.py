"""A local worker process: Beam's own harness, without its messages on stderr.

The harness reports each of its channels whatever the log level, and prints tracebacks when its run was stopped or killed.
Errors in a stage reach the run, and the run's summary reports them.
"""

import logging
import os
import signal
import sys
import threading
import time
from contextlib import redirect_stderr
from pathlib import Path

from pipeline.engine.memory import limit_arenas

PARENT = "PULLQUOTE_RUN"  # environment variable with the process id of the run
PARENT_CHECK_S = 0.5


def main() -> None:
    limit_arenas()
    if parent := os.environ.get(PARENT):
        threading.Thread(target=_exit_with_parent, args=(int(parent),), daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM):  # the run gets them as well, and ends its workers
        signal.signal(number, signal.SIG_IGN)
    logging.disable(logging.WARNING)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL + 1)
    threading.excepthook = lambda arguments: None  # threads of the harness fail when their run has ended
    from apache_beam.runners.worker import sdk_worker_main

    try:
        # it prints a traceback for each bundle that fails, also when the run has already ended
        with Path(os.devnull).open("w") as nothing, redirect_stderr(nothing):
            sdk_worker_main.main(sys.argv)
    except Exception:
        # the run has ended, and threads that wait for its answer would wait for ever
        os._exit(1)


def _exit_with_parent(parent: int) -> None:
    """Ends this process when its run has ended: the harness would wait minutes for a run that was killed early."""
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_S)
    os._exit(1)


if __name__ == "__main__":
    main()
