"""The lists of names, and what their types show."""

from collections import Counter
from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.evidence.beside import listed_names, sign_of_others
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("in [Vel] and [Quill] today", [["Vel", "Quill"]], id="and"),
        pytest.param("in [Vel] , [Quill] , [Orra] today", [["Vel", "Quill", "Orra"]], id="three with commas"),
        pytest.param("in [Vel] , [Quill] , and the [Orra] today", [["Vel", "Quill", "Orra"]], id="with an article"),
        pytest.param("in [Vel] , [Quill] today", [], id="a town and its state"),
        pytest.param("in [Vel] near [Quill] today", [], id="another word between"),
        pytest.param("in [Vel] the [Quill] today", [], id="only an article between"),
        pytest.param("[Vel] and [Quill] met [Orra] or [Ulm]", [["Vel", "Quill"], ["Orra", "Ulm"]], id="two lists"),
    ],
)
def test_listed_names(build: Build, text: str, expected: list[list[str]]) -> None:
    words, names = build(text)
    assert [[words.form[name.first] for name in listed] for listed in listed_names(words, names)] == expected


@pytest.mark.parametrize(
    ("kinds", "own", "expected"),
    [
        pytest.param({"place": 2}, None, "beside: place", id="others"),
        pytest.param({"place": 1}, "place", None, id="only itself"),
        pytest.param({"place": 2, "person": 1}, "place", None, id="as many of two types"),
        pytest.param({}, None, None, id="none sure"),
    ],
)
def test_sign_of_others(kinds: dict[str, int], own: str | None, expected: str | None) -> None:
    assert sign_of_others(Counter(kinds), own) == expected
