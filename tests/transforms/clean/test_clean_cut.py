"""Cuts of spans with their white space, and the exact restoration of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.cut import cut, restore
from transforms.records import Removal


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text with ⟦…⟧ around what shall go → the text, and the spans."""
    out, spans, start = "", [], 0
    for character in text:
        if character == "⟦":
            start = len(out)
        elif character == "⟧":
            spans.append((start, len(out)))
        else:
            out += character
    return out, spans


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("One.\n⟦Two.⟧\nThree.", "One.\nThree.", id="a line goes with its break"),
        pytest.param("⟦One.⟧\nTwo.", "Two.", id="the first line"),
        pytest.param("One.\n⟦Two.⟧", "One.", id="the last line"),
        pytest.param("One.\n⟦Two.⟧\n⟦Three.⟧", "One.", id="the last lines"),
        pytest.param("⟦One.\nTwo.⟧\nThree.", "Three.", id="two lines at once"),
        pytest.param("⟦One.⟧", "", id="everything"),
        pytest.param("One.\n  ⟦Two.⟧ \nThree.", "One.\nThree.", id="white space around"),
        pytest.param("One.\n\n⟦Two.⟧\n\nThree.", "One.\n\nThree.", id="no doubled blank line"),
        pytest.param("One.\n\n⟦Two.⟧\n\n⟦Three.⟧\n\nFour.", "One.\n\nFour.", id="nor a tripled one"),
        pytest.param("One.\n⟦Two.⟧\n\nThree.", "One.\n\nThree.", id="a blank line below stays"),
        pytest.param("One.\n\n⟦Two.⟧", "One.", id="no blank line at the end"),
        pytest.param("⟦One.⟧\n\nTwo.", "Two.", id="nor at the beginning"),
        pytest.param("One.\n\n\nTwo.\n⟦Three.⟧\nFour.", "One.\n\n\nTwo.\nFour.", id="blank lines elsewhere stay"),
        pytest.param("a ⟦[x]⟧ b", "a b", id="inside a line"),
        pytest.param("a⟦[x]⟧b", "ab", id="inside a word"),
        pytest.param("⟦[x]⟧ b", "b", id="at its beginning"),
        pytest.param("a ⟦[x]⟧", "a", id="at its end"),
        pytest.param("a ⟦[x]⟧, b", "a, b", id="before a comma"),
        pytest.param("a ⟦[x]⟧ ⟦[y]⟧ b", "a b", id="two in a row"),
        pytest.param("a⟦[x]⟧ ⟦[y]⟧b", "a b", id="two with a blank between"),
        pytest.param("⟦[x]⟧ ⟦[y]⟧ b ⟦[z]⟧", "b", id="at both ends"),
        pytest.param("a ⟦b\nc⟧ d", "a\nd", id="over a line's end the break stays"),
        pytest.param("a ⟦b\nc\nd⟧ e", "a\ne", id="over a whole line too"),
        pytest.param("a  b ⟦c⟧ d", "a  b d", id="other white space stays"),
        pytest.param("a⟦ ⟧b", "a b", id="white space alone is nothing to cut"),
        pytest.param("One.⟦\n⟧Two.", "One.\nTwo.", id="nor is a line break"),
        pytest.param("⟦⟧One.", "One.", id="an empty span"),
    ],
)
def test_cut(before: str, after: str) -> None:
    text, spans = marked(before)
    new, removals = cut(text, {"rule": spans})
    assert (new, restore(new, removals)) == (after, text)


@pytest.mark.parametrize(
    ("spans", "named"),
    [
        pytest.param({"b": [(5, 9)], "a": [(0, 4)]}, [("a", "One.\n"), ("b", "Two.\n")], id="each its own, in page order"),
        pytest.param(
            {"b": [(0, 9)], "a": [(0, 4)]}, [("b", "One.\nTwo.\n")], id="the first in the mapping names what both cut"
        ),
        pytest.param({"a": [(5, 9)], "b": [(0, 9)]}, [("b", "One.\n"), ("a", "Two.\n")], id="line by line"),
        pytest.param({"a": [(12, 14)], "b": [(10, 13)]}, [("a", "Thre")], id="inside a line the union"),
        pytest.param({"a": [(-5, 2), (90, 99)]}, [("a", "On")], id="outside of the text"),
        pytest.param({"a": [(3, 3), (5, 2)]}, [], id="no spans"),
        pytest.param({}, [], id="no rules"),
    ],
)
def test_names(spans: dict[str, list[tuple[int, int]]], named: list[tuple[str, str]]) -> None:
    text = "One.\nTwo.\nThree"
    new, removals = cut(text, spans)
    assert ([(r.rule, r.text) for r in removals], restore(new, removals)) == (named, text)


def test_removals_of_the_page_are_passed_over() -> None:
    assert restore("a", [Removal("page:poll", "page", None, None, "x"), Removal("r", "text", 1, 3, " b")]) == "a b"


TEXT = st.text(alphabet="ab .\n\t,]é😀", max_size=60)
SPANS = st.fixed_dictionaries(
    {name: st.lists(st.tuples(st.integers(-2, 62), st.integers(-2, 62)), max_size=4) for name in ("x", "y", "z")}
)


@given(TEXT, SPANS)
def test_nothing_is_changed_that_is_not_cut(text: str, spans: dict[str, list[tuple[int, int]]]) -> None:
    new, removals = cut(text, spans)
    assert restore(new, removals) == text
    at, gone = 0, set()
    for removal in removals:
        assert removal.start is not None and removal.end is not None
        assert at <= removal.start < removal.end <= len(text)
        assert text[removal.start : removal.end] == removal.text and removal.rule in spans
        gone |= set(range(removal.start, at := removal.end))
    assert new == "".join(character for i, character in enumerate(text) if i not in gone)
    asked = {i for pairs in spans.values() for start, end in pairs for i in range(max(0, start), min(end, len(text)))}
    assert {i for i in gone if not text[i].isspace()} == {i for i in asked if not text[i].isspace()}


@given(TEXT, SPANS)
def test_no_line_is_joined_to_another(text: str, spans: dict[str, list[tuple[int, int]]]) -> None:
    new, _ = cut(text, spans)
    asked = {i for pairs in spans.values() for start, end in pairs for i in range(max(0, start), min(end, len(text)))}
    left, at = [], 0
    for line in text.split("\n"):
        left.append("".join(c for i, c in enumerate(line, at) if i not in asked and not c.isspace()))
        at += len(line) + 1
    assert ["".join(line.split()) for line in new.split("\n") if line.strip()] == [line for line in left if line]
