"""Roles that a verb states: a row for each pattern, and for roles that are only possible, planned or denied."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.context import ClusterName, RoleContext
from transforms.annotate.entities.roles.predicate_rows import (
    PredicateRow,
    rows_after_name,
    rows_at_appointing_verb,
    rows_at_verb,
)
from transforms.annotate.entities.roles.predicates import role_by_verb, role_in_who_clause

Read = Callable[[str], RoleContext]
Person = Callable[[RoleContext], ClusterName]
TABLES = (rows_at_verb(), rows_after_name(), rows_at_appointing_verb())


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for table in TABLES for row in table])
def test_each_row_matches_its_example(read: Read, row: PredicateRow) -> None:
    before, _, rest = row.example.partition("[")
    matched, _, after = rest.partition("]")
    context = read(before + matched + after)
    first = context.words.start.index(len(before))
    match = row.pattern.match(context.words, first, spans={"name": lambda i: i + 2})
    assert match is not None and context.text_of(match.first, match.last) == matched


@pytest.mark.parametrize("table", [pytest.param(table, id=table[0].name) for table in TABLES])
def test_no_earlier_row_takes_an_example(read: Read, table: tuple[PredicateRow, ...]) -> None:
    for n, row in enumerate(table):
        context = read(row.example.replace("[", "").replace("]", ""))
        first = context.words.start.index(row.example.index("["))
        spans = {"name": lambda i: i + 2}
        assert not [earlier.name for earlier in table[:n] if earlier.pattern.match(context.words, first, spans=spans)]


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        pytest.param("[Tom Reyes|person] is the mayor of [Harbor City|place].", "mayor", "Harbor City", id="is"),
        pytest.param("[Tom Reyes|person] was elected mayor of [Harbor City|place].", "mayor", "Harbor City", id="was elected"),
        pytest.param("[Tom Reyes|person] became mayor.", "mayor", None, id="became"),
        pytest.param("[Tom Reyes|person] has become mayor.", "mayor", None, id="has become"),
        pytest.param("[Tom Reyes|person], who heads the club, left.", "head", "club", id="heads, in a clause"),
        pytest.param("[Tom Reyes|person] co-founded [Harbor Foods|organization].", "co-founder", "Harbor Foods", id="co-founded"),
        pytest.param("[Tom Reyes|person] served two years as mayor.", "mayor", None, id="served as"),
        pytest.param("[Tom Reyes|person] succeeded [Ana Brandt|person] as mayor.", "mayor", None, id="succeeded as"),
        pytest.param("[Tom Reyes|person], speaking for the club, left.", "spokesperson", "club", id="speaking for"),
        pytest.param("[Tom Reyes|person], in his role as mayor, left.", "mayor", None, id="in his role"),
        pytest.param("[Harbor Foods|organization] named [Tom Reyes|person] chief executive.", "chief executive", "Harbor Foods", id="named somebody"),
        pytest.param("The club elected [Tom Reyes|person] to be its chairman.", "chairman", "club", id="elected somebody to be"),
        pytest.param("[Tom Reyes|person] was never mayor.", None, None, id="never"),
        pytest.param("[Tom Reyes|person] is not the mayor.", None, None, id="not"),
        pytest.param("[Tom Reyes|person] could become mayor.", None, None, id="could"),
        pytest.param("[Tom Reyes|person] hopes to be elected mayor.", None, None, id="hopes"),
        pytest.param("If [Tom Reyes|person] were mayor, we left.", None, None, id="if"),
        pytest.param("[Tom Reyes|person] became tired.", None, None, id="no role"),
        pytest.param("[Tom Reyes|person] and others are mayors.", None, None, id="several"),
        pytest.param("[Tom Reyes|person] heads home.", None, None, id="no body"),
        pytest.param("[Tom Reyes|person] founded a company.", None, None, id="a body without a name"),
        pytest.param("[Tom Reyes|person] led [Ana Brandt|person] in the polls.", None, None, id="a person is not led"),
        pytest.param("[Tom Reyes|person] led the [Rovers|organization] in goals.", None, None, id="led, where it may be a game"),
        pytest.param("An aide to [Tom Reyes|person] who is a lawyer left.", None, None, id="another's clause"),
    ],
)  # fmt: skip
def test_role_by_verb(read: Read, person: Person, text: str, role: str | None, affiliation: str | None) -> None:
    context = read(text)
    found = role_by_verb(context, person(context))
    assert (found and found.role, found and found.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("adviser, who is now a fellow, left", "fellow", id="after a comma"),
        pytest.param("adviser who is now a fellow.", "fellow", id="without one"),
        pytest.param("adviser, he is now a fellow", None, id="no who"),
        pytest.param("adviser who was never a fellow", None, id="never"),
        pytest.param("adviser", None, id="nothing"),
    ],
)
def test_the_role_in_a_clause(read: Read, text: str, expected: str | None) -> None:
    found = role_in_who_clause(read(text), 1)
    assert (found and found.role) == expected
