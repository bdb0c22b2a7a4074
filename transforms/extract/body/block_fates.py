"""What became of each block of a page, in page order: for `explain`, which shows why a line is there or is not."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.articles import Article
from transforms.records import Removal

SHORTEST_PART = 20  # characters; what is shorter may stand in a longer line by chance
NOT_CHOSEN = "not taken for article"
HEADLINE = "is the title"


@dataclass(frozen=True)
class Judged:
    """What the decision on a page's blocks says of one: how likely it is article, 0 to 1, and the strongest reasons."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Fate:
    """A block: whether it is in the cleaned text, and the rule by which it is not, or not whole. `score` and `reasons`: as
    `Judged`; null and none where nothing had to be judged, since a name or a selector pointed at it.
    """

    text: str
    kept: bool
    why: str
    score: float | None = None
    reasons: tuple[str, ...] = ()


def fates(
    blocks: Iterable[str],
    article: Article,
    removals: Sequence[Removal],
    judged: Mapping[str, Judged] | None = None,
    titles: Collection[str] = (),
) -> list[Fate]:
    """One for each of a page's `blocks` (its lines before anything was taken out) from the first to the last that matters.

    `removals`: all that were made, on the page and in the text. `judged`: by the block's text. The page's frame, which no
    rule had to point at, is left out. `titles`: the headline, as it is and as the page displays it.
    """
    left = dict.fromkeys(_lines(article.text, removals))
    pruned = [removal for removal in removals if removal.where == "page"]
    found = [_with_reasons(_fate(block, left, pruned, titles), judged or {}) for block in blocks]
    near = [i for i, fate in enumerate(found) if fate.why != NOT_CHOSEN]
    return found[near[0] : near[-1] + 1] if near else []


def _with_reasons(fate: Fate, judged: Mapping[str, Judged]) -> Fate:
    if said := judged.get(fate.text):
        return replace(fate, score=round(said.score, 3), reasons=said.reasons)
    return fate


def _fate(block: str, lines: dict[Fate, None], pruned: Sequence[Removal], titles: Collection[str]) -> Fate:
    line = next((line for line in lines if line.text == block), None)
    if line is not None:
        del lines[line]  # what stands twice on the page was kept once
        return line
    if block in titles:
        return Fate(block, False, HEADLINE)
    if removal := next((removal for removal in pruned if block in removal.text), None):
        return Fate(block, False, removal.rule)
    # the extractor draws its lines elsewhere now and then
    if len(block) >= SHORTEST_PART and (line := next((line for line in lines if block in line.text), None)):
        return Fate(block, line.kept, line.why)
    return Fate(block, False, NOT_CHOSEN)


def _lines(text: str, removals: Iterable[Removal]) -> Iterator[Fate]:
    """Each line of the extracted text, with the rules that cut it or a part of it."""
    cuts = [(r.start, r.end, r.rule) for r in removals if r.where == "text" and r.start is not None and r.end is not None]
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [(max(a, start), min(b, end), rule) for a, b, rule in cuts if a < end and b > start]
        gone = sum(b - a for a, b, _ in here)
        rules = ", ".join(dict.fromkeys(rule for _, _, rule in here))
        kept = gone < len(line.strip())
        yield Fate(line, kept, f"but for {rules}" if here and kept else rules)
        start = end + 1
