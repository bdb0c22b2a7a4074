"""Joins translated parts of a text into words that the components read like those of an English text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from transforms.annotate.languages.translate import translate
from transforms.annotate.words import Name, Part, Words
from transforms.text import Span


@dataclass(slots=True)
class TranslatedWords(Words):
    """The words of a text in another language, translated.

    `form[i]` is the English word with the same use where the glossary of the language has one; offsets are those of the text,
    and a word can be several of its tokens. `genders`: word → `he` or `she`. `asides`: places between quotation marks that are
    the reporter's: « Oui, dit-il, je viens. »
    """

    genders: dict[int, str] = field(default_factory=dict)
    asides: list[Span] = field(default_factory=list)

    def shown_gender(self, i: int) -> str | None:
        return self.genders.get(i)

    def reporters_words(self) -> Sequence[Span]:
        return self.asides

    def reading(self, text: str, start: int, end: int) -> str:
        first, last = bisect_left(self.start, start), bisect_left(self.start, end)
        return " ".join(self.form[first:last])


def join_translated_parts(text: str, parsed: Iterable[tuple[Part, Doc]], language: str) -> TranslatedWords:
    """Returns the words of the whole text from its parsed parts, in order. `language`: of the glossary."""
    words = TranslatedWords(text)
    for part, doc in parsed:
        base, translated = len(words), translate(doc, text, part.start, language)
        words.form += translated.form
        words.start += translated.start
        words.end += translated.end
        words.tag += translated.tag
        words.dep += translated.dep
        words.head += [base + head for head in translated.head]
        words.names += [Name(base + first, base + last, label) for first, last, label in translated.names]
        words.asides += translated.asides
        words.genders |= {base + i: gender for i, gender in translated.genders.items()}
        words.end_part(base, part)
    return words
