"""What is cut off a title: the site's name, its section, the kind of piece, the medium."""

import pytest

from transforms.extract.metadata.titles.suffixes import MAX_TITLE, SiteNames, without_suffixes

NAMES = SiteNames.of(["Valley News", "valley-news.example", ""], ["Ferries", "–"])


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        pytest.param("Mill opens | Valley News", "Mill opens", id="the site behind a bar"),
        pytest.param("Mill opens - Valley News", "Mill opens", id="behind a dash"),
        pytest.param("Valley News » Mill opens", "Mill opens", id="in front"),
        pytest.param("Mill opens – The Valley News Online", "Mill opens", id="a longer form of its name"),
        pytest.param("Mill opens – Valley", "Mill opens", id="a part of its name"),
        pytest.param(
            "Valley News - The Valley News guide to mills",
            "The Valley News guide to mills",
            id="the whole name before a part with it",
        ),
        pytest.param(
            "Mill opens - The Valley News prize goes to a ferry captain this year",
            "Mill opens - The Valley News prize goes to a ferry captain this year",
            id="the name in a longer text",
        ),
        pytest.param("Mill opens : Valley News", "Mill opens", id="behind a colon that is set off"),
        pytest.param("Mill opens : the valley", "Mill opens : the valley", id="there a part of the name may be the title's"),
        pytest.param("01.05.2026 - Mill opens", "Mill opens", id="a day"),
        pytest.param("May 2026 - Mill opens", "May 2026 - Mill opens", id="a month may be the title's"),
        pytest.param("Mill opens – all", "Mill opens – all", id="a short part of it is a word"),
        pytest.param("Mill opens in Valley News", "Mill opens in Valley News", id="not set off"),
        pytest.param("Mill-wright", "Mill-wright", id="a hyphen sets nothing off"),
        pytest.param("Mill opens | Ferries", "Mill opens", id="the section behind a bar"),
        pytest.param("Mill opens - Ferries", "Mill opens - Ferries", id="behind a dash it may be the title's"),
        pytest.param("Mill opens | Bridges", "Mill opens | Bridges", id="what is no section here"),
        pytest.param("Opinion | Mill opens", "Mill opens", id="a kind of piece"),
        pytest.param("Opinion: Mill opens", "Opinion: Mill opens", id="not behind a bar"),
        pytest.param("Mill opens [Watch]", "Mill opens", id="a medium"),
        pytest.param("Mill opens (with photos)", "Mill opens", id="a medium with more words"),
        pytest.param("Mill opens (3-3)", "Mill opens (3-3)", id="a score"),
        pytest.param("[Watch] Mill opens", "[Watch] Mill opens", id="a medium in front"),
        pytest.param("Opinion | Mill opens [Watch] | Ferries - Valley News", "Mill opens", id="four of them"),
        pytest.param("Mill opens | …", "Mill opens", id="nothing behind the bar"),
        pytest.param("Valley News", "Valley News", id="the name alone"),
        pytest.param("x" * 1000, "x" * MAX_TITLE, id="endless"),
        pytest.param("", "", id="empty"),
    ],
)
def test_without_suffixes(title: str, bare: str) -> None:
    assert without_suffixes(title, NAMES) == bare
