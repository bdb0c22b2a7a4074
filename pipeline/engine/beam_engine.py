"""Beam's flags, and a graph run by them."""

import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, suppress
from io import StringIO
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions, TypeOptions
from apache_beam.runners import create_runner
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.transforms.environments import SubprocessSDKEnvironment

from pipeline.engine import job_service
from pipeline.engine.worker import PARENT

LOCAL = {"FnApiRunner", "DirectRunner", "BundleBasedDirectRunner"}
WORKER_LOST = ("Channel closed", "Worker subprocess exited")  # how Beam tells that a worker process is gone
Figures = dict[str, Counter[str]]  # stage → what it counted, and its `microseconds`


class BadFlags(Exception):
    """Flags after `--` that Beam does not take."""


class WorkerDied(RuntimeError):
    """A worker process ended before its work: something that it worked on, or somebody, has killed it."""


class Engine:
    """An existing engine, chosen by Beam's own flags. `workers`: how many processes share a pass, as far as flags tell.

    The default runner is said aloud: Beam's `DirectRunner` would first look for another engine, and download its binary.
    """

    def __init__(self, flags: Sequence[str] = ()) -> None:
        flags = list(flags)
        if not any(f == "--runner" or f.startswith("--runner=") for f in flags):
            flags.append("--runner=FnApiRunner")
        try:
            with redirect_stderr(StringIO()) as said:  # argparse tells all of Beam's options
                self.options = PipelineOptions(flags)
                given = self.options.get_all_options()
            runner = create_runner(str(given["runner"]))
        except SystemExit as error:  # argparse's way of saying no
            reason = said.getvalue().strip().rsplit("error: ", 1)[-1]
            raise BadFlags(f"Beam does not take the flags after `--`: {reason}") from error
        except (ValueError, ImportError, AttributeError) as error:
            raise BadFlags(f"no engine '{given['runner']}': {error}") from error
        self.runner = type(runner).__name__.removeprefix("Switching")  # flags may say `direct`; DirectRunner is an alias
        if self.runner == "DirectRunner":
            # It would first try Prism, and download its binary. It leaves Prism out where triggers may be unsafe; we have none,
            # so nothing else changes.
            self.options.view_as(TypeOptions).allow_unsafe_triggers = True
        if self.local and (unknown := _unknown(flags)):
            raise BadFlags(f"Beam does not know these flags: {' '.join(unknown)}")
        self.mode = str(given.get("direct_running_mode") or "in_memory")
        self.workers = 1
        if self.local and self.mode != "in_memory":
            self.workers = int(given["direct_num_workers"]) or os.cpu_count() or 1  # 0 means all cores, as it does to Beam

    @property
    def local(self) -> bool:
        return self.runner in LOCAL

    @property
    def here(self) -> bool:
        """All work is done in this process."""
        return self.local and self.mode == "in_memory"

    @property
    def lanes(self) -> int:
        """Elements that may fetch at once. One process walks all hosts in one; other engines get enough to spread."""
        return self.workers if self.local else 16

    def alone(self) -> "Engine":
        """The same engine in one local process: a poll waits for the network, and is done before workers have started."""
        if self.workers == 1:
            return self
        return Engine([f"--runner={self.runner}"])

    def apart(self) -> "Engine":
        """One local worker process, which may die while this one lives on."""
        return Engine(["--direct_running_mode=multi_processing", "--direct_num_workers=1"])

    def run(self, build: Callable[[Any], None]) -> Figures:
        """Runs what `build` puts into a pipeline to its end; what its stages counted. RuntimeError when a step failed.

        WorkerDied when a worker process has ended before its work, OSError when there is no job service, or no more.
        """
        if not self.local:
            job_service.reach(self.options)
        pipeline = beam.Pipeline(self._runner(), options=self.options)
        Path(pipeline.local_tempdir).rmdir()  # for other languages' transforms; a killed run would leave one behind each time
        build(pipeline)
        try:
            with job_service.staying(self.options):
                result = pipeline.run()
                self._wait(result)
        except RuntimeError as error:
            if any(words in str(error) for words in WORKER_LOST):
                raise WorkerDied(str(error)) from error
            raise
        return _figures(result)

    def _wait(self, result: Any) -> None:
        try:
            result.wait_until_finish()
        except BaseException:
            if not self.local:  # elsewhere the job would go on without us
                with suppress(Exception):  # it may be over, or its service gone
                    result.cancel()
            raise

    def _runner(self) -> Any:
        """None: as the flags say. For processes of the local runner: the same runner with workers of ours, which are quiet."""
        if self.runner != "FnApiRunner" or self.mode != "multi_processing":
            return None
        # any other word than its own, or the runner would go back to workers of its own making
        self.options.view_as(DirectOptions).direct_running_mode = "processes"
        # `exec`: the worker's parent is this process, and no shell
        command = f"{PARENT}={os.getpid()} exec {shlex.quote(sys.executable)} -m pipeline.engine.worker"
        return FnApiRunner(default_environment=SubprocessSDKEnvironment.from_command_string(command))


def _figures(result: Any) -> Figures:
    try:
        found = result.metrics().query()
    except Exception:
        return {}  # an engine that does not tell, or no more; the pass is committed all the same
    figures: Figures = {}
    for kind in ("counters", "distributions"):
        for metric in found[kind]:
            value = metric.committed if metric.committed is not None else metric.attempted
            stage = figures.setdefault(metric.key.metric.namespace, Counter())
            stage[metric.key.metric.name] += value.sum if kind == "distributions" else value
    return figures


def _unknown(flags: Sequence[str]) -> list[str]:
    """Words that no option of Beam takes; a mistyped flag would be passed over without a word. Other engines have more."""
    known = PipelineOptions([]).get_all_options()
    taken = PipelineOptions(list(flags)).get_all_options(retain_unknown_options=True)
    names = {name for name in taken if name not in known}
    words = [f for f in flags if f.startswith("-") and f.lstrip("-").split("=")[0] in names]
    return words + [
        f
        for before, f in zip(["", *flags], flags, strict=False)
        if not f.startswith("-") and ("=" in before or not before.startswith("-"))
    ]
