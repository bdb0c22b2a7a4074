"""What holds for all tests: a plain environment, no packet beyond this machine, and patience with a busy one."""

import gc
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# What a user or a CI service may have set, and the command's output would show: colours, widths, proxies.
for variable in ("FORCE_COLOR", "NO_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES"):
    os.environ.pop(variable, None)
for variable in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
    os.environ.pop(variable, None)
    os.environ.pop(variable.upper(), None)

# An example may take long on a busy machine; that is no fault of what is tested. The same examples in each run, so that a commit
# passes or fails the same everywhere; `make soak` looks for new ones with `--hypothesis-profile=random`.
settings.register_profile("random", deadline=None, max_examples=1000)
settings.register_profile("thorough", deadline=None, derandomize=True)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=25)


def on_this_machine(host: object) -> bool:
    """Whether a host can be reached without a packet or a question to a name server."""
    name = host.decode() if isinstance(host, bytes) else host
    return name in (None, "", "localhost", "0.0.0.0", "::", "::1") or str(name).startswith("127.")


def stay_on_this_machine(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: a connection or a look-up that would leave this machine is an error in the test that makes it."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname") and not on_this_machine(args[0]):
        raise AssertionError(f"a test must not look up {args[0]!r}")
    if event == "socket.gethostbyaddr" and args[0] not in ("127.0.0.1", "::1", "localhost"):
        raise AssertionError(f"a test must not look up {args[0]!r}")
    if event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple) and not on_this_machine(args[1][0]):
        raise AssertionError(f"a test must not send a packet to {args[1][0]!r}")


sys.addaudithook(stay_on_this_machine)


@pytest.fixture(autouse=True, scope="session")
def no_name_of_this_machine() -> Iterator[None]:
    """A server of the standard library asks for the full name of its address when it starts, which may go to a name server."""
    original = socket.getfqdn
    socket.getfqdn = lambda name="": name or "localhost"
    yield
    socket.getfqdn = original


def pytest_configure(config: pytest.Config) -> None:
    """Inputs that are made at random are fewer where slow tests are left out."""
    if config.getoption("--hypothesis-profile") is None:
        settings.load_profile("quick" if "not slow" in config.option.markexpr else "thorough")


def pytest_collection_finish() -> None:
    """What was imported for the tests stays to their end; to look again and again whether it is garbage took a sixth of a run."""
    gc.collect()
    gc.freeze()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leaves helpers and scripts below tests/ alone, which `--doctest-modules` would import."""
    is_helper = collection_path.suffix == ".py" and not collection_path.name.startswith("test_")
    return True if is_helper else None
