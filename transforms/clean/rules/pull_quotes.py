"""Pull quotes: words of the article set large between its paragraphs, so that they stand in the text twice.

Measured: precision 0.00 of 2 lines (none on sites held aside) in trafilatura's text of 490 news pages, 2026-11-25

(Who marked those pages kept both. Of 519 other articles it cuts two lines, and both are pull quotes.)
"""

import re
from collections.abc import Iterator

from transforms.articles import Article
from transforms.text import Span, paragraphs

SHORTEST = 40  # characters between the marks; a shorter echo is a coincidence
LONGEST = 600
LONGEST_SIGNATURE = 80
OPENING, CLOSING = "\"“„«‟'‘‹", "\"”“»'’›"
ONLY_QUOTED = re.compile(rf"\s*[{OPENING}](?P<said>.{{{SHORTEST},{LONGEST}}})(?:(?<=[.!?…,])[{CLOSING}]|[{CLOSING}][.!?])\s*")
SIGNATURE = re.compile(r"\s*[—–-]\s?[^\W\d_].*")  # "— Jane Roe, baker"
WORD = re.compile(r"\w+")


def find(article: Article) -> Iterator[Span]:
    """Paragraphs that are only a quotation whose words stand in another paragraph too, with the signature below them.

    It must end like a sentence: 'Like a fire in the hall' without a full stop is a subhead.

    Of two that are both only this quotation none is meant: that is `repeated_paragraphs`.
    """
    lines = list(paragraphs(article.text))
    quoted = {i: match for i, line in enumerate(lines) if (match := _only_quoted(line.of(article.text)))}
    if not quoted:
        return
    folded = [_folded(line.of(article.text)) for line in lines]
    everything = "\n".join(folded)
    for i, match in quoted.items():
        said = _folded(match["said"])
        times = everything.count(said)
        alone = sum(f == folded[i] for f in folded)
        if times > alone:
            yield lines[i]
            if i + 1 < len(lines) and _is_signature(lines[i + 1].of(article.text)):
                yield lines[i + 1]


def _only_quoted(text: str) -> re.Match[str] | None:
    """One quotation from end to end: no mark inside that would close it and go on with the teller's words."""
    if len(text) > LONGEST + 10:
        return None
    match = ONLY_QUOTED.fullmatch(text)
    return match if match and not any(mark in match["said"] for mark in '"”»„“') else None


def _is_signature(text: str) -> bool:
    return len(text) <= LONGEST_SIGNATURE and SIGNATURE.fullmatch(text) is not None


def _folded(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "
