"""Headlines that name their source before a colon."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.indirect.headlines import source_colon

ROWS = [
    pytest.param("[Tom Reyes|person]: The bridge is not safe", 2, id="a person"),
    pytest.param("[Delta Union|organization]: The bridge is not safe", 2, id="a body"),
    pytest.param("Report: Nobody had checked it", 1, id="a source"),
    pytest.param("Hours: The bridge is open all day", None, id="no source"),
    pytest.param("[Hexley|place]: The bridge is not safe", None, id="a place"),
    pytest.param("[Tom Reyes|person]: 45 votes there", None, id="no verb"),
    pytest.param("[Tom Reyes|person]: It fell", None, id="too short"),
    pytest.param("They met [Tom Reyes|person]: The bridge is not safe", None, id="a verb before the colon"),
    pytest.param("[Tom Reyes|person]: “It fell,” he said then", None, id="a direct quote"),
    pytest.param("[Tom Reyes|person]: The bridge is not safe. It fell.", None, id="more than one sentence"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_source_colon(read: Callable[[str], Any], text: str, expected: int | None) -> None:
    reading = read(text)
    direct = range(len(reading.sentences[0].quotes))
    assert source_colon(reading.mentions, reading.view(direct=direct), reading.sentences[0]) == expected
