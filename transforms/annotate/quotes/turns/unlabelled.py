"""Finds the answers of an interview without labels: after paragraphs that ask somebody, others in the first person.

Headings that ask (`What happens next?`) are answered in the third person; in an essay the author asks in the first.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.annotate.quotes.turns.extents import ASIDE, LONGEST_TURN
from transforms.annotate.quotes.turns.labels import LINE
from transforms.annotate.quotes.turns.turn import (
    BETWEEN_MARKS,
    FIRST_PERSON,
    FIRST_SINGULAR,
    OPENING_MARK,
    SECOND_PERSON,
    Side,
    Turn,
    TurnPiece,
    is_question,
)
from transforms.text import Span

LEAST_QUESTIONS = 3
LONGEST_QUESTION = 60  # words
LONGEST_PROMPT = 25  # words of what asks without a question mark
LEAST_ADDRESSING, ADDRESSING = 2, 0.35  # questions, and their share, that address somebody
LABELLED = 0.75  # of the questions, the share that begins with the same label
IN_FIRST_PERSON = 0.5  # the share of the answers that are in the first person
# Without a question mark: Tell us about the twelfth seat. You were a pilot before that.
PROMPT = re.compile(
    r"(?:(?:Tell|Describe|Explain|Name|Give|Walk|Take)\b.*\b(?:us|me|your?)\b|(?:(?:And|But|So) y|Y)ou[r’' ]).*"
)
WE = re.compile(r"\b[Ww]e\b")  # why do we feel this way?
DASH = re.compile(r"\s*[—–‒-]\s*(?=\S)")


def find_unlabelled(text: str, lines: Sequence[Span]) -> list[Turn]:
    """Returns the answers of an interview without labels; empty when the text is none. `lines`: the paragraphs."""
    asks = [_asks(line.of(text)) for line in lines]
    questions = [i for i, one in enumerate(asks) if one and is_question(lines[i].of(text))]
    if len(questions) < LEAST_QUESTIONS:
        return []
    answers = [*_answers(text, lines, asks, questions[0])]
    if not answers or not _is_interview(text, lines, answers):
        return []
    return [_answer(text, lines, said, is_last=said is answers[-1][1]) for _, said in answers]


def _answers(text: str, lines: Sequence[Span], asks: Sequence[bool], first: int) -> Iterator[tuple[int, list[int]]]:
    """Yields each paragraph that asks, from `first` on, with those of its answer, without asides. `asks`: for each paragraph.

    What comes before a long stretch without a question belongs to the introduction.
    """
    rows: list[tuple[int, list[int]]] = []
    for i in range(first, len(lines)):
        if asks[i]:
            if rows and len(rows[-1][1]) > LONGEST_TURN:
                rows.clear()
            rows.append((i, []))
        elif not ASIDE.fullmatch(text, *lines[i]):
            rows[-1][1].append(i)
    yield from (row for row in rows if row[1])


def find_dashed(text: str, lines: Sequence[Span]) -> list[Turn]:
    """Returns the turns that begin with a dash, if they ask and answer: `— Did you sign?`, `— I did not.`"""
    starts = [(i, match.end()) for i, line in enumerate(lines) if (match := DASH.match(text, line.start, line.end))]
    run = [i for i, _ in starts]
    if len(run) < LEAST_QUESTIONS or run[-1] - run[0] >= 2 * len(run):
        return []
    asked = [is_question(lines[i].of(text)) for i in run]
    spoken = [bool(FIRST_PERSON.search(text, *lines[i]) or SECOND_PERSON.search(text, *lines[i])) for i in run]
    if sum(asked) < 2 or all(asked) or sum(spoken) < len(run) / 2:
        return []
    sides = _sides_in_turn(asked)
    return [Turn((TurnPiece(i, start, lines[i].end),), side=sides[n % 2]) for n, (i, start) in enumerate(starts)]


def _sides_in_turn(asked: Sequence[bool]) -> tuple[Side | None, Side | None]:
    """Returns the sides of two who take turns, the first one's first. `asked`: for each turn, whether it is a question."""
    first, second = sum(asked[::2]), sum(asked[1::2])
    if min(first, second):
        return None, None
    return ("asks", "answers") if first else ("answers", "asks")


def _asks(paragraph: str) -> bool:
    """Whether a paragraph can be the interviewer's: a question, or a short prompt in the second person."""
    words = paragraph.strip()
    if OPENING_MARK.match(words):
        return False
    length = words.count(" ") + 1
    if is_question(words):
        return length <= LONGEST_QUESTION
    return length <= LONGEST_PROMPT and PROMPT.match(words) is not None and not FIRST_SINGULAR.search(words)


def _is_interview(text: str, lines: Sequence[Span], answers: Sequence[tuple[int, list[int]]]) -> bool:
    """Whether the questions address somebody who answers. An author who advises the reader says "you" throughout."""
    if len(answers) < LEAST_QUESTIONS or not _ask_somebody(text, lines, [asked for asked, _ in answers]):
        return False
    if any(OPENING_MARK.match(text, lines[said[0]].start) for _, said in answers):
        return True
    words = [[BETWEEN_MARKS.sub("", lines[i].of(text)) for i in said] for _, said in answers]
    in_first = sum(any(map(FIRST_PERSON.search, paragraphs)) for paragraphs in words)
    in_second = sum(any(map(SECOND_PERSON.search, paragraphs)) for paragraphs in words)
    return in_first >= max(in_second, IN_FIRST_PERSON * len(answers))


def _ask_somebody(text: str, lines: Sequence[Span], asked: Sequence[int]) -> bool:
    """Whether the paragraphs `asked` address somebody, or begin with one label."""
    addressed = sum(bool(SECOND_PERSON.search(text, *lines[i])) for i in asked)
    own = sum(bool(FIRST_SINGULAR.search(text, *lines[i])) for i in asked)
    own += sum(bool(WE.search(text, *lines[i]) and not SECOND_PERSON.search(text, *lines[i])) for i in asked)
    labels = Counter(match[0] for i in asked if (match := LINE.match(text, *lines[i])))
    labelled = max(labels.values(), default=0) >= LABELLED * len(asked)
    return labelled or addressed - own >= max(LEAST_ADDRESSING, ADDRESSING * len(asked))


def _answer(text: str, lines: Sequence[Span], said: Sequence[int], *, is_last: bool) -> Turn:
    """Returns an answer as a turn. `said`: its paragraphs. The last answer ends before one that is not in the first person."""
    length = LONGEST_TURN
    if is_last:
        length = 1
        while length < len(said) and FIRST_SINGULAR.search(text, *lines[said[length]]):
            length += 1
    pieces = tuple(TurnPiece(i, lines[i].start, len(text[: lines[i].end].rstrip())) for i in said[:length])
    marks = OPENING_MARK.match(text, lines[said[0]].start) is not None
    return Turn(pieces, side="answers", has_marks=marks)
