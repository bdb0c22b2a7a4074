"""Lines that speak to the reader, not about the world: polls, consents, sign-ups, appeals, players, notes of the house.

No sentence is known by heart. A line is cut by evidence that adds up: who acts in it (you, readers, we), what is asked (sign
up, vote, donate), what of the house it is about (newsletter, policy, app, partners), how little of it the article tells of, how
the page marks it up, where its links lead, and what stands around it: a question above a consent line is the poll's question,
and a heading above a cut box goes with it. `reader_lines/words.yaml` has the words, `reader_lines/trees.json` the weights.

Measured: precision 0.96 of 24 lines (1.00 of 9 on sites held aside) in trafilatura's text of 490 news pages, 2026-11-26

(That text bears no markup, without which the rule cuts little; and its trees were trained on these pages. The figures for
insertions and look-alikes that it was never tuned on, and of cross-validation, are in docs/accuracy.md.)
"""

from collections.abc import Iterator

from transforms.articles import Article
from transforms.clean.reader_lines.lexicon import WORDS
from transforms.clean.reader_lines.scores import MODEL, lines_to_cut, measure
from transforms.notes.find import find_notes
from transforms.text import Span, paragraphs

BY_EVIDENCE = True
DATA = (WORDS, MODEL)  # a change of them is a change of the rule


def find(article: Article) -> Iterator[Span]:
    """Yields the lines whose score is above the threshold, but no line of a correction or another note of the newsroom.

    Nothing in a language without words in `words.yaml`.
    """
    spans = list(paragraphs(article.text))
    lines = [span.of(article.text) for span in spans]
    measured = measure(lines, article)
    cut = lines_to_cut(lines, measured) if measured else []
    notes = find_notes(article.text) if cut else ()
    for i in cut:
        if not any(note.start < spans[i].end and spans[i].start < note.end for note in notes):
            yield spans[i]
