"""Beam's job service, which runs a graph elsewhere: whether it can be reached, and its errors as OSError."""

import errno
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import grpc  # Beam brings it, and speaks to the service by it
from apache_beam.options.pipeline_options import PipelineOptions, PortableOptions

ANSWERS_S = 60  # a service that does not answer for so long counts as not running
A_WEEK_S = 7 * 24 * 3600


def job_endpoint(options: PipelineOptions) -> str:
    """The address of the service in the flags; empty for none, and for one inside this process."""
    endpoint = str(options.view_as(PortableOptions).job_endpoint or "")
    return "" if endpoint == "embed" else endpoint


def check_reachable(options: PipelineOptions) -> None:
    """Raises OSError when no service answers at the address in the flags. Does nothing without an address."""
    portable = options.view_as(PortableOptions)
    endpoint, patience = job_endpoint(options), min(portable.job_server_timeout, ANSWERS_S)
    if not endpoint:
        return
    # left to the garbage collector: its watcher thread prints an error when the channel is closed
    channel = grpc.insecure_channel(endpoint)
    try:
        grpc.channel_ready_future(channel).result(timeout=patience)
    except grpc.FutureTimeoutError:
        raise OSError(errno.ETIMEDOUT, f"no job service answers within {patience} seconds", endpoint) from None
    # after this time (by default 300 s) Beam stops reading the state of a job, and so of every longer pass
    portable.job_server_timeout = A_WEEK_S
    # Beam logs each error of the job and raises it as well
    logging.getLogger().addFilter(_not_from_portable_runner)


@contextmanager
def errors_as_oserror(options: PipelineOptions) -> Iterator[None]:
    """Raises OSError when the service goes away within the block, or can't reach the pool that starts its workers."""
    previous_hook = threading.excepthook
    # the thread that reads the job's messages meets the same error, and would print a traceback
    threading.excepthook = lambda raised: None if isinstance(raised.exc_value, grpc.RpcError) else previous_hook(raised)
    try:
        yield
    except grpc.RpcError as error:
        raise OSError(errno.ECONNRESET, f"the job service is gone ({error.code().name})", job_endpoint(options)) from None
    except RuntimeError as error:
        if "in start_worker" not in str(error):
            raise
        pool = options.view_as(PortableOptions).environment_config
        raise OSError(errno.ECONNREFUSED, "the job service can't start workers there", pool) from None
    finally:
        threading.excepthook = previous_hook


def _not_from_portable_runner(entry: logging.LogRecord) -> bool:
    return entry.module != "portable_runner"
