"""Ids from feeds never become paths: a run over guids that would like to be files writes below its folder alone."""

import re
from pathlib import Path

import pytest

GUIDS = [
    "../../../../x/pwn",
    "/etc/cron.d/x",
    "..\\..\\x",
    "CON",
    "." * 300,
    "x" * 5000,
    "%2e%2e%2fx",
    "a/b\0c.json",
    "\u202egnp.exe",
]
TEXT = "<p>The council of Velmarsh met on Friday to speak about the ferry, and about its price, for two hours.</p>" * 4
# what a run may call a folder or a file: our own words, days, times and hashes
OURS = re.compile(r"[a-z_]+|date=\d{4}-\d\d-\d\d|\.lock|[a-z]+\.json|[0-9]{8}\.json|\d{8}T\d{6}Z-[0-9a-f]{6}[-.\w]*")


@pytest.fixture
def listed(desk, web):
    items = "".join(
        f"<item><title>Ferry {n}</title><guid>{guid}</guid><description>&lt;p&gt;{TEXT}</description></item>"
        for n, guid in enumerate(GUIDS)
    )
    web.feed("/feed.xml", body=f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode())
    desk.settle(daily="url: '{base}/feed.xml'\ncontent: feed\nidentity: guid\n")
    return desk


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_no_guid_becomes_a_file_outside_the_output_folder(listed):
    before = files(listed.folder)
    assert listed.run().records == len(GUIDS)
    made = files(listed.folder) - before
    assert all(path.is_relative_to(listed.out) for path in made)
    assert [part for path in made for part in path.relative_to(listed.out).parts if not OURS.fullmatch(part)] == []
