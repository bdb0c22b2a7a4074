"""Reported speech: what each cue of a sentence reports, and the mechanisms together through the default pipeline."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.annotate.annotator import Annotator
from transforms.annotate.quotes.claims.claim import Claim
from transforms.annotate.quotes.indirect.reports import find_reports
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]
Row = tuple[str, str | None]  # said, speaker's text


def _found(annotated: Annotate, text: str) -> list[Row]:
    return [(q.said, q.speaker.text if q.speaker else None) for q in annotated(text).quotes]


COMPLEMENTS = [
    pytest.param("Tom Reyes said that the bridge is safe.", [("that the bridge is safe", "Tom Reyes")], id="that"),
    pytest.param("Tom Reyes said the bridge is safe.", [("the bridge is safe", "Tom Reyes")], id="without that"),
    pytest.param(
        "Tom Reyes told the council on Monday that the bridge is safe.",
        [("that the bridge is safe", "Tom Reyes")],
        id="an addressee and a day between",
    ),
    pytest.param("Tom Reyes asked whether the bridge was safe.", [("whether the bridge was safe", "Tom Reyes")], id="whether"),
    pytest.param("Tom Reyes explained how the bridge fell.", [("how the bridge fell", "Tom Reyes")], id="how"),
    pytest.param("Tom Reyes promised to rebuild the bridge.", [("to rebuild the bridge", "Tom Reyes")], id="infinitive"),
    pytest.param(
        "Tom Reyes urged the council to act.", [("the council to act", "Tom Reyes")], id="infinitive with the one who shall"
    ),
    pytest.param("Tom Reyes urged them to act.", [("to act", "Tom Reyes")], id="infinitive after a pronoun"),
    pytest.param("Tom Reyes stated his age.", [], id="a verb that takes no noun phrase"),
    pytest.param("Tom Reyes criticized the council.", [("the council", "Tom Reyes")], id="noun phrase"),
    pytest.param("Tom Reyes called the plan a mistake.", [("the plan a mistake", "Tom Reyes")], id="noun phrase and name"),
    pytest.param("Tom Reyes called for a new bridge.", [("a new bridge", "Tom Reyes")], id="after a preposition"),
    pytest.param("Tom Reyes pointed out that the bridge is old.", [("that the bridge is old", "Tom Reyes")], id="out"),
    pytest.param(
        "Tom Reyes called Monday’s vote a mistake.", [("Monday’s vote a mistake", "Tom Reyes")], id="a day that owns something"
    ),
    pytest.param("The alleged thief ran over the bridge.", [], id="a participle before a noun"),
    pytest.param("They used a tool called Riverbed on the so-called bridge.", [], id="a name given"),
    pytest.param("The bridge opened on Monday and traffic moved slowly.", [], id="no word of saying"),
    pytest.param("The council met on Friday to speak about the bridge that crosses the bay.", [], id="what they met for"),
    pytest.param("Tom Reyes said that every year.", [], id="that is no clause"),
    pytest.param("Tom Reyes reported on Friday.", [], id="a day is not what is reported"),
    pytest.param("The value said more than words could, and the sale showed that.", [], id="a thing says nothing"),
    pytest.param("It goes without saying that the bridge is safe.", [], id="an idiom"),
    pytest.param("I dare say it is safe. That said, the bridge fell.", [], id="two more"),
    pytest.param(
        "He left without ever saying that the bridge was safe.", [("that the bridge was safe", "He")], id="without, no idiom"
    ),
    pytest.param("If Tom Reyes says the bridge is safe, people will cross.", [], id="supposed"),
    pytest.param("No one said the bridge was safe.", [], id="nobody"),
    pytest.param("Anyone who saw the crash is asked to call the police.", [], id="an appeal of the article"),
    pytest.param(
        "Drivers are asked by the mayor to leave the bridge.",
        [("to leave the bridge", "the mayor")],
        id="who asks is no part of it",
    ),
    pytest.param("Drivers were asked to leave the bridge.", [("to leave the bridge", None)], id="somebody asked them once"),
    pytest.param("One said the bridge was safe.", [("the bridge was safe", "One")], id="one did"),
    pytest.param(
        "Tom Reyes asked if Ana Brandt says the bridge is safe.",
        [("if Ana Brandt says the bridge is safe", "Tom Reyes")],
        id="a question",
    ),
    pytest.param("The plan, which the anglers say they will think about, is new.", [], id="what is said is cut up by which"),
    pytest.param(
        "They met drivers who say they will think about it.", [("they will think about it", "who")], id="who says it whole"
    ),
]


@pytest.mark.parametrize(("text", "rows"), COMPLEMENTS)
def test_complements(annotated: Annotate, text: str, rows: list[Row]) -> None:
    assert _found(annotated, text) == rows


PARENTHETICAL = [
    pytest.param("The bridge is safe, Tom Reyes said.", [("The bridge is safe", "Tom Reyes")], id="after"),
    pytest.param("The bridge is safe, said Tom Reyes, a driver.", [("The bridge is safe", "Tom Reyes")], id="inverted"),
    pytest.param(
        "The bridge is safe, Ana Brandt, the mayor, said.", [("The bridge is safe", "Ana Brandt")], id="a role between"
    ),
    pytest.param(
        "But to prevent floods, Tom Reyes said, the council should build a dam.",
        [("But to prevent floods the council should build a dam", "Tom Reyes")],
        id="cut in two",
    ),
    pytest.param("As Tom Reyes noted, the bridge is safe.", [("the bridge is safe", "Tom Reyes")], id="as"),
    pytest.param("But, he said, the bridge is safe.", [("the bridge is safe", "he")], id="nothing but a light word before"),
    pytest.param(
        "After the flood, Tom Reyes said the bridge was safe.", [("the bridge was safe", "Tom Reyes")], id="an adverbial before"
    ),
    pytest.param("The storm hit Harbor County, which Tom Reyes had left.", [], id="a relative clause"),
    pytest.param(
        "The bridge is “a disaster,” Tom Reyes said.",
        [("The bridge is “a disaster,”", "Tom Reyes")],
        id="quoted words at its end",
    ),
    pytest.param(
        "The bridge is “a disaster,” Tom Reyes said. “Nobody wants it.”",
        [("The bridge is “a disaster,” Nobody wants it.", "Tom Reyes")],
        id="goes on in quotation marks",
    ),
    pytest.param(
        "The town “will never be the same,” said Ana Brandt, who owns the bakery.",
        [("The town “will never be the same,”", "Ana Brandt")],
        id="more of the speaker after quoted words",
    ),
    pytest.param(
        "Brenner “has done well,” said Ana Brandt, who manages a bank.",
        [("Brenner “has done well,”", "Ana Brandt")],
        id="a name is all that stands before them",
    ),
    pytest.param(
        "The town “will never be the same,” Ana Brandt said, because the bakery is gone.",
        [("The town “will never be the same,” because the bakery is gone", "Ana Brandt")],
        id="what is said goes on after them",
    ),
]


@pytest.mark.parametrize(("text", "rows"), PARENTHETICAL)
def test_parenthetical(annotated: Annotate, text: str, rows: list[Row]) -> None:
    assert _found(annotated, text) == rows


ACCORDING = [
    pytest.param("According to Tom Reyes, the bridge is safe.", [("the bridge is safe", "Tom Reyes")], id="first"),
    pytest.param("The bridge is safe, according to Tom Reyes.", [("The bridge is safe", "Tom Reyes")], id="last"),
    pytest.param("The bridge is safe, according to a report.", [("The bridge is safe", "a report")], id="a document"),
    pytest.param(
        "According to Tom Reyes, writing for the Gazette, the bridge is safe.",
        [("the bridge is safe", "Tom Reyes")],
        id="more of the speaker between",
    ),
    pytest.param(
        "The bridge is safe, according to Sgt. Amy Coe.", [("The bridge is safe", "Amy Coe")], id="no sentence ends here"
    ),
    pytest.param(
        "According to Sgt. Tom Reed, of Hexley Police, the man was drunk.", [("the man was drunk", "Tom Reed")], id="nor here"
    ),
    pytest.param("The bridge is safe, according to Amy. Coe left.", [("The bridge is safe", "Amy")], id="but here it does"),
    pytest.param("That’s according to Tom Reyes.", [], id="nothing but that"),
    pytest.param(
        "According to police, Ana Brandt, 40, died in the fire.",
        [("Ana Brandt, 40, died in the fire", "police")],
        id="the name is that of the dead",
    ),
    pytest.param(
        "According to officials, Tom Reed, of Hexley, was driving.",
        [("Tom Reed, of Hexley, was driving", "officials")],
        id="where he is from between",
    ),
    pytest.param(
        "According to the mayor, Ana Brandt, the bridge fell.",
        [("the bridge fell", "Ana Brandt")],
        id="the name is the source's",
    ),
]


@pytest.mark.parametrize(("text", "rows"), ACCORDING)
def test_according(annotated: Annotate, text: str, rows: list[Row]) -> None:
    assert _found(annotated, text) == rows


HEADLINES = [
    pytest.param("Tom Reyes: The bridge is not safe", [("The bridge is not safe", "Tom Reyes")], id="a person"),
    pytest.param("Report: Nobody had checked the bridge", [("Nobody had checked the bridge", "Report")], id="a document"),
    pytest.param("Opening hours: The bridge is open all day", [], id="a thing says nothing"),
    pytest.param("Tom Reyes: 45 votes", [], id="a tally"),
]


@pytest.mark.parametrize(("text", "rows"), HEADLINES)
def test_headlines(annotated: Annotate, text: str, rows: list[Row]) -> None:
    assert _found(annotated, text) == rows


EXTENTS = [
    pytest.param("Tom Reyes said that it was 'mad'.", ["that it was 'mad'"], id="a mark is closed"),
    pytest.param(
        "Tom Reyes said it was the girls' house, in 'the '70s.", ["it was the girls' house, in 'the '70s"], id="no mark"
    ),
    pytest.param(
        "Tom Reyes said that the bridge was closed, adding that it would open soon.",
        ["that the bridge was closed", "that it would open soon"],
        id="adding",
    ),
    pytest.param(
        "Tom Reyes said the bridge was closed and asked for time.",
        ["the bridge was closed", "time"],
        id="a second verb of saying",
    ),
    pytest.param("While Tom Reyes said the bridge was safe, nobody crossed it.", ["the bridge was safe"], id="subordinate"),
    pytest.param("Tom Reyes, who said the bridge was safe, crossed it.", ["the bridge was safe"], id="relative clause"),
    pytest.param(
        "Tom Reyes said that the bridge, the school and the market were closed.",
        ["that the bridge, the school and the market were closed"],
        id="commas of a list",
    ),
    pytest.param(
        "Tom Reyes said the bridge was closed, and that the market was not.",
        ["the bridge was closed, and that the market was not"],
        id="a second that",
    ),
    pytest.param(
        "Tom Reyes said the bridge was closed, a blow to the town.", ["the bridge was closed"], id="apposition at the end"
    ),
    pytest.param(
        "Tom Reyes criticized the plan in Harbor County on Monday.", ["the plan in Harbor County"], id="without the day"
    ),
    pytest.param("HARBOR CITY (AP) — The bridge is safe, Tom Reyes said.", ["The bridge is safe"], id="after a dateline"),
    pytest.param(
        "Tom Reyes said that the plan was “a mistake” and that “nobody needs it.”",
        ["that the plan was “a mistake” and that “nobody needs it.”"],
        id="quoted words in it",
    ),
    pytest.param(
        "Officials said the bridge, which was built in 1930, fell.",
        ["the bridge, which was built in 1930, fell"],
        id="a relative clause in the subject",
    ),
    pytest.param(
        "Police say Tom Reed, 34, who was drunk, hit a tree.",
        ["Tom Reed, 34, who was drunk, hit a tree"],
        id="an age and a relative clause",
    ),
    pytest.param("Officials said the bridge fell, which surprised the town.", ["the bridge fell"], id="the reporter's which"),
]


@pytest.mark.parametrize(("text", "said"), EXTENTS)
def test_extents(annotated: Annotate, text: str, said: list[str]) -> None:
    assert [q.said for q in annotated(text).quotes] == said


REPORT_SPEAKERS = [
    pytest.param("Tom Reyes was asked by Ana Brandt whether he was tired.", "Ana Brandt", id="the agent of a passive"),
    pytest.param("Asked whether he was tired, Tom Reyes left.", None, id="a passive without one"),
    pytest.param("Ana Brandt issued a statement saying the bridge was safe.", "Ana Brandt", id="who issued it"),
    pytest.param("Residents saying the bridge is safe were wrong.", "Residents", id="a participle of its noun"),
    pytest.param(
        "A spokesman for the mayor, Ana Brandt, said it was late.", "A spokesman for the mayor", id="the mayor's name"
    ),
    pytest.param("A spokesman for the union, Ana Brandt, said it was late.", "Ana Brandt", id="a union has no such name"),
    pytest.param("The novelist Tobias Quell said it was late.", "Tobias Quell", id="two subjects for one"),
    pytest.param("The man who knew Tobias Quell said it was late.", "The man", id="a name in a clause of its own"),
]


@pytest.mark.parametrize(("text", "speaker"), REPORT_SPEAKERS)
def test_report_speakers(annotated: Annotate, text: str, speaker: str | None) -> None:
    (quote,) = annotated(text).quotes
    assert (quote.speaker.text if quote.speaker else None) == speaker


def test_a_participle_belongs_to_the_verb_of_saying(annotated: Annotate) -> None:
    text = "Police said Ana Brandt died on Monday, adding that an inquest will be held."
    assert [speaker for _, speaker in _found(annotated, text)] == ["Police", "Police"]


def test_the_speaker_who_has_the_name_of_its_antecedent(annotated: Annotate) -> None:
    (quote,) = annotated("They met Tom Reyes, who said the bridge was safe.").quotes
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == ("who", "Tom Reyes")


def test_kinds(annotated: Annotate) -> None:
    found = annotated("Tom Reyes said the bridge was safe. He called it “sound.” “We checked it twice,” he said.")
    assert [q.kind for q in found.quotes] == ["indirect", "mixed", "direct"]


WORDS = st.sampled_from(
    [
        "Reyes",
        "said",
        "that",
        "told",
        "Brandt",
        ",",
        ".",
        ":",
        "“",
        "”",
        "“so”",
        "—",
        "according",
        "to",
        "as",
        "the",
        "bridge",
        "was",
        "it",
        "he",
        "who",
        "and",
        "adding",
        "asked",
        "whether",
        "called",
        "for",
        "44",
    ]
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=25))
def test_any_order_of_words_raises_nothing(words: list[str]) -> None:
    text = " ".join(words)
    (found,) = Annotator().annotate([(text, "en")])
    assert isinstance(found, Annotations), found
    for quote in found.quotes:
        assert (quote.start, quote.end) == (quote.pieces[0][0], quote.pieces[-1][1])
        assert all(0 <= a < b <= len(text) for a, b in quote.pieces)


# the kind of claim on each quote of the sentence: None is no quote
REPORTS = [
    pytest.param("He said that it fell.", [], [("indirect", "that it fell", "said")], id="a complement"),
    pytest.param("It fell, he said.", [], [("indirect", "It fell", "said")], id="a parenthetical"),
    pytest.param("According to him, it fell.", [], [("indirect", "it fell", "According to")], id="a source"),
    pytest.param(
        "[Ana Brandt|person]: The bridge is not safe", [], [("indirect", "The bridge is not safe", ":")], id="a headline"
    ),
    pytest.param("He left the town.", [], [], id="none"),
    pytest.param(
        "He said she said that it fell.", [], [("indirect", "she said that it fell", "said")], id="one within another"
    ),
    pytest.param(
        "He said that it was “a mess”.", ["mixed"], [("mixed", "that it was “a mess”", "said")], id="a fragment in it"
    ),
    pytest.param(
        "He said that he saw “Bees and Birds”.",
        [None],
        [("indirect", "that he saw “Bees and Birds”", "said")],
        id="a title in it",
    ),
    pytest.param("“It fell,” he said.", ["direct"], [], id="the cue of a direct quote"),
    pytest.param("“It fell,” he said, according to the paper.", ["direct"], [], id="a source of the cue itself"),
    pytest.param("Witnesses are asked to call the police.", [], [], id="an appeal of the article"),
    pytest.param("Witnesses were asked to call the police.", [], [("indirect", "to call the police", "asked")], id="a request"),
    pytest.param("He said that every year.", [], [], id="no clause"),
    pytest.param("The plan, which the anglers say they will think about, is new.", [], [], id="the rest of a relative clause"),
]


@pytest.mark.parametrize(("text", "kinds", "expected"), REPORTS)
def test_find_reports(
    read: Callable[[str], Any], text: str, kinds: list[str | None], expected: list[tuple[str, str, str]]
) -> None:
    reading = read(text)
    cue = reading.words.form.index("said") if "said" in reading.words.form else None
    claims = [{k: Claim(kind, cue) for k, kind in enumerate(kinds) if kind}]
    drafts = find_reports(reading.mentions, reading.sentences, claims)
    found = [(d.kind, " ".join(piece.of(reading.text) for piece in d.pieces), d.cue.of(reading.text)) for d in drafts]
    assert found == expected
