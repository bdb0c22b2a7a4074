"""Quotes and their speakers through the default pipeline: a table of invented sentences for each mechanism."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

Annotate = Callable[[str], Annotations]
Row = tuple[str, str | None, str | None]  # said, cue, speaker's name

SPEAKERS = [
    pytest.param(
        "“We will build it,” Mayor Inés Okonkwo said on Monday.", ("We will build it.", "said", "Inés Okonkwo"), id="subject"
    ),
    pytest.param("“We will build it,” said Tom Reyes, a spokesman.", ("We will build it.", "said", "Tom Reyes"), id="inverted"),
    pytest.param("Tom Reyes said: “We will build it.”", ("We will build it.", "said", "Tom Reyes"), id="before, colon"),
    pytest.param("Tom Reyes told us, “We will build it.”", ("We will build it.", "told", "Tom Reyes"), id="before, comma"),
    pytest.param(
        "“Nobody will pay for it,” according to Tom Reyes.",
        ("Nobody will pay for it.", "according to", "Tom Reyes"),
        id="phrase",
    ),
    pytest.param(
        "“The bridge is safe,” Reyes, 44, told the Gazette.", ("The bridge is safe.", "told", "Reyes"), id="age between"
    ),
    pytest.param(
        "“The bridge is safe,” said Monday morning Tom Reyes.", ("The bridge is safe.", "said", "Tom Reyes"), id="weekday"
    ),
    pytest.param("“The bridge is safe,” the ministry said.", ("The bridge is safe.", "said", "the ministry"), id="a body"),
    pytest.param(
        "“It is safe,” said a spokesman for the union.", ("It is safe.", "said", "a spokesman for the union"), id="a role"
    ),
    pytest.param("“It is closed,” read the sign.", ("It is closed.", "read", "the sign"), id="a sign"),
    pytest.param("“It is safe,” Kelly said.", ("It is safe.", "said", "Kelly"), id="a name like an adverb"),
    pytest.param(
        "“We won,” said Friends of the Earth director Mo Bell.", ("We won.", "said", "Mo Bell"), id="a body and a role before"
    ),
    pytest.param(
        "“We are tired,” said Ana Brandt and Peter Lind.",
        ("We are tired.", "said", "Ana Brandt and Peter Lind"),
        id="two speak together",
    ),
    pytest.param(
        "“We are tired,” said Ana Brandt, and Peter Lind left.", ("We are tired.", "said", "Ana Brandt"), id="the other leaves"
    ),
    pytest.param("“We won,” said Friends of the Earth.", ("We won.", "said", "Friends of the Earth"), id="the body itself"),
    pytest.param("“It rained,” their daughter, Ingrid, remembers.", ("It rained.", "remembers", "Ingrid"), id="remembers"),
    pytest.param(
        "“It is safe,” Tom Reyes, known as “Bridge Tom,” said.", ("It is safe.", "said", "Tom Reyes"), id="across a nickname"
    ),
    pytest.param(
        "Tom Reyes wrote the guards knew it well, saying, “It happened on every day that I was there.”",
        ("It happened on every day that I was there.", "saying", "Tom Reyes"),
        id="a participle shares the subject of the verb of saying",
    ),
    pytest.param(
        "Tom Reyes, 70, said it was too early to leave but added, “I think you all have an idea.”",
        ("I think you all have an idea.", "added", "Tom Reyes"),
        id="and so does a second verb",
    ),
    pytest.param(
        "Tom Reyes put on a Southern accent and joked, “Now it is easy for them.”",
        ("Now it is easy for them.", "joked", "Tom Reyes"),
        id="also when it is hung on a noun",
    ),
    pytest.param(
        "Tom Reyes told the Harbor Post in a written statement, “I really do not want it.”",
        ("I really do not want it.", "told", "Tom Reyes"),
        id="written is no cue in a written statement",
    ),
    pytest.param(
        "“Watch out for what they have done there,” tweeted another.",
        ("Watch out for what they have done there.", "tweeted", "another"),
        id="another",
    ),
    pytest.param(
        "In 2019 she spoke. At the time, Anna Vogt released a statement saying, “The firm is a trusted partner of ours.”",
        ("The firm is a trusted partner of ours.", "saying", "Anna Vogt"),
        id="who released the statement",
    ),
    pytest.param(
        "Senator Tom Reyes sent a blunt message to Vogt: “It is time to quit attacking various people.”",
        ("It is time to quit attacking various people.", None, "Tom Reyes"),
        id="to whom it is sent is not who speaks",
    ),
    pytest.param(
        "Rep. Tom Reyes (D-Utah):“I have not heard anyone other than you ever cite that figure.”",
        ("I have not heard anyone other than you ever cite that figure.", None, "Tom Reyes"),
        id="a colon without a space",
    ),
    pytest.param(
        "Tom Reyes writes to Anna Vogt with, “Why now? That was on my way.” Vogt then writes back.",
        ("Why now? That was on my way.", "writes", "Tom Reyes"),
        id="the cue before wins",
    ),
    pytest.param(
        "A footnote in the report makes that clear: “These figures do not apply to the old system.”",
        ("These figures do not apply to the old system.", None, "A footnote"),
        id="a document before a colon",
    ),
    pytest.param(
        "Transcript as follows:\n“Tonight we arrived in a town by the sea and went to eat.”",
        ("Tonight we arrived in a town by the sea and went to eat.", None, "Transcript"),
        id="a transcript",
    ),
    pytest.param(
        "“I am calling from the town. How are you today?” Tom Reyes, a retired worker from a mill, said into the phone.",
        ("I am calling from the town. How are you today?", "said", "Tom Reyes"),
        id="a name and what it is before the cue",
    ),
    pytest.param("“We go to the final!” whooped Anna Vogt.", ("We go to the final!", "whooped", "Anna Vogt"), id="any verb"),
    pytest.param(
        "“Is that it?” spluttered Anna Vogt when it fell.", ("Is that it?", "spluttered", "Anna Vogt"), id="the nearest verb"
    ),
    pytest.param("“Fine,” chirped 80-year-old Anna Vogt.", ("Fine.", "chirped", "Anna Vogt"), id="an age before the name"),
    pytest.param("“Yes,” one said.", ("Yes.", "said", "one"), id="one of several"),
    pytest.param("“It is safe,” she said.", ("It is safe.", "said", None), id="a pronoun without a bearer"),
    pytest.param("Anna Vogt opened.\n“It is safe,” she said.", ("It is safe.", "said", "Anna Vogt"), id="a pronoun with one"),
    pytest.param(
        "Tom Reyes: “Nobody told us that it closed.”", ("Nobody told us that it closed.", None, "Tom Reyes"), id="colon alone"
    ),
    pytest.param("“Nobody told us that.” — Tom Reyes", ("Nobody told us that.", None, "Tom Reyes"), id="signature"),
    pytest.param("“Nobody told us that.”\n— Tom Reyes", ("Nobody told us that.", None, "Tom Reyes"), id="signature below"),
    pytest.param("Tom Reyes was blunt. “We lost it all.”", ("We lost it all.", None, "Tom Reyes"), id="lead-in"),
    pytest.param("“A scandal,” was Tom Reyes’s verdict.", ("A scandal.", None, "Tom Reyes"), id="a noun for what he says"),
    pytest.param(
        "Said his rival from Hexley, Tom Reyes: “I counted it once.”",
        ("I counted it once.", "Said", "Tom Reyes"),
        id="a name between a comma and a colon",
    ),
    pytest.param("Tom Reyes sighed.\n“Nobody told us that.”", ("Nobody told us that.", None, "Tom Reyes"), id="he sighed"),
    pytest.param("Tom Reyes left the hall.\n“Nobody told us that.”", ("Nobody told us that.", None, None), id="he left"),
    pytest.param("Tom Reyes was asked about the bridge. “No.”", ("No.", None, "Tom Reyes"), id="one word after a lead-in"),
    pytest.param("Tom Reyes tweeted:\n“We lost it all.”", ("We lost it all.", "", "Tom Reyes"), id="lead-in of a paragraph"),
    pytest.param(
        "“Nobody knows what happened to the bridge.”", ("Nobody knows what happened to the bridge.", None, None), id="thin"
    ),
]


@pytest.mark.parametrize(("text", "row"), SPEAKERS)
def test_speakers(annotated: Annotate, text: str, row: Row) -> None:
    (quote,) = (q for q in annotated(text).quotes if q.kind != "indirect")
    name = quote.speaker and (quote.speaker.text if quote.speaker.described else quote.speaker.name)
    assert (quote.said, quote.kind, name) == (row[0], "direct", row[2])
    if row[1] != "":
        assert (quote.cue.text if quote.cue else None) == row[1]


JOINING = [
    pytest.param("“We will,” Tom Reyes said, “build it.”", ["We will, build it."], id="cut by a cue"),
    pytest.param("“We will,” Tom Reyes said. “It takes years.”", ["We will. It takes years."], id="goes on after the cue"),
    pytest.param(
        "“We will,” Tom Reyes said.\n“It takes years.”", ["We will. It takes years."], id="goes on in the next paragraph"
    ),
    pytest.param(
        "Tom Reyes said: “One day.\n“Two days.\n“Three.”", ["One day. Two days. Three."], id="mark repeated, closed at the end"
    ),
    pytest.param("“We will,” he said. “Never,” she said.", ["We will.", "Never."], id="two cues, two quotes"),
    pytest.param(
        "“We will,” he said.\nPeople came.\n“It takes years.”", ["We will.", "It takes years."], id="a paragraph between"
    ),
    pytest.param(
        "“We will,” said Tom Reyes, who wrote it, “and we must.”",
        ["We will, and we must."],
        id="goes on after a relative clause",
    ),
    pytest.param(
        "“We will,” he said, and added, “and we must.”", ["We will.", "and we must."], id="a second cue does not go on"
    ),
    pytest.param("“We will,” he said. She was blunt: “We must.”", ["We will.", "We must."], id="a clause before a colon"),
    pytest.param("“Is it safe?” Tom Reyes asked.", ["Is it safe?"], id="a question is not a sentence's end"),
    pytest.param("“A day.” Tom Reyes left. “A year,” he said.", ["A day.", "A year."], id="a full stop is"),
]


@pytest.mark.parametrize(("text", "said"), JOINING)
def test_joining(annotated: Annotate, text: str, said: list[str]) -> None:
    assert [q.said for q in annotated(text).quotes] == said


KINDS = [
    pytest.param("Tom Reyes called the plan “a disaster for all of us.”", ["mixed"], id="words inside a reporter's sentence"),
    pytest.param("“It is safe,” he said, adding that “nobody needs to worry.”", ["direct", "mixed"], id="both in one sentence"),
    pytest.param("The council wants a so-called “smart” meter in each house.", [], id="so-called"),
    pytest.param("Her show “Bridges and Rivers” starts on Monday.", [], id="a title"),
    pytest.param("Tom Reyes told “Bridges and Rivers” that he was tired.", ["indirect"], id="a title as addressee"),
    pytest.param("The “smart” meter is late.", [], id="scare quotes"),
    pytest.param("The meter had been seen as “a lifeboat for all” there.", [], id="a few words that nobody says"),
    pytest.param('A 12" record and a 6\'2" man.', [], id="inches"),
    pytest.param("“No comment.”", ["direct"], id="two words, and a sentence"),
    pytest.param("The report, titled “Who Pays?”, says rents rose.", ["indirect"], id="the title of a report"),
    pytest.param(
        "In a paper called “Bees at Night,” Ana Brandt wrote that bees sleep.", ["indirect"], id="a title and a comma"
    ),
    pytest.param("Ana Brandt called the plan “a mistake of the mayor”.", ["mixed"], id="called, and no title"),
    pytest.param("Ana Brandt (“AB”) said no.", [], id="a short form in brackets"),
    pytest.param("Read “The Wend” by Ana Brandt.", [], id="a book and its author"),
    pytest.param("She sang “Hello”.", [], id="a song"),
    pytest.param("The song “Rivers,” released in May, sold well.", [], id="a song with a participle behind"),
    pytest.param("“Bees at Night,” moved Ana Brandt to tears.", [], id="a title as the subject"),
    pytest.param("“Hello again to all of you,” she sang.", ["direct"], id="sung words"),
    pytest.param(
        "Anders Strand said she died at home on Sunday, “with an atlas in her hands”.",
        ["mixed"],
        id="quoted words that end a reported clause",
    ),
    pytest.param("Anders Strand said on Sunday, “with an atlas I can go anywhere”.", ["direct"], id="no clause before them"),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_kinds(annotated: Annotate, text: str, kinds: list[str]) -> None:
    assert [q.kind for q in annotated(text).quotes] == kinds


def test_a_speaker_leads_to_an_entity(annotated: Annotate) -> None:
    found = annotated("Anna Vogt opened the meeting.\n“It is safe,” Vogt said.\n“It is late,” she said.\nTom Reyes left.")
    (vogt,) = [e for e in found.entities if e.name == "Anna Vogt"]
    assert [q.speaker.entity for q in found.quotes if q.speaker] == [vogt.id, vogt.id]
    assert [q.speaker.text for q in found.quotes if q.speaker] == ["Vogt", "she"]


def test_two_people_talk(annotated: Annotate) -> None:
    found = annotated("Anna Vogt and Tom Reyes met on Monday. “The bridge is safe,” he said. “It is not,” she replied.")
    assert [q.speaker.name for q in found.quotes if q.speaker] == ["Tom Reyes", "Anna Vogt"]


def test_two_names_before_colons_are_two_quotes(annotated: Annotate) -> None:
    found = annotated("Tom Reyes: “Our goal is to defeat them.” Anna Vogt: “Our mission is to destroy it.”").quotes
    assert [q.speaker and q.speaker.name for q in found] == ["Tom Reyes", "Anna Vogt"]


def test_a_subordinate_clause_does_not_claim_what_its_main_clause_leads_in(annotated: Annotate) -> None:
    text = "When Tom Reyes suggested that Cuba would sue for it, Anna Vogt fired back: “If they sue us in a court here, they will lose.”"
    (quote,) = (q for q in annotated(text).quotes if q.kind == "direct")
    assert quote.speaker and quote.speaker.name == "Anna Vogt"
