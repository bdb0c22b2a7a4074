"""Finds furniture in a page by class names and links (sign-ups, author boxes, teasers, consent, polls), and removes it.

Only names are used that hardly ever occur on the wrapper of an article (measured on news pages of 184 sites): "caption",
"figure", "widget", "embed" and "ad" do occur there, and are missing here.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from transforms.extract.page.frame_tags import FRAME_AND_HEADER
from transforms.extract.page.lines import lines
from transforms.extract.page.selectors import select
from transforms.records import Removal
from transforms.text import word_set
from transforms.web.sites import host_without_www

# Rule → names in classes and ids, as words in lower case joined by "-": "emailSignUp" is "email-sign-up". A name matches where
# its words occur in a row: "newsletter" is in "c-newsletter--inline".
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
        social-sharing social-links social-icons social-buttons social-bar social-media-links sharedaddy addthis republish""",
    "advertisement": """advertisement advert ad-slot ad-unit ad-label ad-placeholder adsbygoogle sponsored-content
        sponsored-links sponsored-post""",
    "comments": """comments-list comment-list comments-section comment-section comments-area comment-form comments-form
        comments-thread comment-thread comments-container comments-wrapper comment-count comment-policy comment-item commentlist
        comment-container comment-wrapper comment-box comment-block comment-entry comment-body comment-content comment-text
        comment-author user-comment reader-comment comments-body comments-feed disqus livefyre viafoura spot-im""",
    "caption": "photo-credit photo-credits image-credit image-credits img-credit picture-credit media-credit",
    "disclaimer": "disclaimer affiliate-disclosure affiliate-disclaimer affiliate-notice affiliate-message",
    "tags": "post-tags article-tags entry-tags story-tags article-topics tag-list taglist breadcrumb breadcrumbs",
}
TAGS = {"figcaption": "caption"}
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol")
TOLD_BY_TAG = frozenset((*TAGS, *HEADINGS, *LISTS))
MIN_LINK_WORDS = 4  # of a linked heading, and of the links of a list on average; shorter ones are subheads and names
LINK_SHARE = 0.9  # of the characters of a linked text: its last full stop is hardly ever inside the link
MAX_REMOVAL = 2000  # characters of a removed text that a record shows
ATTRIBUTES = ("class", "id", "data-component", "data-testid")
# An element that contains one of these is no furniture, whatever its name.
ARTICLE_TAGS = ("article", "main", "h1")
NEVER_FURNITURE = word_set("html body article main head h1 p a img script style svg path br hr meta link title source use g")
MIN_WORDS_LEFT = 0.8  # share of the words that must be left without furniture; else the article itself had such a name

RULE_OF_NAME = {name: rule for rule, names in NAMES.items() for name in names.split()}
FIRST_WORDS = frozenset(name.split("-")[0] for name in RULE_OF_NAME)
MOST_WORDS = max(name.count("-") + 1 for name in RULE_OF_NAME)
MAX_NAME = 500  # characters of an attribute that are read
CAMEL_CASE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, eq=False)
class PrunedElement:
    """An element that was removed from the tree.

    `removal`: its row in the record; None when it was in the page's frame or had no text. `next_element`: the first element
    after it, in page order, that stayed; None when there is none.
    """

    element: HtmlElement
    next_element: HtmlElement | None
    removal: Removal | None


def removals_of(pruned: Iterable[PrunedElement]) -> list[Removal]:
    """The removals of pruned elements, without those that the record does not report."""
    return [one.removal for one in pruned if one.removal]


def prune(tree: HtmlElement, url: str) -> list[PrunedElement]:
    """Removes the furniture from the tree, in place, and returns what was removed."""
    return take_out(find_furniture(tree, url))


def prune_selected(tree: HtmlElement, selectors: Iterable[str], owner: str = "feed") -> list[PrunedElement]:
    """Removes what the selectors of a config select, and returns it. Raises ValueError for a selector that can't be parsed.

    `owner`: whose config it is, `feed` or `site`; it becomes the rule of the removals.
    """
    return take_out((element, owner) for selector in selectors for element in select(tree, selector))


def find_furniture(tree: HtmlElement, url: str) -> Iterator[tuple[HtmlElement, str]]:
    """Yields the elements that are furniture by name or links, each with its rule, in page order; they may be nested."""
    site = host_without_www(url)
    for element in tree.iter("*"):
        tag = element.tag
        if tag in NEVER_FURNITURE:
            continue
        rule = _rule_by_tag(element, site) if tag in TOLD_BY_TAG else None
        rule = rule or _rule_by_attributes(element)
        if rule and (rule == "caption" or next(element.iter(*ARTICLE_TAGS), None) is None):
            yield element, rule


def _rule_by_attributes(element: HtmlElement) -> str | None:
    for attribute in ATTRIBUTES:
        name = element.get(attribute)
        if name and (rule := rule_of(name)):
            return rule
    return None


def _rule_by_tag(element: HtmlElement, site: str) -> str | None:
    """The rule of a tag of `TAGS`; `linked_heading` or `link_list` for elements with links to other articles; else None.

    Of 44 such headings none was part of the article, of 25 such lists 4. Paragraphs that are one link often are.
    """
    if element.tag in HEADINGS:
        return "linked_heading" if _is_linked_heading(element, site) else None
    if element.tag in LISTS:
        return "link_list" if _is_link_list(element) else None
    return TAGS.get(element.tag)


def _is_linked_heading(element: HtmlElement, site: str) -> bool:
    """Whether a heading is one link to another page of the site, or is inside of such a link."""
    around = next(element.iterancestors("a", "p", "div", "section", "article"), None)
    in_link = around is not None and around.tag == "a"
    links = [around] if in_link and around is not None else list(element.iter("a"))
    # A link to "#faq" is in a table of contents; one to another site leads to the product that the heading names.
    if len(links) != 1 or not _is_same_site(links[0].get("href") or "", site):
        return False
    words = _words_in(element)
    return len(words) >= MIN_LINK_WORDS and (in_link or _are_mostly_linked(words, links))


def _is_link_list(element: HtmlElement) -> bool:
    """Whether a list outside the page's frame is nothing but links of several words."""
    if len(element) < 2 or next(element.iterancestors(FRAME_AND_HEADER), None) is not None:
        return False
    links = list(element.iter("a"))
    if len(links) < 2:
        return False
    words = _words_in(element)
    return len(words) >= MIN_LINK_WORDS * len(links) and _are_mostly_linked(words, links)


def _words_in(element: HtmlElement) -> list[str]:
    return " ".join(element.itertext()).split()


def _are_mostly_linked(words: Iterable[str], links: Iterable[HtmlElement]) -> bool:
    linked = sum(len(word) for link in links for word in _words_in(link))
    return linked >= LINK_SHARE * sum(map(len, words))


def _is_same_site(href: str, site: str) -> bool:
    """Whether a link leads to another page of `site`, a host without `www.`."""
    href = href.strip()
    if not href or href.startswith("#"):
        return False
    return "//" not in href[:8] or host_without_www(f"https:{href}" if href.startswith("//") else href) == site


@lru_cache(maxsize=10_000)  # the pages of a site have the same names
def rule_of(name: str) -> str | None:
    """The furniture rule for the value of a `class` or `id`; None when no name of furniture is in it.

    >>> rule_of("c-box emailSignUp"), rule_of("article-body")
    ('newsletter', None)
    """
    name = name[:MAX_NAME]
    words = WORD.findall(name if name.islower() else CAMEL_CASE.sub("-", name).lower())
    if FIRST_WORDS.isdisjoint(words):
        return None
    for i, word in enumerate(words):
        if word in FIRST_WORDS:
            for n in range(MOST_WORDS, 0, -1):
                if rule := RULE_OF_NAME.get("-".join(words[i : i + n])):
                    return rule
    return None


def take_out(chosen: Iterable[tuple[HtmlElement, str]]) -> list[PrunedElement]:
    """Removes elements from their tree. `chosen`: each with its rule. Returns them without those inside of an earlier one."""
    taken: dict[HtmlElement, Removal | None] = {}
    for element, rule in list(chosen):
        if element in taken or element.getparent() is None or any(above in taken for above in element.iterancestors()):
            continue
        taken[element] = _removal(element, rule)
    pruned = [PrunedElement(element, _next_element(element, taken), removal) for element, removal in taken.items()]
    drop(taken)
    return pruned


def drop(elements: Iterable[HtmlElement]) -> None:
    """Removes elements from their tree; the text after them stays. They may be nested."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _removal(element: HtmlElement, rule: str) -> Removal | None:
    if rule not in ("feed", "site") and not _is_near_article(element):
        return None
    text = " ".join(lines(element))
    return Removal(rule=f"page:{rule}", where="page", start=None, end=None, text=shortened(text)) if text else None


def shortened(text: str) -> str:
    """A removed text as a record shows it: at most `MAX_REMOVAL` characters."""
    return text if len(text) <= MAX_REMOVAL else text[: MAX_REMOVAL - 1] + "…"


def _next_element(element: HtmlElement, taken: Container[HtmlElement]) -> HtmlElement | None:
    """The first element after this one and its content that is not removed as well; None when there is none."""
    node: HtmlElement | None = element
    for above in element.iterancestors():
        if above in taken:
            node = above
    while node is not None:
        following = node.getnext()
        if following is None:
            node = node.getparent()
        elif following in taken:
            node = following
        else:
            return following
    return None


def _is_near_article(element: HtmlElement) -> bool:
    """Whether the element may be near the article: outside the page's frame, and inside <article> or <main> if there is one.

    Menus and banners of the frame would fill the record.
    """
    above = [ancestor.tag for ancestor in element.iterancestors()]
    if any(tag in FRAME_AND_HEADER for tag in above):
        return False
    return any(tag in ("article", "main") for tag in above) or next(element.getroottree().iter("article", "main"), None) is None
