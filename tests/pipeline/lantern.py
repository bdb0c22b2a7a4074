"""A town whose paper has an article that must go, among others that stay."""

from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.archive import pages
from pipeline.commit_log.reading.queries import RecordFilter, read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from transforms.keys import hashed
from transforms.web.urls import address_key

TITLE = "Lantern thief named"


SENTENCE = "The lantern of Saint Orsolya was taken from its niche on a foggy morning in March"


QUOTE = "I only wanted to read by its light"


GUID = "tag:velmarsh,2026:4711"


PAGE = f"""<!doctype html><html lang="en"><head><title>{TITLE}</title><link rel="canonical" href="{{base}}/lantern-2026"></head>
<body><article><h1>{TITLE}</h1><p>{SENTENCE}, and the parish of Velmarsh has looked for it ever since then.</p>
<p>“{QUOTE},” said Wendelin Achterberg, the bookbinder of the parish. “I will bring it back on Sunday, before mass.”</p>
<p>The parish council will speak about the matter behind closed doors, and it will tell nobody what was said there.</p>
</article></body></html>"""


SPEAKER = "Wendelin Achterberg"


OTHERS = ["/0", "/1", "/2"]


def settled(desk, web):
    """Three articles, and one that is to be forgotten: with a guid, a canonical address, and a page in the archive."""
    for path in OTHERS:
        web.page(path, f"Ferry {path[1:]} stays")
    page(web, "/lantern")
    feed(web, "/feed.xml", "/lantern", *OTHERS)
    settle(desk)
    return desk


def page(web, path: str, html: str = PAGE) -> None:
    web.pages[path] = (200, "text/html; charset=utf-8", html.replace("{base}", web.base).encode())


def feed(web, path: str, lantern: str, *links: str) -> None:
    """`lantern` first, with its guid; at none it is left out."""
    others = "".join(f"<item><title>{link}</title><link>{web.base}{link}</link></item>" for link in links)
    own = (
        f"<item><title>{TITLE}</title><link>{web.base}{lantern}</link><guid isPermaLink='false'>{GUID}</guid>"
        "<pubDate>Fri, 30 Jan 2026 08:00:00 +0100</pubDate></item>"
    )
    whole = f'<rss version="2.0"><channel><title>T</title>{own if lantern else ""}{others}</channel></rss>'
    web.feed(path, body=whole.encode())


def settle(desk, pipeline: str = "", formats: str = "[jsonl, parquet]", **more: str) -> None:
    each = {name: f"url: '{{base}}/{path}'\nevery: 0s\n" for name, path in {"daily": "feed.xml", **more}.items()}
    desk.settle(f"output: {{archive: warc, formats: {formats}}}\n{pipeline}", **each)


def lantern(web) -> list[str]:
    """All that would tell of it."""
    return [TITLE, SENTENCE, QUOTE, SPEAKER, GUID, f"{web.base}/lantern", hashed(address_key(f"{web.base}/lantern"))]


def command(out: Path, *words: str, name: str = "forget", code: int = 0):
    yes = ["--yes"] if name == "forget" else []
    answer = CliRunner().invoke(app, [name, "--out", str(out), *words, *yes])
    assert answer.exit_code == code, answer.output
    return answer


def sound(out: Path) -> bool:
    return list(verify(out, VerifyCounts())) == []


def rows(out: Path, **wanted) -> list[dict]:
    return list(read_records(load(out), RecordFilter(**wanted)))


def archived(out: Path) -> dict[str, bytes]:
    """The bytes of each page of the archive with what is known of it, by its address."""
    found = list(pages(out, (ref for _, ref in load(out).files("archive"))))
    return {page.url: Path(page.body.path).read_bytes()[page.body.offset : page.end] for page in found}


def titles(out: Path) -> list[str]:
    return sorted(row["title"] for row in rows(out))


FERRIES = [f"Ferry {n} stays" for n in range(3)]


def leads(web, path: str, to: str) -> None:
    def answer(handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.pages[path] = answer


def killed(*_: object) -> None:
    raise KeyboardInterrupt
