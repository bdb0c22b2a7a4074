"""What extraction, metadata and cleaning cost against trafilatura with its metadata, on the same pages in one sitting.

`python tests/bench/extract.py [DIR]`: pages (.html or .html.gz; default: the demo's). Both run page by page in turn, on one core, and are
measured by the processor time of this process, so that what else the machine does matters little.
"""

import argparse
import gzip
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from trafilatura import bare_extraction

from pipeline.config.load import load_config
from transforms.articles import Entry, Page
from transforms.clean.clean import clean_article
from transforms.clean.registry import select_rules
from transforms.errors import NewsError
from transforms.extract.extract import extract_article

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "pipeline" / "demo" / "site" / "pages"
URL = "https://news.example/page"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pages", nargs="?", type=Path, default=DEMO)
    ap.add_argument("--most", type=int, default=200, help="pages at most (default: 200)")
    ap.add_argument("--runs", type=int, default=2, help="over all pages; the first warms up (default: 2)")
    options = ap.parse_args()
    paths = [p for p in sorted(options.pages.rglob("*")) if p.name.endswith((".html", ".html.gz"))]
    paths = paths[:: max(1, len(paths) // options.most)][: options.most]
    if not paths:
        print(f"{options.pages} holds no .html or .html.gz", file=sys.stderr)
        return 2
    pages = [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in paths]
    rules = select_rules(load_config(ROOT / "configs", need_feeds=False, need_models=False, need_environment=False).rules)

    def ours(html: bytes) -> None:
        page = Page(Entry(id="0", url=URL, feeds=("bench",)), URL, "2026-06-01T00:00:00Z", "text/html")
        clean_article(extract_article(page, html), rules)

    def theirs(html: bytes) -> None:
        bare_extraction(html, url=URL, with_metadata=True)

    for _ in range(options.runs):
        spent = [0.0, 0.0]
        for html in pages:
            for i, work in enumerate((theirs, ours)):
                spent[i] += cost(work, html)
    theirs_ms, ours_ms = (1000 * seconds / len(pages) for seconds in spent)
    print(f"{len(pages)} pages, one core: trafilatura with metadata {theirs_ms:.1f} ms a page, ours {ours_ms:.1f} ms;", end=" ")
    print(f"{theirs_ms / ours_ms:.2f} times as fast")
    return 0


def cost(work: Callable[[bytes], None], html: bytes) -> float:
    start = time.process_time()
    with suppress(NewsError):  # a page without an article costs time all the same
        work(html)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
