"""The speaker of each quote, for the resolution of pronouns."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.entities.coref.quote_speakers import quote_speakers

Read = Callable[[str], Any]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We left,” [Reyes|person] said.", ["Reyes"], id="after the quote"),
        pytest.param("[Reyes|person] said: “We left.”", ["Reyes"], id="before the quote"),
        pytest.param("“We left,” said [Tom Reyes|person].", ["Tom Reyes"], id="verb first"),
        pytest.param("“We left,” [Reyes|person] said. “It was late.”", ["Reyes", "Reyes"], id="a quote that goes on"),
        pytest.param("“We left,” [Reyes|person] said.\n“It was late.”", ["Reyes", "Reyes"], id="in the next paragraph"),
        pytest.param("“We left,” [Reyes|person] said.\nIt rained.\n“It was late.”", ["Reyes"], id="not over a paragraph without"),
        pytest.param("“We left,” [Reyes|person] said. “It rained,” said [Ana Brandt|person].", ["Reyes", "Ana Brandt"], id="each its own"),
        pytest.param("“We left.” [Reyes|person] slept.", [], id="no verb of saying"),
        pytest.param("“We met [Reyes|person],” they said.", [], id="a name inside the quote"),
    ],
)  # fmt: skip
def test_the_speaker_of_each_quote(read: Read, text: str, expected: list[str]) -> None:
    marked = read(text)
    entity_at = {name.last - 1: k for k, cluster in enumerate(marked.clusters) for name in cluster.names}
    found = quote_speakers(marked.words, marked.quoted, entity_at)
    assert [marked.full_names[found[quote]] for quote in sorted(found)] == expected
