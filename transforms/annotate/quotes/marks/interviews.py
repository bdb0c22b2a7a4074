"""Finds the answers of interviews printed as `Post: Why?`, `Brandt: I like it.`: direct speech without quotation marks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.text import Span

LABEL = re.compile(r"\s*([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s+(?=\S)")
OPENS = re.compile(r"[\"“„«‘']|``")
LEAST_QUESTIONS = 3  # with fewer, the labels may be a headline or a list
LONGEST_ANSWER = 8  # paragraphs; in a longer stretch the reporter's own text has begun
LEAST_QUESTION_SHARE = 0.6  # of the interviewer's lines, which must end in a question mark


class AnswerParagraph(NamedTuple):
    """A paragraph of an answer: the offset of its first word, and whether the answer continues in the next paragraph."""

    start: int
    continues: bool


def find_answers(text: str, lines: Sequence[Span]) -> dict[int, AnswerParagraph]:
    r"""Returns number of a paragraph → its part of an answer; empty when the article is no labelled interview.

    `lines`: the paragraphs. Of the last answer only the first paragraph is taken: the next ones may be the reporter's.

    >>> text = "Post: Why?\nLind: I like it.\nPost: And now?\nLind: I stay.\nNo end.\nPost: For good?\nLind: Yes.\nThey left."
    >>> starts = [*__import__("transforms.text").text.paragraphs(text)]
    >>> [(i, text[a.start :].split("\n")[0], a.continues) for i, a in find_answers(text, starts).items()]
    [(1, 'I like it.', False), (3, 'I stay.', True), (4, 'No end.', False), (6, 'Yes.', False)]
    """
    matches = [LABEL.match(text, line.start, line.end) for line in lines]
    labels = [match[1] if match else None for match in matches]
    interviewer = _interviewer(text, lines, labels)
    if interviewer is None:
        return {}
    text_starts = [match.end() if match else line.start for match, line in zip(matches, lines, strict=True)]
    out: dict[int, AnswerParagraph] = {}
    for first, last in _answer_ranges(labels, interviewer):
        if not OPENS.match(text, text_starts[first]):  # otherwise the quotation marks show the speech
            out.update((i, AnswerParagraph(text_starts[i], i + 1 < last)) for i in range(first, last))
    return out


def _interviewer(text: str, lines: Sequence[Span], labels: Sequence[str | None]) -> str | None:
    """Returns the label of the interviewer: it has several questions, and other labels follow it. None without one."""
    questions_of = Counter(
        label for label, line in zip(labels, lines, strict=True) if label and line.of(text).rstrip().endswith("?")
    )
    if not questions_of:
        return None
    label, questions = questions_of.most_common(1)[0]
    turns = [i for i, other in enumerate(labels) if other == label]
    answered = sum(labels[i + 1] not in (None, label) for i in turns if i + 1 < len(labels))
    enough = questions >= LEAST_QUESTIONS and answered >= LEAST_QUESTIONS and questions >= LEAST_QUESTION_SHARE * len(turns)
    return label if enough else None


def _answer_ranges(labels: Sequence[str | None], interviewer: str) -> Iterator[tuple[int, int]]:
    """Yields the first and last (excluded) paragraph of each answer."""
    # an interviewee has at least two answers, unlike "Correction:"; "A:" is a paper that answers its readers
    interviewees = {label for label, n in Counter(labels).items() if n > 1} - {interviewer, None, "A"}
    labelled = [i for i, label in enumerate(labels) if label is not None]
    for first, last in zip(labelled, [*labelled[1:], None], strict=True):
        if labels[first] in interviewees:
            yield first, last if last is not None and last - first <= LONGEST_ANSWER else first + 1
