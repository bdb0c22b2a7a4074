"""Features of the text of a block: its letters and marks, and whether its words occur elsewhere on the page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from transforms.evidence.boosted_trees import Numbers
from transforms.extract.body.blocks import Layout
from transforms.extract.body.features.groups import Positions
from transforms.extract.body.overlap import MAX_LINE, words

SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)|[。！？]")
QUOTATION_MARK = re.compile('["“”„«»「」]')
LABEL = re.compile(r"[A-Z][A-Z’' ]{2,30}[:|]|\S+( \S+){0,2}: ")
YEAR = re.compile(r"\b(19|20)\d\d\b")
UPPER = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]+")
DIGITS = re.compile(r"\d+")
UNUSUAL_MARK = re.compile("[|©@»›→•/#·]")
OPENING, CLOSING = "\"“„«‟'‘‹「", "\"”“»'’›」"
OUTER_MARKS = f" .,!?…{OPENING}{CLOSING}"  # “X.” is repeated in “X,” she said
# A block that is one quotation as a whole, without a mark inside that would end it before the block ends.
ONLY_QUOTED = re.compile(rf"[{OPENING}][^\"”»„“]*[{CLOSING}][.,!?…]*")
NO_HEADLINE = -999.0  # of `from_title`: no block is the headline
MAX_PAGE = 200_000  # characters that are searched for repeated texts
REPEATED_CHARS = (25, 400)  # fewest and most characters of what may be repeated: a pull quote, a standfirst
HEADING_LIKE_TITLE = 0.5  # share of the words of a heading and of the headline that are in both
TEXT_LIKE_TITLE = 0.8  # the same, of a block that is no heading
LETTER_KINDS = ((str.isupper, 1), (str.islower, 2), (str.isdigit, 3), ('"“„«'.__contains__, 4))


@dataclass(frozen=True)
class PageSignals:
    """Data from the rest of the page with which blocks are compared.

    For each block: `extractor_share`, `json_ld_share`: the share of it that is in the extractor's text and in JSON-LD's (None
    without such a text); `furniture`: the number of the furniture rule that its box falls under, 0 for none. Of the page:
    `titles`: the headline, and the texts in which the page displays it; `description`: that of <meta>.
    """

    extractor_share: Sequence[float]
    json_ld_share: Sequence[float] | None
    furniture: Sequence[int]
    titles: Sequence[str]
    description: str


def text_features(layout: Layout, near: Positions, signals: PageSignals, heading: Numbers) -> dict[str, Numbers]:
    """Feature → one number for each block of `near`. `heading`: for each block of the page its heading level, 0 for none."""
    texts = [block.text[:MAX_LINE] for block in layout.blocks]
    positions = near.tolist()
    own = {i: words(texts[i]) for i in positions}
    columns = _letter_features([texts[i] for i in positions], [own[i] for i in positions])
    columns |= _repetition_features(texts, positions)
    sets = [set(own[i]) for i in positions]
    columns |= _title_features(sets, signals.titles)
    columns |= _signal_features(positions, sets, signals, displayed_title(texts, signals.titles, heading))
    return {name: np.array(values, np.float32) for name, values in columns.items()}


def _letter_features(texts: Sequence[str], own: Sequence[Sequence[str]]) -> dict[str, list[float]]:
    columns: dict[str, list[float]] = {
        "words": [len(w) for w in own],
        "sentences": [len(SENTENCE.findall(text)) for text in texts],
        "first": [_letter_kind(text[0]) for text in texts],
        "capitals": [_share(UPPER, text) for text in texts],
        "titled": [_capitalized_share(text) for text in texts],
        "digits": [_share(DIGITS, text) for text in texts],
        "word_length": [sum(map(len, w)) / max(1, len(w)) for w in own],
    }
    return columns | _mark_features(texts)


def _mark_features(texts: Sequence[str]) -> dict[str, list[float]]:
    return {
        "quotes": [len(QUOTATION_MARK.findall(text)) for text in texts],
        "odd": [len(UNUSUAL_MARK.findall(text)) for text in texts],
        "question": [text.endswith("?") for text in texts],
        "label": [LABEL.match(text) is not None for text in texts],
        "year": [("19" in text or "20" in text) and YEAR.search(text) is not None for text in texts],
    }


def _share(pattern: re.Pattern[str], text: str) -> float:
    return sum(map(len, pattern.findall(text))) / len(text)


def _capitalized_share(text: str) -> float:
    first_letters = [word[0] for word in text.split()]
    return sum(map(str.isupper, first_letters)) / len(first_letters)


def _letter_kind(letter: str) -> int:
    return next((number for is_kind, number in LETTER_KINDS if is_kind(letter)), 0)


def _repetition_features(texts: Sequence[str], positions: Sequence[int]) -> dict[str, list[float]]:
    """Features of repetition on the page.

    `nth`, `times`: how often the page has a block with the same text, up to here and in total. `again`: whether the text also
    occurs at another place. `pulled`: whether it is a pull quote: one quotation that also occurs within another block.
    """
    times: dict[str, int] = {}
    nth = []
    for text in texts:
        times[text] = times.get(text, 0) + 1
        nth.append(times[text])
    bare = [text.strip(OUTER_MARKS) for text in texts]
    as_block = Counter(bare)
    whole = "\n".join(texts)[:MAX_PAGE]
    again = {i: _has_repeatable_length(bare[i]) and (as_block[bare[i]] > 1 or _is_twice_in(bare[i], whole)) for i in positions}
    return {
        "nth": [nth[i] for i in positions],
        "times": [times[texts[i]] for i in positions],
        "again": [again[i] for i in positions],
        "pulled": [again[i] and as_block[bare[i]] == 1 and ONLY_QUOTED.fullmatch(texts[i]) is not None for i in positions],
    }


def _has_repeatable_length(text: str) -> bool:
    fewest, most = REPEATED_CHARS
    return fewest <= len(text) <= most


def _is_twice_in(text: str, whole: str) -> bool:
    return whole.find(text, whole.find(text) + 1) >= 0


def _title_features(own: Sequence[set[str]], titles: Sequence[str]) -> dict[str, list[float]]:
    """How similar the words of a block are to those of the headline, and the share of them that the headline has."""
    title_words = [set(words(title)) for title in titles if title]
    similar, contained = [], []
    for block in own:
        similar.append(max((_similarity(block, title) for title in title_words), default=0.0))
        contained.append(max((len(block & title) / max(1, len(block)) for title in title_words), default=0.0))
    return {"title": similar, "title_part": contained}


def _signal_features(
    positions: Sequence[int], own: Sequence[set[str]], signals: PageSignals, title_block: int | None
) -> dict[str, list[float]]:
    """Features from the signals: similarity to the description, share in JSON-LD, furniture rule, distance from the headline.

    `from_title`: the number of the block minus that of the headline. `title_block`: number of the headline, or None.
    """
    described, stated = set(words(signals.description)), signals.json_ld_share
    return {
        "description": [_similarity(block, described) if described else -1 for block in own],
        "from_title": [NO_HEADLINE if title_block is None else i - title_block for i in positions],
        "stated": [-1 if stated is None else stated[i] for i in positions],
        "named": [signals.furniture[i] for i in positions],
    }


def displayed_title(texts: Sequence[str], titles: Sequence[str], heading: Numbers) -> int | None:
    """The number of the block with the headline: the first <h1> similar to it, else the first block nearly equal to it."""
    known = [(set(words(title)), len(title)) for title in titles if title]
    for i in np.flatnonzero(heading == 1).tolist():
        if any(_similarity(set(words(texts[i])), title) >= HEADING_LIKE_TITLE for title, _ in known):
            return int(i)
    for i, text in enumerate(texts):
        # comparing words is slow, so only with titles of about the same length
        near_length = [title for title, length in known if length < 2 * len(text) and len(text) < 2 * length]
        if near_length and max(_similarity(set(words(text)), title) for title in near_length) >= TEXT_LIKE_TITLE:
            return i
    return None


def _similarity(a: set[str], b: set[str]) -> float:
    """Shared words as a share of all words of both: the Jaccard index."""
    both = len(a & b)
    return both / max(1, len(a) + len(b) - both)
