"""The components together: later ones see the results of earlier ones."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

Annotate = Callable[[str], Annotations]

PRONOUNS = [
    pytest.param("Tom Reyes and Ana Brandt met.\n“He left,” Reyes said.", None, id="the speaker is no he within the quote"),
    pytest.param("Tom Reyes and Ana Brandt met.\n“He left,” Brandt said.", "Tom Reyes", id="but another person is"),
    pytest.param("Tom Reyes and Ana Brandt met. “We won,” he said.", "Tom Reyes", id="a pronoun outside is resolved first"),
]


@pytest.mark.parametrize(("text", "expected"), PRONOUNS)
def test_pronouns_and_speakers_need_each_other(annotated: Annotate, text: str, expected: str | None) -> None:
    names = [e.name for e in annotated(text).entities for m in e.mentions if m.kind == "pronoun" and m.text.lower() == "he"]
    assert names == ([expected] if expected else [])


def test_a_speaker_has_the_entity_and_its_role(annotated: Annotate) -> None:
    found = annotated("The mayor of Hexley, Ana Brandt, met them.\n“We won,” she said.")
    (quote,) = found.quotes
    (brandt,) = [e for e in found.entities if e.name == "Ana Brandt"]
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.entity, quote.speaker.role) == ("she", brandt.id, "mayor")


def test_a_name_in_a_quote_is_not_its_speaker(annotated: Annotate) -> None:
    (quote,) = annotated("“We told Ana Brandt so,” Tom Reyes said.").quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Tom Reyes"
