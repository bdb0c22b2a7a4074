"""Finds the answers of interviews that are set without quotation marks: questions in paragraphs of their own, answers below."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.annotate.quotes.marks.pair import Quoted
from transforms.annotate.quotes.without_model.people import full_names_in
from transforms.annotate.quotes.without_model.phrases import phrases_in
from transforms.annotate.quotes.without_model.reporter import Word, split_words
from transforms.annotate.quotes.without_model.tables import Tables
from transforms.records import Speaker
from transforms.text import Span, paragraphs

LEAST = 3  # questions with an answer; fewer may be the reporter's own
LONGEST_QUESTION = 80  # words
LONGEST_ANSWER = 6  # paragraphs
LEAST_PERSONAL = 0.5  # of the answers must have a word of the first person
# P. – Frage: – R: – MK: – Anna Poe:
LABEL = re.compile(
    r"\s*(?:\*\*)?([A-ZÀ-Þ][\w’'-]*\.?(?: [A-ZÀ-Þ][\w’'-]*){0,3})\s?[.:](?:\s*[-–—]+)?\s+(?=\S)|\s*[-–—]\s+(?=\S)"
)


class Interview(NamedTuple):
    """`answers`: the paragraphs of answers, without their labels. `speaker`: who answers."""

    answers: tuple[Quoted, ...]
    speaker: Speaker


def find_interview(text: str, tables: Tables) -> Interview | None:
    """Returns the interview that a text is, or None.

    At least three paragraphs ask, each followed by an answer, and most answers speak in the first person. Who answers must be
    known: it is the name in the labels of the answers, or the only person with a full name before the first question.
    `tables`: with the people of the text.
    """
    lines = list(paragraphs(text))
    labels = [LABEL.match(text, line.start, line.end) for line in lines]
    asks = [_asks(text, line) for line in lines]
    rows = list(_answers(asks, [label[1] if label else None for label in labels]))
    if len({question for question, _ in rows}) < LEAST or not _is_personal(text, lines, rows, tables):
        return None
    question, first = rows[0]
    speaker = _named_by_label(labels[first], tables) or _interviewee(text, lines[:question], tables)
    if speaker is None:
        return None
    answers, parts = [], set(rows)
    for question, paragraph in rows:
        label, line = labels[paragraph], lines[paragraph]
        start = label.end() if label else line.start
        answers.append(Quoted(start, line.end, start, line.end, closed=(question, paragraph + 1) not in parts))
    return Interview(tuple(answers), speaker)


def _named_by_label(label: re.Match[str] | None, tables: Tables) -> Speaker | None:
    """Returns the speaker whom a label names, by a name of the text's people; None for "R." and the like."""
    if label is None or label[1] is None:
        return None
    name = tables.people.get(label[1].split()[-1].lower())
    return Speaker(label[1], label.start(1), label.end(1), name) if name else None


def _asks(text: str, line: Span) -> bool:
    words = line.of(text).rstrip(" *\xa0\u202f")
    return words.endswith("?") and len(words.split()) <= LONGEST_QUESTION


def _answers(asks: Sequence[bool], labels: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Yields the number of a question and that of a paragraph of its answer.

    With a label that returns behind questions, an answer begins with it and ends at another one.
    """
    answering = _answering_label(asks, labels)
    question: int | None = None
    for i, ask in enumerate(asks):
        if ask and (answering is None or labels[i] != answering):
            question = i
            continue
        if question is None or i - question > LONGEST_ANSWER or not _belongs(labels[i], answering, i == question + 1):
            question = None
            continue
        yield question, i


def _answering_label(asks: Sequence[bool], labels: Sequence[str | None]) -> str | None:
    """Returns the label that stands behind most questions, and before none, if it does so often enough."""
    asking = {label for label, ask in zip(labels, asks, strict=True) if ask}
    behind = Counter(after for ask, after in zip(asks, labels[1:], strict=False) if ask and after not in asking)
    label, times = behind.most_common(1)[0] if behind else (None, 0)
    return label if times >= LEAST else None


def _belongs(label: str | None, answering: str | None, is_first: bool) -> bool:
    """Whether a paragraph with this label is part of an answer. `is_first`: it stands right behind the question."""
    if answering is None:
        return True
    return label == answering or (label is None and not is_first)


def _is_personal(text: str, lines: Sequence[Span], rows: Sequence[tuple[int, int]], tables: Tables) -> bool:
    """Whether most answers have a word of the first person, which a reporter's paragraph below a question has not."""
    of: dict[int, bool] = {}
    for question, paragraph in rows:
        words = {word.lower for word in split_words(text, lines[paragraph], tables)}
        of[question] = of.get(question, False) or bool(words & tables.first_person)
    return sum(of.values()) >= LEAST_PERSONAL * len(of)


def _interviewee(text: str, introduction: Sequence[Span], tables: Tables) -> Speaker | None:
    """Returns the only person with a full name in the introduction, as it is mentioned there first, or None.

    A known given name shows a person; if there is none, a name of several words without a determiner before it.
    """
    lines = [split_words(text, line, tables) for line in introduction]
    people = [_speaker(text, words, *name) for words in lines for name in full_names_in(words, tables)]
    if not people and not tables.nouns_have_capitals:
        phrases = ((words, phrase) for words in lines for phrase in phrases_in(words, 0, len(words), tables))
        people = [
            _speaker(text, words, *phrase.name)
            for words, phrase in phrases
            if phrase.name and phrase.name[0] == phrase.first and phrase.name[1] - phrase.first > 1
        ]
    return people[0] if len({person.text for person in people}) == 1 else None


def _speaker(text: str, words: Sequence[Word], first: int, last: int) -> Speaker:
    start, end = words[first].start, words[last - 1].end
    return Speaker(text[start:end], start, end, text[start:end])
