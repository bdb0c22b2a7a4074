"""The reasons that are counted: a refusal has a class, and the class's name is what is written and counted."""


class PullquoteError(Exception):
    """The base of all errors that Pullquote raises on purpose. `str(error)` says what happened and where."""


class NewsError(PullquoteError):
    """A fact of life on the web, not a bug of ours. `str(error)` is one clear sentence: what, where.

    `passing`: trying the same again later can help. What can't is settled as a failure at once.
    `retry_after_s`: seconds that the other side asked us to wait, or None.
    """

    passing = True

    def __init__(self, detail: str, retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s

    def __reduce__(self) -> tuple[type, tuple[str, float | None]]:
        return type(self), (str(self), self.retry_after_s)


class EndsProcess(NewsError):
    """The process that worked on this entry ended, again and again and with no other entry beside it."""

    passing = False


# The way out: transforms/web/


class BadAddress(NewsError):
    """Not an http(s) address that can be asked."""

    passing = False


class ForbiddenAddress(NewsError):
    """The name leads to a private, local or otherwise special address that `web.allow_addresses` does not let pass.

    `passing`, since both the name's owner and the config may change; what is asked each time is a name server alone.
    """


class Unreachable(NewsError):
    """No such name, no connection, or the connection broke."""


class TooSlow(NewsError):
    """The deadline for the whole exchange, redirects included, has passed."""


class TooLarge(NewsError):
    """More bytes, after decoding, than `web.max_bytes`."""

    passing = False


class BadRedirect(NewsError):
    """Too many redirects, a circle, or one that leads nowhere."""


class BadEncoding(NewsError):
    """The body is not what its Content-Encoding says."""


class NotFound(NewsError):
    """404: it may still be published later."""


class Gone(NewsError):
    """410: the site says that it went for good."""

    passing = False


class Refused(NewsError):
    """401, 402, 403 or 451: the site does not want to give it to us; never got round."""


class RateLimited(NewsError):
    """429: we are asked to slow down."""


class ServerTrouble(NewsError):
    """A 5xx status."""


class OddStatus(NewsError):
    """Any other status that is neither a success nor a redirect."""


class DisallowedByRobots(NewsError):
    """The site's robots.txt asks us not to fetch this page."""

    passing = False


class RobotsUnreachable(NewsError):
    """robots.txt can't be read just now; RFC 9309 2.3.1.4 says to assume that all is disallowed."""


# poll


class NotAFeed(NewsError):
    """The body is no RSS, Atom or JSON Feed; the detail says what it looks like."""


# fetch


class NotAPage(NewsError):
    """A PDF, a video, a picture: not text that an article could be read from."""

    passing = False


class SoftNotFound(NewsError):
    """The site says "not found", or sends us to its front page, with a status that says all is well."""


class BotChallenge(NewsError):
    """The site wants to see a browser first; never got round."""


class ConsentWall(NewsError):
    """The site wants a visitor's consent first; never given in somebody's name."""

    passing = False


class AggregatorLink(NewsError):
    """An aggregator's address that leads to the article by scripts alone."""

    passing = False


class NoAddress(NewsError):
    """The entry has no address, and its feed does not carry the full text either."""

    passing = False


# extract


class Unreadable(NewsError):
    """Not HTML that the parser can make a tree of."""


class NoText(NewsError):
    """The page was read, and no article was found in it."""


class Paywall(NewsError):
    """The page says that it is for readers who pay, and holds no text for others. With text, it is a flag on the record."""

    passing = False


class LiveBlog(NewsError):
    """The page says that it is a live blog, and holds no text yet. With text, it is a flag on the record."""
