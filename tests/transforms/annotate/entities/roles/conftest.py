import re
from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.context import ClusterName, RoleContext
from transforms.annotate.model import model
from transforms.annotate.parse import parse

NAME = re.compile(r"\[([^|\]]+)\|(person|organization|place|group|event)\]")


@pytest.fixture(scope="session")
def read() -> Callable[[str], RoleContext]:
    """A parsed text with the names that it marks: "[Delta Union|organization] spokesman [Ana Brandt|person] left."."""

    def run(marked: str) -> RoleContext:
        text, spans = "", []
        end = 0
        for match in NAME.finditer(marked):
            text += marked[end : match.start()]
            spans.append((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
            end = match.end()
        text += marked[end:]
        (words,) = parse(model(), [text])
        clusters = list(dict.fromkeys(text[start:end] for start, end, _ in spans))
        names = [
            ClusterName(words.start.index(start), words.end.index(end) + 1, kind, clusters.index(text[start:end]))
            for start, end, kind in spans
        ]
        return RoleContext(words, names, lambda k: clusters[k])

    return run


@pytest.fixture(scope="session")
def person() -> Callable[[RoleContext], ClusterName]:
    """The first person named in a text."""
    return lambda context: next(name for name in context.names if name.is_person)
