"""Messages of a run on stderr, and the config that repeated runs read again when it changes."""

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
class RunLog:
    """Prints lines on stderr. `dated`: each line starts with the UTC time and the id of the run."""

    dated: bool = False
    run: str = ""

    def __call__(self, text: str) -> None:
        for line in text.splitlines():
            stamp = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", self.run] if self.dated else []
            common.print_message("  ".join(filter(None, [*stamp, line])))


def stderr_is_log() -> bool:
    """Whether stderr is not a terminal."""
    return not sys.stderr.isatty()


def final_lines(summary: "Summary", config: Config, look: str, *, brief: bool) -> list[str]:
    """What a run that came to its end says; `brief`: in one line. `look`: the command that shows what failed."""
    from pipeline.runs.summary_text import summary_line, summary_lines  # needed after a run only

    none = [] if config.feeds else [f"no feed is enabled in {config.folder / 'feeds'}: nothing was polled"]
    if none and not summary.passes and not summary.waiting:
        return none
    if brief:
        return [*none, summary_line(summary) + (f"; see `{look}`" if summary.failed else "")]
    return [*none, *summary_lines(summary, look)]


@dataclass
class ReloadedConfig:
    """A config that is read again when its folder changes; while the folder has mistakes, the old config stays."""

    config: Config
    tell: RunLog
    mistakes: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.known = folder_fingerprint(self.config.folder)

    def now(self) -> Config:
        """The config for the next run. Reports a change once, and mistakes before each run."""
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
            self.tell(
                f"{folder} was changed and has {counted(self.mistakes, 'mistake')}; the previous configuration stays in use"
            )
        return self.config
