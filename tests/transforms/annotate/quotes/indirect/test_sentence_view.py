"""The view of a sentence by position: its words outside quotes, fragments, barriers and verbs."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[[str], Any]

DATELINES = [
    pytest.param("HARBOR CITY (AP) — It fell.", "it", id="city and agency"),
    pytest.param("HARBOR CITY, May 2 – It fell.", "it", id="city and day"),
    pytest.param("Harbor City — It fell.", "harbor", id="no capitals"),
    pytest.param("IT fell — and sank.", "it", id="a verb before the dash"),
    pytest.param("HARBOR CITY It fell.", "harbor", id="no dash"),
]


@pytest.mark.parametrize(("text", "first"), DATELINES)
def test_a_dateline_is_left_out(read: Read, text: str, first: str) -> None:
    assert read(text).view().lower[0] == first


def test_a_dateline_stands_only_at_the_start_of_a_paragraph(read: Read) -> None:
    assert read("It fell. HARBOR CITY (AP) — It fell.").view(n=1).lower[0] == "harbor"


PASSIVES = [
    pytest.param("He was asked to leave.", "asked", True, id="an auxiliary"),
    pytest.param("When asked, he left.", "asked", True, id="a participle without one"),
    pytest.param("He asked her.", "asked", False, id="active"),
    pytest.param("Urged by her, he left.", "urged", False, id="another participle without one"),
]


@pytest.mark.parametrize(("text", "form", "expected"), PASSIVES)
def test_is_passive(read: Read, text: str, form: str, expected: bool) -> None:
    view = read(text).view()
    assert view.is_passive(view.lower.index(form)) is expected


SPANS = [
    pytest.param("He said, it fell, twice.", (2, 6), "it fell", id="without commas at both ends"),
    pytest.param("He said “it fell” twice.", (2, 2), "“it fell”", id="a fragment alone"),
    pytest.param("The plan “has failed,” he said.", (0, 2), "The plan “has failed,”", id="a fragment at its end"),
    pytest.param("He said on “Harbor Today” that it fell.", (3, 6), "that it fell", id="the fragment before that is no part"),
    pytest.param("He said that it was 'mad'.", (2, 6), "that it was 'mad'", id="a single mark is closed"),
    pytest.param("He said, twice.", (2, 3), None, id="nothing but a comma"),
]


@pytest.mark.parametrize(("text", "positions", "expected"), SPANS)
def test_span(read: Read, text: str, positions: tuple[int, int], expected: str | None) -> None:
    reading = read(text)
    span = reading.view().span(*positions)
    assert (None if span is None else span.of(reading.text)) == expected


def test_barriers_are_the_direct_quotes(read: Read) -> None:
    view = read("“It fell,” he said, and left “the town”.").view(direct=[0])
    assert view.barriers == [0]
    assert [q.at for q in view.fragments] == [5]
    assert (view.barrier(0), view.barrier(1), view.barrier_before(3)) == (0, len(view), 0)


def test_commas_outside_and_within_fragments(read: Read) -> None:
    view = read("The plan is “a mess,” he said, at last.").view()
    assert [p for p in range(len(view)) if view.follows_comma(p)] == [3, 6]
    assert [p for p in range(len(view)) if view.follows_quoted_comma(p)] == [3]
    assert (view.next_comma(0), view.next_comma(6)) == (5, view.end())


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        pytest.param((0, 2), False, id="before the verb"),
        pytest.param((0, 3), True, id="with the verb"),
        pytest.param((3, 3), False, id="nothing"),
        pytest.param((0, 99), True, id="beyond the end"),
    ],
)
def test_has_finite_verb(read: Read, positions: tuple[int, int], expected: bool) -> None:
    assert read("The bridge fell.").view().has_finite_verb(*positions) is expected


def test_fragments_with_and_without_verbs(read: Read) -> None:
    view = read("The plan “has failed,” he said, “a mess”.").view()
    assert view.quotes_finite_verb(0, 2)
    assert not view.quotes_finite_verb(4, len(view))
    assert view.has_fragment(0, 2)
    assert not view.has_fragment(3, 4)


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param("Monday’s vote", True, id="genitive"), pytest.param("Monday vote", False, id="none")]
)
def test_is_genitive(read: Read, text: str, expected: bool) -> None:
    assert read(text).view().is_genitive(0) is expected


def test_phrases_by_their_head(read: Read) -> None:
    reading = read("The old bridge of the town fell.")
    view, head = reading.view(), reading.word("bridge")
    assert (reading.words.form[view.first_of(head)], reading.words.form[view.last_of(head)]) == ("The", "town")
