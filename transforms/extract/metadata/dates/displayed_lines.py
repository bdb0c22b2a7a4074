"""Lines of a page that display a date, with what comes before them: "Date:", "2 May 2026", "14:05"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from transforms.extract.page.frame_tags import FRAME
from transforms.text import word_set

UNSEEN = frozenset((*FRAME, "script", "style", "noscript", "template", "head"))
MAX_LINE = 80  # characters of "By Ana Brandt, Harbor City, 22 March 2026 at 9.30"; a longer line is a sentence about some day
MAX_RAW_LINE = 4 * MAX_LINE  # with the white space around it
MAX_LINES = 200  # lines with a year
MAX_LABEL = 30  # characters of a label in an element of its own: <b>First published:</b> 2 May 2026
MAX_LABEL_WORDS = 4
MAX_WORDS_TO_STOP = 4  # of a displayed date that ends with a full stop
MAX_WORDS = 7  # of a displayed date: "By Ana Brandt, Harbor City, Sunday 22 March 2026"; a line with more is a sentence
MAX_BYLINE = 200  # characters of a paragraph that displays a date; a longer one is about some day
MAX_TEXTS = 300  # between the tags of a paragraph that are read, for each of its dates
PARAGRAPHS = word_set("p li blockquote dd figcaption")
INLINE = word_set("a abbr b bdi cite em font i mark small span strong sub sup time u")
# What comes before the date of publication on a line that displays it.
PUBLISHED_LABEL = re.compile(r"""(?xi) ^ \W{0,3} (?:
    (?: first | originally | date ) \s (?: published | posted ) | published | posted | date | created | issued | release \s date
  | (?: publish | publication | pub ) \s date | veröffentlicht | erschienen | erstellt | datum | publié | mis\sen\sligne
  | publicado | fecha | pubblicato | data | geplaatst | gepubliceerd | publisert | publicerad | publiceret | opublikowano
  | dipublikasikan | yayınlanma | опубликовано | дата
) \b """)
UPDATED_LABEL = re.compile(r"""(?xi) \b (?: last \s | latest \s )? (?:
    updated? | modified | changed | edited | corrected | reviewed | aktualisiert | geändert | stand | mis\sà\sjour | modifié
  | actualizado | aggiornato | bijgewerkt | oppdatert | uppdaterad | opdateret | güncelleme | обновлено | copyright
) \b | © """)
# A time of day in an element of its own behind the day: "21:25", "um 14.05 Uhr", "at 9:30 AM EDT".
CLOCK = re.compile(r"""(?xi) \W{0,3} (?: [a-zà-ÿ]{1,3} \.? \s (?: las \s )? )?
  (?: [01]?\d | 2[0-3] ) (?: [:.] | \s?h\s? ) [0-5]\d (?: : [0-5]\d )? (?: \s? [a-z.]{1,5} ){0,2} """)
HAS_CLOCK = re.compile(r"\d[:.h][0-5]\d(?!\d|\.)")
WORD = re.compile(r"\w+")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class DatedLine:
    """A short visible text that contains a year. `before`: the text before it, if that is not the headline's.

    `element`: the element that it is in. `is_behind`: whether it is behind the start of the headline. `distance`: characters
    of text from the start of the walk."""

    text: str
    before: str
    element: HtmlElement
    is_behind: bool
    distance: int

    @property
    def without_update(self) -> str:
        """The text as far as it is not about an update; "" for a date of an update."""
        if _is_label(self.before) and UPDATED_LABEL.search(self.before):
            return ""
        update = UPDATED_LABEL.search(self.text)
        if update and not YEAR.search(self.text, 0, update.start()):
            return ""
        return self.text[: update.start()] if update else self.text

    @property
    def is_labelled(self) -> bool:
        """Whether a label says that this is the date of publication."""
        return bool(PUBLISHED_LABEL.match(self.text) or (_is_label(self.before) and PUBLISHED_LABEL.match(self.before)))

    @property
    def is_of_text(self) -> bool:
        """Whether it is a sentence, or in a longer paragraph but not its beginning: such a date is about another day."""
        words = sum(map(str.isalpha, WORD.findall(self.text)))
        return words > (MAX_WORDS_TO_STOP if self.text.endswith((".", "!", "?")) else MAX_WORDS) or self._is_in_paragraph

    @property
    def _is_in_paragraph(self) -> bool:
        element = self.element
        while element.tag in INLINE and (parent := element.getparent()) is not None:
            element = parent
        if element.tag not in PARAGRAPHS:
            return False
        for texts in _lines_of(element):
            if any(map(self._has, texts)):
                # "Berlin, 22 March 2026 – The mill …"
                return not self._has(texts[0]) and sum(map(len, texts)) > MAX_BYLINE
        return True  # it is behind the texts that are read

    def _has(self, text: str) -> bool:
        return self.text == text or self.text.startswith(f"{text} ")


def dated_lines(tree: HtmlElement, headline: HtmlElement | None = None) -> Iterator[DatedLine]:
    """Yields at most `MAX_LINES` short lines outside the page's frame that contain a year, in page order."""
    return islice(_dated(_visible_texts(tree, headline), headline), MAX_LINES)


def dated_lines_behind(headline: HtmlElement, max_distance: int) -> Iterator[DatedLine]:
    """Yields the dated lines at most `max_distance` characters behind the start of the headline."""
    for line in islice(_dated(_texts_from(headline), headline), MAX_LINES):
        if line.distance > max_distance:
            return
        yield line


def _lines_of(paragraph: HtmlElement) -> Iterator[list[str]]:
    """Yields the texts of each line of a paragraph, between its line breaks; of a very long one only the first lines."""
    texts: list[str] = []
    for raw, element in islice(_visible_texts(paragraph), MAX_TEXTS):
        if element.tag == "br":
            yield texts
            texts = []
        elif raw.strip():
            texts.append(" ".join(raw[:MAX_RAW_LINE].split()))
    yield texts


def _is_label(text: str) -> bool:
    return 0 < len(text) <= MAX_LABEL and len(text.split()) <= MAX_LABEL_WORDS and not YEAR.search(text)


def _dated(texts: Iterable[tuple[str, HtmlElement]], headline: HtmlElement | None) -> Iterator[DatedLine]:
    """The dated lines among texts. A line without a time of day gets that of the next text, if that is nothing else."""
    before, before_element, distance, is_behind = "", None, 0, False
    held: DatedLine | None = None
    for raw, element in texts:
        is_behind = is_behind or element is headline
        if not raw.strip():
            continue
        is_long = len(raw) > MAX_RAW_LINE
        text = "" if is_long else " ".join(raw.split())
        if held:
            yield _with_clock(held, text)
            held = None
        if text and len(text) <= MAX_LINE and ("20" in text or "19" in text) and YEAR.search(text):
            label = "" if headline is not None and _is_within(before_element, headline) else before
            held = DatedLine(text, label, element, is_behind, distance)
        distance += len(raw) if is_long else len(text)
        before, before_element = text, element
    if held:
        yield held


def _is_within(element: HtmlElement | None, outer: HtmlElement) -> bool:
    return element is not None and (element is outer or any(around is outer for around in element.iterancestors(outer.tag)))


def _with_clock(line: DatedLine, following: str) -> DatedLine:
    if len(following) <= MAX_LABEL and not HAS_CLOCK.search(line.text) and CLOCK.fullmatch(following):
        return DatedLine(f"{line.text} {following}", line.before, line.element, line.is_behind, line.distance)
    return line


def _texts_from(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """The visible texts in an element and behind it, each with the element that it is in."""
    yield from _visible_texts(element, element)
    node: HtmlElement | None = element
    while node is not None and (parent := node.getparent()) is not None:
        if node.tail:
            yield node.tail, parent
        for sibling in node.itersiblings():
            if sibling.tag not in UNSEEN:
                yield from _visible_texts(sibling)
            if sibling.tail:
                yield sibling.tail, parent
        node = parent


def _visible_texts(root: HtmlElement, marked: HtmlElement | None = None) -> Iterator[tuple[str, HtmlElement]]:
    """The visible texts in an element in page order, each with the element that it is in.

    Line breaks and `marked` are yielded without a text too.
    """
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is not root and element.tail:
                yield element.tail, element.getparent()
        elif element.tag in UNSEEN:
            walk.skip_subtree()
        elif element.text or element is marked or element.tag == "br":
            yield element.text or "", element
