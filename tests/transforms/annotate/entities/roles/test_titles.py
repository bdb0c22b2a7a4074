"""The role right before a name, and the affiliation that may follow the name."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.context import ClusterName, RoleContext
from transforms.annotate.entities.roles.titles import role_before

Read = Callable[[str], RoleContext]


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        pytest.param("[Delta Union|organization] spokesman [Tom Reyes|person] left.", "spokesman", "Delta Union", id="body, role, name"),
        pytest.param("Sen. [Tom Reyes|person], R-Iowa, left.", "Sen.", "Iowa", id="party and place"),
        pytest.param("Rep. [Tom Reyes|person] (D-Ohio) left.", "Rep.", "Ohio", id="party and place in brackets"),
        pytest.param("Senator [Tom Reyes|person], Republican of Iowa, left.", "Senator", "Iowa", id="party and place in words"),
        pytest.param("We met Sen. [Tom Reyes|person], R-Iowa.", "Sen.", "Iowa", id="the dot ends the sentence"),
        pytest.param("We met Sen. [Tom Reyes|person], R-Pa., and left.", "Sen.", "Pa.", id="the dot ends an abbreviation"),
        pytest.param("Sen. [Tom Reyes|person], D-Calif., left.", "Sen.", "Calif.", id="a longer abbreviation"),
        pytest.param("We met Sen. [Tom Reyes|person], R-Calvenna.", "Sen.", "Calvenna", id="the dot behind a place that no list knows"),
        pytest.param("Sen. [Tom Reyes|person] (born 1960) left.", "Sen.", None, id="no party in the brackets"),
        pytest.param("Judge [Tom Reyes|person] of [Harbor County|place] left.", "Judge", "Harbor County", id="of a place"),
        pytest.param("Judge [Tom Reyes|person] of [Ana Brandt|person] left.", "Judge", None, id="of a person"),
        pytest.param("President Dr. [Tom Reyes|person] left.", "President", None, id="a courtesy title between"),
        pytest.param("Dr. [Tom Reyes|person] left.", None, None, id="a courtesy title alone"),
        pytest.param("[Tom Reyes|person] left.", None, None, id="nothing before"),
        pytest.param("Mayor left. [Tom Reyes|person] stayed.", None, None, id="the sentence before"),
        pytest.param("Governor [Tom Reyes|person] Bridge is closed.", None, None, id="the name of a thing"),
        pytest.param("He showed the mayor [Tom Reyes|person]'s letter.", None, None, id="two objects"),
        pytest.param("The actor [Tom Reyes|person] left.", "actor", None, id="the with the role of the name"),
    ],
)  # fmt: skip
def test_the_role_before_a_name(
    read: Read, person: Callable[[RoleContext], ClusterName], text: str, role: str | None, affiliation: str | None
) -> None:
    context = read(text)
    found = role_before(context, person(context))
    assert (found and found.role, found and found.affiliation) == (role, affiliation)
