"""The complement of a reporting verb: where it begins, and of which kind it is."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.indirect.complements import find_complement

ROWS = [
    pytest.param("He said that it fell.", "said", "that wh", ("that", "that"), id="that"),
    pytest.param(
        "He told the council on Monday that it fell.", "told", "that who", ("that", "that"), id="that after an addressee"
    ),
    pytest.param("He said she told him that it fell.", "said", "that", ("clause", "she"), id="the that of another verb"),
    pytest.param("He pointed out that it fell.", "pointed", "out to-np", ("that", "that"), id="out"),
    pytest.param("He pointed to that bridge.", "pointed", "out to-np", ("prep", "that"), id="to and a noun phrase"),
    pytest.param("He asked whether it fell.", "asked", "wh who", ("wh", "whether"), id="a question"),
    pytest.param("He asked the council how it fell.", "asked", "wh who", ("wh", "how"), id="a question after an addressee"),
    pytest.param("He wondered the whole day how it fell.", "wondered", "wh", None, id="no addressee is allowed"),
    pytest.param("He promised to leave.", "promised", "to", ("to", "to"), id="an infinitive"),
    pytest.param("He promised not to leave.", "promised", "to", ("to", "not"), id="a negated one"),
    pytest.param("He urged the council to leave.", "urged", "to who", ("to", "the"), id="with the one who shall act"),
    pytest.param("He urged them to leave.", "urged", "to who", ("to", "to"), id="after a pronoun"),
    pytest.param("They were asked by the mayor to leave.", "asked", "to who", ("to", "to"), id="after the agent of a passive"),
    pytest.param("He said it fell.", "said", "that", ("clause", "it"), id="a clause without that"),
    pytest.param("He said on Monday the bridge fell.", "said", "that", ("clause", "the"), id="a clause after a day"),
    pytest.param("He condemned the plan.", "condemned", "np", ("np", "the"), id="a noun phrase"),
    pytest.param("He condemned on Monday.", "condemned", "np", None, id="a day is none"),
    pytest.param("He called Monday’s vote a mess.", "called", "np", ("np", "monday"), id="a day in the genitive is one"),
    pytest.param("He made clear that it fell.", "made", "that", ("that", "that"), id="after a phrase"),
    pytest.param("He made clear it fell.", "made", "that", ("clause", "it"), id="after a phrase, without that"),
    pytest.param("He said the plan.", "said", "that", None, id="a noun phrase that the verb does not take"),
    pytest.param("He spoke about the plan.", "spoke", "about", ("prep", "the"), id="after a preposition"),
    pytest.param("He talked to Reyes about the plan.", "talked", "about of", ("prep", "the"), id="a preposition further on"),
    pytest.param("He spoke from the bottom of his heart.", "spoke", "about of", None, id="a preposition of another noun"),
    pytest.param(
        "He expressed concern about the plan.", "expressed", "np attitude", ("prep", "the"), id="what an attitude is about"
    ),
    pytest.param("He expressed concern that it fell.", "expressed", "np attitude", ("that", "that"), id="an attitude and that"),
    pytest.param("He expressed deep regret.", "expressed", "np attitude", ("np", "deep"), id="an attitude alone"),
    pytest.param("He reported on Thursday.", "reported", "on", None, id="a day after the preposition"),
    pytest.param("They met to speak about the plan.", "speak", "about", None, id="a purpose"),
    pytest.param("The plan was condemned.", "condemned", "np", None, id="a passive has no noun phrase"),
]


@pytest.mark.parametrize(("text", "form", "takes", "expected"), ROWS)
def test_find_complement(
    read: Callable[[str], Any], text: str, form: str, takes: str, expected: tuple[str, str] | None
) -> None:
    view = read(text).view()
    complement = find_complement(view, view.lower.index(form), frozenset(takes.split()))
    assert (complement and (complement.kind, view.lower[complement.start])) == expected


def test_a_quoted_fragment_is_a_noun_phrase(read: Callable[[str], Any]) -> None:
    view = read("He condemned “the plan” twice.").view()
    complement = find_complement(view, 1, frozenset(["np"]))
    assert complement == (2, "np")


@pytest.mark.parametrize(
    ("direct", "kind"), [pytest.param([], "that", id="a fragment"), pytest.param([0], "clause", id="a direct quote")]
)
def test_that_is_not_looked_for_beyond_a_direct_quote(read: Callable[[str], Any], direct: list[int], kind: str) -> None:
    view = read("He said, “We won it,” that it fell.").view(direct=direct)
    complement = find_complement(view, 1, frozenset(["that"]))
    assert complement is not None
    assert complement.kind == kind
