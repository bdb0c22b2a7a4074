"""The noun that a name between commas explains."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.set_before import noun_set_before
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        pytest.param("the/DT chairman ,/, [Quill] ,/, rose", "chairman", id="between commas"),
        pytest.param("she saw his/PRP$ old coach ,/, [Quill] ./.", "coach", id="at the end"),
        pytest.param("the/DT director of/IN the/DT ministry ,/, [Quill] ,/, rose", "director", id="a noun and what it is of"),
        pytest.param("his/PRP$ coach and/CC friend ,/, [Quill] ,/, rose", "friend", id="two nouns"),
        pytest.param("his/PRP$ father -/HYPH in/IN -/HYPH law ,/, [Quill] ,/, rose", "father", id="father-in-law"),
        pytest.param("he told the/DT chairman ,/, [Quill] said", None, id="no mark behind the name"),
        pytest.param("old coach ,/, [Quill] ,/, rose", None, id="no determiner"),
        pytest.param("the/DT Chairman/NNP ,/, [Quill] ,/, rose", None, id="a name before the comma"),
        pytest.param("the/DT men/NNS ,/, [Quill] ,/, rose", None, id="several"),
        pytest.param("the/DT fish that/WP eats/VBZ bread ,/, [Quill] ,/, rose", None, id="a clause between"),
        pytest.param("[Quill] ,/, rose", None, id="nothing before"),
    ],
)
def test_noun_set_before(build: Build, text: str, noun: str | None) -> None:
    words, (name,) = build(text)
    found = noun_set_before(words, name.first, name.last)
    assert (None if found is None else words.form[found]) == noun
