"""Names with a nickname: the marks that may stand around it, and marks that hold something else."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.nicknames import names_with_nickname
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Robert “ +Bob +” Strand spoke", ["Robert “ Bob ” Strand"], id="quotation marks"),
        pytest.param("Mary ( +Molly +) Strand spoke", ["Mary ( Molly ) Strand"], id="brackets"),
        pytest.param("Robert “ +Big Bad Bob +” Strand", ["Robert “ Big Bad Bob ” Strand"], id="three words"),
        pytest.param("Robert “ +Big Bad Old Bob +” Strand", [], id="four words"),
        pytest.param("Harbor “ +Bob +” Strand", [], id="no given name before"),
        pytest.param("Robert “ +bob +” Strand", [], id="no capital"),
        pytest.param("Robert “ +Bob +” spoke", [], id="no surname after"),
        pytest.param("Robert +“ +Bob +” Strand", [], id="no space before the mark"),
        pytest.param("Robert “ +Bob +” +Strand", [], id="no space after the mark"),
        pytest.param("Robert “ Bob +” Strand", [], id="a space inside the mark"),
        pytest.param("“ +Bob +” Strand", [], id="nothing before"),
        pytest.param("Robert “ +Bob", [], id="a mark that does not close"),
    ],
)
def test_names_with_nickname(build: Build, text: str, expected: list[str]) -> None:
    words, _ = build(text)
    found = list(names_with_nickname(words))
    assert [" ".join(words.form[name.first : name.last]) for name in found] == expected
    assert {(name.kind, name.source) for name in found} <= {("person", "rule")}
