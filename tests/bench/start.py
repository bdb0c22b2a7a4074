"""What a start costs over a long log: by default 1,000 commits and 1,000,000 settled keys, and nothing new.

  python tests/bench/start.py [--commits 1000] [--keys 1000000] [--waiting 1000]

Prints a table of wall seconds and of the most memory of one process, from its start to its exit: with checkpoints as a run
leaves them, and over the bare log.
"""

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socketserver import TCPServer

from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from transforms.articles import Entry
from transforms.errors import Gone
from transforms.feeds import FeedState
from transforms.poll.outcome import FeedOutcome
from transforms.retry import Retry
from transforms.write.files import write_file


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", type=int, default=1000)
    parser.add_argument("--keys", type=int, default=1_000_000)
    parser.add_argument("--waiting", type=int, default=1000, help="entries whose next try is not yet due")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        url = serve()
        config = configs(root, url)
        grow(root / "out", url, options.commits, options.keys, options.waiting)
        shutil.copytree(root / "out", root / "bare", ignore=shutil.ignore_patterns("checkpoints"))
        print(f"{options.commits} commits, {options.keys} settled keys, {options.waiting} waiting, nothing new\n")
        print("| | wall s | peak MB |\n|---|---|---|")
        rows = [
            ("no feed is due", "out", url),
            ("the feed is polled, nothing is new", "out", f"{url}?again"),  # another address is due at once
            ("no feed is due, no checkpoint", "bare", url),
        ]
        for name, out, address in rows:
            (config / "feeds" / "daily.yaml").write_text(f"url: {address}\n")
            wall, peak = cost([sys.executable, "-m", "pipeline", "run", "--config", str(config), "--out", str(root / out)])
            print(f"| {name} | {wall:.1f} | {peak:.0f} |")
    return 0


def grow(root: Path, url: str, commits: int, keys: int, waiting: int) -> None:
    store, now = LocalStore(root), datetime.now(UTC)
    state = FeedState("daily", polled_at=now.isoformat(), due_at=(now + timedelta(days=1)).isoformat(), url=url)
    later = (now + timedelta(hours=1)).isoformat(timespec="seconds")
    each = keys // commits
    os.fsync = lambda fd: None  # making the folder is not what is measured
    for seq in range(1, commits + 1):
        work = Pass(str(root), seq, "records" if seq > 1 else "poll", f"r{seq:06d}-001", f"r{seq:06d}", store)
        setbacks = tuple(
            Retry().setback("fetch", Entry(secrets.token_hex(16), f"http://127.0.0.1/{seq}", ("daily",)), Gone("gone"), now)
            for _ in range(min(each, 20))
        )
        files = [record(root, work.attempt, tuple(secrets.token_hex(16) for _ in range(each - len(setbacks))))]
        if seq == 1:
            entries = [
                Entry(secrets.token_hex(16), f"http://127.0.0.1/w{n}", ("daily",), retry_at=later) for n in range(waiting)
            ]
            files.append(write_waiting_file(root, work.attempt, entries))
        polled = (FeedOutcome(state),) if seq == 1 else ()
        publish(work, PassResult(setbacks=setbacks, files=tuple(files), polled=polled))
        if seq % 100 == 0:
            load(root).checkpoint()


def record(root: Path, attempt: str, ids: tuple[str, ...]):
    return write_file(
        root, "records/date=2026-01-31", attempt, ".jsonl", lambda out: out.write(b"{}\n"), kind="records", rows=1, ids=ids
    )


def configs(root: Path, url: str) -> Path:
    folder = root / "configs"
    (folder / "feeds").mkdir(parents=True)
    (folder / "pipeline.yaml").write_text("web: {allow_addresses: [127.0.0.0/8], delay_seconds: 0}\n")
    (folder / "feeds" / "daily.yaml").write_text(f"url: {url}\n")
    return folder


def serve() -> str:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"<rss version='2.0'><channel><title>T</title></channel></rss>"
            self.send_response(200 if "feed" in self.path else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    class Server(HTTPServer):
        def server_bind(self) -> None:
            TCPServer.server_bind(self)

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/feed"


def cost(command: list[str]) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(f"ended with {code}: {process.stderr.read().decode()}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
