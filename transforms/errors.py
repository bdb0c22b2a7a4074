"""The reasons for failures. The name of the class is what failure rows contain and what is counted."""


class PullquoteError(Exception):
    """The base of all errors that Pullquote raises on purpose. `str(error)` says what happened and where."""


class NewsError(PullquoteError):
    """A failure with its cause on the web, not a bug of ours. `str(error)` is one sentence: what happened, and where.

    `passing`: another attempt later may succeed; otherwise the entry is settled as a failure at once. `most_attempts`: a limit
    below that of the retry rule, or None. `retry_after_s`: the seconds that the server asked us to wait, or None.
    """

    passing = True
    most_attempts: int | None = None

    def __init__(self, detail: str, retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s

    def __reduce__(self) -> tuple[type, tuple[str, float | None]]:
        return type(self), (str(self), self.retry_after_s)


# Pages that harm the process that works on them: transforms/supervised/


class HarmfulPage(NewsError):
    """The work on the page took too much of something. A second attempt in a later run tells it from a busy machine."""

    most_attempts = 2


class EndsProcess(HarmfulPage):
    """The process that worked on this entry died repeatedly while it worked on no other entry."""

    passing = False


class TakesTooLong(HarmfulPage):
    """The work on the page took longer than `run.page_seconds` in one stage."""


class NeedsTooMuchMemory(HarmfulPage):
    """The work on the page needs more memory than the process may have."""


# Requests: transforms/web/


class BadAddress(NewsError):
    """Not an http(s) address that can be requested."""

    passing = False


class ForbiddenAddress(NewsError):
    """The name resolves to a private, local or otherwise special address that `web.allow_addresses` does not allow.

    It is `passing`, since the owner of the name or the config may change it; another attempt costs one DNS query.
    """


class Unreachable(NewsError):
    """No such name, no connection, or the connection broke."""


class TooSlow(NewsError):
    """The deadline for the whole exchange, redirects included, has passed."""


class TooLarge(NewsError):
    """More bytes, after decoding, than `web.max_bytes`."""

    passing = False


class BadRedirect(NewsError):
    """Too many redirects, a circle of them, or one without a valid target."""


class BadEncoding(NewsError):
    """The body is not encoded as its Content-Encoding header says."""


class NotFound(NewsError):
    """404: it may still be published later."""


class Gone(NewsError):
    """410: the site says that it was removed for good."""

    passing = False


class Refused(NewsError):
    """401, 402, 403 or 451: the site refuses the request. Refusals are never circumvented."""


class RateLimited(NewsError):
    """429: the site asks us to slow down."""


class ServerTrouble(NewsError):
    """A 5xx status."""


class OddStatus(NewsError):
    """Any other status that is neither a success nor a redirect."""


class DisallowedByRobots(NewsError):
    """The site's robots.txt asks us not to fetch this page."""

    passing = False


class RobotsUnreachable(NewsError):
    """robots.txt can't be fetched at the moment; by RFC 9309 2.3.1.4 everything counts as disallowed then."""


# poll


class NotAFeed(NewsError):
    """The body is no RSS, Atom or JSON Feed; the detail says what it is instead."""


# fetch


class NotAPage(NewsError):
    """A PDF, a video, a picture: no HTML from which an article could be extracted."""

    passing = False


class SoftNotFound(NewsError):
    """The site says "not found", or redirects to its front page, with a status of success."""


class BotChallenge(NewsError):
    """The site checks whether we are a browser. Such checks are never circumvented."""


class ConsentWall(NewsError):
    """The site asks its visitors for consent first. Pullquote never gives it."""

    passing = False


class AggregatorLink(NewsError):
    """An aggregator's address that leads to the article only by scripts."""

    passing = False


class NoAddress(NewsError):
    """The entry has no address, and its feed does not carry the full text either."""

    passing = False


# extract


class Unreadable(NewsError):
    """Not HTML that the parser can parse."""


class NoText(NewsError):
    """The page was parsed, and no article was found in it."""


class Paywall(NewsError):
    """The page is for paying readers and has no text for others. When it has text, the record has a flag instead."""

    passing = False


class LiveBlog(NewsError):
    """The page is a live blog and has no text yet. When it has text, the record has a flag instead."""
