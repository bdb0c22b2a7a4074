"""Is each page that was listed in one record, once; and is nothing else there. Each check has a name, a figure, and a verdict."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import pyarrow.parquet as pq
from soak_articles import article
from soak_runs import pullquote
from soak_site import FIRST

PARTS = ("records", "failures", "sightings", "archive", "settled", "waiting", "seen", "versions")
FOLDERS = (*PARTS, "spool", "checkpoints", "commits", "compact")
MOST_FETCHES = 3.0  # of a page that is there, in the mean: with half of the runs killed about one and a half is to be expected
Key = tuple[str, str]  # host, id
Row = dict[str, Any]


@dataclass(frozen=True)
class Check:
    name: str
    figure: object
    ok: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.figure} {'ok' if self.ok else 'WRONG'}"


@dataclass(frozen=True)
class Served:
    """What the site tells of itself. `fetches`: how often each article was asked for."""

    listed: frozenset[Key]
    gone: frozenset[Key]
    fetches: Mapping[Key, int]
    polls: int


def served(stats: Iterable[str]) -> Served:
    """The sum of all hosts' /stats."""
    listed: set[Key] = set()
    gone: set[Key] = set()
    fetches: Counter[Key] = Counter()
    polls = 0
    opener = build_opener(ProxyHandler({}))  # loopback is asked at once, whatever the environment says of proxies
    for url in stats:
        with opener.open(url, timeout=30) as answer:
            row = json.load(answer)
        host = urlsplit(url).hostname or ""
        listed |= {(host, i) for i in row["listed"]}
        gone |= {(host, i) for i in row["gone"]}
        for _, path in row["hits"]:
            if path.startswith("/article/"):
                fetches[host, path.rsplit("/", 1)[-1]] += 1
            polls += path.startswith("/feed")
    return Served(frozenset(listed), frozenset(gone), fetches, polls)


def checks(out: Path, site: Served, *, own_site: bool) -> Iterator[Check]:
    """All of them, over a folder on which no run is at work. `own_site`: the pages are those of soak_site."""
    rows = lines("records", "--out", out)
    yield from records(rows, site)
    if own_site:
        mixed = [row["url"] for row in rows if not is_its_own_page(row)]
        yield Check("records that hold another page's text", some(mixed), not mixed)
    yield from failures(lines("failures", "--out", out), site)
    yield from formats(out, rows)
    verified = pullquote("verify", "--out", out)
    yield Check("verify", last_line(verified), verified.returncode == 0)
    before = pullquote("records", "--out", out, "--stable").stdout
    vacuum = pullquote("vacuum", "--out", out, "--older-than", "0s", "--yes")
    told = vacuum.stderr.decode("utf-8", "replace").strip()[-300:]  # stdout lists the files
    yield Check("vacuum", told, vacuum.returncode == 0)
    left = leftovers(out)
    yield Check("files that no commit names", some(left), not left)
    after = pullquote("records", "--out", out, "--stable").stdout
    yield Check("records after vacuum", "same bytes" if before == after else "others", before == after and bool(before))
    verified = pullquote("verify", "--out", out)
    yield Check("verify after vacuum", last_line(verified), verified.returncode == 0)
    yield from fetches(site)


def records(rows: list[Row], site: Served) -> Iterator[Check]:
    """Each that was listed and is not gone, exactly once."""
    keys, ids = Counter(key(row["url"]) for row in rows), Counter(row["id"] for row in rows)
    wanted = site.listed - site.gone
    lost = wanted - keys.keys()
    yield Check("records", f"{len(rows)} of {len(wanted)} pages", len(rows) == len(wanted) > 0)
    yield Check("lost", some(lost), not lost)
    twice = [k for k, n in keys.items() if n > 1]
    yield Check("twice, by address", some(twice), not twice)
    twice_ids = [i for i, n in ids.items() if n > 1]
    yield Check("twice, by id", some(twice_ids), not twice_ids)
    odd = keys.keys() - wanted
    yield Check("records of pages that are gone or were not listed", some(odd), not odd)


def failures(rows: list[Row], site: Served) -> Iterator[Check]:
    """Each that was listed and is gone has failed for good, and nothing else has, or still waits."""
    final = {key(row["url"]): row["reason"] for row in rows if row["url"] and not row["retry_at"]}
    gone = site.listed & site.gone
    untold = gone - final.keys()
    yield Check("gone pages that no failure names", f"{some(untold)} of {len(gone)}", not untold)
    innocent = [f"{k} {reason}" for k, reason in final.items() if k not in gone]
    yield Check("others that failed for good", some(innocent), not innocent)
    odd = [f"{k} {final[k]}" for k in gone & final.keys() if final[k] != "NotFound"]
    yield Check("gone pages with another reason", some(odd), not odd)
    waiting = [row["url"] or row["feed"] for row in rows if row["retry_at"]]
    yield Check("failures that still wait", some(waiting), not waiting)


def formats(out: Path, rows: list[Row]) -> Iterator[Check]:
    """The files that are listed hold the same records in both formats, and the same as the command prints."""
    printed = sorted((row["id"], row["text"]) for row in rows)
    in_lines, in_parquet = [], []
    for path in paths(out, "jsonl"):
        in_lines += [(row["id"], row["text"]) for row in map(json.loads, path.read_bytes().splitlines())]
    for path in paths(out, "parquet"):
        in_parquet += [(row["id"], row["text"]) for row in pq.ParquetFile(path).read(["id", "text"]).to_pylist()]
    yield Check("rows in JSON lines", len(in_lines), sorted(in_lines) == printed)
    yield Check("rows in Parquet", len(in_parquet), sorted(in_parquet) == printed)


def leftovers(out: Path) -> list[str]:
    """Files that the log does not need: named by nothing, replaced, half-written, in the spool, or of suspects."""
    files = {p for folder in FOLDERS for p in (out / folder).rglob("*") if not p.is_dir()}
    left = {p for p in files if p not in needed(out)} | set(out.rglob("*.tmp")) | set((out / "spool").glob("*"))
    return sorted(str(p.relative_to(out)) for p in left | set(out.glob("suspects*")))


def needed(out: Path) -> set[Path]:
    """The log itself, what it names from its newest compaction on, what that left as it was, and the checkpoints."""
    commits, sums = sorted((out / "commits").glob("[0-9]*.json")), sorted((out / "checkpoints").glob("[0-9]*.json"))
    found = {*commits, *sums, *(out / path for log in sums for path in paths_in(json.loads(log.read_bytes())))}
    for log in reversed(commits):
        commit = json.loads(log.read_bytes())
        named = [out / path for path in paths_in(commit)]
        found.update(named)
        if commit["kind"] == "compact":
            for live in (p for p in named if p.name.endswith(".live.jsonl")):
                found.update(out / path for row in live.read_bytes().splitlines() for path in paths_in(json.loads(row)))
            break
    return found


def paths_in(row: object) -> Iterator[str]:
    """Every `path` of a commit or checkpoint, however deep."""
    if isinstance(row, dict):
        if isinstance(row.get("path"), str):
            yield row["path"]
        row = list(row.values())
    if isinstance(row, list):
        for inner in row:
            yield from paths_in(inner)


def fetches(site: Served) -> Iterator[Check]:
    """Pages that are there are not asked for absurdly often."""
    there = sorted((n, k) for k, n in site.fetches.items() if k not in site.gone)
    mean = sum(n for n, _ in there) / max(1, len(there))
    most = f", {there[-1][0]} of {there[-1][1]}" if there else ""
    yield Check("fetches a page", f"{mean:.2f} in the mean{most} at most", bool(there) and mean <= MOST_FETCHES)


def is_its_own_page(row: Row) -> bool:
    """The record's title and text are those of the page at its address."""
    host, ident = key(row["url"])
    page = article(int(host.rsplit(".", 1)[-1]) - FIRST, int(ident.partition("-")[2]))
    return bool(row["title"] == page.title and page.proof in row["text"])


def key(url: str) -> Key:
    parts = urlsplit(url)
    return parts.hostname or "", parts.path.rsplit("/", 1)[-1]


def some(found: Iterable[object]) -> str:
    """How many, and the first few of them."""
    all_of_them = sorted(map(str, found))
    if not all_of_them:
        return "0"
    return f"{len(all_of_them)} ({', '.join(all_of_them[:5])}{', …' if len(all_of_them) > 5 else ''})"


def last_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a command said at its end, on stdout and else on stderr."""
    return (done.stdout.strip() or done.stderr.strip()).decode("utf-8", "replace").rpartition("\n")[2][-300:]


def lines(*arguments: str | Path) -> list[Row]:
    """The JSON lines that a command prints. RuntimeError with what it said when it failed."""
    done = pullquote(*arguments)
    if done.returncode:
        raise RuntimeError(f"pullquote {arguments[0]} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def paths(out: Path, form: str) -> list[Path]:
    return [Path(p) for p in pullquote("files", "--out", out, "--format", form).stdout.decode().splitlines()]
