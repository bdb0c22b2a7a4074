"""What follows a role noun: a second role, a subject, an affiliation."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.complements import complement, coordinated_end
from transforms.annotate.entities.roles.context import RoleContext

Read = Callable[[str], RoleContext]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("founder and chief executive of it", "founder and chief executive", id="two roles"),
        pytest.param("founder & chairman of it", "founder & chairman", id="with an ampersand"),
        pytest.param("actor turned politician left", "actor turned politician", id="turned"),
        pytest.param("founder and friend left", "founder", id="no second role"),
        pytest.param("founder and [Ana Brandt|person] left", "founder", id="and a person"),
        pytest.param("founder and judge [Ana Brandt|person] left", "founder", id="the second is another person's"),
        pytest.param("founder", "founder", id="nothing follows"),
    ],
)
def test_coordinated_roles(read: Read, text: str, expected: str) -> None:
    context = read(text)
    assert context.text_of(0, coordinated_end(context, 0) + 1) == expected


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        pytest.param("head of the [Delta Union|organization] left", "head", "Delta Union", id="a body"),
        pytest.param("head of nursing at [Delta Hospital|organization] left", "head of nursing", "Delta Hospital", id="a subject first"),
        pytest.param("vice-president for public affairs.", "vice-president for public affairs", None, id="a subject alone"),
        pytest.param("secretary of State left", "secretary of State", None, id="a subject in capitals"),
        pytest.param("head of the club left", "head", "club", id="a common noun with its article"),
        pytest.param("head of a club left", "head", None, id="some club is no affiliation"),
        pytest.param("founder of a [Harbor City|place] group left", "founder", None, id="nor one of a named city"),
        pytest.param("ambassador to [France|place] left", "ambassador to France", None, id="an errand belongs to the role"),
        pytest.param("aide to Gov. [Ana Brandt|person] left", "aide", "Ana Brandt", id="a person behind a title"),
        pytest.param("president in [Harbor City|place] left", "president", None, id="where somebody is president"),
        pytest.param("teacher in [Harbor City|place] left", "teacher", "Harbor City", id="where somebody teaches"),
        pytest.param("baker from [Harbor City|place] left", "baker", None, id="where a baker comes from"),
        pytest.param("senator from [Iowa|place] left", "senator", "Iowa", id="what a senator stands for"),
        pytest.param("expert on [France|place] left", "expert", None, id="a place that one knows of"),
        pytest.param("mayor of the time left", "mayor", None, id="a time"),
        pytest.param("mayor in May left", "mayor", None, id="a date"),
        pytest.param("head of the department at [Delta University|organization] left", "head of the department", "Delta University", id="a part of a body"),
        pytest.param("pastor of [St. Mark|organization]'s, left", "pastor", "St. Mark's", id="a church's apostrophe"),
        pytest.param("head of", "head", None, id="cut off after the preposition"),
        pytest.param("lawyer for coaches and others", "lawyer for coaches and others", None, id="people without a name"),
    ],
)  # fmt: skip
def test_prepositional_phrases_after_a_role(read: Read, text: str, role: str, affiliation: str | None) -> None:
    context = read(text)
    noun = 2 if text.startswith("vice-president") else 0
    found = complement(context, noun, has_affiliation=False)
    assert (context.text_of(0, found.role_end), found.affiliation) == (role, affiliation)


def test_a_second_affiliation_is_not_read(read: Read) -> None:
    context = read("head of nursing at [Delta Hospital|organization] left")
    found = complement(context, 0, has_affiliation=True)
    assert (context.text_of(0, found.end), found.affiliation) == ("head of nursing", None)
