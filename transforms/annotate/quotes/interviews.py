"""Interviews printed as `Post: Why?`, `Brandt: I like it.`: what follows the name of who answers is speech without marks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.text import Span

LABEL = re.compile(r"\s*([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s+(?=\S)")
OPENS = re.compile(r"[\"“„«‘']|``")
LEAST_QUESTIONS = 3  # fewer may be anything: a headline, a list
LONGEST_ANSWER = 8  # paragraphs; over more, the reporter tells again
LEAST_ASKED = 0.6  # of the lines of the one who asks end in a question mark


class Answer(NamedTuple):
    """A paragraph of it: where its words begin, and whether the next goes on with the answer."""

    start: int
    goes_on: bool


def answers(text: str, lines: Sequence[Span]) -> dict[int, Answer]:
    r"""The answers by number of the paragraph; none where the article is no interview between names.

    Of the last answer, only the first paragraph: what follows may be the reporter's.

    >>> text = "Post: Why?\nLind: I like it.\nPost: And now?\nLind: I stay.\nNo end.\nPost: For good?\nLind: Yes.\nThey left."
    >>> starts = [*__import__("transforms.text").text.paragraphs(text)]
    >>> [(i, text[a.start :].split("\n")[0], a.goes_on) for i, a in answers(text, starts).items()]
    [(1, 'I like it.', False), (3, 'I stay.', True), (4, 'No end.', False), (6, 'Yes.', False)]
    """
    found = [LABEL.match(text, line.start, line.end) for line in lines]
    labels = [match[1] if match else None for match in found]
    asker = _asker(text, lines, labels)
    if asker is None:
        return {}
    begins = [match.end() if match else line.start for match, line in zip(found, lines, strict=True)]
    out: dict[int, Answer] = {}
    for first, last in _stretches(labels, asker):
        if not OPENS.match(text, begins[first]):  # else the marks say what is speech
            out.update((i, Answer(begins[i], i + 1 < last)) for i in range(first, last))
    return out


def _asker(text: str, lines: Sequence[Span], labels: Sequence[str | None]) -> str | None:
    """The label of the one who asks, and whom others answer, several times."""
    asked = Counter(label for label, line in zip(labels, lines, strict=True) if label and line.of(text).rstrip().endswith("?"))
    if not asked:
        return None
    label, questions = asked.most_common(1)[0]
    said = [i for i, other in enumerate(labels) if other == label]
    answered = sum(labels[i + 1] not in (None, label) for i in said if i + 1 < len(labels))
    enough = questions >= LEAST_QUESTIONS and answered >= LEAST_QUESTIONS and questions >= LEAST_ASKED * len(said)
    return label if enough else None


def _stretches(labels: Sequence[str | None], asker: str) -> Iterator[tuple[int, int]]:
    """First and last (excluded) paragraph of each answer."""
    # who answers is named at least twice, which "Correction:" is not; "A:" names nobody: a paper answers its readers so
    often = {label for label, n in Counter(labels).items() if n > 1} - {asker, None, "A"}
    labelled = [i for i, label in enumerate(labels) if label is not None]
    for first, last in zip(labelled, [*labelled[1:], None], strict=True):
        if labels[first] in often:
            yield first, last if last is not None and last - first <= LONGEST_ANSWER else first + 1
