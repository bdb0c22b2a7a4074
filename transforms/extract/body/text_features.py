"""How the blocks near the article read, in numbers: their letters and marks, and what is said elsewhere on the page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from transforms.extract.body.blocks import Layout
from transforms.extract.body.group_features import Numbers, Places
from transforms.extract.body.overlap import LONGEST, words

SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)|[。！？]")
QUOTES = re.compile('["“”„«»「」]')
LABEL = re.compile(r"[A-Z][A-Z’' ]{2,30}[:|]|\S+( \S+){0,2}: ")
YEAR = re.compile(r"\b(19|20)\d\d\b")
UPPER = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]+")
DIGIT = re.compile(r"\d+")
ODD = re.compile("[|©@»›→•/#·]")
OPENING, CLOSING = "\"“„«‟'‘‹「", "\"”“»'’›」"
AROUND = f" .,!?…{OPENING}{CLOSING}"  # “X.” is said again in “X,” she said
# From end to end: no mark inside that would close it and go on with the teller's words.
ONLY_QUOTED = re.compile(rf"[{OPENING}][^\"”»„“]*[{CLOSING}][.,!?…]*")
FAR = -999.0  # no headline was displayed
LONGEST_PAGE = 200_000  # characters that are searched for what is said again
AGAIN = (25, 400)  # characters of what may be said again: a pull quote, a standfirst
DISPLAYED = 0.5  # of the words of a heading and of the headline are in both
SET_AS_TEXT = 0.8  # the same, of a block that is no heading


@dataclass(frozen=True)
class Witnesses:
    """What others say of each block. `kept`, `stated`: its share in the extractor's text and in JSON-LD's; `named`: the number
    of its furniture rule, 0 for none.
    """

    kept: Sequence[float]
    stated: Sequence[float] | None
    named: Sequence[int]
    titles: Sequence[str]
    description: str


def as_read(layout: Layout, near: Places, said: Witnesses, heading: Numbers) -> dict[str, Numbers]:
    """A number for each of `near` in each column. `heading`: of each block of the page, its level, 0 for none."""
    texts = [block.text[:LONGEST] for block in layout.blocks]
    places = near.tolist()
    own = {i: words(texts[i]) for i in places}
    found = _letters([texts[i] for i in places], [own[i] for i in places])
    found |= _again_here(texts, places)
    found |= _said_elsewhere(texts, places, own, said, heading)
    return {name: np.array(values, np.float32) for name, values in found.items()}


def _letters(texts: Sequence[str], own: Sequence[Sequence[str]]) -> dict[str, list[float]]:
    starts = [[word[0] for word in text.split()] for text in texts]
    return {
        "words": [len(w) for w in own],
        "sentences": [sum(1 for _ in SENTENCE.finditer(text)) for text in texts],
        "first": [_first(text[0]) for text in texts],
        "capitals": [_share(UPPER, text) for text in texts],
        "titled": [sum(map(str.isupper, s)) / len(s) for s in starts],
        "digits": [_share(DIGIT, text) for text in texts],
        "word_length": [sum(map(len, w)) / max(1, len(w)) for w in own],
        "quotes": [len(QUOTES.findall(text)) for text in texts],
        "odd": [len(ODD.findall(text)) for text in texts],
        "question": [text.endswith("?") for text in texts],
        "label": [LABEL.match(text) is not None for text in texts],
        "year": [YEAR.search(text) is not None for text in texts],
    }


def _share(pattern: re.Pattern[str], text: str) -> float:
    return sum(map(len, pattern.findall(text))) / len(text)


def _first(letter: str) -> int:
    return 1 if letter.isupper() else 2 if letter.islower() else 3 if letter.isdigit() else 4 if letter in '"“„«' else 0


def _again_here(texts: Sequence[str], places: Sequence[int]) -> dict[str, list[float]]:
    """How often the page has this very block, up to here and in all; whether its words stand in another as well; and whether
    it is a pull quote: only a quotation, whose words stand amid others elsewhere.
    """
    times: dict[str, int] = {}
    nth = []
    for text in texts:
        times[text] = times.get(text, 0) + 1
        nth.append(times[text])
    bare = [text.strip(AROUND) for text in texts]
    alone = Counter(bare)
    whole = "\n".join(texts)[:LONGEST_PAGE]
    again = {i: AGAIN[0] <= len(bare[i]) <= AGAIN[1] and (alone[bare[i]] > 1 or _again(bare[i], whole)) for i in places}
    return {
        "nth": [nth[i] for i in places],
        "times": [times[texts[i]] for i in places],
        "again": [again[i] for i in places],
        "pulled": [again[i] and alone[bare[i]] == 1 and ONLY_QUOTED.fullmatch(texts[i]) is not None for i in places],
    }


def _again(text: str, whole: str) -> bool:
    return whole.find(text, whole.find(text) + 1) >= 0


def _said_elsewhere(
    texts: Sequence[str], places: Sequence[int], own: dict[int, list[str]], said: Witnesses, heading: Numbers
) -> dict[str, list[float]]:
    """Headline, description, JSON-LD."""
    sets = {i: set(w) for i, w in own.items()}
    heads = [set(words(title)) for title in said.titles if title]
    about = set(words(said.description))
    displayed = _displayed(texts, said.titles, heading)
    return {
        "title": [max((_alike(sets[i], head) for head in heads), default=0) for i in places],
        "title_part": [max((len(sets[i] & head) / max(1, len(sets[i])) for head in heads), default=0) for i in places],
        "description": [_alike(sets[i], about) if about else -1 for i in places],
        "from_title": [i - displayed if displayed is not None else FAR for i in places],
        "stated": [said.stated[i] if said.stated is not None else -1 for i in places],
        "named": [said.named[i] for i in places],
    }


def _displayed(texts: Sequence[str], titles: Sequence[str], heading: Numbers) -> int | None:
    """The block that is the headline: the first heading that is like it, else the first block that is nearly the same."""
    heads = [(set(words(title)), len(title)) for title in titles if title]
    for i in np.flatnonzero(heading == 1).tolist():
        if any(_alike(set(words(texts[i])), head) >= DISPLAYED for head, _ in heads):
            return int(i)
    for i, text in enumerate(texts):
        some = [head for head, length in heads if length < 2 * len(text) and len(text) < 2 * length]
        if some and max(_alike(set(words(text)), head) for head in some) >= SET_AS_TEXT:
            return i
    return None


def _alike(a: set[str], b: set[str]) -> float:
    both = len(a & b)
    return both / max(1, len(a) + len(b) - both)
