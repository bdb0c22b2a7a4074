"""What became of each block of a page after extraction and cleaning: for `explain`, which shows why a line is kept or gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.extract.trace import Outcome, TracedBlock
from transforms.records import Removal

BY_EVIDENCE = "reader_lines"  # the cleaning rule that gives reasons for a line
NO_REASONS: Mapping[str, tuple[str, ...]] = {}
# Blocks that were neither kept nor removed; they are shown only between blocks of the article.
OUTSIDE = frozenset((Outcome.FRAME, Outcome.REPLACED))


@dataclass(frozen=True)
class BlockFate:
    """A block of the page. `kept`: whether it is in the clean text, as a whole or in part.

    `outcome`: what the extraction made of it. `rules`: those of the removals that took it or a part of it, as in
    `Removal.rule`. `score` and `reasons`: as in `TracedBlock`; for a line that cleaning cut, the reasons
    for that, if its rule gives any.
    """

    text: str
    kept: bool
    outcome: Outcome
    rules: tuple[str, ...] = ()
    score: float | None = None
    reasons: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """In words, why it is not kept, or not as a whole; empty for a block that is kept as it is."""
        if self.outcome is Outcome.HEADLINE:
            return "is the title"
        if self.outcome in OUTSIDE:
            return "not taken for article"
        rules = ", ".join(self.rules)
        return f"but for {rules}" if rules and self.kept else rules


class _TextCut(NamedTuple):
    """A span `[start, end)` of the extracted text that a cleaning rule cut, in characters."""

    start: int
    end: int
    rule: str


def block_fates(
    blocks: Iterable[TracedBlock], removals: Sequence[Removal], line_reasons: Mapping[str, tuple[str, ...]] = NO_REASONS
) -> list[BlockFate]:
    """The fates of the blocks in page order, from the first to the last block of the article (kept, removed or its title).

    `blocks`: those of the trace. `removals`: all of the record, from the page and from the text. `line_reasons`: why cleaning
    cut a line, in words, by its text.
    """
    cuts = [
        _TextCut(r.start, r.end, r.rule) for r in removals if r.where == "text" and r.start is not None and r.end is not None
    ]
    fates = [_fate(block, cuts, line_reasons) for block in blocks]
    inside = [i for i, fate in enumerate(fates) if fate.outcome not in OUTSIDE]
    return fates[inside[0] : inside[-1] + 1] if inside else []


def _fate(block: TracedBlock, cuts: Sequence[_TextCut], line_reasons: Mapping[str, tuple[str, ...]]) -> BlockFate:
    if block.span is None:
        removed_by = (block.rule,) if block.rule else ()
        return BlockFate(block.text, False, block.outcome, removed_by, block.score, block.reasons)
    start, end = block.span
    here = [_TextCut(max(cut.start, start), min(cut.end, end), cut.rule) for cut in cuts if cut.start < end and cut.end > start]
    kept = sum(cut.end - cut.start for cut in here) < len(block.text.strip())
    rules = tuple(dict.fromkeys(cut.rule for cut in here))
    reasons = block.reasons
    if not kept:  # the trace says why the extraction kept it, which is no reason for a cut
        reasons = line_reasons.get(block.text, ()) if BY_EVIDENCE in rules else ()
    return BlockFate(block.text, kept, block.outcome, rules, block.score, reasons)
