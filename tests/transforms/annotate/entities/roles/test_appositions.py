"""Roles in apposition to a name."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.affiliations import name_end
from transforms.annotate.entities.roles.appositions import (
    SkippedRow,
    role_with_name_after,
    roles_after,
    shared_role_after,
    skipped_rows,
)
from transforms.annotate.entities.roles.context import ClusterName, RoleContext

Read = Callable[[str], RoleContext]
Person = Callable[[RoleContext], ClusterName]


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in skipped_rows()])
def test_each_row_matches_its_example(read: Read, row: SkippedRow) -> None:
    before, _, rest = row.example.partition("[")
    matched, _, after = rest.partition("]")
    context = read(before + matched + after)
    first = context.words.start.index(len(before))
    match = row.pattern.match(context.words, first, spans={"name": lambda i: name_end(context, i)})
    assert match is not None and context.text_of(match.first, match.last) == matched


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Tom Reyes|person], a lawyer for the club, left.", [("lawyer", "club")], id="after a comma"),
        pytest.param("[Tom Reyes|person], 44, a lawyer, left.", [("lawyer", None)], id="after an age"),
        pytest.param("[Tom Reyes|person], of [Harbor City|place], a lawyer, left.", [("lawyer", None)], id="after a home"),
        pytest.param("[Tom Reyes|person], a Republican and former judge, left.", [("former judge", None)], id="after a party"),
        pytest.param("[Tom Reyes|person] (the head of the club) left.", [("head", "club")], id="in brackets"),
        pytest.param("[Tom Reyes|person], a lawyer, and a judge, left.", [("lawyer", None), ("judge", None)], id="two roles"),
        pytest.param(
            "[Tom Reyes|person] - judge, writer, left.", [], id="behind a dash only with an article or an affiliation"
        ),
        pytest.param("[Tom Reyes|person], the mayor said.", [], id="the mayor speaks"),
        pytest.param("[Tom Reyes|person], the mayor's brother, left.", [], id="kin of a role"),
        pytest.param("[Tom Reyes|person], a judge and [Ana Brandt|person] left.", [], id="a list"),
        pytest.param("[Tom Reyes|person], mayors and judges left.", [], id="several people"),
        pytest.param("[Tom Reyes|person] left.", [], id="no comma"),
        pytest.param("[Tom Reyes|person],", [], id="cut off"),
    ],
)
def test_roles_after_a_name(read: Read, person: Person, text: str, expected: list[tuple[str, str | None]]) -> None:
    context = read(text)
    assert [(role.role, role.affiliation) for role in roles_after(context, person(context))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The company's chief, [Tom Reyes|person], left.", ("chief", "company"), id="role first"),
        pytest.param("The head of the club, Dr. [Tom Reyes|person], left.", ("head", "club"), id="before a courtesy title"),
        pytest.param("She, as head of the club, met [Tom Reyes|person].", None, id="a word between"),
        pytest.param("The mayor, [Tom Reyes|person] and we left.", None, id="a list"),
        pytest.param("The president, the mayor, [Tom Reyes|person], left.", None, id="a list of roles"),
        pytest.param("The mayor, [Tom Reyes|person], and a judge left.", None, id="a list that goes on"),
        pytest.param("After seeing the mayor, [Tom Reyes|person], left.", None, id="a clause that the comma ends"),
        pytest.param("The mayors, [Tom Reyes|person], left.", None, id="several people"),
        pytest.param("The mayor [Tom Reyes|person] left.", None, id="no comma"),
    ],
)
def test_a_role_before_the_comma(read: Read, person: Person, text: str, expected: tuple[str, str | None] | None) -> None:
    context = read(text)
    found = role_with_name_after(context, person(context))
    assert (found and (found.role, found.affiliation)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[Tom Reyes|person] and [Ana Brandt|person], co-chairs of the club, left.", ("co-chair", "club"), id="both"
        ),
        pytest.param("[Tom Reyes|person] and [Ana Brandt|person], a lawyer, left.", None, id="the second alone"),
        pytest.param("[Tom Reyes|person] and [Ana Brandt|person] left.", None, id="no role"),
        pytest.param("[Tom Reyes|person], co-chairs of the club, left.", None, id="one person"),
    ],
)
def test_shared_role(read: Read, text: str, expected: tuple[str, str | None] | None) -> None:
    context = read(text)
    found = shared_role_after(context, context.names)
    assert (found and (found.role, found.affiliation)) == expected
