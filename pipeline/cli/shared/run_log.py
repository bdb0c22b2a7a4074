"""What a run says on stderr, and what is said each time while runs are repeated."""

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.cli.shared import common
from pipeline.config.load import Config, folder_fingerprint, load_config
from pipeline.config.yaml_io import InvalidConfig
from pipeline.wording import counted

if TYPE_CHECKING:
    from pipeline.runs.summary import Summary


@dataclass
class Teller:
    """Says lines on stderr. `dated`: each with the time in UTC and the run's id, so that a log can be read."""

    dated: bool = False
    run: str = ""

    def __call__(self, text: str) -> None:
        for line in text.splitlines():
            stamp = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", self.run] if self.dated else []
            common.say("  ".join(filter(None, [*stamp, line])))


def unattended() -> bool:
    """Nobody watches: stderr is a log."""
    return not sys.stderr.isatty()


def closing(summary: "Summary", config: Config, look: str, *, brief: bool) -> list[str]:
    """What a run that came to its end says; `brief`: in one line. `look`: the command that shows what failed."""
    from pipeline.runs.summary_text import summary_line, summary_lines  # it brings the run's modules

    none = [] if config.feeds else [f"no feed is enabled in {config.folder / 'feeds'}: nothing was polled"]
    if none and not summary.passes and not summary.waiting:
        return none
    if brief:
        return [*none, summary_line(summary) + (f"; see `{look}`" if summary.failed else "")]
    return [*none, *summary_lines(summary, look)]


@dataclass
class Rereading:
    """A config that is read again when its folder changes, and stays as it was while it has mistakes."""

    config: Config
    tell: Teller
    mistakes: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.known = folder_fingerprint(self.config.folder)

    def now(self) -> Config:
        """The config for the next run. What changed is told once, that it has mistakes each time."""
        folder = self.config.folder
        if (found := folder_fingerprint(folder)) != self.known:
            self.known, self.mistakes = found, 0
            try:
                self.config = load_config(folder)
                self.tell(f"{folder} was changed and is read again: {counted(len(self.config.feeds), 'feed')}")
            except InvalidConfig as error:
                self.mistakes = len(error.problems)
                for problem in error.problems:
                    self.tell(str(problem))
        if self.mistakes:
            self.tell(f"{folder} was changed and has {counted(self.mistakes, 'mistake')}; it stays as it was before")
        return self.config
