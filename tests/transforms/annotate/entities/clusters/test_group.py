"""Which names are one entity: a row for each way of coming together, and for what must stay apart."""

import pytest

from transforms.annotate.entities.clusters.acronyms import stands_for
from transforms.annotate.entities.clusters.group import cluster_names
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.names.headlines import headline_tokens
from transforms.annotate.entities.names.name_span import NameSpan
from transforms.annotate.words import Words

OURS = gazetteer(())


def words_of(*lines: str, tag: str = "NNP") -> Words:
    """Words without a parse: split at spaces, a line a paragraph."""
    words = Words("\n".join(lines))
    at = 0
    for line in lines:
        first = len(words.form)
        for form in line.split(" "):
            words.form.append(form)
            words.start.append(at)
            words.end.append(at + len(form))
            at += len(form) + 1
        words.paragraphs.append((first, len(words.form)))
    n = len(words.form)
    words.tag, words.dep, words.head = [tag] * n, ["dep"] * n, list(range(n))
    return words


def entities_of(text: str, names: list[tuple[str, str]]) -> list[set[str]]:
    """The forms of each entity, of names that stand in the text in this order."""
    words, found, at = words_of(text), [], 0
    for name, kind in names:
        forms = name.split(" ")
        first = next(i for i in range(at, len(words)) if words.form[i : i + len(forms)] == forms)
        found.append(NameSpan(first, first + len(forms), kind))
        at = first + len(forms)
    return [set(cluster.texts) | set(cluster.forms) - set(cluster.texts) for cluster in cluster_names(words, found, OURS)]


@pytest.mark.parametrize(
    ("text", "names", "number"),
    [
        pytest.param(
            "Martin O’Quill won O’Quill", [("Martin O’Quill", "person"), ("O’Quill", "organization")], 1, id="an apostrophe"
        ),
        pytest.param(
            "Kristen Brandt Kristin Brandt",
            [("Kristen Brandt", "person"), ("Kristin Brandt", "person")],
            1,
            id="one letter off",
        ),
        pytest.param("John Brandt Joan Brandt", [("John Brandt", "person"), ("Joan Brandt", "person")], 2, id="another name"),
        pytest.param("A. Brandt Ana Brandt", [("A. Brandt", "person"), ("Ana Brandt", "person")], 1, id="an initial"),
        pytest.param(
            "A. Brandt Ana Brandt Aldo Brandt",
            [("A. Brandt", "person"), ("Ana Brandt", "person"), ("Aldo Brandt", "person")],
            3,
            id="an initial of two",
        ),
        pytest.param(
            "Leo Brandt said Brandt and Ana Brandt",
            [("Leo Brandt", "person"), ("Brandt", "person"), ("Ana Brandt", "person")],
            2,
            id="only one of two was named before",
        ),
        pytest.param(
            "Leo Brandt and Ana Brandt so Mrs. Brandt left",
            [("Leo Brandt", "person"), ("Ana Brandt", "person"), ("Brandt", "person")],
            2,
            id="the title tells",
        ),
        pytest.param(
            "the Northern Growers League ( NOGL )",
            [("Northern Growers League", "organization"), ("NOGL", "organization")],
            1,
            id="acronym in brackets",
        ),
        pytest.param(
            "HMS Meridian sank the Meridian", [("HMS Meridian", "product"), ("Meridian", "person")], 1, id="a ship's short name"
        ),
        pytest.param(
            "the Velmarsh Herald the Herald",
            [("Velmarsh Herald", "organization"), ("Herald", "organization")],
            1,
            id="one word with its article",
        ),
        pytest.param(
            "the Velmarsh Herald in Velmarsh",
            [("Velmarsh Herald", "organization"), ("Velmarsh", "place")],
            2,
            id="a place is no organization",
        ),
        pytest.param(
            "the Ana Brandt Harbor Center the Harbor Center",
            [("Ana Brandt Harbor Center", "organization"), ("Harbor Center", "organization")],
            1,
            id="the end of a name",
        ),
    ],
)
def test_entities(text: str, names: list[tuple[str, str]], number: int) -> None:
    assert len(entities_of(text, names)) == number


def test_a_thousand_bearers_of_a_name_are_a_list() -> None:
    names = [
        (f"{chr(65 + i % 26)}{chr(97 + i // 26 % 26) * 3}{chr(97 + i // 676) * 3}lo Brandt", "person") for i in range(1000)
    ]
    assert len(entities_of(" ".join([*(name for name, _ in names), "Brandt"]), [*names, ("Brandt", "person")])) == 1001


@pytest.mark.parametrize(
    ("short", "long", "stands"),
    [
        pytest.param("nogl", "northern growers league", True, id="letters in order"),
        pytest.param("ngl", "northern growers league", True, id="initials"),
        pytest.param("lgn", "northern growers league", False, id="another order"),
        pytest.param("ogl", "northern growers league", False, id="not from the beginning"),
    ],
)
def test_stands_for(short: str, long: str, stands: bool) -> None:
    assert stands_for(short, long) is stands


@pytest.mark.parametrize(
    ("lines", "quiet"),
    [
        pytest.param(["Angry Growers Lose Court Fight", "They wept ."], [True, False], id="a headline"),
        pytest.param(["GROWERS LOSE COURT FIGHT", "They wept ."], [True, False], id="capitals"),
        pytest.param(["Angry growers lose Court Fight", "They wept ."], [False, False], id="a sentence"),
        pytest.param(["Angry Growers Lose Court Fight .", "They wept ."], [False, False], id="a stop"),
        pytest.param(
            ["They wept .", "So .", "Maria Brandt Walter Reyes Hilda"], [False, False, False], id="names further down"
        ),
        pytest.param(["GROWERS LOSE COURT FIGHT", "THEY WEPT ."], [False, False], id="a text that is all capitals"),
        pytest.param(["Growers Lose"], [False], id="too short to tell"),
    ],
)
def test_quiet(lines: list[str], quiet: list[bool]) -> None:
    words = words_of(*lines)
    found = headline_tokens(words)
    assert [bool(found[first]) for first, _ in words.paragraphs] == quiet
