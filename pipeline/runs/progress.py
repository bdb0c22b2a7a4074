"""Shows the progress of a run: on a terminal a bar for each stage that runs in this process, elsewhere one line a minute."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from transforms.attempt import DONE


class ProgressView(Protocol):
    """Shows progress while a graph runs.

    `text`: what is being done. `stages`: the stages that run in this process, so that their counts are known; none for an
    elapsed time only. `total`: number of elements of each stage.
    """

    def working(self, text: str, stages: tuple[str, ...], total: int) -> AbstractContextManager[object]: ...


class NoProgress:
    """Shows nothing."""

    @contextmanager
    def working(self, text: str, stages: tuple[str, ...], total: int) -> Iterator[None]:
        yield


class LineProgress:
    """Says every `every_s` seconds what is being done, for a stderr that is not a terminal. `tell`: prints a line."""

    def __init__(self, tell: Callable[[str], None], every_s: float = 60.0) -> None:
        self.tell, self.every_s = tell, every_s

    @contextmanager
    def working(self, text: str, stages: tuple[str, ...], total: int) -> Iterator[None]:
        begun, before, ended = time.monotonic(), dict(DONE), threading.Event()

        def report() -> None:
            while not ended.wait(self.every_s):
                counts = [f", {stage} {_done(stage, before)} of {total}" for stage in stages]
                self.tell(f"{text}: at work for {time.monotonic() - begun:.0f} s{''.join(counts)}")

        reporter = threading.Thread(target=report, daemon=True)
        reporter.start()
        try:
            yield
        finally:
            ended.set()
            reporter.join()


def _done(stage: str, before: dict[tuple[str, str], int]) -> int:
    """How many elements the stage has done in this process since then."""
    return sum(n - before.get(key, 0) for key, n in list(DONE.items()) if key[0] == stage)


class TerminalProgress:
    """Draws on a terminal, and clears it when the work is done."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def working(self, text: str, stages: tuple[str, ...], total: int) -> AbstractContextManager[object]:
        return _Bars(self.console, text, stages, total)


class _Bars(Progress):
    def __init__(self, console: Console, text: str, stages: tuple[str, ...], total: int) -> None:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self.text, self.begun = text, dict(DONE)
        self.bars: dict[str, int] = {}
        super().__init__(*columns, console=console, transient=True, refresh_per_second=4)
        for stage in stages:
            self.bars[stage] = self.add_task(f"  {stage}", total=total)
        if not stages:
            self.add_task("  at work", total=None)

    def get_renderables(self) -> Iterable[RenderableType]:
        for stage, bar in self.bars.items():
            self.update(bar, completed=_done(stage, self.begun))  # type: ignore[arg-type]
        yield Text(self.text)
        yield from super().get_renderables()
