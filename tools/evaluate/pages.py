"""Counts and measures of extracted articles. One line of a text is one paragraph.

Nothing here is shared with the extractor or its training: a change there must not change what a figure means.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from tools.evaluate.measures import F1, Counts, Measure, Ratio

Row = Mapping[str, Any]
SHINGLE = 4  # words: the size of scrapinghub/article-extraction-benchmark
LEAST_COVERED = 0.5  # share of a paragraph's shingles that the other text must have to cover it
SHORTEST_REPEAT = 6  # words: a shorter line may be in an article twice
# Scripts without spaces between words: each character is a word.
UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f"
WORD = re.compile(f"[{UNSPACED}]|[^\\W{UNSPACED}]+")


def counts(gold: Row, predicted: Row) -> Counts:
    """Returns the counts of one page. A field that the answer does not have is not counted."""
    answer = [p for p in gold.get("gold_paragraphs") or _lines(gold["gold_text"]) if words(p)]
    text: str = predicted.get("text") or ""
    guess = _lines(text)
    if optional := gold.get("gold_optional"):
        in_optional = {*range(len(guess))} - {*uncovered(guess, optional)}
        allowed = {*uncovered(guess, answer)} & in_optional
        guess = [line for i, line in enumerate(guess) if i not in allowed]
        text = "\n".join(guess)
    residue, lost = uncovered(guess, answer), uncovered(answer, guess)
    extra = len({*residue, *repeated(guess, answer)})
    return {
        "pages": 1,
        **_shares(gold["gold_text"], text),
        "residue": extra / max(1, len(guess)),
        "loss": len(lost) / max(1, len(answer)),
        "clean": not (extra or lost),
        "empty": not guess,
        **_fields(gold, predicted),
    }


def snippet_counts(gold: Row, predicted: Row) -> Counts:
    """Returns the counts of one page for which only snippets are known."""
    text = _joined(predicted.get("text") or "")
    kept = sum(_joined(snippet) in text for snippet in gold["with"])
    left_in = sum(_joined(snippet) in text for snippet in gold["without"])
    return {
        "kept": kept,
        "with": len(gold["with"]),
        "predicted": kept + left_in,
        "left_in": left_in,
        "without": len(gold["without"]),
    }


def words(text: str) -> list[str]:
    """Returns the words of a text in lower case."""
    return WORD.findall(text.lower())


def uncovered(paragraphs: Sequence[str], other: Sequence[str]) -> list[int]:
    """Returns the indexes of the paragraphs that the other text does not have.

    >>> uncovered(["One two three four five.", "Buy now!"], ["one two three four", "five"])
    [1]
    """
    other_words = words(" \n ".join(other))
    known, flat = {*_shingles(other_words)}, f" {' '.join(other_words)} "
    return [i for i, paragraph in enumerate(paragraphs) if not _is_covered(words(paragraph), known, flat)]


def repeated(guess: Sequence[str], answer: Sequence[str]) -> list[int]:
    """Returns the indexes of the lines that the answer has, but the prediction has more often."""
    guess_flat, answer_flat = (f" {' '.join(words(' '.join(lines)))} " for lines in (guess, answer))
    places = defaultdict(list)
    for i, line in enumerate(guess):
        if len(line_words := words(line)) >= SHORTEST_REPEAT:
            places[f" {' '.join(line_words)} "].append(i)
    out: list[int] = []
    for line, numbers in places.items():
        in_answer = answer_flat.count(line)
        surplus = guess_flat.count(line[:-1]) - max(in_answer, 1)
        if in_answer and surplus > 0:
            out += numbers[-surplus:]
    return out


def _is_covered(paragraph: Sequence[str], known: set[tuple[str, ...]], flat: str) -> bool:
    if len(paragraph) < SHINGLE:
        return f" {' '.join(paragraph)} " in flat
    shingles = _shingles(paragraph)
    return sum(shingle in known for shingle in shingles) >= LEAST_COVERED * len(shingles)


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Returns all runs of `SHINGLE` words; all words as one run when they are fewer."""
    if len(words) <= SHINGLE:
        return [tuple(words)] if words else []
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def _shares(gold: str, predicted: str) -> dict[str, float]:
    """Returns precision and recall in shingles, and whether the texts are equal word for word, case included."""
    gold_words, predicted_words = re.findall(r"\w+", gold), re.findall(r"\w+", predicted)
    answer, guess = Counter(_shingles(gold_words)), Counter(_shingles(predicted_words))
    common = (answer & guess).total()
    out = {"exact": float(gold_words == predicted_words)}
    equal = common == answer.total() == guess.total()
    for name, whole in (("precision", guess.total()), ("recall", answer.total())):
        if equal or whole:
            out |= {name: 1.0 if equal else common / whole, f"{name}.pages": 1.0}
    return out


def _fields(gold: Row, predicted: Row) -> dict[str, float]:
    """Returns the counts of title, date and authors, for those that the gold has."""
    out: dict[str, float] = {}
    if title := gold.get("gold_title"):
        out |= {"title.pages": 1.0, "title": float(_folded(title) == _folded(predicted.get("title") or ""))}
    if day := gold.get("gold_date"):
        out |= {"date.pages": 1.0, "date": float((predicted.get("published") or "")[:10] == day)}
    if authors := {_folded(name) for name in gold.get("gold_authors") or ()} - {""}:
        guess = {_folded(name) for name in predicted.get("authors") or ()} - {""}
        out |= {"authors.pages": 1.0, "authors": 2 * len(authors & guess) / (len(authors) + len(guess))}
    return out


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.split("\n")) if words(line)]


def _folded(text: str) -> str:
    return " ".join(words(text))


def _joined(text: str) -> str:
    return " ".join(text.split())


PRECISION, RECALL = Ratio("precision", "precision.pages"), Ratio("recall", "recall.pages")
MEASURES = [
    Measure("text, F1", F1(PRECISION, RECALL), 2),
    Measure("text, precision", PRECISION, 2),
    Measure("text, recall", RECALL, 2),
    Measure("text equal word for word", Ratio("exact", "pages"), 2),
    Measure("residue: paragraphs that are not article", Ratio("residue", "pages"), 2),
    Measure("loss: paragraphs of the article that are missing", Ratio("loss", "pages"), 2),
    Measure("pages without residue or loss", Ratio("clean", "pages"), 2),
    Measure("pages without a text", Ratio("empty", "pages"), 2),
    Measure("title right", Ratio("title", "title.pages"), 2),
    Measure("date right", Ratio("date", "date.pages"), 2),
    Measure("authors, F1", Ratio("authors", "authors.pages"), 2),
]
SNIPPET_MEASURES = [
    Measure("snippets, F1", F1(Ratio("kept", "predicted"), Ratio("kept", "with")), 2),
    Measure("snippets of the article in the text", Ratio("kept", "with"), 2),
    Measure("other snippets in the text", Ratio("left_in", "without"), 2),
]
