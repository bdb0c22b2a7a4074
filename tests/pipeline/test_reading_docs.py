"""docs/reading.md does what it shows: each block is run as a reader would run it, over three articles of an invented paper."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

PAGE = Path(__file__).parent.parent.parent / "docs" / "reading.md"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.M | re.S)
ROW = re.compile(r"^\| (`.*?) \| (.*?) \| (.*?) \| (.*?) \|$", re.M)

HTML = """<!doctype html><html lang="en"><head><title>{title}</title><meta property="article:published_time" content="{published}">
</head><body><article><h1>{title}</h1>{body}</article></body></html>"""
ARTICLES = [
    (
        "Ferry stays",
        "2026-01-30T08:00:00+01:00",
        "The council met on Friday to speak about the ferry that crosses the bay twice a day, and about its price.",
        "“We will keep the ferry running through the winter,” said Ines Okonkwo. It costs less than a bridge.",
        "The winter before last the ferry was laid up for a month. “Nobody will be left on the island,” said Ines Okonkwo.",
        "The harbour office counted four thousand passengers in December, which was more than in any December since the bridge.",
    ),
    (
        "School kitchen cooks for the harbour",
        "2026-01-29T18:00:00+01:00",
        "The kitchen of the primary school cooks for the night shift of the harbour since the canteen there was closed.",
        "“The children peel, the teachers stir,” said Tomas Lindqvist. He runs the kitchen with two helpers and a borrowed stove.",
        "“The soup was better than ours,” said Ines Okonkwo. The council pays for the vegetables until the canteen opens in spring.",
    ),
    (
        "Mill wheel turns again",
        "2026-01-31",
        "After eleven years of repairs the wheel of the old mill turns again, if slowly, and only when the tide is out.",
        "“It creaks like my knees,” said Tomas Lindqvist. He had brought the drawings of the first wheel that his aunt had kept.",
        "The association that owns the mill hopes to grind the first flour in autumn, and to sell it at the market by the bridge.",
        "Correction: An earlier version of this article gave the wrong year.",
    ),
]


@pytest.fixture
def office(desk) -> Path:
    """A folder with `out` in it, as a run left it: one record file for each article."""
    desk.settle("run: {max_entries: 1}\n", daily="url: '{base}/feed'\n")
    paths = []
    for number, (title, published, *paragraphs) in enumerate(ARTICLES):
        paths.append(f"/{number}")
        html = HTML.format(title=title, published=published, body="".join(f"<p>{p}</p>" for p in paragraphs))
        desk.web.pages[paths[-1]] = (200, "text/html; charset=utf-8", html.encode())
    desk.web.feed("/feed", *paths)
    assert desk.run().records == len(ARTICLES)
    return desk.folder


def run(kind: str, code: str, folder: Path) -> str:
    """What the block prints, run with `pullquote` on the path and without the checkout."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-c", code] if kind == "python" else ["sh", "-euc", code]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{code}\n{done.stderr}"
    return done.stdout


def test_each_block_does_what_the_page_shows(office):
    blocks = BLOCK.findall(PAGE.read_text())
    assert len(blocks) == PAGE.read_text().count("```sh\n") + PAGE.read_text().count("```python\n") >= 9
    for kind, code, shown in blocks:
        if "jq " in code and not shutil.which("jq"):
            continue
        assert run(kind, code, office).rstrip() == shown.rstrip(), code
    assert len((office / "files.txt").read_text().splitlines()) == len(ARTICLES)
    check_types((office / "files.txt").read_text().splitlines(), office)


def check_types(files: list[str], folder: Path) -> None:
    """The table of types names what the tools say."""
    paths = [str(folder / file) for file in files]
    frame, arrow = pd.read_parquet(paths, schema=pq.read_schema(paths[-1])), pq.read_schema(paths[-1])
    duck = duckdb.execute("DESCRIBE FROM read_parquet($files, union_by_name = true)", {"files": paths}).fetchall()
    in_duckdb = {name: kind for name, kind, *_ in duck}
    rows = ROW.findall(PAGE.read_text().split("## Types\n")[1].split("\n## ")[0])
    assert len(rows) == 5
    for fields, *cells in rows:
        for field in re.findall(r"`(\w+)`", fields):
            for cell, kind in zip(
                cells, (str(frame.dtypes[field]), str(arrow.field(field).type), in_duckdb[field]), strict=True
            ):
                start, _, end = re.search(r"`(.*?)`", cell)[1].partition("…")
                assert kind == start if not end else kind.startswith(start) and kind.endswith(end), (
                    f"{field}: {kind}, not {cell}"
                )
