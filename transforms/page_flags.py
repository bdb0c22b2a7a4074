"""Flags of pages and their texts: on the record of a page with text, and the reason of failure for one without."""

from collections.abc import Collection

from transforms.errors import LiveBlog, NewsError, NoText, Paywall

PAYWALL, LIVE_BLOG = "paywall", "live_blog"
CORRECTED = "corrected"  # a note in the text says that the article was corrected or clarified


def no_text_error(error: NoText, flags: Collection[str]) -> NewsError:
    """The error for a page with these flags that has no text.

    >>> no_text_error(NoText("no article was found in http://news.example/a"), ("paywall",))
    Paywall('no article was found in http://news.example/a; the page says that it is for readers who pay')
    """
    if PAYWALL in flags:
        return Paywall(f"{error}; the page says that it is for readers who pay")
    if LIVE_BLOG in flags:
        return LiveBlog(f"{error}; the page says that it is a live blog, which scripts may fill")
    return error
