"""Removes from a title what sites add to it: the site's name, the section, the kind of piece, the medium."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from transforms.text import name_key, word_set

MAX_TITLE = 400  # characters
MAX_SUFFIXES = 4  # that are cut off one title
MIN_NAME_PART = 5  # letters of a name that is compared with parts of longer names
SEPARATOR = re.compile(r"\s+(?:[|–—·•»›«-]|::|//)\s+|\s*\|\s*")
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
MEDIUM = re.compile(r"""(?xi) \s* [\[(] \s* (?:
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


def without_suffixes(title: str, names: SiteNames) -> str:
    """The title without the site's name at either end, without section or kind of piece at a bar, and without "[Watch]".

    >>> without_suffixes("Opinion | The mill opens again [Watch] - Valley News", SiteNames.of(["Valley News"], []))
    'The mill opens again'
    """
    title = " ".join(title[: MAX_TITLE * 2].split())
    for _ in range(MAX_SUFFIXES):
        cuts = list(SEPARATOR.finditer(title))
        if cuts and _is_suffix(cuts[-1], title[cuts[-1].end() :], names):
            title = title[: cuts[-1].start()]
        elif cuts and _is_suffix(cuts[0], title[: cuts[0].start()], names):
            title = title[cuts[0].end() :]
        elif (medium := MEDIUM.search(title)) and medium.start() > 0:
            title = title[: medium.start()]
        else:
            break
    return title[:MAX_TITLE].strip()


def _is_suffix(separator: re.Match[str], part: str, names: SiteNames) -> bool:
    folded = name_key(part)
    if not folded or any(_is_name_of(site, folded) for site in names.sites):
        return True
    return "|" in separator[0] and (folded in names.sections or folded in PIECE_KINDS)


def _is_name_of(site: str, folded: str) -> bool:
    """Whether a text is the site's name, a part of it, or contains it; short texts and names only as a whole."""
    if folded == site:
        return True
    if len(folded) < MIN_NAME_PART or not site:
        return False
    return folded in site or (len(site) >= MIN_NAME_PART and site in folded)
