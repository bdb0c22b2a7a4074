"""Notes beside the article that the decision on blocks leaves out: which of them are kept."""

import numpy as np
import pytest

from transforms.extract.body.editorial_notes import with_notes

BODY = [
    "The mill opened its gate on a Monday.",
    "It is loud.",
    "Flour is sold on Saturdays.",
    "The wheel stands still in winter.",
]
NOTE = "Correction: The mill has two wheels."


def kept_texts(before: list[str], after: list[str], linked: bool = False) -> list[str]:
    texts = [*before, *BODY, *after]
    kept = np.array([text in BODY for text in texts])
    found = with_notes(texts, kept, ~kept if linked else np.zeros(len(texts), bool))
    return [text for text, is_kept in zip(texts, found, strict=True) if is_kept and text not in BODY]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        pytest.param([NOTE], 1, id="a correction"),
        pytest.param(["Correction", "An earlier version gave the wrong year."], 2, id="a label and its note"),
        pytest.param(["Dieser Artikel wurde am 3. Mai korrigiert."], 1, id="without a label"),
        pytest.param(["Editor’s note: An earlier version gave the wrong year."], 1, id="an editor's note that says so"),
        pytest.param(["Editor’s note: Find all parts of this series here."], 0, id="an editor's note that advertises"),
        pytest.param(["Corrections", "Services"], 0, id="a menu"),
        pytest.param(["Corrections: If you see an error, write to the desk."], 0, id="a request to readers"),
        pytest.param(["About the author"], 0, id="another line"),
    ],
)
def test_what_is_kept(texts: list[str], kept: int) -> None:
    assert kept_texts(texts, []) == kept_texts([], texts) == texts[:kept]


@pytest.mark.parametrize(
    ("texts", "is_kept"),
    [
        pytest.param(["Share", "Print", "Save", NOTE], True, id="a few blocks below"),
        pytest.param([*(f"Teaser {n}" for n in range(6)), NOTE], False, id="far below"),
    ],
)
def test_how_near(texts: list[str], is_kept: bool) -> None:
    assert (NOTE in kept_texts([], texts)) is is_kept


def test_a_link_to_another_article_is_none() -> None:
    assert kept_texts([], ["Correction: The mill has two wheels."], linked=True) == []


def test_a_page_without_an_article_has_none() -> None:
    assert not with_notes([NOTE], np.array([False]), np.array([False])).any()
