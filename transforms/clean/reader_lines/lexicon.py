"""The word groups of `words.yaml`, and which of them the words of a line belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

WORDS = Path(__file__).with_name("words.yaml")
LANGUAGES = ("en", "de", "fr", "es")
ENGLISH = LANGUAGES[0]  # buttons and names of services are English on pages of all languages
TOKEN = re.compile(r"([^\W_]+(?:['-][^\W_]+)*)")  # a group, so that `split` leaves the words too
ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu)'(?=\w)")  # l'application
BREAK = re.compile(r"[.!?…:;–—|•·»›,(\[]")
MOST_KNOWN = 50_000  # words whose groups are remembered
NONE: frozenset[int] = frozenset()


Token = tuple[str, frozenset[int], bool]
"""A word of a line as written, the numbers of its groups, and whether it is the first word of a sentence or clause."""


Seen = tuple[frozenset[int], frozenset[int], bool]
"""Of a word as written: its groups where it opens a clause, those elsewhere, and whether phrases begin with it."""


@dataclass
class Lexicon:
    """The words of a language and the English ones, with the numbers of their groups.

    `cased`: words that count as written only, such as the German `Sie`, and not where a sentence begins. `phrases`: by first
    word, the words of each and its group. `seen`: the words that were looked up.
    """

    whole: dict[str, set[int]] = field(default_factory=dict)
    cased: dict[str, set[int]] = field(default_factory=dict)
    beginnings: dict[str, set[int]] = field(default_factory=dict)
    endings: dict[str, set[int]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def add(self, entry: str, group: int) -> None:
        """Adds a word, a phrase, or the beginning (`subscri*`) or end (`*ed`) of words to a group."""
        parts = tuple(entry.split())
        if len(parts) > 1:
            self.phrases.setdefault(parts[0], []).append((parts, group))
            return
        table = self.whole
        if "*" in entry:
            table = self.beginnings if entry.endswith("*") else self.endings
        elif entry[:1].isupper():
            table = self.cased
        table.setdefault(entry.strip("*"), set()).add(group)

    def tokens(self, line: str) -> list[Token]:
        """The words of a line with their groups. A phrase gives its group to each of its words."""
        line = line.replace("’", "'").replace("‘", "'")
        found: list[Token] = []
        phrases: list[int] = []  # places where one may begin
        parts, seen, opens = TOKEN.split(line), self.seen, True
        for between, word in zip(parts[::2], parts[1::2], strict=False):
            if found:  # mostly there is one space between two words
                opens = len(between) > 1 and BREAK.search(between) is not None
            opening, inner, begins_phrase = seen.get(word) or self._looked_up(word)
            if begins_phrase:
                phrases.append(len(found))
            found.append((word, opening if opens else inner, opens))
        for place in phrases:
            self._add_phrases(found, place)
        return found

    def groups_as_written(self, word: str) -> frozenset[int]:
        """The groups of a word that may have marks around it, as splitting at white space leaves it; without phrases."""
        found = frozenset().union(*(groups for _, groups, _ in self.tokens(word)))
        return found | frozenset(self.cased.get(word, NONE))

    def _add_phrases(self, tokens: list[Token], place: int) -> None:
        """Adds the groups of phrases that begin at a place."""
        for parts, group in self.phrases[tokens[place][0].lower()]:
            following = tokens[place + 1 : place + len(parts)]
            if len(following) == len(parts) - 1 and following[0][0].lower() == parts[1] and _lowered(following) == parts[1:]:
                for i in range(place, place + len(parts)):
                    text, groups, opens = tokens[i]
                    tokens[i] = text, groups | {group}, opens

    def _looked_up(self, word: str) -> Seen:
        lower = word.lower()
        groups = self._look_up(lower) | self._look_up(ELISION.sub("", lower))
        seen = groups, groups | self.cased.get(word, NONE), lower in self.phrases
        if len(self.seen) < MOST_KNOWN:
            self.seen[word] = seen
        return seen

    def _look_up(self, word: str) -> frozenset[int]:
        beginnings = (self.beginnings.get(word[:size], NONE) for size in range(2, len(word) + 1))
        endings = (self.endings.get(word[-size:], NONE) for size in range(1, min(6, len(word) - 1)))
        return frozenset(self.whole.get(word, NONE)).union(*beginnings, *endings)


def _lowered(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(text.lower() for text, _, _ in tokens)


@cache
def group_names() -> tuple[str, ...]:
    """The names of the groups, in the order of their numbers."""
    return tuple(_rows())


@cache
def lexicon(language: str | None) -> Lexicon:
    """The lexicon of a language (ISO 639-1); the English one for a language without words of its own."""
    if language not in LANGUAGES:
        return lexicon(ENGLISH)
    lexicon_of = Lexicon()
    for group, by_language in enumerate(_rows().values()):
        for each in {ENGLISH, language}:
            for entry in by_language[each].split(","):
                lexicon_of.add(entry.strip().replace("’", "'"), group)
    return lexicon_of


@cache
def _rows() -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return rows
