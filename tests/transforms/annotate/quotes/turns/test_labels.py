"""Labels: what can be one, and what is behind it. No model is needed."""

import pytest

from transforms.annotate.quotes.turns.labels import find_labels, names_alone
from transforms.text import paragraphs

ROWS = [
    pytest.param("KERN: Why?", [("KERN", "Why?")], id="a surname in capitals"),
    pytest.param("Mr Kern: Why?", [("Mr Kern", "Why?")], id="a courtesy title"),
    pytest.param("Ana van der Lund: Why?", [("Ana van der Lund", "Why?")], id="particles"),
    pytest.param("The witness: Why?", [("The witness", "Why?")], id="a role"),
    pytest.param("Ana Lund, 44, baker: Why?", [("Ana Lund", "Why?")], id="age and office"),
    pytest.param("KERN (laughing) [loudly]: Why?", [("KERN", "Why?")], id="notes in brackets"),
    pytest.param("[00:12:04] KERN: Why?", [("KERN", "Why?")], id="a time"),
    pytest.param("10.42 a.m. – Kern: Why?", [("Kern", "Why?")], id="a time of the day"),
    pytest.param("Q14 Chair: Why?", [("Chair", "Why?")], id="a numbered question"),
    pytest.param("4. Chair: Why?", [("Chair", "Why?")], id="a number alone"),
    pytest.param("“KERN: Why?", [("KERN", "Why?")], id="a mark before"),
    pytest.param("KERN: “Why?”", [("KERN", "“Why?”")], id="a mark after"),
    pytest.param("Q. Why?", [("Q", "Why?")], id="Q and a stop"),
    pytest.param("QWhy did he?", [("Q", "Why did he?")], id="Q that lost its space"),
    pytest.param("A: Because.", [("A", "Because.")], id="A and a colon"),
    pytest.param("A man left: he ran.", [], id="an article"),
    pytest.param("KERN — Why?", [("KERN", "Why?")], id="a dash after capitals"),
    pytest.param("Kern — he left.", [], id="a dash after a name in a sentence"),
    pytest.param("Mr. KERN. Why?", [("Mr. KERN", "Why?")], id="a stop after capitals with a title"),
    pytest.param("KERN. Why?", [], id="a stop after other capitals"),
    pytest.param("KERN: Why? LUND: So.", [("KERN", "Why? LUND: So."), ("LUND", "So.")], id="two in a line"),
    pytest.param("Kern: Why? Lund: So.", [("Kern", "Why? Lund: So.")], id="a second one not in capitals"),
    pytest.param("Q. Why? A. So.", [("Q", "Why? A. So."), ("A", "So.")], id="Q and A in a line"),
    pytest.param("He said: Why?", [], id="a clause"),
    pytest.param("Says Kern: “Why?”", [], id="a verb of saying before the name"),
    pytest.param("Ana Lund, the mayor, said: “Why?”", [], id="a verb of saying after an office"),
    pytest.param("A1: Because.", [("A1", "Because.")], id="a numbered answer"),
    pytest.param("10:30: Goal!", [], id="a time alone"),
    pytest.param("Ruth 2:3: Glean.", [], id="a verse"),
    pytest.param("https://kern.example", [], id="an address"),
    pytest.param("KERN:", [], id="nothing after it"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_find_labels(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_labels(text, [*paragraphs(text)])
    assert [(label.who, text[label.words :]) for label in found] == expected
    assert all(label.span.of(text) == label.who for label in found)


ALONE = [
    pytest.param("Bo Kern\nWhy?\nBo Kern\nSo.", [("Bo Kern", 1), ("Bo Kern", 3)], id="a name that returns"),
    pytest.param("Bo Kern\nWhy?\nAna Lund\nSo.", [], id="names that stand once"),
    pytest.param("Why not?\nSo.\nWhy not?\nNo.", [], id="sentences"),
]


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_names_alone(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(label.who, label.paragraph) for label in names_alone(text, [*paragraphs(text)])] == expected
