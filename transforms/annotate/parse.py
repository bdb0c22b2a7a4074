"""Parses texts with a spaCy pipeline, paragraph by paragraph, so that no name or sentence spans two lines.

Measured on 90 articles: paragraphs take the same CPU time as whole articles in batches of 8, and no article is too long.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc

from transforms.annotate.languages.translate import for_universal_parser, is_universal
from transforms.annotate.languages.translated_words import join_translated_parts
from transforms.annotate.words import Words, for_parser, join_parts, split_parts

BATCH = 64  # paragraphs; 8 articles are about 170
BATCH_CHARACTERS = 8_000  # sum over a batch: 20,000 are no faster, and take 34 MB more at the peak
KEPT_WORDS = 20_000  # the words of about 340 articles; with them, new articles are tokenized in a third of the time

_one_at_a_time = threading.Lock()  # a memory zone belongs to the vocabulary, not to a thread


def parse(nlp: Language, texts: Sequence[str]) -> list[Words]:
    """Returns the words of each text, in order. The same texts in the same order give the same words."""
    universal = is_universal(nlp)
    parts_of = [list(split_parts(text)) for text in texts]
    part_texts = [
        for_parser(text[part.start : part.end]) for text, parts in zip(texts, parts_of, strict=True) for part in parts
    ]
    if universal:
        part_texts = [*map(for_universal_parser, part_texts)]
    with _one_at_a_time, _memory_zone(nlp):
        docs = iter(_docs(nlp, part_texts))
        parts_and_docs = [zip(parts, islice(docs, len(parts)), strict=True) for parts in parts_of]
        parsed = zip(texts, parts_and_docs, strict=True)
        if universal:
            return [join_translated_parts(text, parts, nlp.lang or "") for text, parts in parsed]
        return [join_parts(text, parts) for text, parts in parsed]


def make_docs(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Returns a doc for each text, in order, with all that `nlp.pipe` sets but the vectors of its words (`Doc.tensor`).

    All texts are one batch. Raises what a component raises.
    """
    docs = [nlp.make_doc(text) for text in texts]
    for _, component in nlp.pipeline:
        docs = _processed(component, docs)
    for doc in docs:
        doc.tensor = np.zeros((0,), dtype="float32")  # only the components need it, and it is the largest part of a doc
    return docs


def _memory_zone(nlp: Language) -> AbstractContextManager[Any]:
    """Returns a context that forgets new words at its end; one that keeps them while the vocabulary has few.

    If all words were kept, the process would grow without limit. But what was tokenized within a memory zone is tokenized anew
    each time, even twice in one text.
    """
    return nlp.memory_zone() if len(nlp.vocab) > KEPT_WORDS else nullcontext()


def _docs(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Returns the doc of each text, in order."""
    docs: dict[int, Doc] = {}
    lengths = [len(text) for text in texts]
    # The parser takes as many steps as the longest text of a batch needs, so a batch has texts of similar length.
    for batch in _batches(sorted(range(len(texts)), key=lengths.__getitem__), lengths):
        docs.update(zip(batch, make_docs(nlp, [texts[i] for i in batch]), strict=True))
    return [docs[i] for i in range(len(texts))]


def _batches(numbers: Iterable[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yields the numbers in batches of at most `BATCH` texts and `BATCH_CHARACTERS` characters; a longer text is alone."""
    batch: list[int] = []
    size = 0
    for i in numbers:
        if batch and (len(batch) == BATCH or size + lengths[i] > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(i)
        size += lengths[i]
    if batch:
        yield batch


def _processed(component: Any, docs: list[Doc]) -> list[Doc]:
    if isinstance(component, DependencyParser | EntityRecognizer) and component.cfg["beam_width"] == 1 and any(docs):
        component.set_annotations(docs, _final_states(component, docs))
        return docs
    if hasattr(component, "pipe"):
        return list(component.pipe(docs, batch_size=max(len(docs), 1)))
    return [component(doc) for doc in docs]


def _final_states(parser: Any, docs: list[Doc]) -> list[Any]:
    """Returns the final state of each doc, as spaCy's own loop does (`Parser.greedy_parse`), which takes more CPU time.

    A parser takes one step after the other through each text. spaCy's compiled loop first releases Python's global lock (the
    GIL), and then acquires it again each time it looks at a word of its state: 14 million times for 90 articles. The loop here
    is in Python and holds the lock. Measured on 90 articles: 5.1 s of CPU time for the parse instead of 7.4 s.
    """
    parser._ensure_labels_are_added(docs)  # labels of names that an earlier component has found
    states = parser.moves.init_batch(docs)
    scorer = parser.model.predict(docs)
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        unfinished = parser.transition_states(unfinished, scorer.predict(unfinished))
    scorer.clear_memory()
    return list(states)
