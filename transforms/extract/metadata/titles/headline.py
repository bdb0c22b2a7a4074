"""The headline: the <h1> that other statements of the page confirm, without kicker and site name; else such a statement."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from transforms.extract.metadata.field_sources import FROM_SITE_CONFIG, FieldSource
from transforms.extract.metadata.titles.headings import Heading, headings
from transforms.extract.metadata.titles.suffixes import SiteNames, without_suffixes
from transforms.extract.metadata.titles.surroundings import completed, without_surroundings, without_what_is_behind
from transforms.text import name_key

FEED = "feed"  # the source of the title that the feed's entry has
SIMILAR = 0.5  # share of words: the displayed headline and the one for search engines have more in common, a logo has less
HEADLINE_WORDS = 4  # "Weather", "Our newsletter", "Data protection notice" have fewer
TOPIC_LETTERS = 4  # of a word that tells what a title is about
TICKER = "+++"  # between the latest reports, which a live page displays above its title
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Headline:
    """`title`: the headline, or "". `displayed`: the full text, with kicker, of each <h1> that displays it.

    `element`: the first of these <h1>s; on a page without one the <h2> that has the words of a title.
    """

    title: str
    displayed: tuple[str, ...]
    sources: tuple[FieldSource, ...]
    element: HtmlElement | None = None


@dataclass(frozen=True)
class _TitleStatement:
    """A statement about the title from elsewhere than an <h1>. `title`: its text without site, section and kind of piece."""

    source: str
    text: str
    title: str


@dataclass(frozen=True)
class _Vote:
    """How far the statements confirm the <h1>s.

    `support`: for each <h1> the largest similarity to a statement, 0 to 1. `best`: the index of the <h1> with the largest
    support; of several the one most like a statement as a whole, then the first; None without an <h1>. `outvoted`: why this
    one is not the headline; "" when it is.
    """

    support: list[float]
    best: int | None
    outvoted: str

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
    url: str = "",
) -> Headline:
    """The headline, and how it was chosen.

    `statements`: (source, text) of other places than an <h1>, the most trusted first; texts may be empty. `site_names`: the
    names that the site uses for itself, its host included. `sections`: the sections of the site to which the page belongs.
    `hinted`: texts that the site's config selects; the first is the headline, without comparison. `url`: the page's address.
    """
    names = SiteNames.of(site_names, sections)
    for text in hinted:
        if title := without_suffixes(text, names):
            return Headline(title, (text, title), (FieldSource("title", "site", text, True, FROM_SITE_CONFIG),))
    h1s = list(headings(tree, url, names))
    all_names = names.with_sites(h1.text for h1 in h1s if h1.to_front)
    stated = [
        _TitleStatement(source, text, title) for source, text in statements if (title := without_suffixes(text, all_names))
    ]
    titles = [statement.title for statement in stated]
    set_aside, shown = _split(h1s, names, titles)
    h2s = cache(lambda: list(headings(tree, url, names, "h2")))  # most pages don't need them
    vote = _vote(shown, titles, h2s)
    if vote.winner is None:
        title, displays = _undisplayed(stated, h2s()), []
    else:
        title = _title_of(shown[vote.winner], titles, names)
        displays = [h1 for h1 in shown if title and _title_of(h1, titles, names) == title]
    sources = tuple(_sources(set_aside, shown, stated, vote, title))
    first = displays[0] if displays else _h2_of(h2s(), titles)
    return Headline(title, tuple(h1.text for h1 in displays), sources, first.element if first else None)


def _undisplayed(stated: Sequence[_TitleStatement], h2s: Iterable[Heading]) -> str:
    """The title that no <h1> displays: the first statement without the names around it; "" without a statement."""
    titles = [statement.title for statement in stated]
    alone = [statement.title for statement in stated if statement.source == FEED] + [h2.text for h2 in h2s]
    return without_surroundings(completed(titles[0], titles[1:]), alone) if titles else ""


def _h2_of(h2s: Iterable[Heading], titles: Iterable[str]) -> Heading | None:
    """The <h2> with the words of one of the titles; None without one. It shows where the article begins."""
    keys = set(map(name_key, titles))
    return next((h2 for h2 in h2s if keys & set(map(name_key, (h2.text, h2.without_kicker, *h2.ends)))), None)


def _split(h1s: Sequence[Heading], names: SiteNames, titles: Sequence[str]) -> tuple[list[tuple[Heading, str]], list[Heading]]:
    """The <h1>s that name the site or a section, each with the reason in words, and the others.

    A section's name is the headline when the page has nothing else, or when other sources have it as the title: some sites
    make a folder for each article.
    """
    keys = {name_key(title) for title in titles}
    logos = [(h1, "is the site's name") for h1 in h1s if name_key(h1.text) in names.sites]
    others = [h1 for h1 in h1s if name_key(h1.text) not in names.sites]
    reasons = [_why_no_headline(h1, names, keys) for h1 in others]
    if "" in reasons or titles:
        sections = [(h1, why) for h1, why in zip(others, reasons, strict=True) if why]
        return logos + sections, [h1 for h1, why in zip(others, reasons, strict=True) if not why]
    return logos, others


def _why_no_headline(h1: Heading, names: SiteNames, keys: Container[str]) -> str:
    """Why an <h1> is not the headline; "" when it may be. `keys`: the titles in other sources, in the form of `name_key`."""
    if h1.to_front:
        return "is a link to the front page or a section"
    is_section = name_key(h1.text) in names.sections and name_key(without_suffixes(h1.text, names)) not in keys
    return "is a section's name" if is_section else ""


def _vote(shown: Sequence[Heading], titles: Sequence[str], h2s: Callable[[], Iterable[Heading]]) -> _Vote:
    """How far the titles of other sources confirm the <h1>s. `h2s` gives the <h2>s of the page."""
    support = [max((_similarity(h1.text, title) for title in titles), default=1.0) for h1 in shown]
    if not shown:
        return _Vote(support, None, "")
    likeness = [max((_likeness(h1.text, title) for title in titles), default=1.0) for h1 in shown]
    best = max(range(len(shown)), key=lambda i: (round(support[i], 1), round(likeness[i], 1), -i))
    if len(titles) < 2 or _similarity(titles[0], titles[1]) < SIMILAR or support[best] > SIMILAR:
        return _Vote(support, best, "")
    if len(shown) > 1 and _h2_of(h2s(), titles) is not None:
        return _Vote(support, best, "an <h2> displays what two others agree on")
    is_outvoted = support[best] < SIMILAR and not _is_headline(shown[best].text, titles)
    return _Vote(support, best, "two others agree on something else" if is_outvoted else "")


def _is_headline(h1: str, titles: Iterable[str]) -> bool:
    """Whether an <h1> that is not confirmed has the length of a headline and a word of other titles.

    Two sources that agree on another title are often one field for search engines.
    """
    has_length = len(WORD.findall(h1)) >= HEADLINE_WORDS and TICKER not in h1
    return has_length and not _topics([h1]).isdisjoint(_topics(titles))


def _topics(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text.lower()) if len(word) >= TOPIC_LETTERS}


def _sources(
    set_aside: Iterable[tuple[Heading, str]],
    shown: Sequence[Heading],
    stated: Sequence[_TitleStatement],
    vote: _Vote,
    title: str,
) -> Iterator[FieldSource]:
    for h1, why in set_aside:
        yield FieldSource("title", "h1", h1.text, False, why)
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
    return f"{confirmed}; {vote.outvoted}" if vote.outvoted else f"displayed; {confirmed}"


def _why_not(text: str, title: str) -> str:
    return "has the same words" if name_key(text) == name_key(title) else "the displayed headline comes first"


def _title_of(h1: Heading, titles: Sequence[str], names: SiteNames) -> str:
    """The title that an <h1> displays, with its kicker only if another source has the kicker too."""
    keys = [name_key(title) for title in titles]
    texts = (without_what_is_behind(text, keys) for text in (h1.text, h1.without_kicker))
    whole, bare = (without_suffixes(text, names) for text in texts)
    best = whole if bare == whole or name_key(whole) in keys else bare
    # `<h1><span>River notes</span> Mill opens</h1>`, where other sources have the title "Mill opens".
    confirmed = keys.count(name_key(best))
    for end in h1.ends:
        if (count := keys.count(name_key(end))) > confirmed:
            best, confirmed = end, count
    return best


def _similarity(a: str, b: str) -> float:
    """The share of the shorter text's words that the longer one has."""
    left, right = (set(WORD.findall(text.lower())) for text in (a, b))
    return len(left & right) / max(1, min(len(left), len(right)))


def _likeness(a: str, b: str) -> float:
    """The share of the words of both texts that both have."""
    left, right = (set(WORD.findall(text.lower())) for text in (a, b))
    return len(left & right) / max(1, len(left | right))
