"""Speakers of quotes without a cue."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.joining import Draft
from transforms.annotate.quotes.speakers.uncued_speaker import (
    conversation_speaker,
    introduced_speaker,
    label_before_colon,
    signature,
    signature_below,
    source_before_colon,
    speaker_before_colon,
    subject_speaker,
    view_holder,
)
from transforms.records import Speaker
from transforms.text import Span

Read = Callable[[str], Any]

LABELS = [
    pytest.param("[Ana Brandt|person]:", "Ana Brandt", id="a name"),
    pytest.param("[Ana Brandt|person] (Labour):", "Ana Brandt", id="brackets between"),
    pytest.param("[Delta Union|organization]:", "Delta Union", id="a body"),
    pytest.param("[Hexley|place]:", None, id="a place"),
    pytest.param("A blunt message to [Ana Brandt|person]:", None, id="the object of a preposition"),
    pytest.param("[Ana Brandt|person] was blunt:", None, id="words between"),
    pytest.param("[Ana Brandt|person]", None, id="no colon"),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_label_before_colon(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    assert reading.words_of(label_before_colon(reading.mentions, range(len(reading.words)))) == expected


COLONS = [
    pytest.param("[Ana Brandt|person] was blunt:", "Ana Brandt", id="the only person"),
    pytest.param("[Ana Brandt|person] met [Peter Lind|person] and was blunt:", None, id="two people"),
    pytest.param("The [Delta Union|organization] was blunt:", None, id="no person"),
    pytest.param("[Peter Lind|person] quotes [Ana Brandt|person]:", "Ana Brandt", id="a label before another name"),
]


@pytest.mark.parametrize(("text", "expected"), COLONS)
def test_speaker_before_colon(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    speaker = speaker_before_colon(reading.mentions, range(len(reading.words)))
    assert (speaker and speaker.name) == expected


SURNAMES = [
    pytest.param("[Ana Brandt|person] left.\nBRANDT:", "Ana Brandt", id="the surname of one"),
    pytest.param("[Ana Brandt|person] and [Tom Brandt|person] left.\nBRANDT:", None, id="the surname of two"),
    pytest.param("[Ana Brandt|person] left.\nHEXLEY:", None, id="another word"),
    pytest.param("[Ana Brandt|person] left.\nDear Brandt:", None, id="a word before it"),
]


@pytest.mark.parametrize(("text", "expected"), SURNAMES)
def test_a_surname_in_capitals_before_a_colon(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    label = range(*reading.words.paragraphs[-1])
    speaker = speaker_before_colon(reading.mentions, label)
    assert (speaker and speaker.name) == expected


SIGNATURES = [
    pytest.param("[Ana Brandt|person], in June", "Ana Brandt", id="a known name"),
    pytest.param("Quill Marr, in June", "Quill Marr", id="capitals"),
    pytest.param("in June", None, id="no capital"),
]


@pytest.mark.parametrize(("text", "expected"), SIGNATURES)
def test_signature(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    speaker = signature(reading.mentions, range(len(reading.words)))
    assert (speaker and speaker.name) == expected


def test_a_line_above_that_names_somebody_leaves_the_line_below_to_what_follows(read: Read) -> None:
    reading = read("[Tom Roe|person]\n“We won.”\n[Ana Brandt|person]\n“We lost.”")
    assert signature_below(reading.mentions, reading.sentences, 1) is None


BELOW = [
    pytest.param("“We won.”\n— [Ana Brandt|person]", "Ana Brandt", id="a dash and a name"),
    pytest.param("“We won.”\n[Ana Brandt|person] left", None, id="a verb and no dash"),
    pytest.param("“We won.”\n[Ana Brandt|person], baker", "Ana Brandt", id="a name and a role"),
    pytest.param("“We won.”\n[Ana Brandt|person]", "Ana Brandt", id="a name"),
    pytest.param("“We won.”\n[Ana Brandt|person], baker.", None, id="a stop"),
    pytest.param("“We won.”\n[Ana Brandt|person]:", None, id="a label of what follows"),
    pytest.param("“We won.”\n[Hexley|place], 2019", None, id="no person"),
    pytest.param("It rained. “We won.”\n[Ana Brandt|person], baker", None, id="a sentence beside the quote"),
    pytest.param("“We won.”\n— “Twice.”", None, id="a quote"),
    pytest.param("“We won.”", None, id="nothing below"),
]


@pytest.mark.parametrize(("text", "expected"), BELOW)
def test_signature_below(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    speaker = signature_below(reading.mentions, reading.sentences, 0)
    assert (speaker and speaker.name) == expected


INTRODUCED = [
    pytest.param("[Ana Brandt|person] was blunt. “We lost.”", "Ana Brandt", id="the subject of the sentence before"),
    pytest.param("The union tweeted:\n“We lost.”", "The union", id="a cue and a colon, a paragraph earlier"),
    pytest.param("[Ana Brandt|person] was blunt.\n“We lost.”", None, id="a paragraph earlier without a colon"),
    pytest.param("The transcript as follows:\n“We lost.”", "The transcript", id="a source and a colon"),
    pytest.param("[Ana Brandt|person] “won”. “We lost.”", None, id="a quote in the sentence before"),
    pytest.param("It rained. “We lost.”", None, id="nobody"),
]


@pytest.mark.parametrize(("text", "expected"), INTRODUCED)
def test_introduced_speaker(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    speaker = introduced_speaker(reading.mentions, reading.sentences, 1)
    assert (speaker and speaker.text) == expected


def test_no_sentence_before_the_first(read: Read) -> None:
    reading = read("“We lost.”")
    assert introduced_speaker(reading.mentions, reading.sentences, 0) is None


SUBJECTS = [
    pytest.param("[Ana Brandt|person] fired back", "Ana Brandt", id="the subject"),
    pytest.param("When [Peter Lind|person] left, [Ana Brandt|person] fired back", "Ana Brandt", id="that of the main clause"),
    pytest.param("The rain met [Ana Brandt|person]", None, id="an object"),
    pytest.param("[Hexley|place] fired back", None, id="a place"),
]


@pytest.mark.parametrize(("text", "expected"), SUBJECTS)
def test_subject_speaker(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    speaker = subject_speaker(reading.mentions, range(len(reading.words)), reading.outside)
    assert (speaker and speaker.name) == expected


SOURCES = [
    pytest.param("A footnote makes that clear:", "A footnote", id="a subject"),
    pytest.param("Transcript as follows:", "Transcript", id="the first word"),
    pytest.param("And this, from a reader in the hills:", "a reader", id="from whom it comes"),
    pytest.param("A letter from a reader makes that clear:", "A letter from a reader", id="a subject that comes from somebody"),
    pytest.param("Monday comes:", None, id="a time"),
    pytest.param("It is clear:", None, id="a pronoun"),
]


@pytest.mark.parametrize(("text", "expected"), SOURCES)
def test_source_before_colon(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    speaker = source_before_colon(reading.mentions, range(len(reading.words)), reading.outside)
    assert (speaker and speaker.text) == expected


VIEWS = [
    pytest.param("because to [Brandt|person],", "Brandt", id="a person"),
    pytest.param("because to [Hexley|place],", None, id="a place"),
    pytest.param("because of [Brandt|person],", None, id="another preposition"),
    pytest.param("to [Brandt|person]", None, id="no comma"),
]


@pytest.mark.parametrize(("text", "expected"), VIEWS)
def test_view_holder(read: Read, text: str, expected: str | None) -> None:
    reading = read(text)
    speaker = view_holder(reading.mentions, range(len(reading.words)))
    assert (speaker and speaker.name) == expected


TEXT = "Tom Reyes said. He asked. "
TOM = Speaker("Tom Reyes", 0, 9, "Tom Reyes", "1")
HE, SHE, IT = (Speaker(text, 20, 22, None) for text in ("he", "she", "it"))


def previous(speaker: Speaker | None, cue: str, paragraph: int = 3) -> Draft:
    start = TEXT.index(cue)
    return Draft([Span(0, 1)], "direct", speaker, Span(start, start + len(cue)), 0, paragraph)


CONVERSATIONS = [
    pytest.param(HE, previous(TOM, "said"), 3, "Tom Reyes", id="the same paragraph"),
    pytest.param(HE, previous(TOM, "said"), 5, "Tom Reyes", id="two paragraphs later"),
    pytest.param(HE, previous(TOM, "said"), 6, None, id="three paragraphs later"),
    pytest.param(SHE, previous(TOM, "said"), 3, None, id="a given name of the other gender"),
    pytest.param(IT, previous(TOM, "said"), 3, None, id="no person"),
    pytest.param(HE, previous(TOM, "asked"), 3, None, id="after a question another answers"),
    pytest.param(HE, previous(TOM, "asked"), 4, "Tom Reyes", id="but not in the next paragraph"),
    pytest.param(HE, previous(None, "said"), 3, None, id="nobody before"),
    pytest.param(HE, previous(Speaker("she", 0, 3, None), "said"), 3, None, id="a pronoun without a name before"),
]


@pytest.mark.parametrize(("speaker", "last", "paragraph", "expected"), CONVERSATIONS)
def test_conversation_speaker(speaker: Speaker, last: Draft, paragraph: int, expected: str | None) -> None:
    found = conversation_speaker(speaker, last, paragraph, TEXT)
    assert (found.text, found.name) == (speaker.text, expected)
