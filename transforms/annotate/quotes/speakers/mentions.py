"""Looks up the entity that a word of a text refers to, and makes a speaker of a span of words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.quotes.speakers.somebody import describes_somebody, is_somebody
from transforms.annotate.words import Words
from transforms.records import Entity, Mention, Speaker

LINKING_WORDS = frozenset(
    [",", "-", "&", "the", "of", "and", "for", "de", "van", "von", "der", "den", "la", "le", "di", "da", "bin", "al"]
)
NAME = re.compile(r"[^\W\d_][\w.'’@-]*|@\w+")
SENTENCE_ENDS = frozenset('.?!:“"')
WordSpan = tuple[int, int]  # numbers of the first and the last (excluded) word


class EntityMention(NamedTuple):
    """A mention with its entity, and its words `first` to `last` (excluded)."""

    entity: Entity
    mention: Mention
    first: int
    last: int

    @property
    def span(self) -> WordSpan:
        return self.first, self.last

    @property
    def is_person(self) -> bool:
        return self.entity.type == "person"


@dataclass(frozen=True)
class Mentions:
    """A parsed text and its mentions.

    `children`: for each word, the words that depend on it. `by_word`: word number → the mention that contains it.
    """

    words: Words
    children: list[list[int]]
    by_word: dict[int, EntityMention]

    @cached_property
    def person_of_surname(self) -> dict[str, Entity | None]:
        """Folded surname → the person of the text who has it; None when several have."""
        out: dict[str, Entity | None] = {}
        for entity in {name.entity.id: name.entity for name in self.by_word.values() if name.is_person}.values():
            parts = folded(entity.name).split()
            if len(parts) > 1:
                out[parts[-1]] = None if parts[-1] in out else entity
        return out

    def person_at(self, i: int) -> EntityMention | None:
        """Returns the mention of a person that contains word `i`, or None."""
        mention = self.by_word.get(i)
        return mention if mention is not None and mention.is_person else None


def index_mentions(words: Words, entities: Sequence[Entity]) -> Mentions:
    """Returns the mentions of all entities, by word. A mention that begins within a word is left out."""
    starts = {start: i for i, start in enumerate(words.start)}
    by_word: dict[int, EntityMention] = {}
    for entity in entities:
        for mention in entity.mentions:
            first = starts.get(mention.start)
            if first is None:
                continue
            indexed = EntityMention(entity, mention, first, _last_word(words, first, mention.end))
            by_word.update((i, indexed) for i in range(indexed.first, indexed.last))
            if _has_letters_after(words, indexed):
                by_word.setdefault(indexed.last, indexed)
    return Mentions(words, words.children(), by_word)


def _last_word(words: Words, first: int, end: int) -> int:
    """Returns the number of the word after the mention that begins at word `first` and ends at the offset `end`."""
    last = first + 1
    while last < len(words) and words.end[last - 1] < end:
        last += 1
    return last


def _has_letters_after(words: Words, name: EntityMention) -> bool:
    """Whether a name is followed by the letters of a title or degree: Ana Brandt KC."""
    return name.mention.kind == "name" and name.last < len(words) and words.form[name.last].lower() in name_lists().postnominals


def speaker_at(mentions: Mentions, first: int, last: int, *, says: bool = False) -> Speaker | None:
    """Returns the speaker that words `first` to `last` (excluded) refer to; None when they mean a thing.

    With an entity, `name` is its name. Without one, capitalized words are a name themselves; a pronoun has none; and other
    words must describe somebody (`described`). `says`: they say what stands between marks, so any noun is somebody.
    """
    words = mentions.words
    start, end = words.place(first, last)
    text = words.text[start:end]
    mention = mentions.by_word.get(last - 1)
    if mention and mention.span == (first, last):
        return Speaker(text, start, end, mention.entity.name, mention.entity.id)
    if last - first == 1 and words.tag[first].startswith(("PRP", "WP")) and not is_somebody(text.lower()):
        return Speaker(text, start, end)
    if describes_somebody(words, first, last) or (says and _has_noun(words, first, last)):
        return Speaker(text, start, end, described=True)
    return Speaker(text, start, end, " ".join(text.split())) if _is_name(words, first, last) else None


def _has_noun(words: Words, first: int, last: int) -> bool:
    return any(words.tag[i] in ("NN", "NNS") and words.form[i].isalpha() for i in range(first, last))


def _is_name(words: Words, first: int, last: int) -> bool:
    """Whether words that no entity has are a name: capitalized nouns, and not only because a sentence begins."""
    forms = [form for form in words.form[first:last] if form.strip() and form.lower() not in LINKING_WORDS]
    if not forms or not all(NAME.fullmatch(form) and not form.islower() for form in forms):
        return False
    begins = first == 0 or words.form[first - 1] in SENTENCE_ENDS or first in {start for start, _ in words.paragraphs}
    return words.tag[last - 1].startswith("NNP") or not begins
