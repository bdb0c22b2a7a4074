"""Finds headlines that name their source before a colon: "Reyes: Bridge Is Safe", "Report: Bridge was never checked"."""

from transforms.annotate.quotes.indirect.sentence_view import SentenceView
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.sentences import Sentence
from transforms.annotate.quotes.speakers.mentions import Mentions

LONGEST_SOURCE = 6  # words before the colon
SHORTEST_STATEMENT = 3  # words after it
SOURCE_TYPES = frozenset(["person", "organization", "group"])


def source_colon(mentions: Mentions, view: SentenceView, sentence: Sentence) -> int | None:
    """Returns the position of the colon between a source and its statement, when they fill the paragraph; otherwise None."""
    if not view.numbers or ":" not in view.lower[1 : LONGEST_SOURCE + 1]:
        return None
    p = view.lower.index(":", 1)
    if not _is_whole_paragraph(view, sentence) or not _is_statement(view, p + 1):
        return None
    mention = mentions.by_word.get(view.numbers[p - 1])
    if mention is not None and mention.entity.type in SOURCE_TYPES:
        return None if any(view.tag(r).startswith("VB") for r in range(p)) else p
    return p if view.lower[p - 1] in quote_words().headline_sources else None


def _is_whole_paragraph(view: SentenceView, sentence: Sentence) -> bool:
    """Whether the sentence is the whole paragraph and has no direct quote."""
    first, last = view.words.paragraphs[sentence.paragraph]
    return view.numbers[0] == first and view.numbers[-1] >= last - 2 and view.barrier(0) >= len(view)


def _is_statement(view: SentenceView, first: int) -> bool:
    """Whether a clause with a finite verb begins at this position and fills the sentence."""
    end = view.end()
    return end - first >= SHORTEST_STATEMENT and view.has_finite_verb(first, end)
