"""What to do about a feed, or about its pages, by the reason why they fail."""

from transforms import errors
from transforms.poll.due import severity
from transforms.poll.probe import OUTCOMES

# By the outcome of a look at a feed.
OF_FEEDS = {
    "not_a_feed": "look for its feed with `pullquote feeds add` and the address of its page",
    "unreachable": "is the address right? It may be away for a while",
    "refused": "the site does not want to give it to us; ask its owner, or remove the feed",
    "not_found": "it may have moved; look for it with `pullquote feeds add` and the address of its page",
    "gone": "the site says that it went for good; remove the feed",
    "too_big": "raise web.max_bytes if you trust it",
    "too_slow": "raise web.deadline_seconds, or try later",
    "blocked_address": "else its `url` is wrong",
    "broken": "is the address right? Else it may be mended by itself, or its owner should hear of it",
    "empty": "it lists nothing just now",
}
OWN_TEXT = "if the feed carries whole articles, `content: feed` in its file reads those"
# By the reason why its entries fail.
OF_PAGES = {
    "DisallowedByRobots": f"the site asks not to fetch them: ask its owner, or remove the feed; {OWN_TEXT}",
    "Refused": f"the site does not give them to us: ask its owner, or remove the feed; {OWN_TEXT}",
    "BotChallenge": f"the site wants to see a browser: ask its owner, or remove the feed; {OWN_TEXT}",
    "ConsentWall": f"the site wants a visitor's consent first, which is not ours to give; {OWN_TEXT}",
    "Paywall": f"they are for readers who pay; {OWN_TEXT}",
    "AggregatorLink": "its links lead to an aggregator's own pages: take the papers' feeds instead",
    "NoText": "see `pullquote explain` with one of them; a file in configs/sites/ can say where the article stands",
    "NotAPage": "it lists pictures, sound or documents; `skip` in its file leaves them out",
    "NotFound": "its links lead nowhere: is it the right feed?",
}


def of_poll(reason: str) -> tuple[str, bool]:
    """What to do about a feed that failed for that reason, and whether that mostly passes by itself."""
    kind = getattr(errors, reason, None)
    if not (isinstance(kind, type) and issubclass(kind, errors.NewsError)):
        return "a bug of ours; please report it", False
    outcome = next((word for known, word in OUTCOMES if issubclass(kind, known)), "broken")
    return OF_FEEDS[outcome], severity(kind("")) == "temporary"
