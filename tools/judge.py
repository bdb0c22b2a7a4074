"""Compares an extracted text with the gold text, by lines and by runs of four words."""

from collections import Counter
from collections.abc import Container, Sequence

from transforms.extract.body.overlap import RUN, word_runs, words

MIN_SHARE = 0.5  # of a line's runs that the other text has


def counterparts(lines: Sequence[str], others: Sequence[str]) -> list[bool]:
    """Returns, for each line, whether the other text contains it.

    It does when it has half of the line's runs of four words or, for a shorter line, the whole line.
    """
    other_words = [word for line in others for word in words(line)]
    other_runs, flat = set(word_runs(other_words)), f" {' '.join(other_words)} "
    return [_is_covered(words(line), other_runs, flat) for line in lines]


def _is_covered(line: Sequence[str], other_runs: Container[tuple[str, ...]], flat: str) -> bool:
    if len(line) < RUN:
        return f" {' '.join(line)} " in flat
    runs = word_runs(line)
    return sum(run in other_runs for run in runs) / len(runs) >= MIN_SHARE


def page_scores(lines: Sequence[str], gold: Sequence[str], optional: Sequence[str]) -> dict[str, float]:
    """Returns `precision`, `recall`, `residue`, `loss` and `clean` of one page, each 0 to 1. `optional` lines are not scored.

    `residue`: share of the lines that are not in the gold text. `loss`: share of the gold lines that are missing. `clean`: 1
    when both are 0.
    """
    lines = [line for line in lines if words(line)]
    if optional:
        required, allowed = counterparts(lines, gold), counterparts(lines, optional)
        lines = [line for line, r, a in zip(lines, required, allowed, strict=True) if r or not a]
    runs, gold_runs = (Counter(word_runs([word for line in side for word in words(line)])) for side in (lines, gold))
    common = (runs & gold_runs).total()
    residue = counterparts(lines, gold).count(False) / max(1, len(lines))
    loss = counterparts(gold, lines).count(False) / max(1, len(gold))
    return {
        "precision": common / max(1, runs.total()),
        "recall": common / max(1, gold_runs.total()),
        "residue": residue,
        "loss": loss,
        "clean": float(residue == loss == 0),
    }
