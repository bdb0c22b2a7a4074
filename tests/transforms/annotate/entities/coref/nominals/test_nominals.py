"""The antecedent of "the mayor": a row for each rule, and for nouns that must stay unresolved."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.gender import gender_of
from transforms.annotate.entities.clusters.group import canonical_name, cluster_names
from transforms.annotate.entities.coref.clauses import clauses
from transforms.annotate.entities.coref.nominals.nominals import find_nominals
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.names.mentions import find_names
from transforms.annotate.model import DEFAULT, model
from transforms.annotate.parse import parse
from transforms.records import Role

Resolve = Callable[[str, dict[str, str]], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def resolve() -> Resolve:
    def run(text: str, roles: dict[str, str]) -> list[tuple[str, str]]:
        """(noun phrase, name that it refers to). `roles`: surname → role in the text."""
        (words,) = parse(model(DEFAULT), [text])
        clusters = cluster_names(words, find_names(words, gazetteer(())), gazetteer(()))
        names = [canonical_name(words, c) for c in clusters]
        person_roles = [[Role(role, None, 0, 0) for key, role in roles.items() if name.endswith(key)] for name in names]
        gender = {k: gender_of(words, c) for k, c in enumerate(clusters) if c.kind == "person"}
        nominals = find_nominals(words, clauses(words), clusters, person_roles, gender)
        return [(text[slice(*words.place(*place))], names[k]) for place, k in sorted(nominals.items())]

    return run


@pytest.mark.parametrize(
    ("text", "roles", "expected"),
    [
        pytest.param(
            "Anna Vogt spoke first. Tom Reyes was late. The mayor opened the bridge.",
            {"Vogt": "mayor of Harbor", "Reyes": "lawyer"},
            [("The mayor", "Anna Vogt")],
            id="role",
        ),
        pytest.param(
            "Anna Vogt spoke first. The lawmaker opened the bridge.",
            {"Vogt": "state senator"},
            [("The lawmaker", "Anna Vogt")],
            id="a general word for it",
        ),
        pytest.param(
            "Anna Vogt spoke first. The Norwegian mayor opened the bridge.",
            {"Vogt": "mayor"},
            [("mayor", "Anna Vogt")],
            id="beside a people's name",
        ),
        pytest.param(
            "Anna Vogt met Tom Reyes. The former mayor was late.",
            {"Vogt": "mayor", "Reyes": "former mayor"},
            [("The former mayor", "Tom Reyes")],
            id="former",
        ),
        pytest.param(
            "Anna Vogt met Tom Reyes. The spokeswoman was late.",
            {"Vogt": "spokeswoman", "Reyes": "spokesman"},
            [("The spokeswoman", "Anna Vogt")],
            id="gender",
        ),
        pytest.param(
            "Anna Vogt, 44, met Tom Reyes, 51. The 51-year-old was late.", {}, [("The 51-year-old", "Tom Reyes")], id="age"
        ),
        pytest.param(
            "The Harbor County Commission met on Monday. They talked. The commission decided nothing.",
            {},
            [("The commission", "Harbor County Commission")],
            id="last word of a body's name",
        ),
    ],
)
def test_the_antecedent_of_a_noun(resolve: Resolve, text: str, roles: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert resolve(text, roles) == expected


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param("Anna Vogt spoke. The governor was late.", {"Vogt": "mayor"}, id="nobody is called so"),
        pytest.param("Anna Vogt spoke. A mayor must listen.", {"Vogt": "mayor"}, id="indefinite"),
        pytest.param("Anna Vogt spoke. The mayor of any town must listen.", {"Vogt": "mayor"}, id="says more"),
        pytest.param("Anna Vogt spoke. The mayors were late.", {"Vogt": "mayor"}, id="plural"),
        pytest.param("Anna Vogt, the mayor, spoke.", {"Vogt": "mayor"}, id="beside the name"),
        pytest.param("Anna Vogt is the mayor.", {"Vogt": "mayor"}, id="says what she is"),
        pytest.param(
            "Anna Vogt met Tom Reyes. The mayor was late.", {"Vogt": "mayor", "Reyes": "mayor"}, id="two could be meant"
        ),
        pytest.param("Anna Vogt spoke. The deputy mayor was late.", {"Vogt": "mayor"}, id="another rank"),
        pytest.param("Anna Vogt spoke. The mayor Tom Reyes was late.", {"Vogt": "mayor"}, id="a title"),
        pytest.param("Anna Vogt met Tom Reyes. The candidate was late.", {"Reyes": "candidate"}, id="a word that many bear"),
        pytest.param("Anna Vogt, 44, met Tom Reyes, 44. The 44-year-old was late.", {}, id="two of an age"),
        pytest.param("The Harbor Commission met the Valley Commission. The commission was late.", {}, id="two such bodies"),
        pytest.param("A man of 30 came. The company was late.", {}, id="no body is named"),
    ],
)
def test_nouns_that_stay_unresolved(resolve: Resolve, text: str, roles: dict[str, str]) -> None:
    assert resolve(text, roles) == []
