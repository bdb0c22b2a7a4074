"""The headline: the <h1> that other statements of the page confirm, without kicker and site name; else such a statement."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from transforms.extract.metadata.field_sources import FROM_SITE_CONFIG, FieldSource
from transforms.extract.metadata.titles.suffixes import MAX_TITLE, SiteNames, without_suffixes
from transforms.extract.page.frame_tags import FRAME
from transforms.text import name_key

MAX_H1 = 20
MAX_NAME = 300  # characters of class and id that are read
SIMILAR = 0.5  # share of words: the displayed headline and the one for search engines have more in common, a logo has less
WORD = re.compile(r"\w+")
# Names of elements with an <h1> that is not displayed as the headline: a breadcrumb trail, or a title for search engines.
NO_HEADLINE_NAME = re.compile(r"(?i)bread-?crumbs?|seo-?title|seo-?head")
KICKER_NAME = re.compile(r"""(?xi)
    kicker | eyebrow | overline | rubric | section | category | topic | label | badge | flag(?![a-z]) | dachzeile | flytitle
  | pretitle
""")


@dataclass(frozen=True)
class Headline:
    """`title`: the headline, or "". `displayed`: the full text, with kicker, of each <h1> that displays it."""

    title: str
    displayed: tuple[str, ...]
    sources: tuple[FieldSource, ...]


@dataclass(frozen=True)
class _H1:
    """An <h1>: its whole text, and its text without the kicker."""

    text: str
    without_kicker: str


@dataclass(frozen=True)
class _TitleStatement:
    """A statement about the title from elsewhere than an <h1>. `title`: its text without site, section and kind of piece."""

    source: str
    text: str
    title: str


@dataclass(frozen=True)
class _Vote:
    """How far the statements confirm the <h1>s.

    `support`: for each <h1> the largest similarity to a statement, 0 to 1. `best`: the index of the first <h1> with the largest
    support; None without an <h1>. `outvoted`: whether two statements agree on something else.
    """

    support: list[float]
    best: int | None
    outvoted: bool

    @property
    def winner(self) -> int | None:
        """The index of the <h1> that is the headline; None when there is none."""
        return None if self.outvoted else self.best


def headline(
    tree: HtmlElement,
    statements: Sequence[tuple[str, str]],
    site_names: Iterable[str],
    sections: Iterable[str] = (),
    hinted: Iterable[str] = (),
) -> Headline:
    """The headline, and how it was chosen.

    `statements`: (source, text) of other places than an <h1>, the most trusted first; texts may be empty. `site_names`: the
    names that the site uses for itself, its host included. `sections`: the sections of the site to which the page belongs.
    `hinted`: texts that the site's config selects; the first is the headline, without comparison.
    """
    names = SiteNames.of(site_names, sections)
    for text in hinted:
        if title := without_suffixes(text, names):
            return Headline(title, (text, title), (FieldSource("title", "site", text, True, FROM_SITE_CONFIG),))
    stated = [_TitleStatement(source, text, title) for source, text in statements if (title := without_suffixes(text, names))]
    titles = [statement.title for statement in stated]
    logos, shown = _split_logos(_headlines(tree), names)
    vote = _vote(shown, titles)
    if vote.winner is None:
        title = _completed(titles[0], titles[1:]) if titles else ""
        displayed = []
    else:
        title = _title_of(shown[vote.winner], titles, names)
        displayed = [h1.text for h1 in shown if title and _title_of(h1, titles, names) == title]
    return Headline(title, tuple(displayed), tuple(_sources(logos, shown, stated, vote, title)))


def _split_logos(headlines: Iterable[_H1], names: SiteNames) -> tuple[list[_H1], list[_H1]]:
    """The <h1>s that are the site's name, and the others."""
    logos: list[_H1] = []
    others: list[_H1] = []
    for h1 in headlines:
        (logos if name_key(h1.text) in names.sites else others).append(h1)
    return logos, others


def _vote(shown: Sequence[_H1], titles: Sequence[str]) -> _Vote:
    support = [max((_similarity(h1.text, title) for title in titles), default=1.0) for h1 in shown]
    if not shown:
        return _Vote(support, None, outvoted=False)
    best = max(range(len(shown)), key=lambda i: (round(support[i], 1), -i))
    agreed = len(titles) >= 2 and _similarity(titles[0], titles[1]) >= SIMILAR
    return _Vote(support, best, outvoted=support[best] < SIMILAR and agreed)


def _sources(
    logos: Sequence[_H1], shown: Sequence[_H1], stated: Sequence[_TitleStatement], vote: _Vote, title: str
) -> Iterator[FieldSource]:
    for logo in logos:
        yield FieldSource("title", "h1", logo.text, False, "is the site's name")
    for i, h1 in enumerate(shown):
        yield FieldSource("title", "h1", h1.text, i == vote.winner, _why_h1(i, vote, len(stated)))
    for i, statement in enumerate(stated):
        used = vote.winner is None and i == 0
        why = "no <h1> is confirmed by anything else" if used else _why_not(statement.text, title)
        yield FieldSource("title", statement.source, statement.text, used, why)


def _why_h1(i: int, vote: _Vote, voters: int) -> str:
    confirmed = f"{vote.support[i]:.0%} of its words in another source" if voters else "there is no other source"
    if i != vote.best:
        return f"{confirmed}; another <h1> has more, or comes before it"
    return f"{confirmed}; two others agree on something else" if vote.outvoted else f"displayed; {confirmed}"


def _why_not(text: str, title: str) -> str:
    return "has the same words" if name_key(text) == name_key(title) else "the displayed headline comes first"


def _headlines(tree: HtmlElement) -> Iterator[_H1]:
    """The <h1>s outside the page's frame that have a text."""
    for i, element in enumerate(tree.iter("h1")):
        if i >= MAX_H1:
            return
        text = _text(element)
        if text and len(text) <= MAX_TITLE and not _is_in_frame(element):
            yield _H1(text, _without_kicker(element, text))


def _is_in_frame(element: HtmlElement) -> bool:
    if next(element.iterancestors(FRAME), None) is not None:
        return True
    around = [element, *(above for above, _ in zip(element.iterancestors(), range(3), strict=False))]
    return any(NO_HEADLINE_NAME.search(_name(e)) for e in around)


def _without_kicker(element: HtmlElement, text: str) -> str:
    """The text without a first child that is named a kicker or ends with a bar; the whole text when that is most of it."""
    first = next(iter(element), None)
    if first is None or (element.text or "").strip():
        return text
    kicker = _text(first)
    rest = text[len(kicker) :].strip() if kicker and text.startswith(kicker) else ""
    is_kicker = kicker.endswith("|") or KICKER_NAME.search(_name(first)) is not None
    return rest if is_kicker and rest and len(rest) >= len(kicker) else text


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:MAX_NAME]


def _title_of(h1: _H1, titles: Sequence[str], names: SiteNames) -> str:
    """The title that an <h1> displays, with its kicker only if another source has the kicker too."""
    whole, bare = without_suffixes(h1.text, names), without_suffixes(h1.without_kicker, names)
    return whole if bare == whole or name_key(whole) in map(name_key, titles) else bare


def _completed(title: str, others: Iterable[str]) -> str:
    """The title; if it is truncated ("The mill opens…"), the first of `others` that completes it, if there is one."""
    beginning = title.removesuffix("…").removesuffix("...").strip()
    if beginning != title and beginning:
        return next((other for other in others if other.startswith(beginning) and not other.endswith(("…", "..."))), title)
    return title


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _similarity(a: str, b: str) -> float:
    """The share of the shorter text's words that the longer one has."""
    left, right = (set(WORD.findall(text.lower())) for text in (a, b))
    return len(left & right) / max(1, min(len(left), len(right)))
