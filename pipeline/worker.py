"""A local worker process: Beam's own harness, without its talk.

The harness tells each of its channels on stderr, whatever level is asked for; what matters is in the summary of a run, and errors
still come through.
"""

import logging
import sys


def main() -> None:
    logging.disable(logging.WARNING)
    from apache_beam.runners.worker import sdk_worker_main

    sdk_worker_main.main(sys.argv)


if __name__ == "__main__":
    main()
