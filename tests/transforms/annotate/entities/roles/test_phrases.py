"""A role and its affiliation in a noun phrase."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.context import RoleContext
from transforms.annotate.entities.roles.phrases import role_phrase_at, role_phrase_before_name

Read = Callable[[str], RoleContext]


@pytest.mark.parametrize(
    ("text", "role", "affiliation", "covered"),
    [
        pytest.param("a former deputy director of the [Delta Union|organization].", "former deputy director", "Delta Union", "former deputy director of the Delta Union", id="premodifiers, noun, complement"),
        pytest.param("the [Delta Union|organization]'s director.", "director", "Delta Union", "Delta Union's director", id="the affiliation first"),
        pytest.param("now a director.", "director", None, "director", id="behind an adverb"),
        pytest.param("then a director.", "then director", None, "then a director", id="then is part of it"),
        pytest.param("one of the directors of the [Delta Union|organization].", "director", "Delta Union", "directors of the Delta Union", id="one of several"),
        pytest.param("the [Calvenna|place] director of the [Delta Union|organization].", "director", "Delta Union", "director of the Delta Union", id="a body says more than a place"),
        pytest.param("The [Delta Union|organization] said its chair.", None, None, None, id="a name alone"),
        pytest.param("one of a director.", None, None, None, id="one of one"),
        pytest.param("his partner.", None, None, None, id="a private relation"),
        pytest.param("his lawyer.", "lawyer", None, "lawyer", id="his lawyer is a role"),
        pytest.param("the architect of his plan.", None, None, None, id="a manner of speaking"),
        pytest.param("the architect of [Delta Tower|place].", "architect", "Delta Tower", "architect of Delta Tower", id="no manner of speaking with a name"),
        pytest.param("the man.", None, None, None, id="no role"),
        pytest.param("the director chair.", "director chair", None, "director chair", id="the last noun counts"),
        pytest.param("[Ana Brandt|person] director.", None, None, None, id="not past a person"),
        pytest.param("[Ana Brandt|person]'s lawyer.", "lawyer", "Ana Brandt", "Ana Brandt's lawyer", id="but past a possessor"),
        pytest.param("the", None, None, None, id="cut off"),
    ],
)  # fmt: skip
def test_role_phrase_at(read: Read, text: str, role: str | None, affiliation: str | None, covered: str | None) -> None:
    context = read(text)
    found = role_phrase_at(context, 0)
    assert (found and found.role, found and found.affiliation) == (role, affiliation)
    assert (found and context.text_of(found.first, found.last)) == covered


def test_several_bearers_of_a_role_are_marked(read: Read) -> None:
    found = role_phrase_at(read("co-chairs of the [Delta Union|organization]."), 0)
    assert found is not None and (found.role, found.plural) == ("co-chair", True)


def test_its_is_the_subject_before(read: Read) -> None:
    context = read("The [Delta Union|organization] met its chairman.")
    found = role_phrase_at(context, context.words.form.index("its"))
    assert found is not None and (found.role, found.affiliation) == ("chairman", "Delta Union")


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        pytest.param("[Delta Union|organization] spokesman | Reyes", "spokesman", "Delta Union", id="body and role"),
        pytest.param("Historian and author | Reyes", "Historian and author", None, id="two roles"),
        pytest.param("We met the mayor and author | Reyes", "author", None, id="another's role before"),
        pytest.param("We met a historian and author | Reyes", "historian and author", None, id="two roles behind one article"),
        pytest.param("With the [Delta Union|organization], spokesman | Reyes", "spokesman", None, id="not over a comma"),
        pytest.param("with his partner | Reyes", None, None, id="a private relation"),
        pytest.param("with capt | Reyes", None, None, id="a title with a small letter"),
        pytest.param("Sens. | Reyes", "Sen.", None, id="of several"),
        pytest.param("The man | Reyes", None, None, id="no role"),
    ],
)
def test_the_role_right_before_a_name(read: Read, text: str, role: str | None, affiliation: str | None) -> None:
    context = read(text.replace("| ", ""))
    last = context.words.form.index("Reyes") - 1
    found = role_phrase_before_name(context, 0, last)
    assert (found and found.role, found and found.affiliation) == (role, affiliation)
