"""Where reported speech ends."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.indirect.complements import find_complement
from transforms.annotate.quotes.indirect.extents import complement_end, reporter_resumes, second_piece_end
from transforms.annotate.quotes.indirect.introducing_verbs import complements_at

ENDS = [
    pytest.param("He said that it fell.", "said", "that it fell", id="the end of the sentence"),
    pytest.param("He said that it fell; nobody saw it.", "said", "that it fell", id="a semicolon"),
    pytest.param("He said that it fell, adding that it was old.", "said", "that it fell", id="a second reporting verb"),
    pytest.param("He said that it fell, including the roof.", "said", "that it fell , including the roof", id="including"),
    pytest.param("He said that it fell, surprising the town.", "said", "that it fell", id="a participle"),
    pytest.param("He said that it fell, which was a surprise.", "said", "that it fell", id="the reporter's relative clause"),
    pytest.param(
        "He said that the bridge, which was old, fell.",
        "said",
        "that the bridge , which was old , fell",
        id="that of the subject",
    ),
    pytest.param("He said that it fell, as did the mayor.", "said", "that it fell", id="as did"),
    pytest.param("He said that it fell, a blow to the town.", "said", "that it fell", id="an apposition at the end"),
    pytest.param(
        "He said that the roof, the wall and the door fell.", "said", "that the roof , the wall and the door fell", id="a list"
    ),
    pytest.param("He said that it fell, and the mayor said it was old.", "said", "that it fell", id="another speaker"),
    pytest.param("He said that it fell and asked for time.", "said", "that it fell", id="a second verb of the same subject"),
    pytest.param("While he said that it fell, nobody left.", "said", "that it fell", id="the main clause"),
    pytest.param("He said that it fell, according to the paper.", "said", "that it fell", id="according to"),
    pytest.param("He condemned the plan on Monday.", "condemned", "the plan", id="a day after a noun phrase"),
    pytest.param("He condemned the plan for the bridge last week.", "condemned", "the plan for the bridge", id="and a week"),
    pytest.param("He promised a new bridge by June.", "promised", "a new bridge by June", id="a deadline"),
    pytest.param("He praised striker Ida Ferrer after the match.", "praised", "striker Ida Ferrer", id="a name behind a noun"),
    pytest.param("He praised her Monday.", "praised", "her", id="a day behind a pronoun"),
    pytest.param(
        "He announced a plan to close the road.", "announced", "a plan to close the road", id="an infinitive of the object"
    ),
    pytest.param("He denounced the plan as it failed.", "denounced", "the plan", id="as with a finite verb"),
    pytest.param("He promised to leave, but stayed.", "promised", "to leave", id="but after an infinitive"),
]


@pytest.mark.parametrize(("text", "form", "expected"), ENDS)
def test_complement_end(read: Callable[[str], Any], text: str, form: str, expected: str) -> None:
    reading = read(text)
    view = reading.view()
    p = view.lower.index(form)
    takes = complements_at(view, p)
    assert takes is not None
    complement = find_complement(view, p, takes)
    assert complement is not None
    assert reading.positions(view, complement.start, complement_end(view, p, complement)) == expected


def test_a_complement_reaches_the_fragment_that_its_cue_claims(read: Callable[[str], Any]) -> None:
    view = read("He condemned the plan when it fell as “a mess”.").view()
    complement = find_complement(view, 1, frozenset(["np"]))
    assert complement is not None
    assert complement_end(view, 1, complement) < complement_end(view, 1, complement, least=8) == 8


RESUMES = [
    pytest.param("which surprised the town", "clause", True, id="a relative pronoun"),
    pytest.param("adding that it fell", "clause", True, id="a reporting participle"),
    pytest.param("surprising the town", "clause", True, id="another participle"),
    pytest.param("surprising the town", "np", False, id="after a noun phrase it belongs to that"),
    pytest.param("including the town", "clause", False, id="including"),
    pytest.param("the mayor said", "clause", True, id="a subject and a reporting verb"),
    pytest.param("the mayor left", "clause", False, id="a subject and another verb"),
    pytest.param("but left", "to", True, id="but after an infinitive"),
    pytest.param("but left", "clause", False, id="but after a clause"),
]


@pytest.mark.parametrize(("text", "kind", "expected"), RESUMES)
def test_reporter_resumes(read: Callable[[str], Any], text: str, kind: str, expected: bool) -> None:
    view = read(f"It fell, {text}.").view()
    assert reporter_resumes(view, 3, view.end(), kind) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("it fell, surprising the town.", "it fell", id="the reporter resumes"),
        pytest.param("it fell, and it sank.", "it fell , and it sank", id="the clause goes on"),
    ],
)
def test_second_piece_end(read: Callable[[str], Any], text: str, expected: str) -> None:
    reading = read(text)
    view = reading.view()
    assert reading.positions(view, 0, second_piece_end(view, 0, view.end())) == expected
