"""What became of each block of a page, after the extraction and after the cleaning rules."""

import pytest

from pipeline.single.block_fates import BlockFate, block_fates
from transforms.extract.trace import Outcome, TracedBlock
from transforms.records import Removal

MILL = "The mill opens again on Monday."
FERRY = "Read more: the ferry goes twice a day"
TEXT = f"{MILL}\n{FERRY}"
KEPT_MILL = TracedBlock(MILL, Outcome.KEPT, (0, len(MILL)), "", 0.9, ("it reads as a sentence does",))
KEPT_FERRY = TracedBlock(FERRY, Outcome.KEPT, (len(MILL) + 1, len(TEXT)))
FRAME = TracedBlock("Home", Outcome.FRAME)


def removed(text: str, rule: str) -> TracedBlock:
    return TracedBlock(text, Outcome.REMOVED, None, f"page:{rule}", 0.1, ("links fill it",))


def cut(rule: str, text: str) -> Removal:
    start = TEXT.index(text)
    return Removal(rule, "text", start, start + len(text), text)


@pytest.mark.parametrize(
    ("blocks", "cuts", "fates"),
    [
        pytest.param([KEPT_MILL, KEPT_FERRY], [], [(MILL, True, ""), (FERRY, True, "")], id="all kept"),
        pytest.param([FRAME, KEPT_MILL, FRAME], [], [(MILL, True, "")], id="the page's frame is left out"),
        pytest.param([KEPT_MILL, FRAME, KEPT_FERRY], [], [(MILL, True, ""), ("Home", False, "not taken for article"), (FERRY, True, "")],
                     id="not taken, between what was"),
        pytest.param([KEPT_MILL, removed("Sign up", "newsletter")], [], [(MILL, True, ""), ("Sign up", False, "page:newsletter")], id="removed on the page"),
        pytest.param([TracedBlock("The mill", Outcome.HEADLINE), KEPT_MILL], [], [("The mill", False, "is the title"), (MILL, True, "")], id="the headline"),
        pytest.param([KEPT_MILL, KEPT_FERRY], [cut("read_more", f"\n{FERRY}")], [(MILL, True, ""), (FERRY, False, "read_more")],
                     id="cut, with the line break before it"),
        pytest.param([KEPT_MILL, KEPT_FERRY], [cut("read_more", "Read more: ")], [(MILL, True, ""), (FERRY, True, "but for read_more")], id="cut in part"),
        pytest.param([KEPT_MILL, KEPT_FERRY], [cut("a", "Read more: "), cut("b", "twice")], [(MILL, True, ""), (FERRY, True, "but for a, b")], id="cut by two rules"),
        pytest.param([KEPT_MILL], [cut("a", FERRY)], [(MILL, True, "")], id="a cut elsewhere"),
        pytest.param([FRAME, TracedBlock("Menu", Outcome.REPLACED)], [], [], id="nothing of it is the article's"),
    ],
)  # fmt: skip
def test_fates(blocks: list[TracedBlock], cuts: list[Removal], fates: list[tuple[str, bool, str]]) -> None:
    assert [(fate.text, fate.kept, fate.why) for fate in block_fates(blocks, cuts)] == fates


def test_scores_and_reasons_are_those_of_the_trace() -> None:
    mill, sign_up = block_fates([KEPT_MILL, removed("Sign up", "newsletter")], [])
    assert mill == BlockFate(MILL, True, Outcome.KEPT, (), 0.9, ("it reads as a sentence does",))
    assert sign_up == BlockFate("Sign up", False, Outcome.REMOVED, ("page:newsletter",), 0.1, ("links fill it",))


@pytest.mark.parametrize(
    ("rule", "reasons"),
    [
        pytest.param("reader_lines", ("it addresses the reader",), id="by evidence: the reasons for the cut"),
        pytest.param("read_more", (), id="by another rule: none, and not those for which the extraction kept it"),
    ],
)
def test_reasons_of_a_line_that_cleaning_cut(rule: str, reasons: tuple[str, ...]) -> None:
    (fate,) = block_fates([KEPT_MILL], [cut(rule, MILL)], {MILL: ("it addresses the reader",)})
    assert (fate.kept, fate.reasons) == (False, reasons)


def test_a_removal_on_the_page_with_the_same_words_is_no_cut_of_the_text() -> None:
    (fate,) = block_fates([KEPT_MILL], [Removal("page:share", "page", None, None, MILL)])
    assert fate.kept and fate.rules == ()
