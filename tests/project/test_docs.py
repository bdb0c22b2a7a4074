"""The links between the pages of the docs lead to a file, and to a heading in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")


def anchors(text: str) -> set[str]:
    """The anchors of the headings of a page, as GitHub makes them.

    >>> sorted(anchors("# Get `it`, now\\n\\n## Read-only"))
    ['get-it-now', 'read-only']
    """
    without_code = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    headings = re.findall(r"^#+ (.*)$", without_code, re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> Iterator[object]:
    for page in PAGES:
        for path, anchor in LINK.findall(page.read_text()):
            yield pytest.param(page, path, anchor, id=f"{page.name}: {path}#{anchor}")


@pytest.mark.parametrize(("page", "path", "anchor"), links())
def test_a_link_leads_somewhere(page: Path, path: str, anchor: str):
    target = page.parent / path if path else page
    assert target.is_file()
    assert not anchor or anchor in anchors(target.read_text())


def test_anchors_are_made_of_headings_alone():
    assert anchors("# One of *two*\n```sh\n# a comment\n```\n## Two: `x`\n") == {"one-of-two", "two-x"}


NAMED = re.compile(r"`((?:\.ci|configs|docs|pipeline|pullquote|tests|tools|transforms)/[\w/.-]+)`")
OF_USERS = {"configs/aliases.yaml", "configs/sites/"}  # made by users


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path):
    named = set(NAMED.findall(page.read_text())) - OF_USERS
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
