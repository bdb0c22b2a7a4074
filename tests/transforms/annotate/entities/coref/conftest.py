import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.coref.clauses import Clauses, clauses
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.model import model
from transforms.annotate.parse import parse
from transforms.annotate.words import Words

NAME = re.compile(r"\[([^|=\]]+)(?:=([^|\]]+))?\|(person|organization|place|group)\]")
QUOTE = re.compile("“[^”]*”")


class Marked(NamedTuple):
    """A parsed text with the entities that its marks name, and the quote that each word is in."""

    words: Words
    parse: Clauses
    clusters: list[Cluster]
    full_names: list[str]
    quoted: list[int | None]

    def at(self, form: str) -> int:
        """The number of the first word of that form."""
        return self.words.form.index(form)

    def cluster(self, full_name: str) -> int:
        return self.full_names.index(full_name)


@pytest.fixture(scope="session")
def read() -> Callable[[str], Marked]:
    """A parsed text with the names that it marks: "[Ana Brandt|person] left. [Brandt=Ana Brandt|person] was late."."""

    def run(marked: str) -> Marked:
        text, end = "", 0
        places: list[tuple[int, int, str, str]] = []
        for match in NAME.finditer(marked):
            text += marked[end : match.start()]
            places.append((len(text), len(text) + len(match[1]), match[2] or match[1], match[3]))
            text += match[1]
            end = match.end()
        text += marked[end:]
        (words,) = parse(model(), [text])
        clusters: dict[str, Cluster] = {}
        for first, last, full_name, kind in places:
            cluster = clusters.setdefault(full_name, Cluster(kind=kind))
            cluster.names.append(NameMention(words.start.index(first), words.end.index(last) + 1, kind))
            cluster.forms[folded(text[first:last])] += 1
        quotes = [match.span() for match in QUOTE.finditer(text)]
        quoted = [next((n for n, (a, b) in enumerate(quotes) if a <= start < b), None) for start in words.start]
        return Marked(words, clauses(words), [*clusters.values()], [*clusters], quoted)

    return run
