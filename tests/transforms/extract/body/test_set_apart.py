"""What an article sets apart is kept: a quotation between its paragraphs, a list below a line that announces it."""

import numpy as np
import pytest

from transforms.extract.body.blocks import layout
from transforms.extract.body.decide import with_announced_lists, with_quotations
from transforms.extract.body.evidence import gather_evidence
from transforms.extract.page.parse import parse

URL = "https://valley-news.example/2026/mill"
SENTENCES = [
    "The mill in Orsolo opened its gate on Monday after eleven years of silence, and the whole valley came to look.",
    "The council paid for the wheel, and the miller for the stones, which came by boat from a quarry in the north.",
    "A fence keeps children away from the race, where the water is deepest and where two goats were lost last year.",
    "In winter the wheel stands still, because ice would break its blades, and the miller goes to see his sister.",
]
HALF_1, HALF_2 = ("".join(f"<p>{s}</p>" for s in part) for part in (SENTENCES[:2], SENTENCES[2:]))
SAYING = "„Wer mahlt, der bleibt, und wer wartet, der auch.“"


@pytest.mark.parametrize(
    ("between", "is_kept"),
    [
        pytest.param(f"<blockquote><p>{SAYING}</p></blockquote>", True, id="a quotation set apart"),
        pytest.param(f"<blockquote>{SAYING}</blockquote>", True, id="without a paragraph in it"),
        pytest.param(f"<blockquote><p>{SAYING}</p><p>– Roe</p></blockquote>", False, id="with a signature"),
        pytest.param(f"<blockquote><p>{SAYING[1:-1]}</p></blockquote>", False, id="without quotation marks"),
        pytest.param(f"<blockquote><p><a href=/x>{SAYING}</a></p></blockquote>", False, id="a link"),
        pytest.param(
            "<blockquote><p>„Wer mahlt, bleibt.“</p></blockquote>", False, id="too short to know whether it is repeated"
        ),
        pytest.param(f"<figure><blockquote><p>{SAYING}</p></blockquote></figure>", False, id="in a box of its own"),
        pytest.param(
            f"<blockquote><p>{SAYING}</p></blockquote><p>The miller says {SAYING} to all.</p>", False, id="a pull quote"
        ),
    ],
)
def test_a_quotation_set_apart(between: str, is_kept: bool) -> None:
    evidence = gather_evidence(parse(f"<body><main>{HALF_1}{between}{HALF_2}</main></body>".encode()), URL, ())
    texts = [block.text for block in evidence.layout.blocks]
    kept = np.array([text in SENTENCES or text.startswith("The miller says") for text in texts])
    assert with_quotations(evidence, kept)[next(i for i, text in enumerate(texts) if "Wer mahlt" in text)] == is_kept


@pytest.mark.parametrize(
    ("body", "score", "is_kept"),
    [
        pytest.param("<h2>The stones.</h2><ul><li>One<li>Two</ul>", 0.35, True, id="below a subhead"),
        pytest.param("<p>Three are left:</p><ul><li>One<li>Two</ul>", 0.35, True, id="below a colon"),
        pytest.param("<p>Three are left.</p><ul><li>One<li>Two</ul>", 0.35, False, id="below a sentence"),
        pytest.param("<h2>The stones</h2><ul><li>One<li>Two</ul>", 0.25, False, id="too unlikely"),
        pytest.param("<h2>The stones</h2><ul><li>One<li><a href=/x>Two</a></ul>", 0.35, False, id="with a link"),
        pytest.param("<h2>The stones</h2><div><ul><li>One<li>Two</ul></div>", 0.35, False, id="in another box"),
        pytest.param("<h2>The stones</h2><p>One<p>Two", 0.35, False, id="no list"),
    ],
)
def test_an_announced_list(body: str, score: float, is_kept: bool) -> None:
    found = layout(parse(f"<body>{body}</body>".encode()))
    kept = with_announced_lists(found, np.array([0.9, score, score], np.float32), np.array([True, False, False]))
    assert kept.tolist() == [True, is_kept, is_kept]
