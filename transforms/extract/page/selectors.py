"""The selectors of configs: CSS that selects elements by tag, class, id and attribute, or an XPath.

aside.promo          tag and class                 div[data-kind=poll]   attribute, also ~=, *=, ^=, $= and bare [hidden]
#sign-up, .bio       id; a comma means either      .body > .teaser       child; a space means anywhere below
//p[@id='x']/@title  what begins with a slash is an XPath

`cssselect` supports more of CSS. The rest is refused, since positions and siblings (`p:nth-child(2)`, `p + p`) differ from page
to page.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorSyntaxError, parser
from lxml import etree
from lxml.html import HtmlElement

MAX_CHARS = 500  # of a CSS selector
ALLOWED = "tag, .class, #id, [attribute=value], 'a b', 'a > b', 'a, b', and an XPath that begins with //"
ATTRIBUTE_OPERATORS = ("exists", "=", "~=", "*=", "^=", "$=")
COMBINATORS = (" ", ">")
EMPTY_PAGE = HtmlElement()
# lxml compiles an XPath with an unknown function, and fails only where a page makes it call the function.
XPATH_FUNCTIONS = frozenset((
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with", "contains",
    "substring-before", "substring-after", "substring", "string-length", "normalize-space", "translate", "boolean", "not",
    "true", "false", "lang", "number", "sum", "floor", "ceiling", "round",
    "text", "node", "comment", "processing-instruction", "and", "or", "div", "mod",
))  # fmt: skip
CALL = re.compile(r"(?<![\w:-])([\w:-]+)\s*\(")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
# A value without quotes. Values in quotes are matched too, so that nothing inside of them is taken for one.
UNQUOTED_VALUE = re.compile(r"""'[^']*'|"[^"]*"|=\s*(?P<value>[^\s"'\]]{1,200}+)(?=\s*\])""")
POSITION = re.compile(r" at (\d+)>?$")  # at the end of a message of cssselect


def check_selector(selector: str) -> None:
    """Raises ValueError, with what is wrong and where, for a selector that `select` does not understand."""
    selected_nodes(EMPTY_PAGE, selector)


def select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements that the selector selects, in page order. Raises ValueError as `check_selector` does."""
    return [node for node in selected_nodes(tree, selector) if isinstance(node, HtmlElement)]


def selected_nodes(tree: HtmlElement, selector: str) -> list[HtmlElement | str]:
    """The elements and the values of attributes that the selector selects, in page order. Raises ValueError as above."""
    try:
        nodes = _compiled(selector)(tree)
    except etree.XPathError as error:
        raise ValueError(f"selector {selector!r} is no XPath: {error}") from error
    if not isinstance(nodes, list):
        raise ValueError(f"selector {selector!r} gives a {type(nodes).__name__}; it must point at elements or attributes")
    return [node for node in nodes if isinstance(node, HtmlElement | str)]


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> etree.XPath:
    return etree.XPath(xpath(selector), smart_strings=False)


def xpath(selector: str) -> str:
    """The selector as XPath. Raises ValueError, with one sentence that says what is wrong, when it can't be translated.

    >>> xpath("aside[hidden] > p")
    '//aside[@hidden]/p'
    """
    text = selector.strip()
    if not text:
        raise ValueError("an empty selector points at nothing")
    if text.startswith("/"):
        if unknown := next((name for name in CALL.findall(QUOTED.sub("", text)) if name not in XPATH_FUNCTIONS), None):
            raise ValueError(f"selector {selector!r} is no XPath: it has no function {unknown}()")
        return text
    if len(text) > MAX_CHARS:
        raise ValueError(f"a selector of {len(text)} characters is too long; at most {MAX_CHARS}")
    return " | ".join(HTMLTranslator().selector_to_xpath(part, prefix="//") for part in _parsed(selector, text))


def _parsed(selector: str, text: str) -> list[parser.Selector]:
    """The selectors of a list of CSS selectors, each of them allowed."""
    text = UNQUOTED_VALUE.sub(_quoted, text)
    try:
        parts = parser.parse(text)
    except SelectorSyntaxError as error:
        at = POSITION.search(str(error))
        rest = text[int(at[1]) : int(at[1]) + 20] if at else text[:20]
        if rest:
            raise _unreadable(selector, rest) from error
        raise ValueError(f"selector {selector!r} ends too early") from error
    for part in parts:
        if part.pseudo_element is not None:
            raise _unreadable(selector, f"::{part.pseudo_element}")
        if unsupported := next(_unsupported(part.parsed_tree), None):
            raise _unreadable(selector, unsupported)
    return parts


def _unreadable(selector: str, part: str) -> ValueError:
    return ValueError(f"selector {selector!r}: can't read {part!r}; known are {ALLOWED}")


def _quoted(match: re.Match[str]) -> str:
    """`[data-id=7/a]` → `[data-id="7/a"]`: configs may leave out quotes where CSS asks for them."""
    return match[0] if match["value"] is None else '="{}"'.format(match["value"].replace("\\", "\\\\"))


def _unsupported(node: parser.Tree) -> Iterator[str]:
    """The parts of a parsed selector that are not allowed, as they are written."""
    match node:
        case parser.Element():
            if node.namespace:
                yield node.canonical()
        case parser.Class() | parser.Hash():
            yield from _unsupported(node.selector)
        case parser.Attrib():
            yield from _unsupported(node.selector)
            if node.operator not in ATTRIBUTE_OPERATORS or node.namespace or node.flag:
                yield node.canonical().removeprefix(node.selector.canonical())
        case parser.CombinedSelector():
            yield from _unsupported(node.selector)
            if node.combinator not in COMBINATORS:
                yield f"{node.combinator} {node.subselector.canonical()}"
            yield from _unsupported(node.subselector)
        case _:
            yield node.canonical().removeprefix(node.selector.canonical())
