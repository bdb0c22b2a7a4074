"""What became of each block of a page, told after the fact from what was kept and what was removed."""

import pytest

from transforms.articles import Article, Entry
from transforms.extract.body.block_fates import NOT_CHOSEN, Fate, Judged, fates
from transforms.records import Removal

MILL = "The mill opens again on Monday."
FERRY = "The ferry goes twice a day, and nobody knows why it does not go three times."


def page(rule: str, text: str) -> Removal:
    return Removal(f"page:{rule}", "page", None, None, text)


def cut(rule: str, text: str, what: str) -> Removal:
    start = text.index(what)
    return Removal(rule, "text", start, start + len(what), what)


@pytest.mark.parametrize(
    ("blocks", "text", "removals", "told"),
    [
        pytest.param([MILL, FERRY], f"{MILL}\n{FERRY}", [], [(MILL, True, ""), (FERRY, True, "")], id="all kept"),
        pytest.param(["Home", MILL, "Terms"], MILL, [], [(MILL, True, "")], id="the page's frame is not told of"),
        pytest.param(
            [MILL, "A box", FERRY],
            f"{MILL}\n{FERRY}",
            [],
            [(MILL, True, ""), ("A box", False, NOT_CHOSEN), (FERRY, True, "")],
            id="not chosen, between what was",
        ),
        pytest.param(
            [MILL, "Sign up", "Your address"],
            MILL,
            [page("newsletter", "Sign up Your address")],
            [(MILL, True, ""), ("Sign up", False, "page:newsletter"), ("Your address", False, "page:newsletter")],
            id="pruned",
        ),
        pytest.param(
            [MILL, "Read more: a ferry"],
            f"{MILL}\nRead more: a ferry",
            [cut("read_more", f"{MILL}\nRead more: a ferry", "\nRead more: a ferry")],
            [(MILL, True, ""), ("Read more: a ferry", False, "read_more")],
            id="cut, with the line break before it",
        ),
        pytest.param(
            [f"{MILL} [gallery]"],
            f"{MILL} [gallery]",
            [cut("shortcodes", f"{MILL} [gallery]", " [gallery]")],
            [(f"{MILL} [gallery]", True, "but for shortcodes")],
            id="cut in part",
        ),
        pytest.param([MILL, MILL], MILL, [page("share", "x")], [(MILL, True, "")], id="said twice, kept once"),
        pytest.param(
            [FERRY[:40], FERRY[41:]],
            FERRY,
            [],
            [(FERRY[:40], True, ""), (FERRY[41:], True, "")],
            id="another way of drawing lines",
        ),
        pytest.param(["Menu"], MILL, [], [], id="nothing of it is there"),
    ],
)
def test_fates(blocks: list[str], text: str, removals: list[Removal], told: list[tuple[str, bool, str]]) -> None:
    article = Article(Entry(id="a", url="", feeds=()), "", "", text)
    assert fates(blocks, article, removals) == [Fate(*row) for row in told]


def test_the_headline_is_told_as_such() -> None:
    article = Article(Entry(id="a", url="", feeds=()), "", "", MILL)
    assert fates(["Mill", MILL], article, [], titles=("Mill",))[0] == Fate("Mill", False, "is the title")


def test_reasons_of_those_that_were_judged() -> None:
    article = Article(Entry(id="a", url="", feeds=()), "", "", MILL)
    judged = {MILL: Judged(0.98765, ("sentences",)), "Ferries": Judged(0.1, ("links fill it",))}
    told = fates([MILL, "Ferries", "Sign up"], article, [page("link_list", "Ferries"), page("newsletter", "Sign up")], judged)
    assert told == [
        Fate(MILL, True, "", 0.988, ("sentences",)),
        Fate("Ferries", False, "page:link_list", 0.1, ("links fill it",)),
        Fate("Sign up", False, "page:newsletter"),
    ]
