"""The addressee of a quote: only one that is named, and never the speaker."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.details.addressee import with_addressees
from transforms.records import Annotations, Cue, Quote, Speaker

Annotate = Callable[[str], Annotations]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        pytest.param("“We will build it,” Tom Reyes told Reuters.", "Reuters", id="told"),
        pytest.param("“We will build it,” Tom Reyes told the Harbor Gazette on Monday.", "Harbor Gazette", id="told a paper"),
        pytest.param("“Look at the bridge now,” Tom Reyes said to Anna Vogt.", "Anna Vogt", id="said to"),
        pytest.param(
            "“We will build it,” Tom Reyes said in an interview with Reuters on Monday.", "Reuters", id="in an interview with"
        ),
        pytest.param("“We will build it,” Tom Reyes wrote in a letter to Anna Vogt.", "Anna Vogt", id="in a letter to"),
        pytest.param("Anna Vogt opened the door.\n“We will build it,” Tom Reyes told her.", "Anna Vogt", id="a pronoun"),
        pytest.param("“We will build it,” Tom Reyes told reporters.", None, id="not named"),
        pytest.param("“We will build it,” Tom Reyes told a crowd in Paris.", None, id="a place is no listener"),
        pytest.param("“We will build it,” Tom Reyes said.", None, id="nobody"),
        pytest.param("“We will build it,” according to Tom Reyes.", None, id="according to"),
        pytest.param("Tom Reyes called Anna Vogt “a disgrace to the county.”", None, id="called is about, not to"),
        pytest.param("Tom Reyes referred to Anna Vogt as “a disgrace to the county.”", None, id="referred to"),
        pytest.param("“We will build it,” Tom Reyes said, according to the Harbor Gazette.", None, id="according to a paper"),
        pytest.param("“We told Anna Vogt on Monday,” Tom Reyes said.", None, id="told within the quotation"),
        pytest.param("“I will build it,” Tom Reyes told himself.", None, id="the speaker"),
    ],
)
def test_addressee(annotated: Annotate, text: str, addressee: str | None) -> None:
    (quote,) = annotated(text).quotes
    assert quote.addressee == addressee


DIRECT = [
    pytest.param("“It fell,” he told [Ana Brandt|person].", "told", "Ana Brandt", id="the object of tell"),
    pytest.param("“It fell,” he called [Ana Brandt|person].", "called", None, id="the object of another verb"),
    pytest.param("“It fell,” he said to [Ana Brandt|person].", "said", "Ana Brandt", id="to"),
    pytest.param("“It fell,” he said of [Ana Brandt|person].", "said", None, id="another preposition"),
    pytest.param(
        "“It fell,” he said in an interview with [Ana Brandt|person].", "said", "Ana Brandt", id="an occasion and with"
    ),
    pytest.param("“It fell,” he said with [Ana Brandt|person].", "said", None, id="with and no occasion"),
    pytest.param("He urged [Ana Brandt|person] to leave, “at last”.", "urged", "Ana Brandt", id="the subject of an infinitive"),
    pytest.param("“It fell,” he told [Delta Prize|event].", "told", None, id="an event is no addressee"),
    pytest.param("“He told [Ana Brandt|person] so,” he said.", "said", None, id="a name within the quote"),
]


@pytest.mark.parametrize(("text", "cue", "expected"), DIRECT)
def test_with_addressees(read: Callable[[str], Any], text: str, cue: str, expected: str | None) -> None:
    reading = read(text)
    (quoted,) = reading.quoted
    start = reading.text.rindex(cue)
    piece = (quoted.start, quoted.end)
    quote = Quote("so", "direct", *piece, "so", (piece,), None, Cue(cue, start, start + len(cue)))
    (found,) = with_addressees(reading.mentions, [quote])
    assert found.addressee == expected


def test_the_speaker_is_not_the_addressee(read: Callable[[str], Any]) -> None:
    reading = read("“It fell,” he told [Brandt|person].")
    speaker = Speaker("he", 11, 13, "Brandt", "id of Brandt")
    quote = Quote("so", "direct", 1, 8, "so", ((1, 8),), speaker, Cue("told", 14, 18))
    assert with_addressees(reading.mentions, [quote])[0].addressee is None
