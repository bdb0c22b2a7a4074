"""A local worker process: Beam's own harness, without its talk.

The harness tells each of its channels on stderr, whatever level is asked for, and all of its inside when the run that it works
for was killed. The run's summary says what matters; what goes wrong in a stage reaches the run; our errors are still logged.
"""

import logging
import os
import signal
import sys
import threading

from pipeline.frugal import few_arenas


def main() -> None:
    few_arenas()
    for number in (signal.SIGINT, signal.SIGTERM):  # reach the run as well, and the run ends its workers
        signal.signal(number, signal.SIG_IGN)
    logging.disable(logging.WARNING)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL + 1)
    threading.excepthook = lambda arguments: None  # of the harness: they read from a run that is no more
    from apache_beam.runners.worker import sdk_worker_main

    try:
        sdk_worker_main.main(sys.argv)
    except Exception:
        # the run is gone, and what waits in this process for an answer would wait for ever
        os._exit(1)


if __name__ == "__main__":
    main()
