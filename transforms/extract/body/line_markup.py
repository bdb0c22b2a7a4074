"""How the page marks up the lines of its article: what `transforms/clean` knows of the page."""

from collections.abc import Iterable, Mapping
from itertools import islice

from transforms.articles import LineMarkup
from transforms.extract.body.blocks import BIT, Layout

MOST_TARGETS = 6
LONGEST_TARGET = 200  # characters
BOXES_WITHOUT_PROSE = ("aside", "form", "button", "label", "figure", "figcaption", "blockquote", "table", "nav", "details")


def line_markup(page: Layout, blocks: Iterable[int], dropped: Mapping[int, str]) -> dict[str, LineMarkup]:
    """The markup of blocks by their text; of two with the same text, that of the first.

    `blocks`: their numbers. `dropped`: the rules of dropped blocks by number.
    """
    marks: dict[str, LineMarkup] = {}
    for i in blocks:
        block = page.blocks[i]
        box = page.boxes[block.box]
        if block.text not in marks:
            marks[block.text] = LineMarkup(
                tag=box.tag,
                inside=tuple(tag for tag in BOXES_WITHOUT_PROSE if box.inside & BIT[tag]),
                linked=block.linked / block.chars,
                emphasized=min(1.0, max(block.strong, block.slanted) / block.chars),
                targets=tuple(
                    str(link.get("href") or "")[:LONGEST_TARGET] for link in islice(box.element.iter("a"), MOST_TARGETS)
                )
                if block.links
                else (),
                dropped_before=dropped.get(i - 1, ""),
                dropped_after=dropped.get(i + 1, ""),
            )
    return marks
