"""Annotates texts with quotes and entities. Each language has its model; an error in one text does not affect the others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language

from transforms.annotate.batches import batches
from transforms.annotate.components import annotate_words
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.languages.detect import detect
from transforms.annotate.languages.glossary import has_glossary
from transforms.annotate.languages.translated_words import TranslatedWords
from transforms.annotate.model import DEFAULT, model
from transforms.annotate.parse import parse
from transforms.annotate.quotes.details.confidence import LEAST_CONFIDENCE
from transforms.annotate.quotes.without_model.find import find_quotes as find_direct_speech
from transforms.annotate.quotes.without_model.tables import languages as languages_without_model
from transforms.annotate.words import Words
from transforms.records import Annotations, Entity, Quote
from transforms.supervised.limits import page_limit


@dataclass(frozen=True)
class Annotator:
    """Annotates texts. It is small when pickled, because a model is loaded in the process that uses it.

    `models`: language → name of an installed spaCy pipeline. `aliases`: the user's own names, which take precedence over the
    shipped names. `least_confidence`: indirect speech below it is left out, 0 to 1.
    """

    models: Mapping[str, str] = field(default_factory=lambda: {"en": DEFAULT})
    aliases: tuple[Alias, ...] = ()
    least_confidence: float = LEAST_CONFIDENCE

    def annotate(self, texts: Sequence[tuple[str, str | None]]) -> list[Annotations | Exception]:
        """Returns the annotations of each (text, language hint), in order; for a text that cannot be annotated, an exception.

        In German, French, Spanish, Italian, Portuguese and Dutch, direct speech is found without a model (`quotes_only`). For
        any other language without one, `skipped` of the annotations gives the reason. Raises ValueError when a needed model is
        not installed.
        Offsets are code points into the text. The same texts give the same result.
        """
        with page_limit():
            languages = [detect(text, hint) for text, hint in texts]
        out: list[Annotations | Exception] = []
        by_language: dict[str, list[int]] = defaultdict(list)
        for i, language in enumerate(languages):
            if language is not None and language in self.models:
                by_language[language].append(i)
                out.append(_skipped(language))  # replaced below
            else:
                out.append(self._without_model(texts[i][0], language))
        for language, numbers in by_language.items():
            nlp = model(self.models[language])
            for part in batches([len(texts[i][0]) for i in numbers]):
                batch = numbers[part]
                results = self._annotate_batch(nlp, language, [texts[i][0] for i in batch])
                for i, result in zip(batch, results, strict=True):
                    out[i] = result
        return out

    def _without_model(self, text: str, language: str | None) -> Annotations | Exception:
        """Returns the direct speech of a text in a language without a model, if that language has tables."""
        if language is None or language not in languages_without_model():
            return _skipped(language)
        try:
            with page_limit():
                return Annotations(language, find_direct_speech(text, language), quotes_only=True)
        except Exception as error:
            return error

    def _annotate_batch(self, nlp: Language, language: str, texts: Sequence[str]) -> Iterator[Annotations | Exception]:
        """Yields the result of each text of a batch in one language, in order."""
        with page_limit():
            parsed = _parsed(nlp, texts)
        for words in parsed:
            with page_limit():
                result = words if isinstance(words, Exception) else self._annotated(words, language)
            yield result

    def _annotated(self, words: Words, language: str) -> Annotations | Exception:
        try:
            annotations = annotate_words(words, language, self.aliases, self.least_confidence)
            if isinstance(words, TranslatedWords) and not has_glossary(language) and language in languages_without_model():
                quotes = find_direct_speech(words.text, language)
                return replace(annotations, quotes=_with_entities(quotes, annotations.entities))
            return annotations
        except Exception as error:
            return error


def _skipped(language: str | None) -> Annotations:
    return Annotations(language, skipped=f"no model for {language!r}" if language else "language unknown")


def _parsed(nlp: Language, texts: Sequence[str]) -> list[Words | Exception]:
    """Returns the words of each text. When a batch fails, each text is parsed alone, so that only the bad ones fail."""
    try:
        return [*parse(nlp, texts)]
    except Exception as error:
        if len(texts) == 1:
            return [error]
        return [result for text in texts for result in _parsed(nlp, [text])]


def _with_entities(quotes: Sequence[Quote], entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Returns quotes that were found without a model, each speaker with the entity of that name, if there is one."""
    id_of = {entity.name: entity.id for entity in entities}
    return tuple(
        replace(quote, speaker=replace(quote.speaker, entity=id_of.get(quote.speaker.name or ""))) if quote.speaker else quote
        for quote in quotes
    )
