"""Misspelt given names: one edit apart, long enough, of one gender, and of one surname."""

import pytest

from transforms.annotate.entities.clusters.misspellings import is_one_edit_apart, misspelt_names


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("kristen", "kristin", True, id="another letter"),
        pytest.param("kristen", "kirsten", True, id="two letters change places"),
        pytest.param("kristen", "kristenn", True, id="one more"),
        pytest.param("kristen", "kristn", True, id="one less"),
        pytest.param("kristen", "kristen", True, id="the same"),
        pytest.param("kristen", "kristian", False, id="one more and another"),
        pytest.param("kristen", "nristek", False, id="letters far apart change places"),
        pytest.param("kristen", "krist", False, id="two less"),
    ],
)
def test_is_one_edit_apart(one: str, other: str, expected: bool) -> None:
    assert is_one_edit_apart(one, other) is expected
    assert is_one_edit_apart(other, one) is expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["kristen brandt", "kristin brandt"], {"kristin brandt": "kristen brandt"}, id="one letter"),
        pytest.param(
            ["velloran quill", "velloram quill"], {"velloram quill": "velloran quill"}, id="no given names that we know"
        ),
        pytest.param(["kristen brandt", "kristin vogt"], {}, id="another surname"),
        pytest.param(["kristen brandt", "uristen brandt"], {}, id="another initial"),
        pytest.param(["john brandt", "joan brandt"], {}, id="short names"),
        pytest.param(["quil brandt", "quit brandt"], {}, id="four letters"),
        pytest.param(["martin brandt", "martina brandt"], {}, id="a man and a woman"),
    ],
)
def test_misspelt_names(names: list[str], expected: dict[str, str]) -> None:
    by_ends = {(name.split()[0], name.split()[-1]): [name] for name in names}
    assert misspelt_names(by_ends) == expected
