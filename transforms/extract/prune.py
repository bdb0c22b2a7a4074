"""What page structure says is not article goes before extraction: sign-ups, author boxes, teasers, consent, polls.

Only names that stand on furniture and hardly ever on the wrapper of an article (measured on news pages of 184 sites):
"caption", "figure", "widget", "embed" and "ad" stand on bodies too and are not here. `extract` holds the budget.
"""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from transforms.extract.selectors import compiled
from transforms.records import Removal
from transforms.text import plain

# Rule → names as class, id and the like carry them; words in lower case, joined by "-": "emailSignUp" is "email-sign-up".
# A name counts wherever its words stand in a row: "newsletter" is in "c-newsletter--inline".
NAMES = {
    "newsletter": """newsletter newsletters newslettersignup newsletter-signup email-signup email-sign-up signup-form sign-up-form
        signup-box signup-widget signup-promo subscribe-form subscribe-box subscribe-widget subscribe-promo subscription-widget""",
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
ATTRIBUTES = ("class", "id", "data-component", "data-testid")
# Whatever it is called, a wrapper of these is no furniture, and these themselves are none.
HEART = ("article", "main", "h1")
ROOMS = frozenset(("html", "body", "article", "main", "head", "h1", "p", "a", "img", "script", "style", "svg", "path"))

RULE_OF = {name: rule for rule, names in NAMES.items() for name in names.split()}
FIRST_WORDS = frozenset(name.split("-")[0] for name in RULE_OF)
MOST_WORDS = max(name.count("-") + 1 for name in RULE_OF)
LONGEST_NAME = 500  # characters of one attribute that are looked at
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
WORD = re.compile(r"[a-z0-9]+")


def prune(tree: HtmlElement) -> list[Removal]:
    """Takes the furniture out of the tree, in place; what went, in page order, as removals of the page that have text."""
    return _take_out(_furniture(tree))


def prune_selected(tree: HtmlElement, selectors: Iterable[str]) -> list[Removal]:
    """Takes out what a feed's own selectors point at. Raises ValueError for a selector that can't be read."""
    return _take_out((element, "feed") for selector in selectors for element in compiled(selector)(tree))


def _furniture(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    known: dict[str, str | None] = {}  # names come again and again on one page
    for element in tree.iter("*"):
        if element.tag in ROOMS:
            continue
        if element.tag in TAGS:
            yield element, TAGS[element.tag]
            continue
        for attribute in ATTRIBUTES:
            name = element.get(attribute)
            if not name:
                continue
            if name not in known:
                known[name] = rule_of(name)
            if rule := known[name]:
                if next(element.iter(*HEART), None) is None:
                    yield element, rule
                break


def rule_of(name: str) -> str | None:
    """The rule that a class or id falls under, if any.

    >>> rule_of("c-box emailSignUp"), rule_of("article-body")
    ('newsletter', None)
    """
    words = WORD.findall(CAMEL.sub("-", name[:LONGEST_NAME]).lower())
    if FIRST_WORDS.isdisjoint(words):
        return None
    for i, word in enumerate(words):
        if word in FIRST_WORDS:
            for n in range(MOST_WORDS, 0, -1):
                if rule := RULE_OF.get("-".join(words[i : i + n])):
                    return rule
    return None


def _take_out(chosen: Iterable[tuple[HtmlElement, str]]) -> list[Removal]:
    removals, gone = [], set()
    for element, rule in list(chosen):
        if element in gone or element.getparent() is None or any(above in gone for above in element.iterancestors()):
            continue
        gone.add(element)
        if text := " ".join(plain(element.text_content()).split()):
            removals.append(Removal(rule=f"page:{rule}", where="page", start=None, end=None, text=text))
    for element in gone:
        element.drop_tree()
    return removals
