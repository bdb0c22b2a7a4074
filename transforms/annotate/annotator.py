"""Texts in, quotes and entities out: each language to its model, and what goes wrong with one text stays with it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.language import Language

from transforms.annotate.entities.find import find_entities
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.language import detect
from transforms.annotate.model import DEFAULT, model
from transforms.annotate.parse import parse
from transforms.annotate.quotes.find import find_quotes
from transforms.annotate.quotes.marks.pair import Quoted, pair
from transforms.annotate.words import Words
from transforms.records import Annotations
from transforms.watchdog import Hand

BATCH = 8  # texts: 32 cost twice the memory and are no faster
BATCH_CHARACTERS = 200_000  # of the texts of a batch together; one text may be longer


@dataclass(frozen=True)
class Annotator:
    """`models`: language → name of an installed spaCy pipeline. Picklable: they are loaded where they are used.

    `hand`: for texts that end the process, or take for ever. `aliases`: names of the user's own, which win over ours.
    """

    models: Mapping[str, str] = field(default_factory=lambda: {"en": DEFAULT})
    hand: Hand = field(default_factory=Hand)
    aliases: tuple[Alias, ...] = ()

    def annotate(
        self, texts: Sequence[tuple[str, str | None]], ids: Sequence[str] | None = None
    ) -> list[Annotations | Exception]:
        """For each (text, language hint) what was found, in order; an exception for a text that can't be annotated.

        A language without a model is no failure: `skipped` says so. ValueError, raised at once, when a model is not installed.
        Offsets are code points into the text that came in. The same texts give the same result. `ids`: what to call the texts
        while they are in hand.
        """
        ids = ids or [str(i) for i in range(len(texts))]
        languages = [detect(text, hint) for text, hint in texts]
        out: list[Annotations | Exception] = [self._skipped(language) for language in languages]
        by_language: dict[str, list[int]] = defaultdict(list)
        for i, language in enumerate(languages):
            if language is not None and language in self.models:
                by_language[language].append(i)
        for language, places in by_language.items():
            nlp = model(self.models[language])
            for batch in _batches(places, [len(text) for text, _ in texts]):
                with self.hand.holding("annotate", [ids[i] for i in batch]):
                    parsed = _parsed(nlp, [texts[i][0] for i in batch])
                for i, words in zip(batch, parsed, strict=True):
                    with self.hand.holding("annotate", [ids[i]]):
                        out[i] = words if isinstance(words, Exception) else _annotated(words, language, self.aliases)
        return out

    def _skipped(self, language: str | None) -> Annotations:
        return Annotations(language, skipped=f"no model for {language!r}" if language else "language unknown")


def _batches(places: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """At most `BATCH` texts and about `BATCH_CHARACTERS` characters together."""
    out: list[list[int]] = []
    room = 0
    for i in places:
        if not out or len(out[-1]) == BATCH or lengths[i] > room:
            out.append([])
            room = BATCH_CHARACTERS
        out[-1].append(i)
        room -= lengths[i]
    return out


def _parsed(nlp: Language, texts: Sequence[str]) -> list[Words | Exception]:
    """The words of each text; when a batch fails, each text alone, so that only the bad ones do."""
    try:
        return [*parse(nlp, texts)]
    except Exception as error:
        if len(texts) == 1:
            return [error]
        return [one for text in texts for one in _parsed(nlp, [text])]


def _annotated(words: Words, language: str, aliases: tuple[Alias, ...] = ()) -> Annotations | Exception:
    try:
        quoted = pair(words.text)
        entities = find_entities(words, _by_word(words, quoted), aliases)
        return Annotations(language, find_quotes(words, entities, quoted), entities)
    except Exception as error:
        return error


def _by_word(words: Words, quoted: Sequence[Quoted]) -> list[int | None]:
    """For each word, the number of the quote that it stands in."""
    out: list[int | None] = [None] * len(words)
    for k, quote in enumerate(quoted):
        first, last = bisect_left(words.start, quote.start), bisect_left(words.start, quote.end)
        out[first:last] = [k] * (last - first)
    return out
