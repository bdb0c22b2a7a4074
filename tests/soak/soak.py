"""Many runs, half of them killed at a random moment; then: is each listed page in one record, once, and nothing else there.

  python tests/soak/soak.py                               200 runs over a site of its own, at least 110 of them hit
  python tests/soak/soak.py --runs 12 --hosts 3           a quick look
  python tests/soak/soak.py --feeds http://127.0.0.2:8800/feed.xml http://127.0.0.3:8800/feed.xml --window 10
                                                          another site; its /stats tell what was listed, gone and asked

A site lists `window` items a feed at a time and moves on by one at every full answer, so that items are listed for a while and
then never again; a share of its pages fails at first, or for ever. The first run is left whole; of the others a share is hit by
SIGKILL at a moment of its own length: half of the kills go to the launcher and its workers, half to the launcher alone, and the
next run starts at once. A quarter of the kills waits for the moment when something is written. At the end come whole runs until
nothing waits, then the checks: a line each, and one of JSON with all figures.

Exit codes: 0 all is well; 1 not; 2 the folder is not empty; 130 stopped by Ctrl-C. Nothing leaves the machine.
"""

import argparse
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from soak_checks import Check, checks, served
from soak_plan import Plan, Planner
from soak_runs import Runner, pullquote

EVERY = 20  # runs, between two lines of progress where nobody watches
MOST_ERRORS = 10  # what goes wrong so often goes wrong each time
WAITING = re.compile(r"^(?:\S+  \S+  )?waiting\s+(\d+)", re.M)  # behind the time and the run, as a log has them


def main() -> int:
    options = arguments()
    base = options.out or Path(tempfile.mkdtemp(prefix="pullquote-soak-"))
    if base.exists() and any(base.iterdir()):
        print(f"{base} is not empty; name a folder that is, or none", file=sys.stderr)
        return 2
    base = base.resolve()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    runner, site, start = Runner(base, say), None, time.monotonic()
    try:
        feeds = options.feeds
        if not feeds:
            site, feeds = own_site(options)
        configure(base, feeds, options)
        planner = Planner(
            options.runs,
            round(options.kills * options.runs),
            options.two_workers,
            options.aimed,
            max(1, options.window // 2) if options.window else options.runs,
            random.Random(options.seed),
        )
        figures = soak(runner, planner, options)
        configure(base, feeds, options, every="30d")
        whole = finish(runner, options.final_runs)
        stats = options.stats_of or [f"{urlsplit(u).scheme}://{urlsplit(u).netloc}/stats" for u in feeds]
        found = [
            Check("runs that were hit", f"{planner.hits} of {planner.made}", planner.hits >= planner.wanted),
            Check("runs at the end until nothing waits", *whole),
            *checks(runner.out, served(stats), own_site=site is not None),
            Check("errors", len(runner.errors), not runner.errors),
        ]
    except KeyboardInterrupt:
        print(f"stopped; what there is lies in {base}", file=sys.stderr)
        return 130
    finally:
        runner.end_all()
        if site:
            site.kill()
            site.wait()
    for check in found:
        print(check)
    ok = all(check.ok for check in found)
    print(json.dumps({"ok": ok, "seconds": round(time.monotonic() - start), **figures, **{c.name: c.figure for c in found}}))
    if ok and not options.out:
        shutil.rmtree(base)
    else:
        print(f"configs, out and what each run said lie in {base}", file=sys.stderr)
    return 0 if ok else 1


def soak(runner: Runner, planner: Planner, options: argparse.Namespace) -> dict[str, object]:
    """The runs that may be killed; the figures of them."""
    kills: Counter[str] = Counter()
    while not planner.over and len(runner.errors) < MOST_ERRORS:
        plan = planner.next()
        done = runner.run(plan)
        planner.note(plan, done.hit, "poll" in done.commits)
        if done.hit:
            kills["with its workers" if plan.group else "launcher alone"] += 1
            kills[f"{plan.workers} at work"] += 1
            kills[f"aimed at {plan.aim}" if plan.aim else "at any moment"] += 1
            kills["after " + (" and ".join(dict.fromkeys(done.commits)) or "no commit")] += 1
        what = f"killed{' with its workers' if plan.group else ''}" if done.hit else f"ended with {done.code}"
        if sys.stderr.isatty() or planner.made % EVERY == 0:
            text = f"run {planner.made} of {planner.runs}: {plan.workers} at work, {what} after {done.seconds:.1f} s"
            say(f"{text}; {planner.hits} hit so far; newest commit {runner.newest()}")
        if options.compact_every and planner.made % options.compact_every == 0:
            compact(runner)
    runner.look_for_orphans(wait=True)
    codes = {str(code): n for code, n in sorted(runner.codes.items())}
    means = {f"{n} at work": round(sum(known) / len(known), 1) for n, known in sorted(runner.lengths.items()) if known}
    longest = round(runner.longest_orphan_s, 1)
    return {"codes": codes, "kills": dict(sorted(kills.items())), "mean_seconds": means, "longest_orphan_seconds": longest}


def finish(runner: Runner, most: int) -> tuple[str, bool]:
    """Whole runs until nothing waits: how many, and whether that came about."""
    for n in range(1, most + 1):
        done = runner.run(Plan(1))
        found = WAITING.search(done.talk)
        waiting = found[1] if found else "an unknown number of entries"
        if waiting == "0" or n == most or len(runner.errors) >= MOST_ERRORS:
            return f"{n}, {waiting} wait", waiting == "0"
    raise AssertionError("most is at least 1")


def compact(runner: Runner) -> None:
    """`pullquote compact --all`, which a run or a worker that is left may overtake."""
    done = pullquote("compact", "--out", runner.out, "--all")
    if done.returncode not in (0, 3):
        runner.errors.append(f"compact ended with {done.returncode}: {done.stderr.decode()[-500:]}")


def own_site(options: argparse.Namespace) -> tuple[subprocess.Popen[str], list[str]]:
    """The site in a process of its own, which ends when this one does; its feeds."""
    pages = options.pages_per_host or options.runs + options.window
    flags = {"hosts": options.hosts, "pages": pages, "window": options.window, "faults": options.faults, "seed": options.seed}
    site = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("soak_site.py")), *(f"--{k}={v}" for k, v in flags.items())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert site.stdout
    line = site.stdout.readline()
    if not line:
        raise SystemExit("the site did not start")
    return site, json.loads(line)["feeds"]


def configure(base: Path, feeds: list[str], options: argparse.Namespace, every: str = "0s") -> None:
    """One file a feed. With a long `every` the feeds are polled once more, and then left alone."""
    folder = base / "configs" / "feeds"
    folder.mkdir(parents=True, exist_ok=True)
    (base / "configs" / "pipeline.yaml").write_text(
        "web: {allow_addresses: [127.0.0.0/8], delay_seconds: 0}\n"
        f"retry: {{pause_seconds: 0, max_attempts: {options.max_attempts}}}\n"
        "run: {max_entries: 40}\noutput: {archive: warc}\n"
    )
    for n, url in enumerate(feeds):
        (folder / f"paper-{n}.yaml").write_text(f"url: {url}\nevery: {every}\n")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--runs", type=int, default=200)
    ap.add_argument("--kills", type=float, default=0.55, metavar="SHARE", help="of the runs that are hit (default: 0.55)")
    ap.add_argument("--aimed", type=float, default=0.25, metavar="SHARE", help="of the kills, at a write (default: 0.25)")
    ap.add_argument("--two-workers", type=float, default=0.5, metavar="SHARE", help="of the runs (default: 0.5)")
    ap.add_argument("--seed", type=int, default=1, help="of all choices (default: 1)")
    ap.add_argument("--out", type=Path, metavar="DIR", help="an empty folder; default: one that is removed if all is well")
    ap.add_argument("--feeds", nargs="+", metavar="URL", help="of another site; it lists --window items at a time")
    ap.add_argument("--stats-of", nargs="+", metavar="URL", help="default: /stats of the feeds' hosts")
    ap.add_argument("--hosts", type=int, default=8, help="of the own site (default: 8)")
    ap.add_argument("--window", type=int, default=10, help="items a feed lists at a time; 0: all (default: 10)")
    ap.add_argument("--pages-per-host", type=int, metavar="N", help="of the own site (default: runs + window)")
    ap.add_argument("--faults", type=float, default=0.2, metavar="SHARE", help="of the own site's pages (default: 0.2)")
    ap.add_argument("--max-attempts", type=int, default=12, help="retry.max_attempts (default: 12)")
    ap.add_argument("--final-runs", type=int, default=25, metavar="MOST", help="until nothing waits (default: 25)")
    ap.add_argument("--compact-every", type=int, metavar="N", help="runs between two of `pullquote compact --all`")
    return ap.parse_args()


if __name__ == "__main__":
    sys.exit(main())
