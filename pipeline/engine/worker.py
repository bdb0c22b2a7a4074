"""A local worker process: Beam's own harness, without its talk.

The harness tells each of its channels on stderr, whatever level is asked for, and all of its inside when the run that it works
for was stopped or killed. The run's summary says what matters, and what goes wrong in a stage reaches the run.
"""

import logging
import os
import signal
import sys
import threading
import time
from contextlib import redirect_stderr
from pathlib import Path

from pipeline.engine.memory import few_arenas

PARENT = "PULLQUOTE_RUN"  # in the environment: the process that a worker works for
LOOK_S = 0.5


def main() -> None:
    few_arenas()
    if parent := os.environ.get(PARENT):
        threading.Thread(target=_end_with, args=(int(parent),), daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM):  # reach the run as well, and the run ends its workers
        signal.signal(number, signal.SIG_IGN)
    logging.disable(logging.WARNING)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL + 1)
    threading.excepthook = lambda arguments: None  # of the harness: they read from a run that is no more
    from apache_beam.runners.worker import sdk_worker_main

    try:
        # it prints the traceback of each bundle that fails, also of those that fail since the run has ended before them
        with Path(os.devnull).open("w") as nobody, redirect_stderr(nobody):
            sdk_worker_main.main(sys.argv)
    except Exception:
        # the run is gone, and what waits in this process for an answer would wait for ever
        os._exit(1)


def _end_with(parent: int) -> None:
    """Beam's harness waits for minutes for a run that was killed before it was connected."""
    while os.getppid() == parent:
        time.sleep(LOOK_S)
    os._exit(1)


if __name__ == "__main__":
    main()
