"""The rule as a whole: what goes, what stays, and why."""

from dataclasses import replace

import pytest

from transforms.articles import Article, Entry, LineMarkup, Page
from transforms.clean.reader_lines.features import feature_names
from transforms.clean.reader_lines.reasons import OF_A_LINE, OF_ITS_PLACE, reasons_by_line
from transforms.clean.reader_lines.scores import MOST_LINES, measure
from transforms.clean.rules.reader_lines import find
from transforms.extract.extract import extract_article

PROSE = [
    "The council of Velmarsh voted on Monday to keep the ferry that crosses the bay twice a day through the winter.",
    "“Nobody will be left on the island,” said Ines Okonkwo, the treasurer, after a meeting of three hours.",
    "The harbour office counted four thousand passengers in December, more than in any December since the bridge was built.",
    "Fares had risen by a fifth in two years, and the company that runs the boats had asked for another rise.",
    "The mayor, Tomas Lindqvist, told the council that he had seen the books and that they were sound.",
    "A second vote, on the landing stage at the northern end of the bay, was put off until the spring.",
]
SIGN_UP = "Sign up for our free newsletter and get the day’s news in your inbox every morning."
GERMAN = [
    "Der Rat von Velmarsen hat am Montag beschlossen, dass die Fähre auch im Winter zweimal am Tag über die Bucht fährt.",
    "„Wir lassen niemanden auf der Insel zurück“, sagte die Kämmerin Ines Okonkwo nach der Sitzung.",
    "Das Hafenamt zählte im Dezember viertausend Fahrgäste, mehr als in jedem Dezember seit dem Bau der Brücke.",
    "Die Preise waren in zwei Jahren um ein Fünftel gestiegen, und die Reederei hatte eine weitere Erhöhung verlangt.",
]


def article(lines: list[str], language: str | None = "en", tag: str | None = "p") -> Article:
    markup = {line: LineMarkup(tag) for line in lines} if tag else {}
    text = "\n".join(lines)
    return Article(
        Entry("1", "https://valley.example/a", ("a",)), "https://valley.example/a", "", text, language=language, markup=markup
    )


def cut(lines: list[str], language: str | None = "en", tag: str | None = "p") -> list[str]:
    one = article(lines, language, tag)
    return [span.of(one.text) for span in find(one)]


@pytest.mark.parametrize(
    ("inserted", "language", "prose"),
    [
        pytest.param([SIGN_UP], "en", PROSE, id="a sign-up"),
        pytest.param(["Should the ferry sail in winter?", "Yes", "No", "Vote now"], "en", PROSE, id="a poll with its question"),
        pytest.param(["By taking part you agree to our terms and our privacy policy."], "en", PROSE, id="a consent"),
        pytest.param(["Do you value our reporting? Please support our newsroom with a gift."], "en", PROSE, id="an appeal"),
        pytest.param(
            ["Hat Ihnen dieser Artikel gefallen? Abonnieren Sie jetzt unseren Newsletter."], "de", GERMAN, id="German"
        ),
    ],
)
def test_what_goes(inserted: list[str], language: str, prose: list[str]) -> None:
    assert cut([*prose[:3], *inserted, *prose[3:]], language) == inserted


@pytest.mark.parametrize(
    ("line", "language"),
    [
        pytest.param("“Sign up for the newsletter,” she told the pupils, “and then unsubscribe.”", "en", id="somebody says it"),
        pytest.param("Nobody had signed up for the newsletter of the council by Monday evening.", "en", id="it is told of"),
        pytest.param(
            "Correction: An earlier version of this article misspelled the name of the treasurer. We are sorry.",
            "en",
            id="a note",
        ),
        pytest.param(SIGN_UP, "fi", id="a language without words"),
    ],
)
def test_what_stays(line: str, language: str) -> None:
    assert cut([*PROSE[:3], line, *PROSE[3:]], language) == []


def test_prose_alone_stays_with_and_without_markup() -> None:
    assert cut(PROSE) == cut(PROSE, tag=None) == cut(GERMAN, "de") == []


@pytest.mark.parametrize("line", ["Vote", "Key events", "Other news"])
def test_a_short_line_without_markup_may_be_a_subhead(line: str) -> None:
    assert cut([*PROSE[:3], line, *PROSE[3:]], tag=None) == []


def test_a_text_of_nothing_but_such_lines_stays() -> None:
    assert cut([SIGN_UP, "Vote now", "Log in"]) == []


def test_nothing_is_decided_on_a_text_of_very_many_lines() -> None:
    assert cut([f"{PROSE[0]} {n}" for n in range(MOST_LINES)] + [SIGN_UP]) == []


def test_reasons() -> None:
    one = article([*PROSE[:3], SIGN_UP, *PROSE[3:]])
    found = reasons_by_line(one)
    assert list(found) == [SIGN_UP]
    assert found[SIGN_UP] and set(found[SIGN_UP]) <= {*OF_A_LINE, *OF_ITS_PLACE}
    assert reasons_by_line(replace(one, language="fi")) == {}


def test_where_links_lead_is_known_of_an_extracted_page() -> None:
    url, link = (
        "https://valley.example/2031/ferry",
        '<a href="https://valley.example/newsletter">Every morning in your inbox</a>',
    )
    body = "".join(f"<p>{line}</p>" for line in [*PROSE[:3], f"The {link}: what the bay talks about today.", *PROSE[3:]])
    page = Page(Entry("1", url, ("a",)), url, "2031-05-01T00:00:00+00:00", "text/html")
    extracted = extract_article(
        page,
        f"<html><title>The ferry stays</title><body><article><h1>The ferry stays</h1>{body}</article></body></html>".encode(),
    )
    measured = measure(extracted.text.split("\n"), extracted)
    assert measured is not None
    assert measured.features[:, feature_names().index("service_link")].tolist() == [0, 0, 0, 1, 0, 0, 0]
