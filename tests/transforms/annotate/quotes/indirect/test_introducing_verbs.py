"""Words that introduce reported speech without quotation marks."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.indirect.introducing_verbs import complements_at

ROWS = [
    pytest.param("Reyes said it fell.", "said", "that wh", id="a reporting verb"),
    pytest.param("Reyes promised to leave.", "promised", "that who to np", id="one with other complements"),
    pytest.param("Reyes left the town.", "left", None, id="no reporting verb"),
    pytest.param("The report is late.", "report", None, id="a noun"),
    pytest.param("The alleged thief ran.", "alleged", None, id="an adjective"),
    pytest.param("They used a tool called Riverbed.", "called", None, id="a participle after its noun"),
    pytest.param("The so-called bridge fell.", "called", None, id="a compound"),
    pytest.param("It goes without saying that it fell.", "saying", None, id="an idiom"),
    pytest.param("He left without ever saying that it fell.", "saying", "that wh", id="nearly the idiom"),
    pytest.param("Reyes made clear that it fell.", "made", "that", id="a phrase with a verb"),
    pytest.param("Reyes made a bridge that fell.", "made", None, id="the verb without the phrase"),
    pytest.param("Reyes is of the view that it fell.", "is", "that", id="of the view"),
    pytest.param("They called off the vote.", "called", None, id="called off"),
    pytest.param("They called it quits.", "called", None, id="called it quits"),
    pytest.param("They called it a mess.", "called", "np for on", id="called it something else"),
    pytest.param("It was old, not to mention that it fell.", "mention", None, id="not to mention"),
    pytest.param("If Reyes says it fell, they leave.", "says", None, id="a condition"),
    pytest.param("When Reyes says it fell, they leave.", "says", "that wh", id="a time"),
    pytest.param("No one said it fell.", "said", None, id="no one"),
    pytest.param("One said it fell.", "said", "that wh", id="one"),
]


@pytest.mark.parametrize(("text", "form", "takes"), ROWS)
def test_complements_at(read: Callable[[str], Any], text: str, form: str, takes: str | None) -> None:
    view = read(text).view()
    found = complements_at(view, view.lower.index(form))
    assert found == (None if takes is None else frozenset(takes.split()))
