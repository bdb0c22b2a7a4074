"""What page structure says is not article goes before extraction: sign-ups, author boxes, teasers, consent, polls.

Only names that stand on furniture and hardly ever on the wrapper of an article (measured on news pages of 184 sites):
"caption", "figure", "widget", "embed" and "ad" stand on bodies too and are not here. `extract` holds the budget.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from transforms.extract.page.lines import lines
from transforms.extract.page.selectors import select
from transforms.records import Removal
from transforms.web.urls import host

# Rule → names as class, id and the like carry them; words in lower case, joined by "-": "emailSignUp" is "email-sign-up".
# A name counts wherever its words stand in a row: "newsletter" is in "c-newsletter--inline".
NAMES = {
    "newsletter": """newsletter newsletters newslettersignup newsletter-signup email-signup email-sign-up signup-form
        sign-up-form signup-box signup-widget signup-promo subscribe-form subscribe-box subscribe-widget subscribe-promo
        subscription-widget""",
    "author_bio": """bio biography authorbio author-bio author-box authorbox author-card author-blurb author-profile
        author-about about-author about-the-author post-author-info author-description author-desc""",
    "consent": "consent cookie-banner cookie-notice cookie-bar cookie-message cookie-wall gdpr",
    "modal": "modal popup pop-up",
    "cta": "cta",
    "recirculation": """recirc recirculation related related-article related-articles related-story related-stories
        related-content related-post related-posts related-link related-links related-topics related-news related-reading
        related-video related-videos relatedarticles relatedposts relatedlinks readmore read-more read-next read-also readnext
        most-read most-popular most-viewed most-shared trending recommended recommendations also-read also-like up-next next-up
        more-from more-stories more-news more-on outbrain taboola inbody-related inline-related""",
    "poll": "poll polls polldaddy opinary apester playbuzz quiz",
    "share": """share-bar sharebar share-buttons share-button share-tools share-links share-this sharethis social-share
        social-sharing social-links social-icons social-buttons social-bar social-media-links sharedaddy addthis""",
    "advertisement": """advertisement advert ad-slot ad-unit ad-label ad-placeholder adsbygoogle sponsored-content
        sponsored-links sponsored-post""",
    "comments": """comments-list comment-list comments-section comment-section comments-area comment-form comments-form
        comments-thread comment-thread comments-container comments-wrapper comment-count comment-policy disqus fb-comments""",
    "disclaimer": "disclaimer affiliate-disclosure affiliate-disclaimer affiliate-notice affiliate-message",
    "tags": "post-tags article-tags entry-tags story-tags article-topics tag-list taglist breadcrumb breadcrumbs",
}
TAGS = {"figcaption": "caption"}
# A heading that is one link to the same site leads to another article (of 44 such lines none was article), and so do lists
# of nothing but links with words (21 of 25); a paragraph that is one link is article as often as not.
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol")
LINKED = frozenset((*HEADINGS, *LISTS))
FEWEST_WORDS = 4  # of a linked heading, and of the links of a list on average; shorter ones are subheads and names
ALL = 0.9  # of the characters: a link hardly ever spans the last full stop
FRAME = ("nav", "footer", "header", "aside")  # trafilatura passes over these
LONGEST_KEPT = 2000  # characters of what went that a record shows
ATTRIBUTES = ("class", "id", "data-component", "data-testid")
# Whatever it is called, a wrapper of these is no furniture, and these themselves are none.
HEART = ("article", "main", "h1")
ROOMS = frozenset((
    "html", "body", "article", "main", "head", "h1", "p", "a", "img", "script", "style", "svg", "path", "br", "hr", "meta",
    "link", "title", "source", "use", "g",
))  # fmt: skip

RULE_OF = {name: rule for rule, names in NAMES.items() for name in names.split()}
FIRST_WORDS = frozenset(name.split("-")[0] for name in RULE_OF)
MOST_WORDS = max(name.count("-") + 1 for name in RULE_OF)
LONGEST_NAME = 500  # characters of one attribute that are looked at
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
WORD = re.compile(r"[a-z0-9]+")


def prune(tree: HtmlElement, url: str) -> list[Removal]:
    """Takes the furniture out of the tree, in place; what went near the article, in page order."""
    return take_out(furniture(tree, url))


def prune_selected(tree: HtmlElement, selectors: Iterable[str], whose: str = "feed") -> list[Removal]:
    """Takes out what a config's own selectors point at. Raises ValueError for a selector that can't be read.

    `whose`: `feed` or `site`, for the rule's name.
    """
    return take_out((element, whose) for selector in selectors for element in select(tree, selector))


def furniture(tree: HtmlElement, url: str) -> Iterator[tuple[HtmlElement, str]]:
    """What is furniture by its names or links, and the rule that says so, in page order; one may lie in another."""
    site = host(url)
    for element in tree.iter("*"):
        tag = element.tag
        if tag in ROOMS:
            continue
        rule = TAGS.get(tag) or (_by_links(element, site) if tag in LINKED else None)
        for attribute in () if rule else ATTRIBUTES:
            name = element.get(attribute)
            if name and (rule := rule_of(name)):
                break
        if rule and (rule == "caption" or next(element.iter(*HEART), None) is None):
            yield element, rule


def _by_links(element: HtmlElement, site: str) -> str | None:
    if element.tag in HEADINGS:
        around = next(element.iterancestors("a", "p", "div", "section", "article"), None)
        links = [around] if around is not None and around.tag == "a" else list(element.iter("a"))
        # "#faq" is the table of contents, a link to another site the product that the heading names.
        if len(links) == 1 and _stays(links[0].get("href") or "", site):
            words = _words(element)
            linked = links[0] is around or _fill(links, words)
            return "linked_heading" if len(words) >= FEWEST_WORDS and linked else None
    elif element.tag in LISTS and len(element) > 1 and next(element.iterancestors(FRAME), None) is None:
        links = list(element.iter("a"))
        if len(links) > 1 and len(words := _words(element)) >= FEWEST_WORDS * len(links) and _fill(links, words):
            return "link_list"
    return None


def _words(element: HtmlElement) -> list[str]:
    return " ".join(element.itertext()).split()


def _fill(links: Iterable[HtmlElement], words: Iterable[str]) -> bool:
    """Whether nearly all of the words of what the links lie in are theirs."""
    linked = sum(len(word) for link in links for word in _words(link))
    return linked >= ALL * sum(map(len, words))


def _stays(href: str, site: str) -> bool:
    """Whether a link leads to another page of the same site."""
    href = href.strip()
    if not href or href.startswith("#"):
        return False
    there = host(f"https:{href}" if href.startswith("//") else href) if "//" in href[:8] else site
    return there.removeprefix("www.") == site.removeprefix("www.")


@lru_cache(maxsize=10_000)  # names come again and again on one site
def rule_of(name: str) -> str | None:
    """The rule that a class or id falls under, if any.

    >>> rule_of("c-box emailSignUp"), rule_of("article-body")
    ('newsletter', None)
    """
    name = name[:LONGEST_NAME]
    words = WORD.findall(name if name.islower() else CAMEL.sub("-", name).lower())
    if FIRST_WORDS.isdisjoint(words):
        return None
    for i, word in enumerate(words):
        if word in FIRST_WORDS:
            for n in range(MOST_WORDS, 0, -1):
                if rule := RULE_OF.get("-".join(words[i : i + n])):
                    return rule
    return None


def take_out(chosen: Iterable[tuple[HtmlElement, str]]) -> list[Removal]:
    """Takes the elements out of their tree; what went near the article."""
    removals = []
    gone: set[HtmlElement] = set()
    for element, rule in list(chosen):
        if element in gone or element.getparent() is None or any(above in gone for above in element.iterancestors()):
            continue
        gone.add(element)
        if (rule in ("feed", "site") or _near_article(element)) and (text := " ".join(lines(element))):
            text = text if len(text) <= LONGEST_KEPT else text[: LONGEST_KEPT - 1] + "…"
            removals.append(Removal(rule=f"page:{rule}", where="page", start=None, end=None, text=text))
    drop(gone)
    return removals


def drop(elements: Iterable[HtmlElement]) -> None:
    """Takes the elements out of their tree, the text behind them left in it; one may lie in another."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _near_article(element: HtmlElement) -> bool:
    """Whether it stood where the article stands; the page's frame would fill the record with menus and banners."""
    above = [ancestor.tag for ancestor in element.iterancestors()]
    if any(tag in FRAME for tag in above):
        return False
    return any(tag in ("article", "main") for tag in above) or next(element.getroottree().iter("article", "main"), None) is None
