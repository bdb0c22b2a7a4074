"""Counts and measures of quotes.

Conventions differ on what is one quote, so spans are scored in units: each piece of a quote, cut at line breaks, as the set of
its words. Marks and punctuation at the ends never matter. A unit has the kind and the speaker of its quote. Units of the answer
and of the prediction are paired one to one, the most alike first; two overlap when they share 80 % of the words of both.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tools.evaluate.measures import F1, Counts, Measure, Ratio
from tools.evaluate.names import speakers_agree

OVERLAP = 0.8
WORD = re.compile(r"\w+")
Row = Mapping[str, Any]
Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Unit:
    """`quote`: number of its quote. `words`: where they start in the text."""

    kind: str
    optional: bool
    speaker: Row | None
    quote: int
    words: frozenset[int]


def counts(gold: Row, predicted: Row) -> Counts:
    """The counts of one text, `direct.…` for direct quotes and `all.…` for all that is said."""
    answer, guess = list(units(gold, gold["text"])), list(units(predicted, gold["text"]))
    exact, overlapping = pairs(answer, guess, 1.0), pairs(answer, guess, OVERLAP)
    result: Counter[str] = Counter()
    for scope in ("direct", "all"):
        wanted = [unit.kind == "direct" if scope == "direct" else not unit.optional for unit in answer]
        result[f"{scope}.gold"] = sum(wanted)
        for how, paired in (("exact", exact), ("overlap", overlapping)):
            right = sum(wanted[i] for i, _ in paired)
            result[f"{scope}.{how}.right"] = right
            result[f"{scope}.{how}.predicted"] = right + _spurious(answer, guess, wanted, {j for _, j in paired}, scope)
        for name, value in _speakers([(answer[i], guess[j]) for i, j in overlapping if wanted[i]]).items():
            result[f"{scope}.{name}"] = value
    result.update(_joining(answer, guess, overlapping))
    return result


def units(row: Row, text: str) -> Iterator[Unit]:
    """The units of a row, in the order of its quotes. Pieces without a word give none."""
    starts = [word.start() for word in WORD.finditer(text)]
    for number, quote in enumerate(row.get("quotes", ())):
        for start, end in quote.get("pieces") or [[quote["start"], quote["end"]]]:
            for first, last in _lines(text, start, end):
                words = frozenset(place for place in starts if first <= place < last)
                if words:
                    optional = not quote.get("speech", True)
                    yield Unit(quote.get("kind", "direct"), optional, quote.get("speaker"), number, words)


def pairs(answer: Sequence[Unit], guess: Sequence[Unit], least: float) -> Pairs:
    """Which unit of the answer goes with which of the prediction: each at most once, the most alike first."""
    shares = [
        (-len(a.words & b.words) / len(a.words | b.words), i, j)
        for i, a in enumerate(answer)
        for j, b in enumerate(guess)
        if a.words & b.words
    ]
    taken_answer, taken_guess, out = set[int](), set[int](), []
    for share, i, j in sorted(shares):
        if -share >= least and i not in taken_answer and j not in taken_guess:
            taken_answer.add(i)
            taken_guess.add(j)
            out.append((i, j))
    return out


def speaker_is_right(gold: Row, predicted: Row | None) -> bool:
    """Whether the mentions overlap, or one of the names agrees with the text or the resolved name of the answer."""
    if not predicted:
        return False
    start = predicted.get("start")
    if start is not None and start < gold["end"] and gold["start"] < predicted["end"]:
        return True
    return any(speakers_agree(name, known) for name in _names(predicted) for known in (gold.get("text"), gold.get("resolved")))


def speaker_is_named(gold: Row, predicted: Row | None) -> bool:
    """The same, but where the answer is a pronoun with a resolved name, the mention alone is not enough."""
    if predicted and gold.get("pronoun") and gold.get("resolved"):
        return any(speakers_agree(name, gold["resolved"]) for name in _names(predicted))
    return speaker_is_right(gold, predicted)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        yield start + line.start(), start + line.end()


def _spurious(answer: Sequence[Unit], guess: Sequence[Unit], wanted: Sequence[bool], paired: set[int], scope: str) -> int:
    """Predicted units that are wrong: paired with nothing, of the scope, and not mainly inside what may be found or not."""
    aside = frozenset().union(*(unit.words for unit, is_wanted in zip(answer, wanted, strict=True) if not is_wanted))
    return sum(
        j not in paired and (scope == "all" or unit.kind == "direct") and len(unit.words & aside) * 2 < len(unit.words)
        for j, unit in enumerate(guess)
    )


def _speakers(found: Sequence[tuple[Unit, Unit]]) -> dict[str, int]:
    result: Counter[str] = Counter()
    for gold, predicted in found:
        if gold.speaker is None:
            result["end_to_end"] += not predicted.speaker
            continue
        right, named = speaker_is_right(gold.speaker, predicted.speaker), speaker_is_named(gold.speaker, predicted.speaker)
        result["speakers"] += 1
        result["speakers.right"] += right
        result["end_to_end"] += right
        if gold.speaker.get("pronoun") and gold.speaker.get("resolved"):
            result["pronouns"] += 1
            result["pronouns.named"] += named
    return result


def _joining(answer: Sequence[Unit], guess: Sequence[Unit], paired: Pairs) -> Counts:
    """Quotes in several pieces that were found whole, and predicted quotes that hold pieces of several."""
    predicted = {i: guess[j].quote for i, j in paired}
    pieces, held = defaultdict(list), defaultdict(list)
    for i, unit in enumerate(answer):
        if not unit.optional:
            pieces[unit.quote].append(i)
    for i, j in paired:
        held[guess[j].quote].append(answer[i].quote)
    several = [ids for ids in pieces.values() if len(ids) > 1 and all(i in predicted for i in ids)]
    large = [quotes for quotes in held.values() if len(quotes) > 1]
    return {
        "several": len(several),
        "several.joined": sum(len({predicted[i] for i in ids}) == 1 for ids in several),
        "large": len(large),
        "large.mixed": sum(len(set(quotes)) > 1 for quotes in large),
    }


def _names(speaker: Row) -> tuple[str | None, ...]:
    return speaker.get("resolved"), speaker.get("name"), speaker.get("text")


def _spans(label: str, scope: str) -> list[Measure]:
    precision, recall = (
        Ratio(f"{scope}.overlap.right", f"{scope}.overlap.predicted"),
        Ratio(f"{scope}.overlap.right", f"{scope}.gold"),
    )
    return [
        Measure(f"{label} spans, F1", F1(precision, recall)),
        Measure(f"{label} spans, precision", precision),
        Measure(f"{label} spans, recall", recall),
        Measure(
            f"{label} spans exact to the word, F1",
            F1(Ratio(f"{scope}.exact.right", f"{scope}.exact.predicted"), Ratio(f"{scope}.exact.right", f"{scope}.gold")),
        ),
        Measure(f"{label}, speaker right when the span is found", Ratio(f"{scope}.speakers.right", f"{scope}.speakers")),
        Measure(
            f"{label} end to end, F1",
            F1(Ratio(f"{scope}.end_to_end", f"{scope}.overlap.predicted"), Ratio(f"{scope}.end_to_end", f"{scope}.gold")),
        ),
    ]


MEASURES = [
    *_spans("direct", "direct"),
    *_spans("all speech", "all"),
    Measure("pronoun speakers with the right name", Ratio("all.pronouns.named", "all.pronouns")),
    Measure("quotes in several pieces that are one", Ratio("several.joined", "several")),
    Measure("several quotes taken for one", Ratio("large.mixed", "large")),
]
