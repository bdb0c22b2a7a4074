"""What else has the article's text, where that of the page is absent, short or cut off: JSON-LD and the feed's own content."""

from collections.abc import Sequence

from transforms.extract.body.overlap import RUN, runs, words

CUT_OFF = 0.5  # of the other text's words: a page that has fewer, all of them in the other text, shows its beginning only
PART = 0.6  # of the shorter text's runs of four words that the longer one has, when it is of the same article
FEWEST = 60  # words of a text that may stand in; a summary is no article


def rescued(text: str, others: Sequence[Sequence[str]]) -> Sequence[str] | None:
    """The longest of the other texts (each a list of lines) that the text is only a part of; None when it can stand as it is.

    >>> rescued("", [["The mill opened. " * 30]]) is None
    False
    """
    own = words(text)
    best: Sequence[str] | None = None
    most = 0
    for lines in others:
        theirs = [word for line in lines for word in words(line)]
        if len(theirs) < max(FEWEST, most) or len(own) > CUT_OFF * len(theirs):
            continue
        mine = runs(own)
        have = set(runs(theirs)) if len(own) >= RUN else set()
        if not own or not mine or sum(run in have for run in mine) >= PART * len(mine):
            best, most = lines, len(theirs)
    return best
