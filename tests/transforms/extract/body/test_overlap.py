"""How much of a block another text has, word by word."""

import pytest

from transforms.extract.body.overlap import MAX_LINE, block_shares, word_runs, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Mill, again!", ["the", "mill", "again"], id="lower case, no marks"),
        pytest.param("3.5 per cent", ["3", "5", "per", "cent"], id="numbers"),
        pytest.param("水車小屋", ["水", "車", "小", "屋"], id="a script without spaces: each character"),
        pytest.param("don't", ["don", "t"], id="an apostrophe separates"),
        pytest.param("– …", [], id="marks alone"),
        pytest.param("a " * MAX_LINE, ["a"] * (MAX_LINE // 2), id="the rest of an endless line is not read"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        pytest.param("a b c", 0, id="too few words"),
        pytest.param("a b c d", 1, id="just enough"),
        pytest.param("a b c d e f", 3, id="overlapping"),
    ],
)
def test_word_runs(text: str, runs: int) -> None:
    assert len(word_runs(words(text))) == runs


@pytest.mark.parametrize(
    ("blocks", "lines", "shares"),
    [
        pytest.param(["One.", "Two."], ["Two."], [0, 1], id="a line"),
        pytest.param(["Ad", "One.", "Ad"], ["One.", "Ad"], [0, 1, 1], id="of two equal blocks the next in order"),
        pytest.param(["Ad", "One.", "Ad"], ["Ad", "One.", "Ad"], [1, 1, 1], id="as often as the lines have it"),
        pytest.param(["Ad", "Ad"], ["Ad"], [1, 0], id="no more often than the lines have it"),
        pytest.param(["one two three four five", "x"], ["one two three four", "nine"], [0.5, 0], id="runs of four words"),
        pytest.param(["four three two one"], ["one two three four five"], [0], id="the same words in another order"),
        pytest.param(["two three", "x"], ["one two three four"], [0.5, 0], id="short: words in a row"),
        pytest.param(["two four"], ["one two three four"], [0], id="short: words not in a row"),
        pytest.param(["…"], ["one two three four"], [0], id="no words"),
        pytest.param(["One."], [], [0], id="nothing to compare with"),
        pytest.param([], ["One."], [], id="no blocks"),
    ],
)
def test_block_shares(blocks: list[str], lines: list[str], shares: list[float]) -> None:
    assert block_shares(blocks, lines) == shares
