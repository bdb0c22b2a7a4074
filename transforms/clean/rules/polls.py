"""Polls and quizzes of the page: question, options with their shares, the vote button, the consent that goes with them.

A result that the article reports ("Labour 34 %, Greens 21 %") has no vote button and no votes; it stays.

Measured: no line of it in trafilatura's text of 490 news pages, 2026-11-25
"""

import re
from collections.abc import Iterator, Sequence

from transforms.articles import Article
from transforms.poll_patterns import ANSWER_LINE, OPTION_LINE, SHARE_LINE
from transforms.text import Span, paragraphs

LONGEST = 200  # characters of a line of a poll
MOST_LINES = 15  # options, shares and buttons of one poll
MOST_CHOICES = 8  # answers in words of their own, between a question and a button
LONGEST_CHOICE = 70

VOTES = r"(?:votes?|voters|people\ (?:have\ )?voted)"
BUTTON = re.compile(rf"""(?xi)
    vote (?:\ now)? !? | cast\ your\ vote | submit (?:\ (?:your\ )?vote )? | (?:view|see|show)\ (?:the\ )?results?
  | (?:total\ )? {VOTES} \s*:?\s* [\d.,]+
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
# A button or message that no sentence of an article is, even alone.
SURE = re.compile(r"""(?xi)
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
    """From the question to the last line of each poll."""
    lines = list(paragraphs(article.text))
    texts = [line.of(article.text).strip() if line.end - line.start <= LONGEST else "" for line in lines]
    i = 0
    while i < len(texts):
        end = _end(texts, i)
        start = _start(texts, i, end) if end > i else None
        if start is None and end > i:
            start = _behind_choices(texts, i, end)
        if start is not None:
            yield Span(lines[start].start, lines[end - 1].end)
        i = max(end, i + 1)


def _end(texts: Sequence[str], start: int) -> int:
    """Behind the last of the lines from `start` that look like a poll's options, shares and buttons."""
    end = start
    while end < len(texts) and end - start < MOST_LINES:
        text = texts[end]
        if _is_part(text):
            end += 1
        # An answer in words of its own, on one line, its share on the next.
        elif text and len(text) <= 80 and end + 1 < len(texts) and SHARE_LINE.fullmatch(texts[end + 1]):
            end += 2
        else:
            break
    return end


def _behind_choices(texts: Sequence[str], start: int, end: int) -> int | None:
    """Where a poll begins whose answers are words of their own: a question or heading, two short lines or more, a button."""
    if not BUTTON.fullmatch(texts[start]):
        return None
    first = start
    while first > 0 and start - first < MOST_CHOICES and _is_choice(texts[first - 1]):
        first -= 1
    if start - first < 2 or not first:
        return None
    asked = texts[first - 1].endswith("?")
    # "Vote" under a list is a subhead too; "View results" is not
    strong = end - start > 1 or texts[start].casefold() not in ("vote", "voter", "votar", "stem", "vota")
    lettered = all(LETTERED.fullmatch(text) for text in texts[first:start])
    if asked and (strong or lettered):
        return first - 2 if first > 1 and HEADING.fullmatch(texts[first - 2]) else first - 1
    return first - 1 if HEADING.fullmatch(texts[first - 1]) and strong else None


def _is_choice(text: str) -> bool:
    return 0 < len(text) <= LONGEST_CHOICE and text[-1] not in ".?!:;…" and text[0] not in '"“„«‘'


def _is_part(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (OPTION_LINE, SHARE_LINE, ANSWER_LINE, BUTTON))


def _start(texts: Sequence[str], start: int, end: int) -> int | None:
    """Where the poll begins, its question and heading included; None when these lines are no poll."""
    part = texts[start:end]
    buttons = sum(BUTTON.fullmatch(text) is not None for text in part)
    answers = sum(
        ANSWER_LINE.fullmatch(text) is not None
        or OPTION_LINE.fullmatch(text) is not None
        or SHARE_LINE.fullmatch(text) is not None
        for text in part
    )
    plain_answers = sum(
        bool((option := OPTION_LINE.fullmatch(text)) and ANSWER_LINE.fullmatch(option["answer"])) for text in part
    )
    first, headed = start, False
    asked = first > 0 and texts[first - 1].endswith("?")
    if asked:
        first -= 1
        headed = HEADING.fullmatch(texts[first]) is not None  # "Poll: Should it stay?"
    if first and HEADING.fullmatch(texts[first - 1]):
        first, headed = first - 1, True
    if answers >= 2 and (buttons or headed or (asked and plain_answers >= 2)):
        return first
    return first if buttons and (headed or any(map(SURE.fullmatch, part))) else None
