"""From decisions to text and removals: lists, runs of dropped blocks, whole texts, cuts."""

import numpy as np
import pytest

from transforms.extract.body.article_body import whole_body
from transforms.extract.body.blocks import layout
from transforms.extract.body.decide import average_lists, decide, decision_from, explanations, reported_blocks
from transforms.extract.body.evidence import Evidence, gather_evidence
from transforms.extract.body.prune import prune, prune_selected
from transforms.extract.page.parse import parse
from transforms.extract.trace import Outcome

URL = "https://valley-news.example/2026/mill"
LINES = [f"The mill in ward {n} opened its gate on Monday after {n} long years of silence and of rust." for n in range(2, 8)]
STORY = "".join(f"<p>{line}</p>" for line in LINES)


def known(body: str, titles: tuple[str, ...] = ()) -> Evidence:
    return gather_evidence(parse(f"<body>{body}</body>".encode()), URL, titles)


@pytest.mark.parametrize(
    ("body", "scores", "averaged"),
    [
        pytest.param("<p>One</p><p>Two</p>", [0.9, 0.1], [0.9, 0.1], id="paragraphs keep their scores"),
        pytest.param("<ul><li>One</li><li>Two</li></ul>", [0.9, 0.1], [0.5, 0.5], id="items of a list have one score"),
        pytest.param("<ul><li>One</li></ul><ul><li>Two</li></ul>", [0.9, 0.1], [0.9, 0.1], id="items of two lists have two"),
        pytest.param("<ul><li><p>One</p></li><li>Two</li></ul>", [0.9, 0.1], [0.9, 0.1], id="a paragraph in an item is none"),
        pytest.param("<ul><li>One</li><li>Two</li></ul>", [1, 0.5], [0.99, 0.99], id="the mean is that of the log odds"),
    ],
)  # fmt: skip
def test_average_lists(body: str, scores: list[float], averaged: list[float]) -> None:
    page = layout(parse(f"<body>{body}</body>".encode()))
    result = average_lists(page, np.arange(len(scores)), np.array(scores, np.float32))
    assert result.tolist() == pytest.approx(averaged, abs=1e-3)


@pytest.mark.parametrize(
    ("threshold", "kept"),
    [
        pytest.param(0.5, [True, False], id="above"),
        pytest.param(0.9, [True, False], id="the threshold itself is enough"),
        pytest.param(0.95, [False, False], id="below"),
    ],
)
def test_threshold(threshold: float, kept: list[bool]) -> None:
    page = known("<p>One</p><p>Two</p>")
    scores = np.array([0.9, 0.1], np.float32)
    assert decision_from(page, scores, np.float32(threshold)).kept.tolist() == kept


BEFORE, AFTER = "<p>Before</p>", "<p>After</p>"


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param(f"{BEFORE}{STORY}{AFTER}", ["Before", "After"], id="beside the article"),
        pytest.param(f"<h1>Mill</h1>{STORY}{AFTER}", ["After"], id="the headline is the title"),
        pytest.param(f"<nav>{BEFORE}</nav>{STORY}<footer>{AFTER}</footer>", [], id="the frame"),
        pytest.param(f"<aside>{BEFORE}</aside>{STORY}", [], id="an aside before the article"),
        pytest.param(f"<p>{LINES[0]}</p><aside>{BEFORE}</aside>{STORY}", ["Before"], id="an aside in the article"),
        pytest.param(f"{BEFORE}{'<p>x</p>' * 10}{STORY}", ["x"] * 10, id="ten blocks away, no farther"),
    ],
)
def test_reported(body: str, texts: list[str]) -> None:
    page = known(body, ("Mill",))
    page.columns["kept"][:] = 0  # the extractor kept nothing, so only the places count
    kept = np.array([block.text in LINES for block in page.layout.blocks])
    assert [page.layout.blocks[i].text for i in reported_blocks(page, kept, ("Mill",))] == texts


def test_what_the_extractor_kept_is_reported_wherever_it_stands() -> None:
    page = known(f"{BEFORE}{'<p>x</p>' * 12}{STORY}")
    kept = np.array([block.text in LINES for block in page.layout.blocks])
    for share, is_reported in ((0.6, True), (0.4, False)):
        page.columns["kept"][:] = 0
        page.columns["kept"][0] = share
        assert (0 in reported_blocks(page, kept, ())) is is_reported


def test_an_explanation_names_the_furniture_first() -> None:
    page = known(f"<article>{STORY}<div class=newsletter><p>Get our news by mail.</p></div></article>")
    last = len(page.layout.blocks) - 1
    dropped = explanations(page, np.zeros(last + 1, np.bool_), [last])[last]
    assert (dropped.rule, dropped.reasons[0]) == ("page:newsletter", "its box has the name of furniture: newsletter")
    kept = explanations(page, np.ones(last + 1, np.bool_), [last])[last]
    assert kept.rule == "" and not any("newsletter" in reason for reason in kept.reasons)


def test_no_block_no_explanation() -> None:
    page = known(STORY)
    assert explanations(page, decide(page).kept, []) == {}


SIGN_UP = "<div class=newsletter><p>Get our news by mail.</p></div>"


@pytest.mark.parametrize(
    ("body", "text", "removed"),
    [
        pytest.param(STORY, LINES, [], id="all of it"),
        pytest.param(STORY + SIGN_UP, LINES, ["page:newsletter"], id="but furniture"),
        pytest.param(
            f"<div class=newsletter>{STORY}</div><p>End.</p>", [*LINES, "End."], [], id="unless that is the most of it"
        ),
        pytest.param(f"<h2>Mill</h2>{STORY}", LINES, [], id="but its title"),
        pytest.param(f"<h2>Mills</h2>{STORY}", ["Mills", *LINES], [], id="a line that is nearly the title stays"),
        pytest.param("", [""], [], id="nothing"),
    ],
)
def test_whole_body(body: str, text: list[str], removed: list[str]) -> None:
    whole = whole_body(parse(f"<body>{body}</body>".encode()), URL, "site", ("Mill",))
    assert (whole.text.split("\n"), [removal.rule for removal in whole.removals]) == (text, removed)
    headlines = [block.text for block in whole.build_blocks() if block.outcome is Outcome.HEADLINE]
    assert headlines == (["Mill"] if ">Mill<" in body else [])


@pytest.mark.parametrize(
    ("body", "next_ids"),
    [
        pytest.param("<p class=x>1</p><p id=a>2</p>", ["a"], id="the next sibling"),
        pytest.param("<div><p class=x>1</p></div><p id=a>2</p>", ["a"], id="behind the box around it"),
        pytest.param("<p class=x>1</p><p class=x>2</p><p id=a>3</p>", ["a", "a"], id="not one that is cut too"),
        pytest.param("<p id=a>1</p><p class=x>2</p>", [None], id="none behind the last"),
    ],
)
def test_the_element_behind_a_cut(body: str, next_ids: list[str | None]) -> None:
    cuts = prune_selected(parse(f"<body>{body}</body>".encode()), [".x"])
    assert [cut.next_element.get("id") if cut.next_element is not None else None for cut in cuts] == next_ids


def test_a_cut_in_the_frame_is_no_removal() -> None:
    tree = parse(b"<body><nav><div class=poll>Vote</div></nav><main><p>Kept.</p></main></body>")
    assert [(cut.element.tag, cut.removal) for cut in prune(tree, URL)] == [("div", None)]
