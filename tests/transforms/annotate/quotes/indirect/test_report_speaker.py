"""The speaker of a report."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.indirect.report_speaker import report_speaker

Read = Callable[[str], Any]

ROWS = [
    pytest.param("[Reyes|person] said that it fell.", "said", "Reyes", id="the subject"),
    pytest.param("Reyes was asked by the mayor whether it fell.", "asked", "the mayor", id="the agent of a passive"),
    pytest.param("Asked whether it fell, Reyes left.", "asked", None, id="a passive without an agent"),
    pytest.param("The mayor issued a statement saying it fell.", "saying", "The mayor", id="who issued the statement"),
    pytest.param("Residents saying that it fell were wrong.", "saying", "Residents", id="the noun of a participle"),
    pytest.param("[Reyes|person] left the town, adding that it fell.", "adding", "Reyes", id="a shared subject"),
    pytest.param("Police said the mayor died, adding that it fell.", "adding", "Police", id="that of the reporting verb above"),
    pytest.param("The value said that it fell.", "said", None, id="a thing"),
]


@pytest.mark.parametrize(("text", "form", "expected"), ROWS)
def test_report_speaker(read: Read, text: str, form: str, expected: str | None) -> None:
    reading = read(text)
    view = reading.view()
    speaker = report_speaker(reading.mentions, view, view.lower.index(form))
    assert (speaker and speaker.text) == expected


def test_the_pronoun_who_has_the_name_of_its_antecedent(read: Read) -> None:
    reading = read("They met [Tom Reyes|person], who said that it fell.")
    view = reading.view()
    speaker = report_speaker(reading.mentions, view, view.lower.index("said"))
    assert (speaker.text, speaker.name, speaker.entity) == ("who", "Tom Reyes", "id of Tom Reyes")


def test_the_pronoun_who_can_have_a_described_antecedent(read: Read) -> None:
    reading = read("They met a farmer who said that it fell.")
    view = reading.view()
    speaker = report_speaker(reading.mentions, view, view.lower.index("said"))
    assert (speaker.text, speaker.name, speaker.described) == ("who", None, True)


def test_the_pronoun_that_of_a_thing_is_no_speaker(read: Read) -> None:
    reading = read("They saw a rainbow that promised a dry summer.")
    view = reading.view()
    assert report_speaker(reading.mentions, view, view.lower.index("promised")) is None


WITHIN = [
    pytest.param("The mayor left, Reyes said.", (4, 6), "Reyes", id="in the parenthetical"),
    pytest.param("The mayor left, [Ana Brandt|person], 44, said.", (7, 9), "Ana Brandt", id="an age after the name"),
]


@pytest.mark.parametrize(("text", "within", "expected"), WITHIN)
def test_a_parenthetical_names_its_own_speaker(read: Read, text: str, within: tuple[int, int], expected: str) -> None:
    reading = read(text)
    view = reading.view()
    speaker = report_speaker(reading.mentions, view, view.lower.index("said"), within)
    assert speaker.text == expected
