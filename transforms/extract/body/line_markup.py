"""How the page marks up the lines of its article: what `transforms/clean` knows of the page."""

from collections.abc import Iterable, Mapping

from transforms.articles import LineMarkup
from transforms.extract.body.blocks import BIT, Layout
from transforms.web.sites import host_without_www, registrable_domain

MOST_TARGETS = 6
LONGEST_TARGET = 200  # characters
BOXES_WITHOUT_PROSE = ("aside", "form", "button", "label", "figure", "figcaption", "blockquote", "table", "nav", "details")


def line_markup(page: Layout, blocks: Iterable[int], dropped: Mapping[int, str], url: str) -> dict[str, LineMarkup]:
    """The markup of blocks by their text; of two with the same text, that of the first.

    `blocks`: their numbers. `dropped`: the rules of dropped blocks by number. `url`: the address of the page.
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
                targets=tuple(_seen_from(url, href) for href in block.links[:MOST_TARGETS]) if block.links else (),
                dropped_before=dropped.get(i - 1, ""),
                dropped_after=dropped.get(i + 1, ""),
            )
    return marks


def _seen_from(url: str, href: str) -> str:
    """Where a link on the page at `url` leads: an address of the same site without scheme, and without the host of the page.

    >>> url = "https://www.paper.example/2031/mill"
    >>> [_seen_from(url, href) for href in ("https://paper.example/tips", "https://abo.paper.example/", "https://town.example/")]
    ['/tips', '//abo.paper.example/', 'https://town.example/']
    """
    href = href.strip()[:LONGEST_TARGET]
    target = f"https:{href}" if href.startswith("//") else href
    if not target.startswith(("https://", "http://")) or registrable_domain(target) != registrable_domain(url):
        return target
    address = target.partition("//")[2]
    return f"/{address.partition('/')[2]}" if host_without_www(target) == host_without_www(url) else f"//{address}"
