"""CSS selectors as configs use them, turned into XPath: the part of CSS that points at furniture, no more; or an XPath itself.

aside.promo          tag and class                 div[data-kind=poll]   attribute, also ~=, *=, ^=, $= and bare [hidden]
#sign-up, .bio       id; a comma means either      .body > .teaser       child; a space means anywhere below
//p[@id='x']/@title  what begins with a slash is an XPath
"""

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

LONGEST = 500  # characters of a selector
KNOWN = "tag, .class, #id, [attribute=value], 'a b', 'a > b', 'a, b', and an XPath that begins with //"
NAME = r"-?[a-zA-Z_][\w-]*"
PART = re.compile(rf"""(?x)
    (?P<tag> \* | {NAME} )
  | \. (?P<class> {NAME} )
  | \# (?P<id> {NAME} )
  | \[ \s* (?P<attribute> {NAME} ) \s*
    (?: (?P<how> [~*^$]? = ) \s* (?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' | (?P<bare>[^\s"'\]]+) ) \s* )? \]
""")
BETWEEN = re.compile(r"\s*([>,])\s*|\s+")
NOTHING = HtmlElement()
# XPath would say so only where it comes to call one, on some page some day.
FUNCTIONS = frozenset((
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with", "contains",
    "substring-before", "substring-after", "substring", "string-length", "normalize-space", "translate", "boolean", "not",
    "true", "false", "lang", "number", "sum", "floor", "ceiling", "round",
    "text", "node", "comment", "processing-instruction", "and", "or", "div", "mod",
))  # fmt: skip
CALL = re.compile(r"([\w:-]+)\s*\(")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
AXES = {">": "/", ",": " | //", None: "//"}


def check_selector(selector: str) -> None:
    """Raises ValueError, with what is wrong and where, for a selector that `select` does not understand."""
    found(NOTHING, selector)


def select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements that the selector points at, in page order. Raises ValueError as `check_selector` does."""
    return [thing for thing in found(tree, selector) if isinstance(thing, HtmlElement)]


def found(tree: HtmlElement, selector: str) -> list[HtmlElement | str]:
    """What the selector points at, in page order: elements, or the values of attributes. Raises ValueError likewise."""
    try:
        things = _compiled(selector)(tree)
    except etree.XPathError as error:
        raise ValueError(f"selector {selector!r} is no XPath: {error}") from error
    if not isinstance(things, list):
        raise ValueError(f"selector {selector!r} gives a {type(things).__name__}; it must point at elements or attributes")
    return [thing for thing in things if isinstance(thing, HtmlElement | str)]


def xpath(selector: str) -> str:
    """The selector as XPath. Raises ValueError in one sentence.

    >>> xpath("aside.promo > p")
    "//aside[contains(concat(' ', normalize-space(@class), ' '), ' promo ')]/p"
    """
    text = selector.strip()
    if not text:
        raise ValueError("an empty selector points at nothing")
    if text.startswith("/"):
        if unknown := next((name for name in CALL.findall(QUOTED.sub("", text)) if name not in FUNCTIONS), None):
            raise ValueError(f"selector {selector!r} is no XPath: it has no function {unknown}()")
        return text
    if len(text) > LONGEST:
        raise ValueError(f"a selector of {len(text)} characters is too long; at most {LONGEST}")
    path, at, step = "//", 0, ""
    while at < len(text):
        between = BETWEEN.match(text, at) if step else None
        part = PART.match(text, at)
        if between:
            path, step, at = path + step + AXES[between[1]], "", between.end()
        elif part and not (part["tag"] and step):
            step, at = _step(step, part), part.end()
        else:
            raise ValueError(f"selector {selector!r}: can't read {text[at : at + 20]!r}; known are {KNOWN}")
    if not step:
        raise ValueError(f"selector {selector!r} ends too early")
    return path + step


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> etree.XPath:
    return etree.XPath(xpath(selector), smart_strings=False)


def _step(step: str, part: re.Match[str]) -> str:
    if part["tag"]:
        return part["tag"].lower() if part["tag"] != "*" else "*"
    step = step or "*"
    if part["class"]:
        return step + _has_word("class", part["class"])
    if part["id"]:
        return f"{step}[@id='{part['id']}']"
    name, how = part["attribute"].lower(), part["how"]
    if how is None:
        return f"{step}[@{name}]"
    value = next(v for v in (part["double"], part["single"], part["bare"]) if v is not None)
    quoted = f"'{value}'" if "'" not in value else f'"{value}"'
    if how == "=":
        return f"{step}[@{name}={quoted}]"
    if not value or (how == "~=" and (" " in value or "'" in value)):  # as in CSS, these point at nothing
        return f"{step}[false()]"
    if how == "~=":
        return step + _has_word(name, value)
    if how == "*=":
        return f"{step}[contains(@{name}, {quoted})]"
    if how == "^=":
        return f"{step}[starts-with(@{name}, {quoted})]"
    return f"{step}[substring(@{name}, string-length(@{name}) - {len(value) - 1}) = {quoted}]"


def _has_word(attribute: str, word: str) -> str:
    return f"[contains(concat(' ', normalize-space(@{attribute}), ' '), ' {word} ')]"
