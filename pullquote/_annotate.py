"""`pullquote.annotate`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import overload

from pipeline.config.load import Config
from pullquote._config import config_of
from pullquote._errors import AnnotationFailed
from transforms.annotate.annotator import Annotator
from transforms.annotate.batches import BATCH
from transforms.records import Annotations


@overload  # a `str` is an iterable of `str` as well; type checkers take the first signature that matches
def annotate(  # type: ignore[overload-overlap]
    texts: str, *, language: str | None = None, config: str | Path | None = None
) -> Annotations: ...


@overload
def annotate(
    texts: Iterable[str], *, language: str | None = None, config: str | Path | None = None
) -> Iterator[Annotations]: ...


def annotate(
    texts: str | Iterable[str], *, language: str | None = None, config: str | Path | None = None
) -> Annotations | Iterator[Annotations]:
    """Returns the quotes and entities of one text, or an iterator over those of many texts, in their order.

    `texts`: one text, or an iterable, which is read a few texts ahead and goes through the model in batches. Give all texts to
    one call rather than one text to each. Paragraphs end with a line break.
    `language`: what the texts are likely to be in, as a tag such as `en-GB`. A text that is clearly in another language is not
    annotated: `skipped` says so. Without it, the language is detected, and a short text counts as English.
    `config`: a folder with models and names of your own; without it, the shipped ones.

    All offsets are Unicode code points into the text as it was given. Raises AnnotationFailed for a text that Pullquote
    cannot process because of a defect in it, and InvalidConfig when the configuration has mistakes.

    >>> from pullquote import annotate
    >>> annotations = annotate("Dr Grace Adeyemi, the director, said the ward would reopen. “We have the nurses,” she said.")
    >>> for quote in annotations.quotes:
    ...     print(quote.kind, quote.speaker.name, "|", quote.said)
    indirect Grace Adeyemi | the ward would reopen
    direct Grace Adeyemi | We have the nurses.
    >>> [(entity.name, entity.type, len(entity.mentions)) for entity in annotations.entities]
    [('Grace Adeyemi', 'person', 2)]
    >>> [len(result.quotes) for result in annotate(["“Stop,” said Ann Roe.", "It rained all day."], language="en")]
    [1, 0]
    """
    loaded = config_of(config)
    if isinstance(texts, str):
        return next(_annotations([texts], language, loaded))
    return _annotations(texts, language, loaded)


def _annotations(texts: Iterable[str], language: str | None, config: Config) -> Iterator[Annotations]:
    """Yields the annotations of each text, in batches. Raises AnnotationFailed for the first text that fails."""
    annotator = Annotator(config.models, aliases=config.aliases, least_confidence=config.settings.quotes.least_confidence)
    hint = language or (next(iter(config.models)) if len(config.models) == 1 else None)
    remaining, index = iter(texts), 0
    while batch := list(islice(remaining, BATCH)):
        for result in annotator.annotate([(text, hint) for text in batch]):
            if isinstance(result, Exception):
                raise AnnotationFailed(index, result) from result
            yield result
            index += 1
