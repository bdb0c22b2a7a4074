"""What is known of blocks before they are decided on: furniture, cuts inside of lines, and the extractor's choice."""

import pytest

from transforms.extract.body.blocks import layout
from transforms.extract.body.evidence import boxes_beside_prose, gather_evidence, link_boxes
from transforms.extract.page.parse import parse

URL = "https://valley-news.example/2026/mill"
LINES = [f"The mill in ward {n} opened its gate on Monday after {n} long years of silence and of rust." for n in range(2, 8)]
STORY = "".join(f"<p>{line}</p>" for line in LINES)
SHORT = "<p>Get our news by mail.</p>"


def gathered(body: str, head: str = "", titles: tuple[str, ...] = ()):
    return gather_evidence(parse(f"<html><head>{head}</head><body>{body}</body></html>".encode()), URL, titles)


@pytest.mark.parametrize(
    ("body", "furniture"),
    [
        pytest.param(f"<article>{STORY}</article>", [None] * 6, id="none"),
        pytest.param(f"<article>{STORY}<div class=newsletter>{SHORT}</div></article>", [None] * 6 + ["newsletter"], id="a box with blocks"),
        pytest.param(f"<article>{STORY}<div class=newsletter><div class=poll>{SHORT}</div></div></article>", [None] * 6 + ["newsletter"], id="the outermost names it"),
        pytest.param(f"<article>{STORY}<span class=newsletter><div class=poll>{SHORT}</div></span></article>", [None] * 6 + ["newsletter"], id="also an inline element"),
        pytest.param(f"<article>{STORY}<span class=newsletter><div>{SHORT}</div></span>{SHORT}</article>", [None] * 6 + ["newsletter", None], id="what follows it is in none"),
    ],
)  # fmt: skip
def test_furniture_of_a_block(body: str, furniture: list[str | None]) -> None:
    assert gathered(body).furniture == furniture


@pytest.mark.parametrize(
    ("body", "texts", "rules"),
    [
        pytest.param("<p>The mill <span class=share-button>Share</span> opens.</p>", ["The mill opens."], ["page:share"], id="inside of a line"),
        pytest.param("<p>The mill <span class=share-button><p>Share</p></span></p>", ["The mill", "Share"], [], id="a block of its own is decided on"),
        pytest.param("<nav><span class=share-button>Share</span></nav><p>The mill</p>", ["The mill"], [], id="in the frame it is not reported"),
    ],
)  # fmt: skip
def test_cuts_inside_of_lines(body: str, texts: list[str], rules: list[str]) -> None:
    known = gathered(f"<article>{body}</article>" if "nav" not in body else body)
    assert [block.text for block in known.layout.blocks] == texts
    assert [cut.removal.rule for cut in known.pruned if cut.removal] == rules


def test_the_extractor_reads_the_page_without_furniture() -> None:
    known = gathered(f"<article>{STORY}<div class=newsletter>{SHORT * 3}</div></article>")
    assert known.extracted == LINES and known.error is None


def test_and_as_a_whole_when_furniture_was_the_article() -> None:
    known = gathered(f"<h1>The mill</h1><div class=newsletter>{STORY}</div>")
    assert set(LINES) <= set(known.extracted)
    assert known.furniture.count("newsletter") == 6, "the name is a sign all the same"


def links(*texts: str, tag: str = "li") -> str:
    return "".join(f"<{tag}><a href=/x>{text}</a></{tag}>" for text in texts)


@pytest.mark.parametrize(
    ("box", "count"),
    [
        pytest.param(f"<ul>{links(*'abcde')}</ul>", 1, id="a list of five links"),
        pytest.param(f"<ul>{links(*'abcd')}</ul>", 0, id="four may be a list of the article"),
        pytest.param(f"<div><div>{links(*'abcde', tag='div')}</div></div>", 1, id="of two boxes the outer one"),
        pytest.param(f"<ul>{links(*LINES)}</ul>", 1, id="headlines"),
        pytest.param(f"<ul>{links(*(line * 2 for line in LINES))}</ul>", 0, id="no paragraphs that are links"),
        pytest.param(f"<ul>{links(*'abcde')}<li>and words</ul>", 0, id="not with words between them"),
        pytest.param(f"<div><h1>A</h1>{links(*'abcde', tag='div')}</div>", 0, id="not with the headline"),
        pytest.param(f"<div>{links(*LINES * 80, tag='div')}<div>{' '.join(LINES)}</div></div>", 0, id="not with a story"),
        pytest.param(f"<table><tr>{links(*'abcde', tag='td')}</table>", 0, id="no table"),
    ],
)
def test_boxes_of_links(box: str, count: int) -> None:
    assert len(link_boxes(layout(parse(f"<body>{STORY}{box}</body>".encode())))) == count


@pytest.mark.parametrize(
    ("body", "left_out"),
    [
        pytest.param(f"<div>Menu</div><main>{STORY}</main><form>Search</form>", ["Menu", "Search"], id="before and behind it"),
        pytest.param(f"<div><div>Menu</div><main>{STORY}</main></div>", ["Menu"], id="with a box around both"),
        pytest.param(f"<main><div>Menu</div>{STORY}</main>", [], id="not inside of the box with the prose"),
        pytest.param(f"<main>{STORY}</main><div>Menu<p>{LINES[0]}</div>", [], id="prose at another place"),
        pytest.param(f"<main>{STORY}</main><footer><p>{LINES[0]}</footer>", [LINES[0]], id="but not in the frame"),
        pytest.param(f"<main>{STORY}</main><div><a>{LINES[0]}</a></div>", [LINES[0]], id="and not as a link"),
        pytest.param(f"<h1>Mill opens</h1><p>Hope</p><main>{STORY}</main>", [], id="the headline and a standfirst stay"),
        pytest.param(f"<div>Menu</div><main>{SHORT}</main>", [], id="a page without prose stays"),
    ],
)
def test_boxes_beside_the_prose(body: str, left_out: list[str]) -> None:
    boxes = boxes_beside_prose(layout(parse(f"<body>{body}</body>".encode())))
    assert ["".join(box.itertext()) for box in boxes] == left_out


def test_of_a_page_with_too_many_blocks_the_extractor_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.extract.body.blocks.MAX_BLOCKS", 8)
    known = gathered(f"<div>{links(*'abcdefgh', tag='div')}</div><article>{STORY}</article>")
    assert known.layout.is_truncated and set(LINES) <= set(known.extracted)


def test_the_extractor_does_not_read_boxes_of_links_that_the_page_keeps() -> None:
    known = gathered(f"<article>{STORY}<div>{links(*'abcde', tag='div')}</div></article>")
    assert known.extracted == LINES
    assert [block.text for block in known.layout.blocks] == [*LINES, *"abcde"]


READERS = "".join(f"<div class=xf-comment-item>{line.replace('mill', 'weir')}</div>" for line in LINES * 3)


@pytest.mark.parametrize(
    ("body", "extracted"),
    [
        pytest.param(f"<article>{STORY}</article>{READERS}", LINES, id="readers wrote more than the article has"),
        pytest.param(f"<article><h1>The mill</h1></article>{READERS}", None, id="the article itself has such a name"),
    ],
)
def test_comments_are_not_read(body: str, extracted: list[str] | None) -> None:
    known = gathered(body)
    assert known.furniture.count("comments") == 18
    assert known.extracted == extracted if extracted else "The weir in ward 2" in " ".join(known.extracted)


@pytest.mark.parametrize(
    ("body", "blocks", "features"),
    [
        pytest.param("", 0, False, id="an empty page"),
        pytest.param("<p>One</p>", 1, True, id="one block"),
        pytest.param("<p>x</p>" * 10_001, 10_000, False, id="too many blocks"),
    ],
)
def test_features_of_small_and_endless_pages(body: str, blocks: int, features: bool) -> None:
    known = gathered(body)
    assert (len(known.layout.blocks), bool(known.columns), bool(len(known.near))) == (blocks, features, features)


def test_what_the_page_declares_is_measured_by_block() -> None:
    head = f'<script type="application/ld+json">{{"articleBody": "{" ".join(LINES[:3])}"}}</script>'
    known = gathered(f"<article>{STORY}</article>", head)
    stated = known.columns["stated"]
    assert stated[:3].tolist() == [1, 1, 1] and (stated[3:] < 1).all()
    assert gathered(f"<article>{STORY}</article>").columns["stated"].tolist() == [-1] * 6
