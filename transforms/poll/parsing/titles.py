"""Titles and names that may be HTML → plain text in one line.

Markup is removed once, so a title that talks of a tag keeps it: `&lt;i&gt;` in HTML is the text `<i>` (RFC 4287, 3.1.1.2).
"""

import re

from transforms.poll.parsing.models import LONGEST_MARKUP, single_line
from transforms.poll.parsing.xml_repair import MarkFinder
from transforms.text import decode_references, word_set

# Elements that browsers know: https://html.spec.whatwg.org/multipage/indices.html#elements-3, and the obsolete ones.
HTML_ELEMENTS = word_set("""
    a abbr acronym address area article aside audio b base bdi bdo big blink blockquote body br button canvas caption center
    cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer
    form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map
    mark marquee menu meta meter nav nobr noframes noscript object ol optgroup option output p param picture pre progress q rp
    rt ruby s samp script search section select slot small source span strike strong style sub summary sup svg table tbody td
    template textarea tfoot th thead time title tr track tt u ul var video wbr
""")
BREAKS = word_set("""
    address article aside blockquote br center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main
    nav ol p pre section table td th tr ul
""")
HIDDEN = {name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE) for name in ("script", "style")}
# <(1)end slash (2)name (3)attributes>: `</b>`, `<o:p>`, `<img alt="1 > 0"/>`; else up to the first `>`: `<a title="x>`.
# Not `<jo@harbor.example>`, `<https://harbor.example/>`.
TAG = re.compile(
    r"""<(/?)([A-Za-z][\w.-]{0,60}(?::[A-Za-z][\w.-]{0,60})?)(?=[\s/>])((?>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*)|[^<>]*)>"""
)


def markup_to_line(markup: str) -> str:
    """The plain text of a title or name that may be HTML: one line without tags and references, at most 1,000 characters.

    Comments, scripts and styles go with their text. HTML's own tags go and their text stays; so do other tags, unless nothing
    shows that they are markup: no end tag in the title, no attribute, no slash. So `List<String>` stays.

    >>> markup_to_line("<b>AT&amp;T</b>\\n says &#8220;no&#8221;")
    'AT&T says “no”'
    """
    text = markup
    if len(text) > LONGEST_MARKUP:  # cut, but not within a tag
        text = text[:LONGEST_MARKUP]
        text = text[: text.rfind("<")] if text.rfind("<") > text.rfind(">") else text
    if "<![CDATA[" in text:  # escaped itself: `&lt;![CDATA[Ferry sinks]]&gt;`
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    if "<" in text:
        text = _Markup(text).text()
    return single_line(decode_references(decode_references(text)))  # escaped twice: Tom &amp;amp; Jerry


class _Markup:
    """HTML, and what it has of end tags. `last_ends`: name of an element → offset of its last end tag."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.marks = MarkFinder(html)
        self.last_ends = {tag[2].lower(): tag.start() for tag in TAG.finditer(html) if tag[1]}

    def text(self) -> str:
        """The HTML without markup; character references stay."""
        kept, at = [], 0
        while (start := self.html.find("<", at)) >= 0:
            end, replacement = self._mark(start)
            kept += [self.html[at:start], replacement]
            at = end
        return "".join((*kept, self.html[at:]))

    def _mark(self, start: int) -> tuple[int, str]:
        """The end of the markup that begins with the `<` at `start`, and its replacement. A `<` that begins none stays."""
        html = self.html
        if html.startswith("<!--", start) and (end := self.marks.find("-->", start + 2)) >= 0:
            return end + 3, ""
        if html.startswith(("<!", "<?"), start):  # a declaration, or a comment that is not closed: both end like a tag
            end = self.marks.find(">", start)
            return (end + 1, "") if end >= 0 else (start + 1, "<")
        tag = TAG.match(html, start)
        if tag is None or not self._is_markup(tag):
            return start + 1, "<"
        name, end = tag[2].lower(), tag.end()
        if name in HIDDEN and not tag[1] and self.last_ends.get(name, -1) >= end and (close := HIDDEN[name].search(html, end)):
            end = close.end()
        return end, " " if name in BREAKS else ""

    def _is_markup(self, tag: re.Match[str]) -> bool:
        name, attributes = tag[2].lower(), tag[3]
        return name in HTML_ELEMENTS or name in self.last_ends or "=" in attributes or attributes.endswith("/")
