"""Token patterns: a row for each key and operator, and a comparison with Python's `re`."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.token_patterns import TokenPattern
from transforms.annotate.words import Words

Row = tuple[str, str, str]  # form, tag, dependency label


def words_of(*rows: Row) -> Words:
    """Words that were never parsed."""
    forms = [form for form, _, _ in rows]
    starts = [sum(len(form) + 1 for form in forms[:i]) for i in range(len(forms))]
    return Words(
        text=" ".join(forms),
        form=forms,
        start=starts,
        end=[start + len(form) for start, form in zip(starts, forms, strict=True)],
        tag=[tag for _, tag, _ in rows],
        dep=[dep for _, _, dep in rows],
        head=list(range(len(rows))),
        paragraphs=[(0, len(rows))],
    )


WORDS = words_of(
    ("Ana", "NNP", "nsubj"), ("has", "VBZ", "aux"), ("really", "RB", "advmod"), ("really", "RB", "advmod"), ("won", "VBN", "ROOT"),
    ("12", "CD", "nummod"), ("prizes", "NNS", "dobj"), (".", ".", "punct"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "first", "expected"),
    [
        pytest.param([{"ORTH": "Ana"}], 0, "Ana", id="form"),
        pytest.param([{"ORTH": "ana"}], 0, None, id="form: another case"),
        pytest.param([{"LOWER": "ana"}], 0, "Ana", id="lower"),
        pytest.param([{"LOWER": "Ana"}], 0, None, id="lower: no word has a capital in lower case"),
        pytest.param([{"TAG": "VBZ"}], 1, "has", id="tag"),
        pytest.param([{"DEP": "aux"}], 1, "has", id="dependency"),
        pytest.param([{"TAG": "VBZ", "DEP": "ROOT"}], 1, None, id="all keys must hold"),
        pytest.param([{"LOWER": {"IN": ["has", "had"]}}], 1, "has", id="in"),
        pytest.param([{"LOWER": {"NOT_IN": ["has", "had"]}}], 1, None, id="not in"),
        pytest.param([{"TAG": {"REGEX": "^VB"}}], 1, "has", id="regex"),
        pytest.param([{"TAG": {"REGEX": "^B"}}], 1, None, id="regex: from the beginning"),
        pytest.param([{"TAG": {"REGEX": "^VB", "NOT_IN": ["VBZ"]}}], 1, None, id="two predicates must hold"),
        pytest.param([{"IS_DIGIT": True}], 5, "12", id="digits"),
        pytest.param([{"IS_DIGIT": False}], 5, None, id="no digits"),
        pytest.param([{"IS_TITLE": True}], 0, "Ana", id="capital"),
        pytest.param([{"ORTH": "prizes", "SPACY": True}], 6, "prizes", id="a space follows"),
        pytest.param([{"ORTH": "prizes", "SPACY": False}], 6, None, id="no space follows"),
        pytest.param([{"ORTH": ".", "SPACY": True}], 7, None, id="nothing follows"),
        pytest.param([{"ANY": [{"LOWER": "had"}, {"TAG": "VBZ"}]}], 1, "has", id="one of two must hold"),
        pytest.param([{"ANY": [{"LOWER": "had"}, {"TAG": "VBD"}]}], 1, None, id="none of two holds"),
        pytest.param([{}], 0, "Ana", id="any token"),
        pytest.param([{}], 8, None, id="no token behind the last"),
        pytest.param([{"LOWER": "had", "OP": "!"}], 1, "has", id="a token that does not fit"),
        pytest.param([{"LOWER": "has", "OP": "!"}], 1, None, id="a token that fits"),
        pytest.param([{"LOWER": "has"}, {"TAG": "RB", "OP": "?"}], 1, "has really", id="optional, there"),
        pytest.param([{"LOWER": "has"}, {"TAG": "CD", "OP": "?"}], 1, "has", id="optional, not there"),
        pytest.param([{"TAG": "RB", "OP": "*"}], 2, "really really", id="any number"),
        pytest.param([{"TAG": "CD", "OP": "*"}, {"TAG": "VBZ"}], 1, "has", id="any number: none"),
        pytest.param([{"TAG": "RB", "OP": "+"}], 2, "really really", id="one or more"),
        pytest.param([{"TAG": "CD", "OP": "+"}], 1, None, id="one or more: none"),
        pytest.param([{"TAG": "RB", "OP": "*"}, {"TAG": "RB"}], 2, "really really", id="gives back what the rest needs"),
        pytest.param([{"TAG": "RB", "OP": "{2}"}], 2, "really really", id="exactly two"),
        pytest.param([{"TAG": "RB", "OP": "{3}"}], 2, None, id="exactly three"),
        pytest.param([{"TAG": "RB", "OP": "{1,5}"}], 2, "really really", id="from one to five"),
        pytest.param([{"TAG": "RB", "OP": "{3,5}"}], 2, None, id="from three to five"),
        pytest.param([{"TAG": "RB", "OP": "{,1}"}], 2, "really", id="at most one"),
        pytest.param([{"TAG": "RB", "OP": "{2,}"}], 2, "really really", id="two or more"),
        pytest.param([{"TAG": "RB", "OP": "{3,}"}], 2, None, id="three or more"),
        pytest.param([], 3, "", id="an empty pattern matches nothing, everywhere"),
    ],
)
def test_a_pattern_matches_from_a_word_on(pattern: list[dict[str, Any]], first: int, expected: str | None) -> None:
    match = TokenPattern(pattern).match(WORDS, first)
    assert (" ".join(WORDS.form[match.first : match.last]) if match else None) == expected


def test_nothing_matches_behind_the_last_word_given() -> None:
    pattern = TokenPattern([{"TAG": "RB", "OP": "*"}])
    assert pattern.match(WORDS, 2, last=3) == (2, 3, {})


def test_a_match_keeps_its_named_parts() -> None:
    pattern = TokenPattern(
        [{"LOWER": "has"}, {"TAG": "RB", "OP": "*", "AS": "adverbs"}, {"TAG": "CD", "OP": "?", "AS": "number"}]
    )
    match = pattern.match(WORDS, 1)
    assert match is not None and match.parts == {"adverbs": (2, 4)}


def test_a_span_is_as_long_as_its_function_says() -> None:
    pattern = TokenPattern([{"LOWER": "has"}, {"SPAN": "adverbs", "AS": "how"}, {"TAG": "VBN"}])
    assert pattern.match(WORDS, 1, spans={"adverbs": lambda first: 4}) == (1, 5, {"how": (2, 4)})
    assert pattern.match(WORDS, 1, spans={"adverbs": lambda first: None}) is None
    assert pattern.match(WORDS, 1, last=3, spans={"adverbs": lambda first: 4}) is None


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param([{"LEMMA": "win"}], id="unknown key"),
        pytest.param([{"LOWER": {"FUZZY": "win"}}], id="unknown predicate"),
        pytest.param([{"LOWER": "win", "OP": "??"}], id="unknown operator"),
        pytest.param([{"LOWER": "win", "OP": "{}"}], id="no number"),
        pytest.param([{"LOWER": "win", "OP": "{3,1}"}], id="at least three, at most one"),
        pytest.param([{"SPAN": "name", "LOWER": "win"}], id="a span with a condition"),
    ],
)
def test_a_wrong_pattern_is_refused(pattern: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError):
        TokenPattern(pattern)


def test_many_optional_tokens_end_soon() -> None:
    """Plain backtracking would try 2**40 paths; here a state that failed is not tried again."""
    looked_at = 0

    def count(first: int) -> int | None:
        nonlocal looked_at
        looked_at += 1
        return first + 1

    words = words_of(*[("a", "NN", "dep")] * 40)
    pattern = TokenPattern([{"SPAN": "any", "OP": "?"}] * 40 + [{"LOWER": "b"}])
    assert pattern.match(words, 0, spans={"any": count}) is None
    assert looked_at <= 41 * 41


OPERATORS = st.sampled_from(["", "?", "*", "+", "{2}", "{1,2}", "{,2}", "{2,}", "!"])


@given(
    st.lists(st.tuples(st.sets(st.sampled_from("abc"), min_size=1), OPERATORS, st.booleans()), max_size=6),
    st.text(st.sampled_from("abc"), max_size=12),
)
def test_a_pattern_of_letters_matches_like_a_regular_expression(tokens: list[tuple[set[str], str, bool]], text: str) -> None:
    pattern: list[dict[str, Any]] = []
    expression = ""
    for n, (letters, operator, kept) in enumerate(tokens):
        pattern.append({"LOWER": {"IN": letters}, "OP": operator} | ({"AS": f"part{n}"} if kept else {}))
        negated, repeated = ("^", "") if operator == "!" else ("", operator.replace("{,", "{0,"))
        piece = f"[{negated}{''.join(sorted(letters))}]{repeated}"
        expression += f"(?P<part{n}>{piece})" if kept else piece
    match = TokenPattern(pattern).match(words_of(*((letter, "NN", "dep") for letter in text)), 0)
    expected = re.match(expression, text)
    assert (match is None) == (expected is None)
    if match and expected:
        assert match.last == expected.end()
        parts = {name: expected.span(name) for name in expected.groupdict() if expected.end(name) > expected.start(name)}
        assert match.parts == parts
