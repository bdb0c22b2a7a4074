"""The decision to keep or drop blocks, on whole invented pages, and the model that makes it."""

import json

import numpy as np
import pytest

from transforms.extract.body.article_body import ArticleBody, decided_body
from transforms.extract.body.blocks import layout
from transforms.extract.body.decide import MODEL, average_links, block_model, decision_from
from transforms.extract.body.evidence import RULES, gather_evidence
from transforms.extract.body.features.table import block_features
from transforms.extract.body.features.text import PageSignals
from transforms.extract.body.prune import NAMES, TAGS
from transforms.extract.body.reasons import SIGNS, SUBJECTS, rule_and_reasons, subject_of
from transforms.extract.page.parse import parse
from transforms.extract.trace import Outcome, TracedBlock

URL = "https://valley-news.example/2026/mill"
TITLE = "The mill opens"
SENTENCES = [
    "The mill in Orsolo opened its gate on Monday after eleven years of silence, and the whole valley came to look.",
    "“I had forgotten how loud it is,” said Jane Roe, who lives across the river and slept badly on the first night.",
    "The council paid for the wheel, and the miller for the stones, which came by boat from a quarry in the north.",
    "Flour will be sold on Saturdays from nine until it is gone, the miller said, and bread will follow in the spring.",
    "A fence keeps children away from the race, where the water is deepest and where two goats were lost last year.",
    "In winter the wheel stands still, because ice would break its blades, and the miller goes to see his sister.",
]
HALF_1, HALF_2 = ("".join(f"<p>{s}</p>" for s in part) for part in (SENTENCES[:3], SENTENCES[3:]))
TEASERS = "".join(
    f'<li><a href="/{i}">{t}</a></li>' for i, t in enumerate(("Bridge closed", "Ferry strike ends", "School wins cup"))
)


def page(between: str = "", before: str = "", after: str = "", head: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><nav><a href='/'>Home</a> <a href='/valley'>Valley</a></nav><main><article><header><h1>{TITLE}</h1></header>"
        f"{before}<div class='body'>{HALF_1}{between}{HALF_2}</div>{after}</article></main><footer>Valley News, since 1911</footer></body></html>"
    )


def extracted(html: str) -> ArticleBody:
    return decided_body(parse(html.encode()), URL, (TITLE,))


def traced(html: str) -> dict[str, TracedBlock]:
    return {block.text: block for block in extracted(html).build_blocks()}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(page("<h2>What it cost</h2>"), "What it cost", id="a subhead"),
        pytest.param(page(after="<aside><p><em>Correction: The mill has two wheels.</em></p></aside>"),
                     "Correction: The mill has two wheels.", id="a correction in a box"),
        pytest.param(page("<p>The rest of it is in <a href='/report'>the council's report</a> of May.</p>"),
                     "The rest of it is in the council's report of May.", id="a sentence with a link"),
        pytest.param(page(f"<ul><li>{SENTENCES[0][::-1]}.</li><li>{SENTENCES[1][::-1]}.</li></ul>"), SENTENCES[1][::-1] + ".", id="a list"),
    ],
)  # fmt: skip
def test_kept(html: str, text: str) -> None:
    assert traced(html)[text].outcome is Outcome.KEPT
    assert {text, *SENTENCES} <= set(extracted(html).text.split("\n"))


@pytest.mark.parametrize(
    ("html", "text", "rule"),
    [
        pytest.param(page(after=f"<div class='x'><h3>More from the valley</h3><ul>{TEASERS}</ul></div>"), "Ferry strike ends", "page:link_list", id="teasers"),
        pytest.param(page(between="<figure><img src=x><figcaption>The wheel on Monday</figcaption></figure>"), "The wheel on Monday", "page:caption", id="a caption"),
        pytest.param(page(between="<div class='newsletter'><p>Get our news by mail, every day of the week.</p></div>"),
                     "Get our news by mail, every day of the week.", "page:newsletter", id="a box that is called so"),
    ],
)  # fmt: skip
def test_dropped_and_reported(html: str, text: str, rule: str) -> None:
    block, body = traced(html)[text], extracted(html)
    assert (block.outcome, block.rule) == (Outcome.REMOVED, rule) and block.reasons
    assert text not in body.text and any(r.rule == rule and text in r.text for r in body.removals)
    assert all((r.where, r.start, r.end) == ("page", None, None) for r in body.removals)


def test_the_frame_and_the_headline_are_not_reported() -> None:
    body = extracted(page())
    assert body.text == "\n".join(SENTENCES)
    assert not any(word in r.text for r in body.removals for word in ("Home", "since 1911", TITLE))


def test_a_paragraph_that_the_extractor_passed_over_comes_back() -> None:
    """trafilatura leaves out paragraphs in a box that is called as comments are."""
    html = (
        page(after="")
        .replace("<div class='body'>", "<div class='body'><div class='premium-comment-box'>", 1)
        .replace("</div></article>", "</div></div></article>")
    )
    assert extracted(html).text == "\n".join(SENTENCES)


MENU = ("Skip to content and read", "Subscribe now for one year", "Weather in the valley today", "All our letters to the editor",
        "The paper as it was printed", "Buy and sell in the valley")  # fmt: skip


def test_an_article_that_the_extractor_passed_over_comes_back() -> None:
    """trafilatura leaves out a box of comments, and then takes the menus for the article, all in one line."""
    items = "".join(f"<li>{text}</li>" for text in MENU) * 6
    html = f"<body><ul>{items}</ul><div id='comments-area' class='comments-area'>{HALF_1}{HALF_2}</div></body>"
    assert extracted(html).text == "\n".join(SENTENCES)


LINK = "<a href=/x>Ferry strike ends</a>"


@pytest.mark.parametrize(
    ("body", "scores", "rises"),
    [
        pytest.param(f"<h2>{LINK}</h2><h2>{LINK}</h2><h2>{LINK}</h2>", [0.2, 0.9, 0.9], True, id="linked subheads, of which two are likely"),
        pytest.param(f"<h2>{LINK}</h2><h2>{LINK}</h2><h2>{LINK}</h2>", [0.2, 0.1, 0.1], False, id="linked subheads, none of them likely"),
        pytest.param(f"<h2>{LINK}</h2><h3>{LINK}</h3><h3>{LINK}</h3>", [0.2, 0.9, 0.9], False, id="of another tag"),
        pytest.param(f"<p class=a>{LINK}</p><p class=b>{LINK}</p>", [0.2, 0.9], False, id="of another class"),
        pytest.param(f"<div>{LINK}</div><section><div>{LINK}</div></section>", [0.2, 0.9], False, id="in another box"),
        pytest.param("<p>The ferry</p><p>The strike</p>", [0.2, 0.9], False, id="no links"),
        pytest.param(f"<p>{LINK} after eleven days in the harbour</p><p>{LINK}</p>", [0.2, 0.9], False, id="a sentence with a link"),
    ],
)  # fmt: skip
def test_links_of_a_kind_are_judged_together(body: str, scores: list[float], rises: bool) -> None:
    """The first block's score rises only by links that are set as it is."""
    found = layout(parse(f"<body>{body}</body>".encode()))
    moved = average_links(found, np.arange(len(scores)), np.array(scores, np.float32))
    assert (moved[0] > 0.21) == rises and (rises or moved[0] <= np.float32(0.2) + 1e-6)


def test_a_likely_block_stays_though_the_rest_of_its_box_is_dropped() -> None:
    """The score of a block that is no link and in no list stands for itself."""
    found = gather_evidence(
        parse(page(between="<div><h3>Rating</h3><p>Four of five</p><p>Ask us</p></div>").encode()), URL, (TITLE,)
    )
    scores = np.array([0.9 if found.layout.blocks[i].text == "Rating" else 0.1 for i in found.near.tolist()], np.float32)
    kept = decision_from(found, scores, 0.5).kept
    assert [found.layout.blocks[i].text for i in np.flatnonzero(kept)] == ["Rating"]


SAID = "I had forgotten how loud it is, and how near"
LONG_SAID = f"“{SAID}. It was a bad night,” said Jane Roe."


@pytest.mark.parametrize(
    ("block", "again", "pulled"),
    [
        pytest.param(f"“{SAID}.”", 1, 1, id="the words of a longer quotation"),
        pytest.param(f"«{SAID}»", 1, 1, id="in other marks"),
        pytest.param(f"“{SAID}”.", 1, 1, id="the full stop outside"),
        pytest.param(f"{SAID}.", 1, 0, id="without marks"),
        pytest.param(f"“{SAID},” she said.", 0, 0, id="the reporter's words behind it"),
        pytest.param(f"“I,” she said, “{SAID}.”", 0, 0, id="two quotations"),
        pytest.param("“It was a bad night.”", 0, 0, id="short"),
        pytest.param("." * 30, 0, 0, id="marks and nothing else"),
        pytest.param(LONG_SAID, 1, 0, id="a paragraph twice"),
    ],
)
def test_repeated_quotations(block: str, again: int, pulled: int) -> None:
    found = gather_evidence(parse(page(between=f"<blockquote>{block}</blockquote><p>{LONG_SAID}</p>").encode()), URL, (TITLE,))
    at = [b.text for b in found.layout.blocks].index(block)
    assert (found.columns["again"][at], found.columns["pulled"][at]) == (again, pulled)


def test_a_quotation_that_stands_twice_alone_is_no_pull_quote() -> None:
    found = gather_evidence(parse(page(between=f"<p>“{SAID}.”</p><p>{SAID}</p>").encode()), URL, (TITLE,))
    at = [b.text for b in found.layout.blocks].index(SAID)
    assert found.columns["again"][at - 1 : at + 1].tolist() == [1, 1] and not found.columns["pulled"].any()


def test_a_dropped_pull_quote_has_that_rule() -> None:
    signs = dict.fromkeys(SIGNS, 0.0)
    weights = [-1.0 if subject.rule == "other_box" else 0.0 for subject in SUBJECTS]
    assert rule_and_reasons(weights, False, signs)[0] == "other_box"
    rule, reasons = rule_and_reasons(weights, False, {**signs, "pulled": 1.0})
    assert (rule, len(reasons)) == ("pull_quote", 2)


@pytest.mark.parametrize("marks", [pytest.param("“{}.”", id="curly"), pytest.param('"{}."', id="straight")])
def test_pull_quotes_on_a_page(marks: str) -> None:
    """The decision drops it, or leaves it to the rule that cleans the text."""
    said = marks.format(SAID)
    html = page(between=f"<blockquote class='big'>{said}</blockquote><p>{LONG_SAID}</p>")
    body = extracted(html)
    assert LONG_SAID in body.text.split("\n")
    assert said in body.text.split("\n") or [r.rule for r in body.removals if said in r.text] == ["page:pull_quote"]


def test_every_furniture_rule_has_its_number() -> None:
    assert {*NAMES, *TAGS.values(), "link_list", "linked_heading"} <= set(RULES)


def test_the_features_of_the_model_are_there_in_its_order() -> None:
    found = layout(parse(page().encode()))
    n = len(found.blocks)
    columns = block_features(found, PageSignals([0.0] * n, None, [0] * n, (TITLE,), ""))
    assert [name for name in columns if name in block_model().names] == list(block_model().names)
    assert all(len(column) == n and np.isfinite(column).all() for column in columns.values())
    assert all(SUBJECTS[subject_of(name)] for name in block_model().names)


def test_the_model_has_its_sources_and_licences() -> None:
    about = json.loads(MODEL.read_text(encoding="utf-8"))
    assert about["licence_of_labels"] and about["trained_on"] and about["cross_validated_by_site"]["english"]["f1"] > 0.9
