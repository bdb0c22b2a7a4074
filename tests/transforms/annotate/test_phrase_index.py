"""Phrases found in tokens: named rows, and against a matcher that simply compares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.phrase_index import PhraseIndex, PhraseMatch

OFFICES = [
    (("attorney",), "one word"),
    (("attorney", "general"), "two words"),
    (("deputy", "attorney", "general"), "three words"),
    (("general", "counsel"), "overlaps"),
]


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        pytest.param("the attorney general said", 1, PhraseMatch(1, 3, "two words"), id="the longest one"),
        pytest.param("the attorney said", 1, PhraseMatch(1, 2, "one word"), id="a phrase that begins a longer one"),
        pytest.param("deputy attorney said", 0, None, id="only the beginning of a phrase"),
        pytest.param("attorney general", 0, PhraseMatch(0, 2, "two words"), id="up to the last token"),
        pytest.param("deputy attorney general", 1, PhraseMatch(1, 3, "two words"), id="inside another phrase"),
        pytest.param("the mayor said", 1, None, id="no phrase"),
        pytest.param("Attorney general", 0, None, id="another case"),
        pytest.param("attorney", 1, None, id="after the last token"),
    ],
)
def test_longest_at(text: str, first: int, expected: PhraseMatch[str] | None) -> None:
    assert PhraseIndex(OFFICES).longest_at(text.split(), first) == expected


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        pytest.param("the attorney general said", 3, PhraseMatch(1, 3, "two words"), id="ends there"),
        pytest.param("deputy attorney general", 3, PhraseMatch(0, 3, "three words"), id="the longest one"),
        pytest.param("the attorney general said", 2, PhraseMatch(1, 2, "one word"), id="the rest is not looked at"),
        pytest.param("a general said", 2, None, id="only the end of a phrase"),
        pytest.param("general", 1, None, id="would begin before the first token"),
        pytest.param("attorney general", 0, None, id="nothing before it"),
        pytest.param("attorney general", 3, None, id="after the last token"),
    ],
)
def test_longest_ending_at(text: str, last: int, expected: PhraseMatch[str] | None) -> None:
    assert PhraseIndex(OFFICES).longest_ending_at(text.split(), last) == expected


def test_all_matches_come_longest_first() -> None:
    index = PhraseIndex([(("a",), 1), (("a", "b", "c"), 3), (("a", "b"), 2)])
    assert [match.value for match in index.matches_at(["a", "b", "c", "d"], 0)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("ignore_case", "tokens", "found"),
    [
        pytest.param(True, ["ACCORDING", "to"], True, id="capitals in the text"),
        pytest.param(True, ["According", "To"], True, id="the same case"),
        pytest.param(False, ["According", "To"], True, id="the same case, compared as it stands"),
        pytest.param(False, ["According", "to"], False, id="another case, compared as it stands"),
    ],
)
def test_case(ignore_case: bool, tokens: list[str], found: bool) -> None:
    index = PhraseIndex([(("According", "To"), None)], ignore_case=ignore_case)
    assert (index.longest_at(tokens, 0) is not None) is found
    assert (index.longest_ending_at(tokens, 2) is not None) is found


def test_a_text_is_a_sequence_of_characters() -> None:
    assert PhraseIndex([("Ana Vogt", 1), ("Ana", 2)]).longest_at("Here Ana Vogt is", 5) == PhraseMatch(5, 13, 1)


def test_the_first_row_of_a_phrase_counts_and_an_empty_phrase_is_none() -> None:
    index = PhraseIndex([((), 0), (("a",), 1), (("a",), 2)])
    assert index.longest_at(["a"], 0) == PhraseMatch(0, 1, 1) == index.longest_ending_at(["a"], 1)
    assert PhraseIndex[int]([((), 0)]).longest_at(["a"], 0) is None


LETTERS = st.sampled_from("abAB")
PHRASES = st.dictionaries(st.lists(LETTERS, min_size=1, max_size=4).map(tuple), st.integers(), max_size=8)


@given(PHRASES, st.lists(LETTERS, max_size=12), st.booleans())
def test_the_same_as_comparing_every_phrase(phrases: dict[tuple[str, ...], int], tokens: list[str], ignore_case: bool) -> None:
    def key(sequence: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(str.lower, sequence)) if ignore_case else sequence

    rows: dict[tuple[str, ...], int] = {}
    for phrase, value in phrases.items():
        rows.setdefault(key(phrase), value)
    spans = [(a, b) for a in range(len(tokens)) for b in range(a + 1, len(tokens) + 1)]
    expected = [PhraseMatch(a, b, rows[form]) for a, b in spans if (form := key(tuple(tokens[a:b]))) in rows]

    index = PhraseIndex(phrases.items(), ignore_case=ignore_case)
    found = [match for a in range(len(tokens)) for match in index.matches_at(tokens, a)]
    assert sorted(found) == sorted(expected)
    for i in range(len(tokens) + 1):
        assert index.longest_at(tokens, i) == max((m for m in expected if m.first == i), key=lambda m: m.last, default=None)
        assert index.longest_ending_at(tokens, i) == min((m for m in expected if m.last == i), default=None)
