"""Ages after names: a row for each form, and for numbers that are not ages."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.ages import age_follows
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Quillbrandt] , 44 , spoke", True, id="between commas"),
        pytest.param("[Quillbrandt] , 44", True, id="at the end of the text"),
        pytest.param("[Quillbrandt] , 109 , spoke", True, id="very old"),
        pytest.param("[Quillbrandt] , 9 , spoke", False, id="a score"),
        pytest.param("[Quillbrandt] , 110 , spoke", False, id="a house number"),
        pytest.param("[Quillbrandt] , 4.5 , spoke", False, id="no whole number"),
        pytest.param("[Quillbrandt] ( 44 ) spoke", False, id="in brackets"),
        pytest.param("[Quillbrandt] 44 spoke", False, id="without a comma"),
        pytest.param("[Quillbrandt] ,", False, id="nothing after the comma"),
        pytest.param("[Quillbrandt]", False, id="nothing after the name"),
    ],
)
def test_age_follows(build: Build, text: str, expected: bool) -> None:
    words, (name,) = build(text)
    assert age_follows(words, name.last) is expected
