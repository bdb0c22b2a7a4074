"""What stands before a role noun: the words of the role, its affiliation, and what is neither."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.context import RoleContext
from transforms.annotate.entities.roles.premodifiers import premodifiers

Read = Callable[[str], RoleContext]


@pytest.mark.parametrize(
    ("text", "noun", "role", "affiliation"),
    [
        pytest.param("the deputy director", "director", "deputy director", None, id="a rank"),
        pytest.param("the finance director", "director", "finance director", None, id="a subject"),
        pytest.param("the [Delta Union|organization] director", "director", "director", "Delta Union", id="a body"),
        pytest.param(
            "the [Delta Union|organization]'s deputy director", "director", "deputy director", "Delta Union", id="body and rank"
        ),
        pytest.param(
            "a former [Delta Union|organization] director", "director", "former director", "Delta Union", id="former, then body"
        ),
        pytest.param("the club's new director", "director", "director", "club", id="new is no part of it"),
        pytest.param("the late director", "director", "director", None, id="nor late"),
        pytest.param("the late night host", "host", "late night host", None, id="but late night, where late belongs to night"),
        pytest.param("the late [Delta|organization] director", "director", "director", "Delta", id="late before a name"),
        pytest.param("the famous director", "director", "director", None, id="nor is famous"),
        pytest.param("the [French|group] director", "director", "director", None, id="nor a nation"),
        pytest.param("the 44 directors", "directors", "directors", None, id="nor a number"),
        pytest.param("[Iowa|place]-based director", "director", "director", None, id="nor where somebody is based"),
        pytest.param("an Oscar-winning actor", "actor", "actor", None, id="nor a prize"),
        pytest.param("the best director", "director", "director", None, id="nor a superlative"),
        pytest.param("Labour MP Brandt", "MP", "MP", None, id="nor a party before one who stands for a place"),
        pytest.param("Crane operator Brandt", "operator", "Crane operator", None, id="a noun that begins a sentence"),
        pytest.param("Then Rovers manager Brandt", "manager", "manager", "Rovers", id="no adverb that begins a sentence"),
        pytest.param("am disappointed Judge Brandt", "Judge", "Judge", None, id="no small word before a title with a capital"),
        pytest.param("a group supporting judge Brandt", "judge", "judge", None, id="no verb with its object"),
        pytest.param(
            "[Delta|organization] Policy Director Brandt", "Director", "Policy Director", "Delta", id="a title in capitals"
        ),
        pytest.param(
            "[Friends of the Delta Policy|organization] Director Brandt",
            "Director",
            "Policy Director",
            "Friends of the Delta",
            id="a subject that the model took into the name",
        ),
    ],
)
def test_role_and_affiliation_before_the_noun(read: Read, text: str, noun: str, role: str, affiliation: str | None) -> None:
    context = read(text)
    at = context.words.form.index(noun)
    found = premodifiers(context, 0, at)
    assert (found.prefix + context.text_of(found.role_first, at + 1), found.affiliation) == (role, affiliation)


def test_nothing_before_the_beginning_is_read(read: Read) -> None:
    context = read("the [Delta Union|organization] deputy director")
    begin = context.words.form.index("deputy")
    assert premodifiers(context, begin, begin + 1) == (begin, begin, None, "")
