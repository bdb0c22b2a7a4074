"""Finds pull quotes: paragraphs that only repeat, between marks, what the article quotes elsewhere with its speaker."""

import re
from collections.abc import Iterator, Sequence

from transforms.annotate.quotes.claims.not_quotes import is_bare
from transforms.annotate.quotes.sentences import Sentence
from transforms.annotate.words import Words

SENTENCE_END = re.compile(r"(?<![.?!…])[.?!…]++\s+")
WORD = re.compile(r"\w+(?:[’']\w+)*")
SHORTEST = 4  # words; fewer can be said twice


def repeating_paragraphs(words: Words, sentences: Sequence[Sentence]) -> frozenset[int]:
    """Returns the numbers of the sentences that are such a paragraph.

    All sentences of the quote stand in quotes with other words beside them, or in an earlier paragraph that is only a quote.
    """
    alone = {n for n, sentence in enumerate(sentences) if _fills_paragraph(words, sentences, n)}
    if not alone:
        return frozenset()
    said = {key for n, sentence in enumerate(sentences) if n not in alone for key in _sentence_keys(words, sentence)}
    out: set[int] = set()
    for n in sorted(alone):
        keys = [*_sentence_keys(words, sentences[n])]
        if sum(key.count(" ") + 1 for key in keys) >= SHORTEST and said.issuperset(keys):
            out.add(n)
        said.update(keys)
    return frozenset(out)


def _fills_paragraph(words: Words, sentences: Sequence[Sentence], n: int) -> bool:
    """Whether a sentence is a paragraph and only one quote, which is no turn of a transcript."""
    sentence = sentences[n]
    if len(sentence.quotes) != 1 or sentence.quotes[0].quoted.turn is not None or not is_bare(words, sentence.outside):
        return False
    beside = (sentences[k].paragraph for k in (n - 1, n + 1) if 0 <= k < len(sentences))
    return sentence.paragraph not in beside


def _sentence_keys(words: Words, sentence: Sentence) -> Iterator[str]:
    """Yields each quoted sentence in a form without marks and capitals."""
    for quote in sentence.quotes:
        for part in SENTENCE_END.split(words.text[quote.quoted.start : quote.quoted.end]):
            key = " ".join(WORD.findall(part.casefold().replace("’", "'")))
            if key:
                yield key
