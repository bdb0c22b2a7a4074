"""Runs a Beam graph as Beam's own flags say: in this process, in local worker processes, or on another engine."""

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
WORKER_LOST = ("Channel closed", "Worker subprocess exited")  # in Beam's messages when a worker process has ended
Figures = dict[str, Counter[str]]  # the counters of each stage, and its time as `microseconds`


class BadFlags(Exception):
    """Beam does not accept the flags after `--`."""


class WorkerDied(RuntimeError):
    """A worker process ended before its work was done."""


class Engine:
    """The Beam runner that the flags choose. `workers`: how many processes share a pass, as far as the flags say.

    Without `--runner` it is FnApiRunner: Beam's default, `DirectRunner`, would first try to download another engine.
    """

    def __init__(self, flags: Sequence[str] = ()) -> None:
        flags = list(flags)
        if not any(f == "--runner" or f.startswith("--runner=") for f in flags):
            flags.append("--runner=FnApiRunner")
        try:
            with redirect_stderr(StringIO()) as usage:  # argparse prints all of Beam's options
                self.options = PipelineOptions(flags)
                given = self.options.get_all_options()
            runner = create_runner(str(given["runner"]))
        except SystemExit as error:  # argparse ends the process on a bad flag
            reason = usage.getvalue().strip().rsplit("error: ", 1)[-1]
            raise BadFlags(f"Beam does not accept the flags after `--`: {reason}") from error
        except (ValueError, ImportError, AttributeError) as error:
            raise BadFlags(f"no engine '{given['runner']}': {error}") from error
        self.options.view_as(TypeOptions).pipeline_type_check = False  # mypy checks the types; Beam would again, in each run
        self.runner = type(runner).__name__.removeprefix("Switching")  # flags may say `direct`; DirectRunner is an alias
        if self.runner == "DirectRunner":
            # It would first try Prism and download its binary, unless unsafe triggers are allowed. We use no triggers, so the
            # option changes nothing else.
            self.options.view_as(TypeOptions).allow_unsafe_triggers = True
        if self.local and (unknown := _unknown_flags(flags)):
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
        """Whether all work is done in this process."""
        return self.local and self.mode == "in_memory"

    @property
    def lanes(self) -> int:
        """How many elements may fetch at once. One local process handles all hosts in one; other engines get 16 to spread."""
        return self.workers if self.local else 16

    def alone(self) -> "Engine":
        """The same engine in this process alone: a poll waits for the network and is done before workers have started."""
        if self.workers == 1:
            return self
        return Engine([f"--runner={self.runner}"])

    def apart(self) -> "Engine":
        """An engine with one local worker process, which may die while this process goes on."""
        return Engine(["--direct_running_mode=multi_processing", "--direct_num_workers=1"])

    def run(self, build: Callable[[Any], None]) -> Figures:
        """Builds a pipeline with `build`, runs it to its end and returns the counters of its stages.

        Raises RuntimeError when a step failed, WorkerDied when a worker process ended early, and OSError when the job service
        can't be reached or goes away.
        """
        if not self.local:
            job_service.check_reachable(self.options)
        pipeline = beam.Pipeline(self._runner(), options=self.options)
        Path(
            pipeline.local_tempdir
        ).rmdir()  # Beam makes it for transforms in other languages; each killed run would leave one behind
        build(pipeline)
        try:
            with job_service.errors_as_oserror(self.options):
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
            if not self.local:  # the job would go on without this process
                with suppress(Exception):  # it may have ended, or its service may be gone
                    result.cancel()
            raise

    def _runner(self) -> Any:
        """A local runner with our own worker processes, which print nothing; None when Beam makes the runner from the flags."""
        if self.runner != "FnApiRunner" or self.mode != "multi_processing":
            return None
        # a word that Beam does not know, or the runner would start its own workers
        self.options.view_as(DirectOptions).direct_running_mode = "processes"
        # `exec`, so that the worker's parent is this process and not a shell
        command = f"{PARENT}={os.getpid()} exec {shlex.quote(sys.executable)} -m pipeline.engine.worker"
        return FnApiRunner(default_environment=SubprocessSDKEnvironment.from_command_string(command))


def _figures(result: Any) -> Figures:
    try:
        found = result.metrics().query()
    except Exception:
        return {}  # the engine has no metrics; the pass is committed all the same
    figures: Figures = {}
    for kind in ("counters", "distributions"):
        for metric in found[kind]:
            value = metric.committed if metric.committed is not None else metric.attempted
            stage = figures.setdefault(metric.key.metric.namespace, Counter())
            stage[metric.key.metric.name] += value.sum if kind == "distributions" else value
    return figures


def _unknown_flags(flags: Sequence[str]) -> list[str]:
    """Flags that Beam does not know, and would ignore silently. Only for local runners: other engines have more options."""
    known = PipelineOptions([]).get_all_options()
    taken = PipelineOptions(list(flags)).get_all_options(retain_unknown_options=True)
    names = {name for name in taken if name not in known}
    words = [f for f in flags if f.startswith("-") and f.lstrip("-").split("=")[0] in names]
    return words + [
        f
        for before, f in zip(["", *flags], flags, strict=False)
        if not f.startswith("-") and ("=" in before or not before.startswith("-"))
    ]
