"""How a page shows its elements: whether a link leads away from it, two neighbours are shown apart, an element is hidden."""

from lxml.html import HtmlElement


def leads_away(link: HtmlElement, url: str) -> bool:
    """Whether a link leads to another place than one of its own page; a heading that is an anchor is no teaser.

    >>> from lxml.html import fragment_fromstring as element
    >>> links = ("href=/mill", "href=#mill", "name=mill", "href=/weir#mill", "href=/news#mill")
    >>> [leads_away(element(f"<a {link}>Mill</a>"), "https://gazette.example/weir") for link in links]
    [True, False, False, False, True]
    """
    target = link.get("href")
    if target is None:
        return False
    if "#" not in target:
        return True
    page = target.strip().partition("#")[0]
    return bool(page) and not (page[0] in "/h" and url.partition("#")[0].endswith(page))


def are_apart(before: str, after: str) -> bool:
    """Whether two inline elements of different kinds are two texts, though no space is between them in the source.

    Pages set them apart by style, as in `<a>The Poes</a><em>Rooftop</em>`: one ends a word, and the other begins with a capital
    letter. `before`, `after`: the texts of the two.

    >>> are_apart("The Poes", "Rooftop"), are_apart("un", "likely"), are_apart("T", "HE")
    (True, False, False)
    """
    return (before[-1:].islower() or before[-1:].isdigit()) and after[:1].isupper()


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is hidden by its own style or attribute."""
    style = element.get("style")
    return bool(style and "display" in style and "none" in style) or element.get("hidden") is not None
