"""Runs of the pipeline by its command line, some of them killed, and what is left of their workers."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from soak_plan import Plan

ROOT = Path(__file__).parents[2]
TWO = ("--", "--direct_running_mode=multi_processing", "--direct_num_workers=2")
FINE = (0, 4)
OVERTAKEN = 3
MOST_S = 300.0  # a run that takes longer hangs
ORPHAN_S = 30.0  # workers whose launcher was killed end within
LAST_LINES = 12
GLANCE_S = 0.002  # between two looks at a folder
AFTER_S = 0.02  # a pass writes its files and its commit within that time, or a few times it


def pullquote(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """One command to its end, from a session of its own so that a Ctrl-C here does not reach it."""
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=ROOT, start_new_session=True, timeout=MOST_S)


@dataclass(frozen=True)
class Done:
    """What became of a run. `code`: -9 when it was hit. `commits`: their kinds, while it ran."""

    code: int
    seconds: float
    commits: tuple[str, ...]
    talk: str

    @property
    def hit(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass
class Runner:
    """Makes runs over the config and out folders of `base`. `errors`: what should not have been, in words."""

    base: Path
    tell: Callable[[str], None]
    errors: list[str] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)
    lengths: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=10)))
    orphans: dict[int, float] = field(default_factory=dict)  # session → when its launcher was killed
    longest_orphan_s: float = 0.0
    made: int = 0
    now: int | None = None  # the session of the run under way

    @property
    def out(self) -> Path:
        return self.base / "out"

    def run(self, plan: Plan) -> Done:
        """One run to its end, or to its kill."""
        self.made += 1
        told = self.base / "stderr" / f"{self.made:04d}.txt"
        scratch = self.base / "tmp"  # Beam makes a folder there, which stays when a run is killed
        for folder in (told.parent, scratch):
            folder.mkdir(exist_ok=True)
        before, overtaken = self.newest(), bool(self.orphans)
        command = [sys.executable, "-m", "pipeline", "run", "--config", str(self.base / "configs"), "--out", str(self.out)]
        start = time.monotonic()
        with told.open("wb") as stderr:
            run = subprocess.Popen(
                [*command, *(TWO if plan.workers == 2 else ())],
                stdin=subprocess.DEVNULL,
                stdout=stderr,
                stderr=stderr,
                cwd=ROOT,
                env={**os.environ, "TMPDIR": str(scratch)},
                start_new_session=True,
            )
        self.now = run.pid
        code = self._ended(run, plan)
        done = Done(code, time.monotonic() - start, self.kinds(before), told.read_text("utf-8", "replace"))
        self.now = None
        self.codes[code] += 1
        if done.hit:
            self.orphans[run.pid] = time.monotonic()
        else:
            if code in FINE or not self.lengths[plan.workers]:
                self.lengths[plan.workers].append(done.seconds)
            self._judge(run.pid, done, overtaken, told)
        self.look_for_orphans()
        return done

    def _ended(self, run: subprocess.Popen[bytes], plan: Plan) -> int:
        """The exit code, once it has ended or its moment has come."""
        moment, seen = MOST_S, self.newest_in(plan.aim)
        if plan.kill is not None and not plan.aim:
            known = self.lengths[plan.workers]
            moment = plan.kill * sum(known) / len(known)
        until = time.monotonic() + moment
        while (left := until - time.monotonic()) > 0:
            with suppress(subprocess.TimeoutExpired):
                return run.wait(timeout=min(left, GLANCE_S if plan.aim else 0.2))
            if plan.aim and self.newest_in(plan.aim) != seen:
                time.sleep((plan.kill or 0) * AFTER_S)
                break
            self.look_for_orphans()
        if plan.kill is None:
            self._wrong(f"run {self.made} had not ended after {MOST_S:.0f} s")
        if plan.group or plan.kill is None:
            kill_group(run.pid)
        else:
            run.kill()
        return run.wait()

    def newest_in(self, folder: str | None) -> int:
        """Changes whenever something appears in the folder of the output, or one level below."""
        if not folder:
            return 0
        newest, below = 0, list[Path]()
        with suppress(OSError):  # a run that ends takes its spool away, also while it is looked at
            below = list((self.out / folder).glob("*-*" if folder == "spool" else "date=*"))
        for place in (self.out / folder, *below):
            with suppress(OSError):
                newest = max(newest, place.stat().st_mtime_ns)
        return newest

    def _judge(self, session: int, done: Done, overtaken: bool, told: Path) -> None:
        """The exit code of a run that nobody killed, and whether it took its workers along."""
        allowed = (*FINE, OVERTAKEN) if overtaken else FINE  # a worker that a killed launcher left may publish first
        if done.code not in allowed:
            last = "\n".join(f"    {line}" for line in done.talk.splitlines()[-LAST_LINES:])
            self._wrong(f"run {self.made} ended with {done.code}; {told} ends:\n{last}")
        if left := members(session):
            self.orphans[session] = time.monotonic()
            self.tell(f"run {self.made} has ended, {len(left)} of its workers not yet")

    def look_for_orphans(self, wait: bool = False) -> None:
        """Strikes off who has ended; who has not in 30 s is an error, and is ended here."""
        while True:
            for session, since in list(self.orphans.items()):
                age, left = time.monotonic() - since, members(session)
                if not left:
                    del self.orphans[session]
                    continue
                self.longest_orphan_s = max(self.longest_orphan_s, age)
                if age > ORPHAN_S:
                    self._wrong(f"left behind for {age:.0f} s: " + "; ".join(left))
                    kill_group(session)
                    del self.orphans[session]
            if not (wait and self.orphans):
                return
            time.sleep(0.2)

    def _wrong(self, text: str) -> None:
        self.errors.append(text)
        self.tell(f"WRONG: {text}")

    def newest(self) -> int:
        return max((int(p.stem) for p in (self.out / "commits").glob("[0-9]*.json")), default=0)

    def kinds(self, after: int) -> tuple[str, ...]:
        """The kinds of the commits behind `after`, in order."""
        paths = (self.out / "commits").glob("[0-9]*.json")
        return tuple(str(json.loads(p.read_bytes())["kind"]) for p in sorted(paths) if int(p.stem) > after)

    def end_all(self) -> None:
        """Ends every process that was started here and still lives."""
        for session in (*self.orphans, *([self.now] if self.now else [])):
            kill_group(session)


def kill_group(session: int) -> None:
    try:
        os.killpg(session, signal.SIGKILL)
    except ProcessLookupError:
        return  # all of it has ended


def members(session: int) -> list[str]:
    """The processes of a session that still live, with their command lines. Without /proc: that there are some."""
    if not Path("/proc/self/stat").exists():
        try:
            os.killpg(session, 0)
        except (ProcessLookupError, PermissionError):  # macOS: a group of zombies
            return []
        return [f"session {session}"]
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # "123 (name) S ppid pgrp session …"; the name may hold blanks and brackets
            state, _, _, sid = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(sid) == session and state not in "ZX":
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                found.append(f"{folder.name} {state} {command[:100].strip()}")
        except (OSError, ValueError):
            continue  # it ended while it was looked at
    return found
