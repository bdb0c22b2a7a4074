"""Compares a text with the true one, by lines and by runs of four words."""

from collections import Counter
from collections.abc import Container, Sequence

from transforms.extract.body.overlap import RUN, word_runs, words

MIN_SHARE = 0.5  # of a line's runs that the other text has


def counterparts(lines: Sequence[str], others: Sequence[str]) -> list[bool]:
    """For each line, whether the other text has it: half of its runs of four words, or all of its words when they are fewer."""
    other_words = [word for line in others for word in words(line)]
    other_runs, flat = set(word_runs(other_words)), f" {' '.join(other_words)} "
    return [_is_in(words(line), other_runs, flat) for line in lines]


def _is_in(line: Sequence[str], other_runs: Container[tuple[str, ...]], flat: str) -> bool:
    if len(line) < RUN:
        return f" {' '.join(line)} " in flat
    runs = word_runs(line)
    return sum(run in other_runs for run in runs) / len(runs) >= MIN_SHARE


def page_scores(lines: Sequence[str], gold: Sequence[str], optional: Sequence[str]) -> dict[str, float]:
    """precision, recall, residue, loss and clean of one page; `optional` lines count neither way.

    residue: share of the lines that are not in the gold text; loss: share of the gold lines that are missing; clean: 1.0 for
    neither.
    """
    lines = [line for line in lines if words(line)]
    if optional:
        required, allowed = counterparts(lines, gold), counterparts(lines, optional)
        lines = [line for line, r, a in zip(lines, required, allowed, strict=True) if r or not a]
    mine, true = (Counter(word_runs([word for line in some for word in words(line)])) for some in (lines, gold))
    both = sum((mine & true).values())
    residue = counterparts(lines, gold).count(False) / max(1, len(lines))
    loss = counterparts(gold, lines).count(False) / max(1, len(gold))
    return {
        "precision": both / max(1, sum(mine.values())),
        "recall": both / max(1, sum(true.values())),
        "residue": residue,
        "loss": loss,
        "clean": float(residue == loss == 0),
    }
