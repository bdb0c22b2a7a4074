"""The headline: the displayed <h1>, which the page's other statements vote on, without kicker and site name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

LONGEST = 400  # characters of a headline
MOST_H1 = 20
ALIKE = 0.5  # share of words; a displayed headline and the one for search engines differ, a logo and a headline more
FRAME = ("nav", "footer", "aside")
SEPARATOR = re.compile(r"\s+(?:[|–—·•»›«-]|::|//)\s+|\s*\|\s*")
WORD = re.compile(r"\w+")


def headline(tree: HtmlElement, stated: Sequence[str], site_names: Iterable[str]) -> tuple[str, list[str]]:
    """The headline, and how the page displays it: kicker and all, in each <h1> that does.

    `stated`: other witnesses, the best first; may hold empty ones.
    `site_names` are what the site calls itself, its host among them. Empty when nothing on the page is a headline.
    """
    sites = {_folded(name) for name in site_names if name}
    witnesses = [title for text in stated if (title := without_site(text, sites))]
    shown = [text for text in _displayed(tree) if _folded(text) not in sites]
    if not shown:
        return (witnesses[0] if witnesses else ""), []
    support = [max((_alike(text, witness) for witness in witnesses), default=1.0) for text in shown]
    best = max(range(len(shown)), key=lambda i: (round(support[i], 1), -i))
    if support[best] < ALIKE and len(witnesses) >= 2 and _alike(witnesses[0], witnesses[1]) >= ALIKE:
        return witnesses[0], []
    title = without_site(shown[best], sites)
    return title, [text for text in shown if without_site(text, sites) == title]


def without_site(title: str, sites: Iterable[str]) -> str:
    """
    >>> without_site("Bridge closed for repairs | The Daily Example", {"dailyexample", "thedailyexample"})
    'Bridge closed for repairs'
    """
    title = " ".join(title[: LONGEST * 2].split())
    sites = set(sites)
    for _ in range(3):
        cuts = list(SEPARATOR.finditer(title))
        if cuts and _is_site(title[cuts[-1].end() :], sites):
            title = title[: cuts[-1].start()]
        elif cuts and _is_site(title[: cuts[0].start()], sites):
            title = title[cuts[0].end() :]
        else:
            break
    return title[:LONGEST].strip()


def _is_site(part: str, sites: set[str]) -> bool:
    folded = _folded(part)
    return not folded or any(
        folded == site or (len(folded) > 4 and (folded in site or (len(site) > 4 and site in folded))) for site in sites if site
    )


def _displayed(tree: HtmlElement) -> Iterator[str]:
    for i, element in enumerate(tree.iter("h1")):
        if i >= MOST_H1:
            return
        text = " ".join("".join(element.itertext()).split())
        if text and len(text) <= LONGEST and next(element.iterancestors(FRAME), None) is None:
            yield text


def _folded(text: str) -> str:
    return "".join(WORD.findall(text.lower()))


def _alike(a: str, b: str) -> float:
    """Share of the shorter one's words that the longer one has."""
    left, right = (set(WORD.findall(text.lower())) for text in (a, b))
    return len(left & right) / max(1, min(len(left), len(right)))
