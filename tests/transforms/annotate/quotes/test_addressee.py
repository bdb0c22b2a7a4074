"""To whom it was said: only who is named, and never the speaker."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

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
