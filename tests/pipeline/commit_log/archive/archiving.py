"""What the tests of the archive share: a site with every kind of answer, and the configs of a run that keeps them."""

from pathlib import Path

from pipeline.commit_log.state import load
from transforms.web.hosts import lane_of

ON = "output: {archive: warc}\n"
TEXT = "<p>The ferry sails twice a day, the office said.</p><p>“We keep it running,” said Ines Okonkwo.</p>" * 3
LISTED = ["/0", "/1", "/2", "/3", "/4", "/soft", "/empty", "/minutes.pdf", "/gone"]
CAME = LISTED[:-1]  # what answered with 404 is no page
OWN = next(url for n in range(99) if lane_of(url := f"https://own{n}.example/a", 2) != lane_of("http://127.0.0.1/", 2))


def build(web) -> None:
    """Five articles, one that is a "not found" with status 200, one without text, a PDF, a 404, and one that its feed carries."""
    web.feed("/feed.xml", *LISTED)
    for path in LISTED[:5]:
        web.page(path, f"Ferry {path[1:]} stays")
    web.pages["/soft"] = (
        200,
        "text/html",
        b"<html><head><title>Page not found</title></head><body><p>Sorry.</p></body></html>",
    )
    web.pages["/empty"] = (200, "text/html; charset=iso-8859-1", "<html><body>caf\u00e9</body></html>".encode("latin-1"))
    web.pages["/minutes.pdf"] = (200, "application/pdf", b"%PDF-1.7 minutes")
    own = f"<item><title>Own</title><link>{OWN}</link><description><![CDATA[{TEXT}]]></description></item>"
    web.feed("/own.xml", body=f'<rss version="2.0"><channel><title>T</title>{own}</channel></rss>'.encode())


def settle(desk, pipeline: str = ON) -> None:
    each = "url: '{base}/%s.xml'\nevery: 0s\n"
    desk.settle(pipeline, daily=each % "feed", own=each % "own" + "content: feed\n")


def paths(out: Path) -> list[Path]:
    return [out / ref.path for _, ref in load(out).files("archive")]
