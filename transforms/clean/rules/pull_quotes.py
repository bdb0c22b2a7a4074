"""Pull quotes: sentences of the article in large type between its paragraphs, which are in the text twice.

Measured: precision 0.00 of 2 lines (none on sites held aside) in trafilatura's text of 490 news pages, 2026-11-25

(The annotators of those pages kept both lines. In 519 other articles it cuts two lines, and both are pull quotes.)
"""

import re
from collections.abc import Iterator

from transforms.articles import Article
from transforms.text import Span, paragraphs

SHORTEST = 40  # characters between the quotation marks; a shorter repetition may be a coincidence
LONGEST = 600
LONGEST_SIGNATURE = 80
OPENING, CLOSING = "\"“„«‟'‘‹", "\"”“»'’›"
ONLY_QUOTED = re.compile(rf"\s*[{OPENING}](?P<words>.{{{SHORTEST},{LONGEST}}})(?:(?<=[.!?…,])[{CLOSING}]|[{CLOSING}][.!?])\s*")
SIGNATURE = re.compile(r"\s*[—–-]\s?[^\W\d_].*")  # "— Jane Roe, baker"
WORD = re.compile(r"\w+")


def find(article: Article) -> Iterator[Span]:
    """Paragraphs that are nothing but a quotation whose words occur in another paragraph, with the signature below.

    The quotation must end like a sentence: 'Like a fire in the hall' without a full stop is a subhead. Two paragraphs that both
    are nothing but this quotation are not marked here, but by `repeated_paragraphs`.
    """
    lines = list(paragraphs(article.text))
    quoted = {i: match for i, line in enumerate(lines) if (match := _only_quoted(line.of(article.text)))}
    if not quoted:
        return
    folded = [_folded(line.of(article.text)) for line in lines]
    all_text = "\n".join(folded)
    for i, match in quoted.items():
        words = _folded(match["words"])
        as_paragraph = sum(paragraph == folded[i] for paragraph in folded)
        if all_text.count(words) > as_paragraph:
            yield lines[i]
            if i + 1 < len(lines) and _is_signature(lines[i + 1].of(article.text)):
                yield lines[i + 1]


def _only_quoted(text: str) -> re.Match[str] | None:
    """The match of a text that is one quotation, without a mark inside that would end it earlier; else None."""
    if len(text) > LONGEST + 10:
        return None
    match = ONLY_QUOTED.fullmatch(text)
    return match if match and not any(mark in match["words"] for mark in '"”»„“') else None


def _is_signature(text: str) -> bool:
    return len(text) <= LONGEST_SIGNATURE and SIGNATURE.fullmatch(text) is not None


def _folded(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "
