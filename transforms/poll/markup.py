"""An element of a feed as text or as HTML, whichever way it was wrapped: escaped, CDATA, inline XHTML, base64."""

import base64
import html
import re

from lxml import etree

from transforms.poll.items import line, one_line, tidy

PLAIN = frozenset({"text", "plain", "text/plain"})
# The declaration says plain text, and then comes HTML all the same.
LOOKS_HTML = re.compile(
    r"</?(?:p|br|a|b|i|em|strong|div|span|img|ul|li|h[1-6]|blockquote|table|figure)\b[^<>]{0,2000}>", re.IGNORECASE
)


def text_of(element: etree._Element) -> str:
    """All text in it, as it is written."""
    return (element.text or "") if len(element) == 0 else "".join(map(str, element.itertext()))


def title_of(element: etree._Element) -> str:
    """Plain text in one line. What says that it is plain text is taken at its word: `<b>` in it is meant."""
    text = _unwrapped(element)
    return line(text) if _type(element) in PLAIN and not len(element) else one_line(text)


def html_of(element: etree._Element) -> str | None:
    """The HTML in it; plain text is escaped; None when there is none."""
    if len(element):
        found = _inner(element)
    else:
        found = _unwrapped(element)
        if _type(element) in PLAIN and not LOOKS_HTML.search(found):
            found = html.escape(found, quote=False)
    found = tidy(found).strip()
    return found or None


def _type(element: etree._Element) -> str:
    return "" if _mode(element) == "escaped" else (element.get("type") or "").strip().lower()


def _mode(element: etree._Element) -> str:
    return (element.get("mode") or "").strip().lower()


def _unwrapped(element: etree._Element) -> str:
    text = text_of(element)
    if _mode(element) == "base64" or _type(element) == "application/octet-stream":  # Atom 0.3, and what became of it
        try:
            return base64.b64decode(text, validate=False).decode("utf-8", "replace")
        except ValueError:
            return text
    return text


def _inner(element: etree._Element) -> str:
    """What stands inside, as HTML without namespaces."""
    pieces = [html.escape(element.text or "", quote=False)]
    pieces.extend(etree.tostring(_bare(child), encoding="unicode", method="html", with_tail=True) for child in element)
    return "".join(pieces)


def _bare(element: etree._Element) -> etree._Element:
    """A copy that knows no namespaces; tags are never deeper than libxml2 or `tame` let pass."""
    attributes = {_local(str(name)): str(value) for name, value in element.items()}
    copy = etree.Element(_local(str(element.tag)), attributes)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(_bare(child) for child in element if isinstance(child.tag, str))
    return copy


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]
