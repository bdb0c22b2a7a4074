"""The antecedents of "he" and "she" in whole texts: a row for each mechanism, and for pronouns that must stay unresolved."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.annotate.annotator import Annotator
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]


def references(found: Annotations, kind: str = "pronoun") -> list[tuple[str, str]]:
    """(word, name) of each referring mention, in text order."""
    rows = [(m.start, m.text, e.name) for e in found.entities for m in e.mentions if m.kind == kind]
    return [(text, name) for _, text, name in sorted(rows)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Anna Vogt met Tom Reyes. She was late.", [("She", "Anna Vogt")], id="given name"),
        pytest.param("Mr. Okonkwo met Ms. Lindqvist. She was late.", [("She", "Lindqvist")], id="title"),
        pytest.param("Tom Reyes came with his wife Ngozi Reyes. She was late.", ["his", "She"], id="kin word"),
        pytest.param("Kim Okafor, an actress, met Tom Reyes. She was late.", [("She", "Kim Okafor")], id="noun after the name"),
        pytest.param("Tom Reyes thanked Mark Vogt. He left early.", [("He", "Tom Reyes")], id="subject before nearness"),
        pytest.param(
            "Tom Reyes met Mark Vogt. Reyes told him the news.", [("him", "Mark Vogt")], id="two arguments, two people"
        ),
        pytest.param("Mark Vogt waited. Tom Reyes met Vogt and thanked him.", [("him", "Mark Vogt")], id="shared subject"),
        pytest.param("Mark Vogt watched. Tom Reyes praised himself.", [("himself", "Tom Reyes")], id="reflexive"),
        pytest.param("Mark Vogt watched. Tom Reyes sold his house.", [("his", "Tom Reyes")], id="his may be the subject"),
        pytest.param("In his speech, Tom Reyes praised the town.", [("his", "Tom Reyes")], id="before the name"),
        pytest.param(
            "“We need a bridge,” Anna Vogt said. “It is late.” She left the room.", [("She", "Anna Vogt")], id="after a cue"
        ),
        pytest.param(
            "Tom Reyes spoke of Mark Vogt. “He is a friend,” Reyes said.", [("He", "Mark Vogt")], id="the speaker is I"
        ),
        pytest.param(
            "Tom Reyes spoke of Mark Vogt. “Vogt is a friend,” he said.", [("he", "Tom Reyes")], id="nobody names himself"
        ),
        pytest.param("Tom Reyes said he would come. Mark Vogt asked why.", [("he", "Tom Reyes")], id="reports"),
        pytest.param(
            "“It is fine,” Kim Okafor said. He recalled that she was late.",
            [("He", "Kim Okafor")],
            id="he said she: two people",
        ),
        pytest.param("Tom Reyes came. He sat down. He ate.", [("He", "Tom Reyes"), ("He", "Tom Reyes")], id="chain"),
        pytest.param(
            "Lena Clinton met Tom Brandt. Clinton spoke. She was late.",
            [("She", "Lena Clinton")],
            id="a surname is no given name",
        ),
        pytest.param(
            "Anna Vogt won. Her teacher, Ines Brandt, praised her.",
            [("Her", "Anna Vogt"), ("her", "Anna Vogt")],
            id="nobody is her own teacher",
        ),
        pytest.param("Harborco raised its prices.", [("its", "Harborco")], id="its own subject"),
        pytest.param("Harborco said it would close two shops.", [("it", "Harborco")], id="it reports"),
        pytest.param("Harborco closed two shops. It had lost money.", [("It", "Harborco")], id="it goes on with the subject"),
        pytest.param("They praised the Harbor Council, which cut its fees.", [("its", "Harbor Council")], id="which"),
        pytest.param("China and its allies met in Paris.", [("its", "China")], id="and its"),
        pytest.param("We met Tom Reyes, who sold his house.", [("his", "Tom Reyes")], id="who"),
    ],
)
def test_resolved_pronouns(annotated: Annotate, text: str, expected: list[tuple[str, str]] | list[str]) -> None:
    found = references(annotated(text))
    assert ([word for word, _ in found] if isinstance(expected[0], str) else found) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It rained. He was tired.", id="nobody named"),
        pytest.param("Anna Vogt left. He was tired.", id="nobody of that gender"),
        pytest.param("The council met Anna Vogt in Paris.\n\nA man came in. He was tired.", id="a man whom nothing names"),
        pytest.param("Tom Reyes praised him.", id="only the subject is named"),
        pytest.param("Paris is big. He was tired.", id="a place is nobody"),
        pytest.param("Harborco closed two shops. It is clear that money was lost.", id="it is clear that"),
        pytest.param("Harborco closed two shops. It rained for days.", id="weather"),
        pytest.param("Harborco closed when the council raised taxes. It had lost money.", id="two subjects before it"),
        pytest.param("Harborco met the growers. They had lost money.", id="they"),
    ],
)
def test_pronouns_that_stay_unresolved(annotated: Annotate, text: str) -> None:
    assert references(annotated(text)) == []


def test_a_biography_has_one_main_topic(annotated: Annotate) -> None:
    text = (
        "Okonkwo was born in Harbor in 1901. He studied law.\n\nIn 1925 he met Tom Reyes, a painter. "
        "Okonkwo wrote three books.\n\nOkonkwo died in 1970."
    )
    assert references(annotated(text))[:2] == [("He", "Okonkwo"), ("he", "Okonkwo")]


def test_in_an_interview_the_topic_is_not_he(annotated: Annotate) -> None:
    text = (
        "Tom Reyes is a poet. Reyes lives in Harbor. Reyes writes.\n\nI grew up there. My brother was a runner and he was fast."
    )
    assert ("he", "Tom Reyes") not in references(annotated(text))


NAMES = st.sampled_from(
    ["Anna Vogt", "Tom Reyes", "Okonkwo", "Harbor Council", "the mayor", "She", "he", "“", "”", "it", "they"]
)


@settings(max_examples=30)
@given(st.lists(NAMES, max_size=12), st.sampled_from([" said ", ". ", "\n\n", ", who saw "]))
def test_mentions_are_disjoint_and_offsets_hold(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    (found,) = Annotator().annotate([(text, "en")])
    assert isinstance(found, Annotations)
    mentions = sorted((m for e in found.entities for m in e.mentions), key=lambda m: m.start)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


@pytest.mark.slow
def test_a_long_text_of_many_names(annotated: Annotate) -> None:
    """20,000 words, 400 names: the pronouns of each paragraph go to its own person."""
    consonants, vowels = "bdfgklmnprstvz", "aeiou"
    surnames = [(a + v + b + w).title() + "ski" for a in consonants for v in vowels for b in consonants for w in vowels][:400]
    filler = "The weather was mild and the roads were dry in the whole valley for the rest of the long week. "
    text = "\n\n".join(f"Tom {name} opened a shop. He sold bread there. {filler * 2}" for name in surnames)
    found = [name for word, name in references(annotated(text)) if word == "He"]
    assert len(found) > 350
    assert len(set(found)) > 350
