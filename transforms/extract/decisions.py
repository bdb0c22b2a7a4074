"""What became of each block of a page, in page order: for `explain`, which shows why a line is there or is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transforms.extract.decide import Judgement
from transforms.records import Article, Removal

SHORTEST_PART = 20  # characters; what is shorter may stand in a longer line by chance
NOT_CHOSEN = "not taken for article"


@dataclass(frozen=True)
class Decision:
    """A block: whether it is in the cleaned text, and why it is not, or not whole: the name of a rule, or a sentence.

    `reasons`: what the decision on the page's blocks went by, the strongest first, where there was one to take.
    """

    text: str
    kept: bool
    why: str
    reasons: tuple[str, ...] = ()


def decisions(
    blocks: Iterable[str], article: Article, removals: Sequence[Removal], judged: Iterable[Judgement] = ()
) -> list[Decision]:
    """One for each of a page's `blocks` (its lines before anything was taken out) from the first to the last that matters.

    `removals`: all that were made, on the page and in the text.
    `judged`: what was said of the page's blocks near the article. The page's frame, which no rule had to point at, is left out.
    """
    left = dict.fromkeys(_lines(article.text, removals))
    pruned = [removal for removal in removals if removal.where == "page"]
    said = {judgement.text: judgement.reasons for judgement in judged}
    found = [replace(_decision(block, left, pruned), reasons=said.get(block, ())) for block in blocks]
    near = [i for i, decision in enumerate(found) if decision.why != NOT_CHOSEN]
    return found[near[0] : near[-1] + 1] if near else []


def _decision(block: str, lines: dict[Decision, None], pruned: Sequence[Removal]) -> Decision:
    line = next((line for line in lines if line.text == block), None)
    if line is not None:
        del lines[line]  # what stands twice on the page was kept once
        return line
    if removal := next((removal for removal in pruned if block in removal.text), None):
        return Decision(block, False, removal.rule)
    # the extractor draws its lines elsewhere now and then
    if len(block) >= SHORTEST_PART and (line := next((line for line in lines if block in line.text), None)):
        return Decision(block, line.kept, line.why)
    return Decision(block, False, NOT_CHOSEN)


def _lines(text: str, removals: Iterable[Removal]) -> Iterator[Decision]:
    """Each line of the extracted text, with the rules that cut it or a part of it."""
    cuts = [(r.start, r.end, r.rule) for r in removals if r.where == "text" and r.start is not None and r.end is not None]
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [(max(a, start), min(b, end), rule) for a, b, rule in cuts if a < end and b > start]
        gone = sum(b - a for a, b, _ in here)
        rules = ", ".join(dict.fromkeys(rule for _, _, rule in here))
        yield Decision(line, gone < len(line.strip()), f"but for {rules}" if here and gone < len(line.strip()) else rules)
        start = end + 1
