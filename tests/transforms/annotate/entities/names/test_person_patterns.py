"""People in runs of capitalised words, and runs without a person."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.person_patterns import person_in_run
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Ana Quillbrandt] spoke", "Ana Quillbrandt", id="a given name"),
        pytest.param("[Velloran Quillbrandt] spoke", None, id="no given name"),
        pytest.param("Mayor [Velloran Quillbrandt] spoke", "Velloran Quillbrandt", id="a title before the run"),
        pytest.param("[Mayor Velloran Quillbrandt] spoke", "Velloran Quillbrandt", id="a title in the run"),
        pytest.param("[Rancher Ana Quillbrandt] spoke", "Ana Quillbrandt", id="a noun for a person and a given name"),
        pytest.param("[Rancher Velloran Quillbrandt] spoke", None, id="a noun for a person and no given name"),
        pytest.param("[Republican Ana Quillbrandt] spoke", "Ana Quillbrandt", id="a nation before the name"),
        pytest.param("[Financial Officer Ana Quillbrandt] spoke", "Ana Quillbrandt", id="a title in the middle"),
        pytest.param("potter [Velloran Quillbrandt] spoke", None, id="a noun that is no title"),
        pytest.param("linguist [Velloran Quillbrandt] spoke", "Velloran Quillbrandt", id="a noun for a person"),
        pytest.param("linguist [Quillbrandt] spoke", None, id="a noun for a person before one word"),
        pytest.param("Mayor [Quillbrandt] spoke", "Quillbrandt", id="a title with a capital before one word"),
        pytest.param("mayor [Quillbrandt] spoke", None, id="a title without a capital before one word"),
        pytest.param("Mayor [QUILLBRANDT] spoke", None, id="one word in capitals"),
        pytest.param("[Velloran Quillbrandt] , 44 , spoke", "Velloran Quillbrandt", id="an age"),
        pytest.param("[Velloran Quillbrandt] , 44 points", None, id="a number that is no age"),
        pytest.param(
            "the/DT baker , [Velloran Quillbrandt] , spoke", "Velloran Quillbrandt", id="set behind a noun for a person"
        ),
        pytest.param("the/DT oven , [Velloran Quillbrandt] , spoke", None, id="set behind another noun"),
        pytest.param("the/DT baker , [Velloran Quillbrandt] spoke", None, id="a new clause behind a noun for a person"),
        pytest.param("[Ana Quillbrandt KC] spoke", "Ana Quillbrandt", id="letters after the name"),
        pytest.param("Pope [Quillan II] spoke", "Quillan II", id="a number after the name"),
        pytest.param("[Ana Harbor Museum] opened", None, id="the name of a museum"),
        pytest.param("[Ana & Vogt] opened", None, id="an ampersand"),
        pytest.param("[Ana Vel Lor Quill Brandt] spoke", None, id="five words"),
    ],
)
def test_person_in_run(build: Build, text: str, expected: str | None) -> None:
    words, (run,) = build(text)
    found = person_in_run(words, (run.first, run.last))
    assert (found and " ".join(words.form[found.first : found.last])) == expected
    assert found is None or (found.kind, found.source) == ("person", "rule")
