"""Keeps the lines of an article that stand above kept text and belong to it: subheads, and lines that end with a colon.

Subheads are product names, links to the page's own sections, hours of a day; a colon is behind who says the next paragraph.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.extract.body.blocks import Layout
from transforms.extract.body.features.table import LONG
from transforms.extract.body.prune import HEADINGS

LEAST = 3  # headings of one kind; fewer prove nothing
SHARE = 0.7  # of them that stand above kept prose
# The score that a heading must have. On 490 news pages, by trees that did not know their sites, 14 headings of an article had
# more and were dropped, and one other; of those with less, 7 of 8 were teasers above what another article begins with.
LEAST_SCORE = 0.15
# The score of a line that announces the next one. Of lines with less, a third are labels ("Advertisement:", "Credit:").
LEAST_ANNOUNCING = 0.2
COLONS = (":", "：")
Marks = NDArray[np.bool_]


def with_subheads(layout: Layout, kept: Marks, scores: NDArray[np.floating]) -> Marks:
    """A copy of `kept` in which dropped headings are kept, if most headings of their kind stand above kept prose.

    Of one kind are headings with the same tag and class, in boxes with the same tag and class. A heading stands above the kept
    prose that comes before the next heading of any kind and in the same box as itself. Only headings between kept blocks count.
    `kept`, `scores`: one value for each block.
    """
    both = kept.copy()
    places = np.flatnonzero(kept)
    if not len(places):
        return both
    headings = [i for i, block in enumerate(layout.blocks) if layout.boxes[block.box].tag in HEADINGS]
    kinds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in headings:
        if places[0] < i < places[-1]:
            own = layout.boxes[layout.blocks[i].box]
            above = layout.boxes[max(0, own.above)]
            kinds[own.tag, own.name, above.tag, above.name].append(i)
    for alike in kinds.values():
        heads = [i for i in alike if _is_above_prose(layout, kept, headings, i)]
        if len(alike) >= LEAST and len(heads) >= SHARE * len(alike):
            both[[i for i in heads if scores[i] >= LEAST_SCORE]] = True
    return both


def _is_above_prose(layout: Layout, kept: Marks, headings: list[int], heading: int) -> bool:
    following = bisect_right(headings, heading)
    end = headings[following] if following < len(headings) else len(layout.blocks)
    box = layout.boxes[layout.blocks[heading].box].above
    return any(
        kept[i] and layout.blocks[i].chars >= LONG and layout.boxes[layout.blocks[i].box].above == box
        for i in range(heading + 1, end)
    )


def with_announcing_lines(
    texts: Sequence[str], kept: Marks, scores: NDArray[np.floating], furniture: Sequence[str | None]
) -> Marks:
    """A copy of `kept` in which a line is kept that ends with a colon and is directly between two kept lines.

    "The Valley News reports:" is often a mere link, and the name before an answer is short; without them the reader does not
    know who speaks. `texts`, `scores`, `furniture`: one value for each block; a line in furniture announces nothing.
    """
    both = kept.copy()
    for i in np.flatnonzero(~kept[1:-1] & (scores[1:-1] >= LEAST_ANNOUNCING)).tolist():
        both[i + 1] |= kept[i] and kept[i + 2] and not furniture[i + 1] and texts[i + 1].endswith(COLONS)
    return both
