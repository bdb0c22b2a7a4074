"""Counts and measures of quotes.

Annotation schemes differ on what is one quote, so spans are scored in units: a unit is the set of the words of one line of one
piece of a quote. Marks and punctuation are ignored. A unit has the kind and the speaker of its quote. Units of the answer
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
    """One line of one piece of a quote. `quote`: number of the quote in its row. `words`: offsets of its words."""

    kind: str
    optional: bool
    speaker: Row | None
    quote: int
    words: frozenset[int]


def counts(gold: Row, predicted: Row) -> Counts:
    """Returns the counts of one text, `direct.…` for direct quotes and `all.…` for all quotes that are not optional."""
    answer, guess = list(units(gold, gold["text"])), list(units(predicted, gold["text"]))
    exact, overlapping = pairs(answer, guess, 1.0), pairs(answer, guess, OVERLAP)
    result: Counter[str] = Counter()
    for scope in ("direct", "all"):
        is_scored = [unit.kind == "direct" if scope == "direct" else not unit.optional for unit in answer]
        result[f"{scope}.gold"] = sum(is_scored)
        for how, paired in (("exact", exact), ("overlap", overlapping)):
            right = sum(is_scored[i] for i, _ in paired)
            result[f"{scope}.{how}.right"] = right
            result[f"{scope}.{how}.predicted"] = right + _spurious(answer, guess, is_scored, {j for _, j in paired}, scope)
        for name, value in _speakers([(answer[i], guess[j]) for i, j in overlapping if is_scored[i]]).items():
            result[f"{scope}.{name}"] = value
    result.update(_joining(answer, guess, overlapping))
    return result


def units(row: Row, text: str) -> Iterator[Unit]:
    """Yields the units of a row, in the order of its quotes. A line without a word gives none."""
    starts = [word.start() for word in WORD.finditer(text)]
    for number, quote in enumerate(row.get("quotes", ())):
        for start, end in quote.get("pieces") or [[quote["start"], quote["end"]]]:
            for first, last in _lines(text, start, end):
                words = frozenset(place for place in starts if first <= place < last)
                if words:
                    optional = not quote.get("speech", True)
                    yield Unit(quote.get("kind", "direct"), optional, quote.get("speaker"), number, words)


def pairs(answer: Sequence[Unit], guess: Sequence[Unit], least: float) -> Pairs:
    """Pairs units of the answer and of the prediction one to one, the most alike first.

    Returns pairs of indexes. `least`: the smallest share of the words of both that two paired units have in common, 0 to 1.
    """
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
    """Like `speaker_is_right`, but a pronoun that the answer resolves to a name must have the right name."""
    if predicted and gold.get("pronoun") and gold.get("resolved"):
        return any(speakers_agree(name, gold["resolved"]) for name in _names(predicted))
    return speaker_is_right(gold, predicted)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        yield start + line.start(), start + line.end()


def _spurious(answer: Sequence[Unit], guess: Sequence[Unit], is_scored: Sequence[bool], paired: set[int], scope: str) -> int:
    """Counts the wrong units: in the scope, not paired, and not mostly inside units of the answer that are not scored."""
    not_scored = frozenset().union(*(unit.words for unit, scored in zip(answer, is_scored, strict=True) if not scored))
    return sum(
        j not in paired and (scope == "all" or unit.kind == "direct") and len(unit.words & not_scored) * 2 < len(unit.words)
        for j, unit in enumerate(guess)
    )


def _speakers(paired_units: Sequence[tuple[Unit, Unit]]) -> dict[str, int]:
    """Counts the right speakers of paired units (answer, prediction)."""
    result: Counter[str] = Counter()
    for gold, predicted in paired_units:
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
    """Counts the quotes in several units that were found as one, and predicted quotes that mix units of several."""
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
    """Returns the measures of spans and speakers for one scope, `direct` or `all`."""
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
    Measure("quotes of several pieces found as one", Ratio("several.joined", "several")),
    Measure("several quotes merged into one", Ratio("large.mixed", "large")),
]
