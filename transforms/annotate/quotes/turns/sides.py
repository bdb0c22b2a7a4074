"""Decides which labels ask and which answer, and whether the words of those who ask are quotes as well."""

import re
from collections import Counter
from collections.abc import Sequence

from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.turns.evidence import Said
from transforms.annotate.quotes.turns.turn import Label, Side, is_question
from transforms.text import Span

WORD = re.compile(r"[\w-]+")
ASKING = 0.6  # of the interviewer's turns, the share that are questions
ANSWERING = 0.34  # of the turns of those who answer, the highest share of questions
INTERVIEW = frozenset(["interview", "interviewed", "interviews", "q"])  # "q": Q&A
SEVERAL = 5  # labels; an interview has fewer
INTRODUCTION = 3  # paragraphs before the first turn that may tell where the words were spoken


def sides(rows: Sequence[Said]) -> dict[str, Side]:
    """Returns label → whether it asks or answers; empty when nobody only asks. Beside `Q` and `A`, others have no side."""
    qa: dict[str, Side] = {}
    turns, questions = Counter[str](), Counter[str]()
    for label, words in rows:
        turns[label.who] += 1
        questions[label.who] += is_question(words)
        if label.is_qa:
            qa[label.who] = "asks" if label.who.startswith("Q") else "answers"
    if "answers" in qa.values():
        return qa
    if qa:
        return {who: qa.get(who, "answers") for who in turns}
    asks = questions.most_common(1)[0][0]
    others_ask = any(questions[who] > ANSWERING * turns[who] for who in turns if who != asks)
    if others_ask or questions[asks] < ASKING * turns[asks]:
        return {}
    return {who: "asks" if who == asks else "answers" for who in turns}


def is_on_record(text: str, lines: Sequence[Span], labels: Sequence[Label]) -> bool:
    """Whether the turns are the record of a court, a parliament, a programme or a call: all who speak are quoted.

    The paragraphs before the first turn say so, or a label (`THE COURT`), or quotation marks before the labels, or the number
    of those who speak. `Q` and `A` are on record in a court or the like only.
    """
    if len({label.who[0] if label.is_qa else label.who for label in labels}) >= SEVERAL or any(
        label.marked for label in labels
    ):
        return True
    first = labels[0].line
    before = " ".join(line.of(text) for line in lines[max(0, first - INTRODUCTION) : first])
    told = {word.lower() for word in WORD.findall(before)}
    roles = {word.lower() for label in labels for word in label.who.split()}
    words = quote_words().courts if any(label.is_qa for label in labels) else quote_words().courts | quote_words().recorded
    return not roles.isdisjoint(words) or (told.isdisjoint(INTERVIEW) and not told.isdisjoint(words))
