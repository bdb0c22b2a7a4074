"""Joining: which pieces continue a quote, and which reports contain one. No model is needed."""

from dataclasses import replace

import pytest

from transforms.annotate.quotes.joining import Draft, Piece, merge_reports
from transforms.text import Span

LAST = Draft([Span(0, 10)], "direct", None, None, sentence=4, paragraph=2)
NEXT = Piece(
    Span(20, 30),
    "direct",
    sentence=5,
    paragraph=2,
    closed=True,
    has_own_cue=False,
    in_same_sentence=False,
    opens_paragraph=False,
)

PIECES = [
    pytest.param(NEXT, True, id="the next sentence"),
    pytest.param(replace(NEXT, sentence=6), False, id="a sentence between"),
    pytest.param(replace(NEXT, has_own_cue=True), False, id="a cue of its own"),
    pytest.param(replace(NEXT, sentence=4, in_same_sentence=True), True, id="the same sentence, cut by its cue"),
    pytest.param(
        replace(NEXT, sentence=4, in_same_sentence=True, has_own_cue=True), False, id="the same sentence, another cue"
    ),
    pytest.param(replace(NEXT, paragraph=3, opens_paragraph=True), True, id="it opens the next paragraph"),
    pytest.param(replace(NEXT, paragraph=3), False, id="words before it in the next paragraph"),
    pytest.param(replace(NEXT, paragraph=4, opens_paragraph=True), False, id="a paragraph between"),
    pytest.param(replace(NEXT, kind="mixed"), False, id="a fragment"),
    pytest.param(replace(NEXT, turn=1), False, id="a turn of speech after it"),
]


@pytest.mark.parametrize(("piece", "expected"), PIECES)
def test_continues(piece: Piece, expected: bool) -> None:
    assert piece.continues(LAST) is expected


def test_a_quote_left_open_goes_on_whatever_names_its_speaker() -> None:
    last = Draft([Span(0, 10)], "direct", None, None, sentence=4, paragraph=2, closed=False)
    assert replace(NEXT, paragraph=3, has_own_cue=True).continues(last)
    assert not replace(NEXT, paragraph=4, has_own_cue=True).continues(last)


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(None, id="no quote before"),
        pytest.param(Draft([Span(0, 9)], "mixed", None, None, 4, 2), id="a fragment before"),
    ],
)
def test_nothing_to_continue(last: Draft | None) -> None:
    assert not NEXT.continues(last)


def test_extend_moves_the_end() -> None:
    draft = Draft([Span(0, 10)], "direct", None, None, sentence=4, paragraph=2)
    replace(NEXT, paragraph=3, closed=False).extend(draft)
    assert (draft.pieces, draft.sentence, draft.paragraph, draft.closed) == ([Span(0, 10), Span(20, 30)], 5, 3, False)
    assert draft.first_paragraph == 2


def draft(kind: str, *pieces: tuple[int, int], cue: Span | None = None, sentence: int = 0, paragraph: int = 0) -> Draft:
    return Draft([Span(*p) for p in pieces], kind, None, cue, sentence, paragraph)


MERGED = [
    pytest.param([draft("mixed", (10, 20))], [[(0, 40)]], id="a fragment within a report is part of it"),
    pytest.param([draft("direct", (10, 20))], [[(0, 40)], [(10, 20)]], id="a direct quote stays"),
    pytest.param([draft("mixed", (50, 60))], [[(0, 40)], [(50, 60)]], id="a fragment after it stays"),
    pytest.param([draft("mixed", (30, 60))], [[(0, 40)], [(30, 60)]], id="a fragment that goes on after it stays"),
    pytest.param([draft("direct", (50, 60), sentence=1)], [[(0, 40), (50, 60)]], id="a direct quote continues it"),
    pytest.param([draft("direct", (50, 60), sentence=3)], [[(0, 40)], [(50, 60)]], id="sentences later it does not"),
    pytest.param(
        [draft("direct", (50, 60), cue=Span(61, 65), sentence=1)], [[(0, 40)], [(50, 60)]], id="nor with a cue of its own"
    ),
]


@pytest.mark.parametrize(("drafts", "expected"), MERGED)
def test_merge_reports(drafts: list[Draft], expected: list[list[tuple[int, int]]]) -> None:
    report = draft("mixed", (0, 40), cue=Span(41, 45))
    assert [[tuple(piece) for piece in d.pieces] for d in merge_reports(drafts, [report])] == expected
