"""The headline: the displayed <h1>, which the page's other statements vote on, without kicker and site name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from transforms.extract.metadata.field_sources import HINTED, Witness

LONGEST = 400  # characters of a headline
MOST_H1 = 20
ALIKE = 0.5  # share of words; a displayed headline and the one for search engines differ, a logo and a headline more
FRAME = ("nav", "footer", "aside")
SEPARATOR = re.compile(r"\s+(?:[|–—·•»›«-]|::|//)\s+|\s*\|\s*")
WORD = re.compile(r"\w+")
# An <h1> of a trail ("Home › Politics › …") or of search engines alone is not what the page shows as its headline.
NO_HEADLINE = re.compile(r"(?i)bread-?crumbs?|seo-?title|seo-?head")
KICKER = re.compile(r"""(?xi)
    kicker | eyebrow | overline | rubric | section | category | topic | label | badge | flag(?![a-z]) | dachzeile | flytitle
  | pretitle
""")


def _kinds(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Kinds of piece and of medium, which a bar sets off from the headline: "… | Editorial", "Opinion | …".
KINDS = _kinds("""
    opinion opinions editorial editorials oped analysis newsanalysis review reviews commentary comment column columns letters
    lettertotheeditor letterstotheeditor explainer explained exclusive interview obituary obituaries feature features video
    videos watch photos photo gallery podcast listen live liveupdates updated update breaking breakingnews perspective
    perspectives essay guestessay factcheck sponsored news latestnews topstories
    meinung kommentar analyse leitartikel kolumne gastbeitrag rezension nachruf bilder fotos
    opinión análisis analisis editoriale tribuna columna entrevista vídeo fotogalería galería
    avis tribune analyses édito éditorial chronique critique entretien vidéo
    opinione opinioni analisi commento intervista foto opinião análise opinie commentaar
    debatt leder kronikk kommentti mening анализ мнение видео фото
""")
# "[Watch]", "(video)", "(with photos)" at the end
MEDIUM = re.compile(r"""(?xi) \s* [\[(] \s* (?:
    (?: with\s+ | see\s+ | \+\s* )? (?: exclusive\s+ )?
    (?: video | vídeo | vidéo | photo | picture | pic | gallery | audio | podcast | foto | bilder ) s?
  | watch | listen | updated? | live | exclusive | opinion
) \s* [\])] $ """)


@dataclass(frozen=True)
class Headline:
    """`title`, or empty; `shown`: it as the page displays it, kicker and all, in each <h1> that does."""

    title: str
    shown: tuple[str, ...]
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True)
class _Shown:
    """An <h1>: all of it, and what is left of it without its kicker."""

    text: str
    bare: str


def headline(
    tree: HtmlElement,
    stated: Sequence[tuple[str, str]],
    site_names: Iterable[str],
    sections: Iterable[str] = (),
    hinted: Iterable[str] = (),
) -> Headline:
    """The headline, weighed.

    `stated`: other witnesses and what they say, the best first; may hold empty ones. `site_names` are what the site calls
    itself, its host among them; `sections` the parts of the site that the page says it belongs to.
    `hinted`: what the site's config points at; it needs no vote.
    """
    sites = {_folded(name) for name in site_names if name}
    parts = {folded for name in sections if (folded := _folded(name))}
    for text in hinted:
        if title := _bare(text, sites, parts):
            return Headline(title, (text, title), (Witness("title", "site", text, True, HINTED),))
    said = [(source, text, _bare(text, sites, parts)) for source, text in stated]
    said = [(source, text, title) for source, text, title in said if title]
    titles = [title for _, _, title in said]
    displayed = list(_displayed(tree))
    logos = [h1 for h1 in displayed if _folded(h1.text) in sites]
    shown = [h1 for h1 in displayed if h1 not in logos]
    support = [max((_alike(h1.text, title) for title in titles), default=1.0) for h1 in shown]
    best = max(range(len(shown)), key=lambda i: (round(support[i], 1), -i)) if shown else None
    outvoted = best is not None and support[best] < ALIKE and len(titles) >= 2 and _alike(titles[0], titles[1]) >= ALIKE
    if best is None or outvoted:
        title, winner = (titles[0], 0) if titles else ("", None)
        title = _whole(title, titles[1:])
    else:
        title, winner = _of_h1(shown[best], titles, sites, parts), None
    told = [Witness("title", "h1", logo.text, False, "is the site's name") for logo in logos]
    for i, h1 in enumerate(shown):
        why = _why(i == best, outvoted, support[i], len(titles))
        told.append(Witness("title", "h1", h1.text, i == best and not outvoted, why))
    told += [
        Witness("title", source, text, i == winner, "no <h1> speaks for itself" if i == winner else _why_not(text, title))
        for i, (source, text, _) in enumerate(said)
    ]
    as_displayed = [h1.text for h1 in shown if winner is None and title and _of_h1(h1, titles, sites, parts) == title]
    return Headline(title, tuple(as_displayed), tuple(told))


def without_site(title: str, sites: Iterable[str]) -> str:
    """
    >>> without_site("Bridge closed for repairs | The Daily Example", {"dailyexample", "thedailyexample"})
    'Bridge closed for repairs'
    """
    return _bare(title, set(sites), set())


def _bare(title: str, sites: set[str], sections: set[str]) -> str:
    """Without the site's name at either end, nor, set off by a bar, the section's or the kind's; nor "[Watch]"."""
    title = " ".join(title[: LONGEST * 2].split())
    for _ in range(4):
        cuts = list(SEPARATOR.finditer(title))
        if cuts and _goes(cuts[-1], title[cuts[-1].end() :], sites, sections):
            title = title[: cuts[-1].start()]
        elif cuts and _goes(cuts[0], title[: cuts[0].start()], sites, sections):
            title = title[cuts[0].end() :]
        elif (medium := MEDIUM.search(title)) and medium.start() > 0:
            title = title[: medium.start()]
        else:
            break
    return title[:LONGEST].strip()


def _goes(cut: re.Match[str], part: str, sites: set[str], sections: set[str]) -> bool:
    if _is_site(part, sites):
        return True
    folded = _folded(part)
    return "|" in cut[0] and (folded in sections or folded in KINDS)


def _is_site(part: str, sites: set[str]) -> bool:
    folded = _folded(part)
    return not folded or any(
        folded == site or (len(folded) > 4 and (folded in site or (len(site) > 4 and site in folded))) for site in sites if site
    )


def _displayed(tree: HtmlElement) -> Iterator[_Shown]:
    for i, element in enumerate(tree.iter("h1")):
        if i >= MOST_H1:
            return
        text = _text(element)
        if text and len(text) <= LONGEST and not _in_frame(element):
            yield _Shown(text, _without_kicker(element, text))


def _in_frame(element: HtmlElement) -> bool:
    if next(element.iterancestors(FRAME), None) is not None:
        return True
    around = [element, *(above for above, _ in zip(element.iterancestors(), range(3), strict=False))]
    return any(NO_HEADLINE.search(f"{e.get('class') or ''} {e.get('id') or ''}"[:300]) for e in around)


def _without_kicker(element: HtmlElement, text: str) -> str:
    """The text less a first child that is called a kicker, or that ends in a bar; the whole text if nothing else is in it."""
    first = next(iter(element), None)
    if first is None or (element.text or "").strip():
        return text
    kicker = _text(first)
    named = KICKER.search(f"{first.get('class') or ''} {first.get('id') or ''}"[:300]) is not None
    rest = text[len(kicker) :].strip() if kicker and text.startswith(kicker) else ""
    return rest if rest and (named or kicker.endswith("|")) and len(rest) >= len(kicker) else text


def _of_h1(h1: _Shown, titles: Sequence[str], sites: set[str], sections: set[str]) -> str:
    """With its kicker if another witness has it too."""
    whole, bare = _bare(h1.text, sites, sections), _bare(h1.bare, sites, sections)
    return whole if bare == whole or _folded(whole) in map(_folded, titles) else bare


def _whole(title: str, others: Iterable[str]) -> str:
    """The title, or, if it was cut ("The mill opens…"), what another witness has in full."""
    begun = title.removesuffix("…").removesuffix("...").strip()
    if begun != title and begun:
        return next((other for other in others if other.startswith(begun) and not other.endswith(("…", "..."))), title)
    return title


def _why(best: bool, outvoted: bool, support: float, voters: int) -> str:
    voted = f"{support:.0%} of its words in another witness" if voters else "nothing else speaks"
    if best:
        return f"{voted}; two others agree on another" if outvoted else f"displayed; {voted}"
    return f"{voted}; another <h1> has more, or stands before it"


def _why_not(text: str, title: str) -> str:
    return "says the same" if _folded(text) == _folded(title) else "the displayed headline goes before"


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _folded(text: str) -> str:
    return "".join(WORD.findall(text.lower()))


def _alike(a: str, b: str) -> float:
    """Share of the shorter one's words that the longer one has."""
    left, right = (set(WORD.findall(text.lower())) for text in (a, b))
    return len(left & right) / max(1, min(len(left), len(right)))
