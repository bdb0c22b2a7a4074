"""Who speaks after a question: whoever is asked, whatever the construction, and not who asks."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.reporting_verbs import is_asked
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]

PRESS = "Tom Reyes met the press by the gate.\n\n"


def last_speaker(found: Annotations) -> str | None:
    """The name of the last direct quote's speaker; None when the speaker is no known entity."""
    speaker = [quote.speaker for quote in found.quotes if quote.kind == "direct"][-1]
    return speaker.name if speaker is not None and speaker.entity is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Anna Vogt spoke first. Eva Sorrel, asked about the leak, smiled. “Ask the plumber,” she said.",
            "Eva Sorrel",
            id="a participle",
        ),
        pytest.param(
            "Maria Ferrer left the council. Lund was asked about Ferrer: “Next question,” she said.", "Lund", id="a passive"
        ),
        pytest.param(
            PRESS + "Mark Vogt asked both unions to wait until May. “Nobody loses a day,” he said.",
            "Mark Vogt",
            id="a request is no question",
        ),
        pytest.param(
            PRESS + "Mark Vogt asked what to do. “Wait,” he said.", "Tom Reyes", id="a question with an infinitive is one"
        ),
        pytest.param(
            "Tom Reyes chairs the inquiry. Reyes put the question to Mark Vogt twice. “I was asleep,” he said.",
            "Mark Vogt",
            id="put the question to",
        ),
        pytest.param(
            "Tom Reyes chairs the inquiry. Reyes put the book next to Mark Vogt. “It is long,” he said.",
            "Tom Reyes",
            id="put something else",
        ),
        pytest.param(
            "Ana Brandt sat opposite the barrister, Eva Vogt, who took notes.\n\n"
            "Had she not, Vogt wondered, left early? “I left at noon,” she answered.",
            "Ana Brandt",
            id="who answers did not wonder",
        ),
        pytest.param(
            "Ana Brandt sat opposite the barrister, Eva Vogt, who took notes.\n\n"
            "Vogt wondered aloud. “It is all in the file,” she said.",
            "Eva Vogt",
            id="who wonders may go on",
        ),
        pytest.param(
            "Tom Reyes signed books for an hour. He laughed when Mark Vogt, a journalist, asked how he felt. “I am alive.”",
            "Tom Reyes",
            id="a quote without a cue after a question in a clause",
        ),
        pytest.param(
            "Tom Reyes signed books for an hour. He laughed when Mark Vogt, a journalist, said it was late. “I am alive.”",
            "Tom Reyes",
            id="a quote without a cue after speech in a clause",
        ),
        pytest.param(
            "Tom Reyes signed books for an hour. He would not say whether Mark Vogt, a journalist, had warned him. “I am alive.”",
            "Tom Reyes",
            id="a quote without a cue after speech in a clause of a clause",
        ),
        pytest.param(
            PRESS + "Mark Vogt, a columnist, stood up and asked about the pumps. “They failed,” he said.",
            "Tom Reyes",
            id="stood up and asked",
        ),
        pytest.param(
            PRESS + "Mark Vogt, a columnist, stood up and sang about the pumps. “They failed,” he said.",
            "Mark Vogt",
            id="stood up and sang",
        ),
        pytest.param(
            "Tom Reyes signed books for an hour. Then Mark Vogt, a journalist, asked how he felt. “Are you well?”",
            "Mark Vogt",
            id="a quote without a cue after a question in the main clause",
        ),
        pytest.param(
            "Ana Brandt runs the paper. Brandt had an answer when Eva Vogt rang the desk. “It was me,” she said.",
            "Eva Vogt",
            id="who rings speaks",
        ),
        pytest.param(
            "Ana Brandt runs the paper. Brandt had an answer when a woman rang the desk. “It was me,” she said.",
            None,
            id="who rings has no name",
        ),
        pytest.param(
            "Ana Brandt runs the paper. Brandt had an answer when Eva Vogt left the desk. “It was me,” she said.",
            "Ana Brandt",
            id="who leaves does not",
        ),
    ],
)
def test_who_speaks(annotated: Annotate, text: str, expected: str | None) -> None:
    assert last_speaker(annotated(text)) == expected


def test_who_is_asked_asks_nothing(annotated: Annotate) -> None:
    found = annotated("Eva Sorrel, asked about the leak, smiled.")
    assert found.quotes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Eva Sorrel, asked about the leak, smiled.", True, id="between commas"),
        pytest.param("Eva Sorrel, pressed for a date, said May.", True, id="another verb"),
        pytest.param("Eva Sorrel, asked about “the leak,” said nothing.", True, id="a comma within a quote"),
        pytest.param("A reporter, Eva Sorrel, asked about the leak, and smiled.", False, id="no verb after a comma"),
        pytest.param("Eva Sorrel, asked about the leak.", False, id="no comma after it"),
        pytest.param("Eva Sorrel asked about the leak, smiled.", False, id="no comma before it"),
        pytest.param("Eva Sorrel, seated by the leak, smiled.", False, id="no question"),
    ],
)
def test_is_asked(read: Callable[[str], Any], text: str, expected: bool) -> None:
    words = read(text).words
    (verb,) = [i for i, form in enumerate(words.form) if form in ("asked", "pressed", "seated")]
    assert is_asked(words, verb) is expected
