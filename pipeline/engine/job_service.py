"""A service of Beam's that runs a graph elsewhere: is it there, does it stay, and what it says when it does not."""

import errno
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import grpc  # type: ignore[import-untyped]  # Beam brings it, and speaks to the service by it
from apache_beam.options.pipeline_options import PipelineOptions, PortableOptions

ANSWERS_S = 60  # a service that can't be reached for so long is not there
A_WEEK_S = 7 * 24 * 3600


def endpoint_of(options: PipelineOptions) -> str:
    """The address that the flags give; "" for none, and for one inside this process."""
    endpoint = str(options.view_as(PortableOptions).job_endpoint or "")
    return "" if endpoint == "embed" else endpoint


def reach(options: PipelineOptions) -> None:
    """OSError when there is no service where the flags say; without an address, nothing is asked."""
    portable = options.view_as(PortableOptions)
    endpoint, patience = endpoint_of(options), min(portable.job_server_timeout, ANSWERS_S)
    if not endpoint:
        return
    # not closed here but when it is collected: its watching thread would complain of a channel that was closed under it
    channel = grpc.insecure_channel(endpoint)
    try:
        grpc.channel_ready_future(channel).result(timeout=patience)
    except grpc.FutureTimeoutError:
        raise OSError(errno.ETIMEDOUT, f"no job service answers within {patience} seconds", endpoint) from None
    # Beam lets go of a job's states after this time, by default 300 s, and so of every longer pass
    portable.job_server_timeout = A_WEEK_S
    # each error of the job comes once more in what Beam raises
    logging.getLogger().addFilter(_not_from_the_job)


@contextmanager
def staying(options: PipelineOptions) -> Iterator[None]:
    """OSError when the service goes away within the block, or can't reach the pool that starts its workers."""
    told = threading.excepthook
    # the thread that reads what the job says notices as well, and would tell it by a traceback
    threading.excepthook = lambda said: None if isinstance(said.exc_value, grpc.RpcError) else told(said)
    try:
        yield
    except grpc.RpcError as error:
        raise OSError(errno.ECONNRESET, f"the job service is gone ({error.code().name})", endpoint_of(options)) from None
    except RuntimeError as error:
        if "in start_worker" not in str(error):
            raise
        pool = options.view_as(PortableOptions).environment_config
        raise OSError(errno.ECONNREFUSED, "the job service can't start workers there", pool) from None
    finally:
        threading.excepthook = told


def _not_from_the_job(entry: logging.LogRecord) -> bool:
    return entry.module != "portable_runner"
