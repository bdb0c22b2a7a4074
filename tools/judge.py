"""How near a text comes to the true one, line by line: what is too much, what is missing, and runs of four words."""

from collections import Counter
from collections.abc import Sequence

from transforms.extract.body.overlap import RUN, word_runs, words

HALF = 0.5  # of its runs make a line's counterpart


def counterparts(lines: Sequence[str], others: Sequence[str]) -> list[bool]:
    """Of each line, whether the other text says it: half of its runs of four words, or all of its words when they are fewer."""
    said = [word for line in others for word in words(line)]
    have, flat = set(word_runs(said)), f" {' '.join(said)} "
    found = []
    for line in lines:
        own = words(line)
        mine = word_runs(own)
        found.append(sum(run in have for run in mine) / len(mine) >= HALF if len(own) >= RUN else f" {' '.join(own)} " in flat)
    return found


def page_scores(lines: Sequence[str], gold: Sequence[str], optional: Sequence[str]) -> dict[str, float]:
    """precision, recall, residue, loss and clean of one page; lines that the gold allows but does not ask for don't count."""
    lines = [line for line in lines if words(line)]
    if optional:
        told, allowed = counterparts(lines, gold), counterparts(lines, optional)
        lines = [line for line, t, a in zip(lines, told, allowed, strict=True) if t or not a]
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
