"""What pages that are made to hang or to flood the extractor cost: processor seconds, and megabytes of the process that reads one.

`python tests/bench/hostile.py [NAME …]`: exit code 1 when one takes more than 5 s or 500 MB, or loses its article.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.config.load import load_config
from transforms.articles import Entry, Page
from transforms.clean.clean import clean_article
from transforms.clean.registry import Rule, select_rules
from transforms.extract.extract import extract_article

SECONDS, MEGABYTES = 5, 500
ROOT = Path(__file__).parents[2]
URL = "https://news.example/page"
STORY = [
    f"The {name} over the river at Orsolo opened again on Monday, after {n} years of repairs, and the mayor crossed it first."
    for n, name in enumerate(("bridge", "footpath", "railway", "weir", "ferry line"), 3)
]
ARTICLE = "<article>" + "".join(f"<p>{line}</p>" for line in STORY) + "</article>"


def page(before: str = "", after: str = "", attributes: str = "", inside: str = "") -> bytes:
    article = ARTICLE.replace("</article>", f"{inside}</article>")
    return f"<html><head><title>Mill</title></head><body {attributes}>{before}{article}{after}</body></html>".encode()


def cut_off(n: int) -> bytes:
    return f"<html><body><div><ul>{'<li><a href=/x>Other news</a>' * (n // 100)}</ul><article><p>{'<p>'.join(STORY)}".encode()


def links(n: int, start: str) -> str:
    return "".join(f"{start}<a href='/{i}'>Other news {i}</a> " for i in range(n // 2))


def words(n: int, some: str) -> str:
    return f"<p>{some * (100 * n // len(some.encode()))}</p>"


# Name → the page, `n` being how much of what is too much; 100,000 in the benchmark.
PAGES: dict[str, Callable[[int], bytes]] = {
    "100,000 attributes": lambda n: page(attributes=" ".join(f'data-a{i}="{i}"' for i in range(n))),
    "10 MB in one paragraph": lambda n: page(inside=words(n, "some more words ")),
    "10 MB in one paragraph, in Greek": lambda n: page(inside=words(n, "λίγα λόγια ακόμα ")),
    "10 MB in one word": lambda n: page(inside=words(n, "word")),
    "10 MB beside the article": lambda n: page(after=words(n, "some more words ")),
    "10 MB outside of any element": lambda n: page() + words(n, "some more words ")[3:-4].encode(),
    "50,000 links": lambda n: page(after=f"<div>{links(n, '')}</div>"),
    "50,000 links in a list": lambda n: page(after=f"<ul>{links(n, '<li>')}</ul>"),
    "50,000 links in the article": lambda n: page(inside=f"<p>{links(n, '')}</p>"),
    "300 nested elements": lambda n: page("<div>" * 300, "</div>" * 300),
    "100,000 nested elements": lambda n: page("<div>" * n),
    "&#x1F; in each paragraph": lambda n: page().replace(b"<p>", b"<p>&#x1F;\x1f"),
    "UTF-16": lambda n: page().decode().encode("utf-16"),
    "UTF-16 without a mark": lambda n: page().decode().encode("utf-16-le"),
    "cut in the middle": cut_off,
}


def clean_text(html: bytes, rules: Sequence[Rule]) -> str:
    at = Page(Entry(id="0", url=URL, feeds=("bench",)), URL, "2026-06-01T00:00:00Z", "text/html")
    return clean_article(extract_article(at, html), rules).text


def one(name: str) -> int:
    rules = select_rules(load_config(ROOT / "configs", need_feeds=False, need_models=False, need_environment=False).rules)
    clean_text(page(), rules)  # what a process has loaded once
    html = PAGES[name](100_000)
    start = time.process_time()
    text = clean_text(html, rules)
    print(f"{time.process_time() - start:.2f}")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024**2 if sys.platform == "darwin" else 1024))
    print(all(line in text for line in STORY))
    return 0


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("names", nargs="*", help=f"default: all of {', '.join(PAGES)}")
    ap.add_argument("--here", action="store_true", help="read the page in this process, and print three lines for it")
    options = ap.parse_args()
    if options.here:
        return one(options.names[0])
    bad = 0
    for name in options.names or PAGES:
        asked = [sys.executable, __file__, "--here", name]
        done = subprocess.run(asked, capture_output=True, text=True)
        if done.returncode:
            print(f"{name}: {done.stderr.strip().splitlines()[-1]}")
            bad += 1
            continue
        seconds, megabytes, kept = done.stdout.split()
        fine = float(seconds) < SECONDS and int(megabytes) < MEGABYTES and kept == "True"
        bad += not fine
        print(
            f"{name:36} {float(seconds):5.2f} s {megabytes:>5} MB  {'kept' if kept == 'True' else 'LOST'}{'' if fine else '  too much'}"
        )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
