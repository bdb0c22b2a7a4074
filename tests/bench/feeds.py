"""A run over many feeds of which none has changed: seconds and memory, as a whole process.

    python tests/bench/feeds.py --feeds 1000 --hosts 1000

The feeds are served on loopback, each host an address of its own. The first run reads them; their items lead nowhere, so that
they are settled at once. The two after it are measured: half of the servers say that nothing was modified, the others send the
same bytes again.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ITEMS = 5
PORT = 18_713
AGE = "Sat, 31 Jan 2026 09:30:00 GMT"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--feeds", type=int, default=1_000)
    ap.add_argument("--hosts", type=int, default=1_000, help="addresses that they are spread over (default: 1000)")
    ap.add_argument("--seconds", type=float, default=15.0, help="more than this is a failure (default: 15)")
    ap.add_argument("--mb", type=float, default=300.0, help="so is more memory (default: 300)")
    ap.add_argument("--profile", type=Path, help="a file for cProfile's figures of the second run")
    options = ap.parse_args()
    hosts = [f"127.0.{n // 250 + 1}.{n % 250 + 1}" for n in range(options.hosts)]
    ready = multiprocessing.Event()
    server = multiprocessing.Process(target=serve, args=(hosts, ready), daemon=True)
    server.start()
    ready.wait()
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as folder:
        work = Path(folder)
        feeds = work / "configs" / "feeds"
        feeds.mkdir(parents=True)
        (work / "configs" / "pipeline.yaml").write_text("web: {allow_addresses: [127.0.0.0/8], delay_seconds: 0}\n")
        for n in range(options.feeds):
            kind = "etag" if n % 2 else "plain"
            (feeds / f"feed-{n:05d}.yaml").write_text(f"url: http://{hosts[n % len(hosts)]}:{PORT}/{kind}/{n}\n")
        well = True
        for name in ("first", "unchanged", "again"):
            seconds, mb, said = run(work, options.profile if name == "unchanged" else None)
            polled = next((line for line in said.splitlines() if " polled (" in line), said[-500:])
            print(f"{name:10} {seconds:6.1f} s  {mb:5.0f} MB  {polled}")
            well &= name == "first" or (seconds <= options.seconds and mb <= options.mb)
    server.terminate()
    return 0 if well else 1


def run(work: Path, profile: Path | None) -> tuple[float, float, str]:
    command = [sys.executable, *(["-m", "cProfile", "-o", str(profile)] if profile else []), "-m", "pipeline", "run", "--force"]
    begun = time.monotonic()
    child = subprocess.Popen(
        [*command, "--config", str(work / "configs"), "--out", str(work / "out")], stderr=subprocess.PIPE, text=True
    )
    assert child.stderr
    said = child.stderr.read()
    _, _, used = os.wait4(child.pid, 0)
    return time.monotonic() - begun, used.ru_maxrss / 1024, said


def serve(hosts: list[str], ready: "multiprocessing.synchronize.Event") -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = head.split(" ", 2)[1]
                etag = f'"{path}"' if path.startswith("/etag/") else ""
                if etag and f"if-none-match: {etag}" in head.lower():
                    writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
                else:
                    body = feed(path)
                    tag = f"ETag: {etag}\r\n" if etag else ""
                    writer.write(f"HTTP/1.1 200 OK\r\n{tag}Content-Type: application/rss+xml\r\n".encode())
                    writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        writer.close()

    async def all_hosts() -> None:
        for host in hosts:
            await asyncio.start_server(answer, host, PORT)
        ready.set()
        await asyncio.Event().wait()

    asyncio.run(all_hosts())


def feed(path: str) -> bytes:
    items = "".join(
        f"<item><title>Item {n} of {path}</title><guid>{path} {n}</guid><pubDate>{AGE}</pubDate></item>" for n in range(ITEMS)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{path}</title>{items}</channel></rss>'.encode()


if __name__ == "__main__":
    sys.exit(main())
