"""The affiliation of a role, and the body that a noun refers to."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.affiliations import affiliation_before, name_end, named_body
from transforms.annotate.entities.roles.context import RoleContext

Read = Callable[[str], RoleContext]


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        pytest.param("[Delta Union|organization] spokesman", "spokesman", "Delta Union", id="a body"),
        pytest.param("[Delta Union|organization]'s spokesman", "spokesman", "Delta Union", id="a body that owns"),
        pytest.param("the union's spokesman", "spokesman", "union", id="a noun that owns"),
        pytest.param("the union spokesman", "spokesman", None, id="a noun that owns nothing"),
        pytest.param("with Rovers Delta spokesman", "spokesman", "Rovers Delta", id="capitals that nothing names"),
        pytest.param("with Bank of Delta spokesman", "spokesman", "Bank of Delta", id="with a joiner between"),
        pytest.param("the [World War|event] general", "general", None, id="no event"),
        pytest.param("an anti-[Brandt|person] delegate", "delegate", None, id="behind a hyphen"),
        pytest.param("[Norwegian|group] mayor", "mayor", None, id="a people"),
        pytest.param("[Independent Iowa|place] senator", "senator", "Iowa", id="without the party that begins a sentence"),
        pytest.param("spokesman", "spokesman", None, id="nothing before"),
    ],
)
def test_the_affiliation_before_a_role(read: Read, text: str, role: str, expected: str | None) -> None:
    context = read(text)
    found = affiliation_before(context, 0, context.words.form.index(role))
    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Delta Union|organization] left.", "Delta Union", id="as the model has it"),
        pytest.param("[Bank|organization] of Delta Bay left.", "Bank of Delta Bay", id="a name that goes on"),
        pytest.param("[Friends|organization] of the Delta left.", "Friends of the Delta", id="with an article"),
        pytest.param("[Delta|place] Bay left.", "Delta Bay", id="a place goes on with capitals"),
        pytest.param("[Delta|place] of Harbor left.", "Delta", id="but not with of"),
        pytest.param("[Ana Brandt|person] Bridge left.", "Ana Brandt", id="a person's name does not go on"),
        pytest.param("[Bank|organization] of [Ana Brandt|person] left.", "Bank", id="not into a person"),
        pytest.param("[Norwegians|group] left.", None, id="a people is no affiliation"),
        pytest.param("They left.", None, id="no name"),
    ],
)
def test_where_a_name_ends(read: Read, text: str, expected: str | None) -> None:
    context = read(text)
    end = name_end(context, 0)
    assert (context.text_of(0, end) if end else None) == expected


CLUB = "The [Harbor Growers Club|organization] has met. "


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        pytest.param(CLUB + "The club left.", "club", "Harbor Growers Club", id="by the name's noun"),
        pytest.param(CLUB + "The company left.", "company", "Harbor Growers Club", id="the only body"),
        pytest.param(CLUB + "The city left.", "city", None, id="a body is no place"),
        pytest.param(CLUB + "The garden left.", "garden", None, id="a noun for no body"),
        pytest.param("[Harbor|organization] met [Delta|organization]. The company left.", "company", None, id="two bodies"),
        pytest.param("[Calvenna|place] is small. The town left.", "town", "Calvenna", id="the only place"),
        pytest.param("The [Harbor Bank|organization] said its chair left.", "its", "Harbor Bank", id="its, of the subject"),
        pytest.param("They met the [Harbor Bank|organization]. Its chair left.", "Its", None, id="its, of no subject"),
        pytest.param("We saw [Delta|organization] and its chair.", "its", "Delta", id="and its"),
        pytest.param(CLUB + "It rained. " * 30 + "The company left.", "company", None, id="too far"),
    ],
)
def test_named_body_of_a_noun(read: Read, text: str, noun: str, expected: str | None) -> None:
    context = read(text)
    at = len(context.words) - 1 - context.words.form[::-1].index(noun)
    assert named_body(context, None if noun.lower() == "its" else noun, at) == expected
