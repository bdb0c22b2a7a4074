"""How a page shows its elements: whether two neighbours are shown apart, and whether an element is hidden."""

from lxml.html import HtmlElement


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
