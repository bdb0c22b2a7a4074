""" "It" and "its": three clear constructions, and pronouns that must stay unresolved."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.entities.coref.it_pronouns import find_it_pronouns

Read = Callable[[str], Any]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Harborco|organization] raised its prices.", {"its": "Harborco"}, id="its, of the subject"),
        pytest.param("We praised [Harborco|organization], which cut its fees.", {"its": "Harborco"}, id="its, behind which"),
        pytest.param("[China|place] and its allies met.", {"its": "China"}, id="and its"),
        pytest.param("[Harborco|organization] said it would close.", {"it": "Harborco"}, id="it, reported"),
        pytest.param("[Harborco|organization] closed. It had lost money.", {"It": "Harborco"}, id="it, after one subject"),
        pytest.param("[Harborco|organization] closed.\nIt had lost money.", {}, id="not over a paragraph's end"),
        pytest.param("[Harborco|organization] closed. It is clear that money was lost.", {}, id="it is clear that"),
        pytest.param("[Harborco|organization] closed. It rained.", {}, id="weather"),
        pytest.param("[Harborco|organization] closed when taxes rose. It had lost money.", {}, id="two subjects before"),
        pytest.param("[Harborco|organization] closed. We met when it had lost money.", {}, id="it is no main subject"),
        pytest.param("[Harborco|organization] closed. They had lost money.", {}, id="they"),
        pytest.param("[Tom Reyes|person] said it would close.", {}, id="a person is no it"),
        pytest.param("“[Harborco|organization] closed.” It had lost money.", {}, id="from a quote to outside"),
    ],
)
def test_it_and_its(read: Read, text: str, expected: dict[str, str]) -> None:
    marked = read(text)
    found = find_it_pronouns(marked.words, marked.parse, marked.clusters, marked.quoted, {})
    assert {marked.words.form[i]: marked.full_names[k] for i, k in found.items()} == expected


def test_a_nominal_is_an_antecedent_too(read: Read) -> None:
    marked = read("[Harborco|organization] waited. The company raised its prices.")
    found = find_it_pronouns(marked.words, marked.parse, marked.clusters, marked.quoted, {marked.at("company"): 0})
    assert found == {marked.at("its"): 0}
