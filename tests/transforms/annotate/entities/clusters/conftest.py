from collections.abc import Callable, Sequence

import pytest

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.type_evidence import signs_of
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words


@pytest.fixture(scope="session")
def clusters_of() -> Callable[[Words, Sequence[NameMention]], dict[str, Cluster]]:
    """Folded name → cluster of its mentions, before anything is merged; of the type that the first mention is marked with."""

    def run(words: Words, names: Sequence[NameMention]) -> dict[str, Cluster]:
        out: dict[str, Cluster] = {}
        for name in names:
            text = words.text[words.start[name.first] : words.end[name.last - 1]]
            cluster = out.setdefault(folded(text), Cluster(kind=name.kind))
            cluster.names.append(name)
            cluster.forms[folded(text)] += 1
            cluster.texts[text] += 1
            cluster.evidence.update(signs_of(words, name))
        return out

    return run
