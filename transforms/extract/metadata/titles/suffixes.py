"""Removes from a title what sites add to it: the site's name, the section, the kind of piece, the medium, the day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from transforms.text import name_key, word_set

MAX_TITLE = 400  # characters
MAX_SUFFIXES = 4  # that are cut off one title
MIN_NAME_PART = 5  # letters of a name that is compared with parts of longer names
MAX_ADDED = 20  # letters that a longer form of a name adds to it: "The Valley News Online Edition"
SEPARATOR = re.compile(r"(?<!\s)\s+(?:[|–—·•»›«:-]|::|//)\s+|(?:(?<!\s)\s+)?\|\s*")
WHOLE_DATE = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
# Kinds of piece and of medium, which a bar separates from the headline: "… | Editorial", "Opinion | …".
PIECE_KINDS = word_set("""
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
MEDIUM = re.compile(r"""(?xi) (?: (?<!\s) \s+ )? [\[(] \s* (?:
    (?: with\s+ | see\s+ | \+\s* )? (?: exclusive\s+ )?
    (?: video | vídeo | vidéo | photo | picture | pic | gallery | audio | podcast | foto | bilder ) s?
  | watch | listen | updated? | live | exclusive | opinion
) \s* [\])] $ """)


@dataclass(frozen=True)
class SiteNames:
    """The names of a site and of its sections, in the form of `name_key`."""

    sites: frozenset[str]
    sections: frozenset[str]

    @classmethod
    def of(cls, sites: Iterable[str], sections: Iterable[str]) -> Self:
        """The names in comparable form; empty ones are left out."""
        return cls(frozenset(name_key(name) for name in sites if name), frozenset(map(name_key, sections)) - {""})

    def with_sites(self, sites: Iterable[str]) -> Self:
        """The same names and further ones of the site."""
        return replace(self, sites=self.sites | (frozenset(map(name_key, sites)) - {""}))


def without_suffixes(title: str, names: SiteNames) -> str:
    """The title without the site's name at either end, without section or kind of piece at a bar, and without "[Watch]".

    >>> without_suffixes("Opinion | The mill opens again [Watch] - Valley News", SiteNames.of(["Valley News"], []))
    'The mill opens again'
    """
    title = " ".join(title[: MAX_TITLE * 2].split())
    for _ in range(MAX_SUFFIXES):
        if (cut := _without_one_part(title, names)) is not None:
            title = cut
        elif (medium := MEDIUM.search(title)) and medium.start() > 0:
            title = title[: medium.start()]
        else:
            break
    return title[:MAX_TITLE].strip()


def _without_one_part(title: str, names: SiteNames) -> str | None:
    """The title without its last or its first part, if one of them is added by the site; None if none is.

    A part that is certainly added is cut before one that may be: of "Valley News - The Valley News story" the first.
    """
    cuts = list(SEPARATOR.finditer(title))
    if not cuts:
        return None
    first, last = cuts[0], cuts[-1]
    ends = ((last[0], title[last.end() :], title[: last.start()]), (first[0], title[: first.start()], title[first.end() :]))
    for separator, part, rest in ends:
        if _is_certainly_added(separator, part, names):
            return rest
    for separator, part, rest in ends:
        if separator.strip() != ":" and _may_be_added(part, rest, names):
            return rest
    return None


def _is_certainly_added(separator: str, part: str, names: SiteNames) -> bool:
    folded = name_key(part)
    if not folded or folded in names.sites or WHOLE_DATE.fullmatch(part.strip()):
        return True
    return "|" in separator and (folded in names.sections or folded in PIECE_KINDS)


def _may_be_added(part: str, rest: str, names: SiteNames) -> bool:
    """Whether a part of a title is a part of the site's name, or a longer form of it that is no longer than the rest."""
    folded, length = name_key(part), len(name_key(rest))
    return any(
        folded in site or (site in folded and len(folded) <= max(len(site) + MAX_ADDED, length))
        for site in names.sites
        if min(len(folded), len(site)) >= MIN_NAME_PART
    )
