"""Polls and quizzes: the question, options with their shares, the vote button, and the consent notice.

A result that the article reports ("Labour 34 %, Greens 21 %") has no vote button and no number of votes; it stays.

Measured: no line of it in trafilatura's text of 490 news pages, 2026-11-25
"""

import re
from collections.abc import Iterator, Sequence

from transforms.articles import Article
from transforms.evidence.poll_patterns import ANSWER_LINE, OPTION_LINE, SHARE_LINE
from transforms.text import Span, paragraphs

LONGEST = 200  # characters of a line of a poll
MOST_LINES = 15  # options, shares and buttons of one poll
MOST_CHOICES = 8  # free answers between a question and a button
LONGEST_CHOICE = 70  # characters of such an answer
AMBIGUOUS_BUTTONS = ("vote", "voter", "votar", "stem", "vota")  # under a list they may be subheads; "View results" is none

VOTES = r"(?:votes?|voters|people\ (?:have\ )?voted)"
BUTTON = re.compile(rf"""(?xi)
    vote (?:\ now)? !? | cast\ your\ vote | submit (?:\ (?:your\ )?vote )? | (?:view|see|show)\ (?:the\ )?results?
  | (?:total\ )? {VOTES} \s* (?: :\s* )? [\d.,]+
  | [\d.,]+ \ (?:total\ )? {VOTES} (?:\ so\ far )? (?: [.·|]?\ ?your\ vote\ .{{0,60}} | \. )?
  | your\ vote\ (?:is|was|has\ been)\ (?:anonymous|secret|counted|recorded) .{{0,40}}
  | (?:this\ )?poll\ (?: is\ (?:now\ )?closed | closed | ended | has\ (?:ended|closed) ) .{{0,40}}
  | thank\ you\ for\ (?:voting|your\ vote) .{{0,40}} | (?:by|when)\ voting ,?\ you\ .{{0,150}}
  | take\ (?:our|the|this)\ (?:\w+\ )?(?:poll|quiz|survey) .{{0,60}}
  | (?:start|begin|retake)\ (?:the\ )?quiz | (?:next|previous)\ question
  | question\ \d{{1,2}}\ (?:of|/)\ \d{{1,2}} | you\ (?:got|scored)\ \d{{1,2}}\ (?:out\ )?of\ \d{{1,2}} .{{0,60}}
  | your\ score .{{0,20}}
  | you\ (?:have\ already|already)\ voted .{{0,20}} | loading\ poll .{{0,5}}
  | (?:jetzt\ )?abstimmen | (?:zum\ |zu\ den\ )?ergebnis(?:se|sen)?(?:\ anzeigen)?
  | [\d.]+\ (?:stimmen|abstimmungen) | quiz\ starten
  | votez | voter | voir\ les\ résultats | [\d\ ]+\ votes? | votar | ver\ resultados | [\d.]+\ votos
  | stem | bekijk\ (?:de\ )?resultaten | vota | guarda\ i\ risultati
""")
# Buttons and messages that are part of a poll even without any other sign.
CERTAIN = re.compile(r"""(?xi)
    (?:this\ )?poll\ (?:is\ (?:now\ )?closed|has\ (?:now\ )?(?:ended|closed)) .{0,40} | loading\ poll .{0,5}
  | total\ vot(?:es|ers) \s*:\s* [\d.,]+ | your\ vote\ (?:is|was|has\ been)\ (?:anonymous|recorded|counted) .{0,40}
""")
LETTERED = re.compile(r"(?:[A-Ha-h1-8][.)]|\([A-Ha-h1-8]\)|[○◯●□☐•]) ?\S.{0,90}")
HEADING = re.compile(r"""(?xi)
    (?: (?:reader|online|quick|daily|snap|our)\s )? (?:poll|quiz|vote|umfrage|sondage|encuesta)
        (?: \s?(?:of\ the\ day|time|des\ tages) )? \s*:?
  | (?:poll|umfrage|sondage|encuesta) \s*: .{3,180} | have\ your\ say .{0,40}
""")


def find(article: Article) -> Iterator[Span]:
    """Each poll, from its question or heading to its last line."""
    lines = list(paragraphs(article.text))
    texts = [line.of(article.text).strip() if line.end - line.start <= LONGEST else "" for line in lines]
    i = 0
    while i < len(texts):
        end = _end(texts, i)
        if end > i:
            start = _start(texts, i, end)
            start = _start_before_choices(texts, i, end) if start is None else start
            if start is not None:
                yield Span(lines[start].start, lines[end - 1].end)
        i = max(end, i + 1)


def _end(texts: Sequence[str], start: int) -> int:
    """The end of the lines from `start` on that look like the options, shares and buttons of a poll."""
    end = start
    while end < len(texts) and end - start < MOST_LINES:
        text = texts[end]
        if _is_part(text):
            end += 1
        # A free answer on one line, its share on the next.
        elif text and len(text) <= 80 and end + 1 < len(texts) and SHARE_LINE.fullmatch(texts[end + 1]):
            end += 2
        else:
            break
    return end


def _start(texts: Sequence[str], start: int, end: int) -> int | None:
    """The first line of the poll, with its question and heading; None when the lines from `start` to `end` are no poll."""
    part = texts[start:end]
    first, has_question, has_heading = _question_and_heading(texts, start)
    has_button = any(map(BUTTON.fullmatch, part))
    answers = sum(any(pattern.fullmatch(text) for pattern in (ANSWER_LINE, OPTION_LINE, SHARE_LINE)) for text in part)
    if answers >= 2 and (has_button or has_heading or (has_question and _standard_answers(part) >= 2)):
        return first
    return first if has_button and (has_heading or any(map(CERTAIN.fullmatch, part))) else None


def _question_and_heading(texts: Sequence[str], start: int) -> tuple[int, bool, bool]:
    """The first line with the question and heading above `start`, whether there is a question, and whether a heading."""
    first, has_heading = start, False
    has_question = first > 0 and texts[first - 1].endswith("?")
    if has_question:
        first -= 1
        has_heading = HEADING.fullmatch(texts[first]) is not None  # "Poll: Should it stay?"
    if first and HEADING.fullmatch(texts[first - 1]):
        first, has_heading = first - 1, True
    return first, has_question, has_heading


def _standard_answers(part: Sequence[str]) -> int:
    """How many options are "Yes", "No" and the like."""
    options = [option for text in part if (option := OPTION_LINE.fullmatch(text))]
    return sum(ANSWER_LINE.fullmatch(option["answer"]) is not None for option in options)


def _start_before_choices(texts: Sequence[str], button: int, end: int) -> int | None:
    """The first line of a poll with free answers: a question or heading, two short lines or more, then the button."""
    if not BUTTON.fullmatch(texts[button]):
        return None
    first = button
    while first > 0 and button - first < MOST_CHOICES and _is_choice(texts[first - 1]):
        first -= 1
    if button - first < 2 or first == 0:
        return None
    above = first - 1
    is_clear = end - button > 1 or texts[button].casefold() not in AMBIGUOUS_BUTTONS
    if texts[above].endswith("?") and (is_clear or all(map(LETTERED.fullmatch, texts[first:button]))):
        return above - 1 if above > 0 and HEADING.fullmatch(texts[above - 1]) else above
    return above if is_clear and HEADING.fullmatch(texts[above]) else None


def _is_choice(text: str) -> bool:
    return 0 < len(text) <= LONGEST_CHOICE and text[-1] not in ".?!:;…" and text[0] not in '"“„«‘'


def _is_part(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (OPTION_LINE, SHARE_LINE, ANSWER_LINE, BUTTON))
