"""Advice on feeds and pages that fail, by the reason of the failure."""

from transforms import errors
from transforms.poll.due import severity
from transforms.poll.probe import OUTCOMES

# By the outcome of probing a feed.
FOR_FEEDS = {
    "not_a_feed": "look for its feed with `pullquote feeds add` and the address of its page",
    "unreachable": "is the address right? The site may be down for a while",
    "refused": "the site refuses it; ask its owner, or remove the feed",
    "not_found": "it may have moved; look for it with `pullquote feeds add` and the address of its page",
    "gone": "the site says that it is gone for good; remove the feed",
    "too_big": "raise web.max_bytes if you trust it",
    "too_slow": "raise web.deadline_seconds, or try again later",
    "blocked_address": "otherwise its `url` is wrong",
    "broken": "is the address right? If so, the site may repair it; otherwise tell its owner",
    "empty": "it lists nothing at the moment",
}
OWN_TEXT = "if the feed carries whole articles, `content: feed` in its file reads them from there"
# By the reason why the pages of a feed fail.
FOR_PAGES = {
    "DisallowedByRobots": f"the site asks robots not to fetch them: ask its owner, or remove the feed; {OWN_TEXT}",
    "Refused": f"the site refuses them: ask its owner, or remove the feed; {OWN_TEXT}",
    "BotChallenge": f"the site only serves browsers: ask its owner, or remove the feed; {OWN_TEXT}",
    "ConsentWall": f"the site asks visitors for consent first, which a program can't give; {OWN_TEXT}",
    "Paywall": f"only paying readers can see them; {OWN_TEXT}",
    "AggregatorLink": "its links lead to pages of an aggregator: use the feeds of the papers themselves",
    "NoText": "see `pullquote explain` with one of them; a file in configs/sites/ can say where the article is",
    "NotAPage": "it lists pictures, audio or documents; `skip` in its file leaves them out",
    "NotFound": "its links lead nowhere: is it the right feed?",
}


def for_failed_poll(reason: str) -> tuple[str, bool]:
    """Advice for a feed that failed for this reason, and whether the failure is usually temporary."""
    kind = getattr(errors, reason, None)
    if not (isinstance(kind, type) and issubclass(kind, errors.NewsError)):
        return "this is a bug in Pullquote; please report it", False
    outcome = next((word for known, word in OUTCOMES if issubclass(kind, known)), "broken")
    return FOR_FEEDS[outcome], severity(kind("")) == "temporary"
