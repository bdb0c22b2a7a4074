import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.model import model
from transforms.annotate.parse import parse
from transforms.annotate.words import for_parser, split_parts


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        pytest.param("One.\n\nTwo.", 100, ["One.", "Two."], id="lines"),
        pytest.param("", 100, [], id="empty"),
        pytest.param("One two. Three four. Five.", 15, ["One two. ", "Three four. ", "Five."], id="after sentences"),
        pytest.param("one two three four five", 10, ["one two ", "three ", "four five"], id="at spaces"),
        pytest.param("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5], id="anywhere"),
        pytest.param("x" * 700, 5000, ["x" * 300, "x" * 300, "x" * 100], id="unbroken runs are slow to tokenize"),
    ],
)
def test_parts(text: str, longest: int, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in split_parts(text, longest)] == expected


@given(st.text(st.sampled_from('ab .\n"”'), max_size=200), st.integers(5, 50))
def test_parts_lose_only_line_breaks(text: str, longest: int) -> None:
    found = list(split_parts(text, longest))
    assert all(p.end - p.start <= longest for p in found)
    assert "".join(text[p.start : p.end] for p in found) == "".join(line for line in text.split("\n") if line.strip())


@given(st.text(st.characters(), max_size=200))
def test_for_parser_keeps_all_offsets(text: str) -> None:
    assert len(for_parser(text)) == len(text)
    for_parser(text).encode("utf-8")


@given(st.text(st.characters(), max_size=120))
def test_words_are_the_text(text: str) -> None:
    (words,) = parse(model(), [text])
    assert all(text[s:e] == form for s, e, form in zip(words.start, words.end, words.form, strict=True))
    assert all(0 <= h < len(words) for h in words.head)
    assert words.start == sorted(words.start)
    assert len(words) == len(words.tag) == len(words.dep) == len(words.head)


def test_a_long_paragraph_is_one_paragraph() -> None:
    text = "Tom Reyes of Harbor County said so. " * 400 + "\nThe end."
    (words,) = parse(model(), [text])
    assert len(words.paragraphs) == 2
    assert words.paragraphs[-1][1] == len(words)
    assert max(abs(h - i) for i, h in enumerate(words.head)) < 60


def test_names_end_with_their_line() -> None:
    (words,) = parse(model(), ["He moved to Paris\nTom Reyes stayed in London."])
    assert all("\n" not in words.text[slice(*words.place(n.first, n.last))] for n in words.names)
