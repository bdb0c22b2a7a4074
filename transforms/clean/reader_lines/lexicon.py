"""The word groups of `words.yaml`, and which of them the words of a line belong to."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

WORDS = Path(__file__).with_name("words.yaml")
LANGUAGES = ("en", "de", "fr", "es")
ENGLISH = LANGUAGES[0]  # buttons and names of services are English on pages of all languages
TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu)'(?=\w)")  # l'application
BREAK = re.compile(r"[.!?…:;–—|•·»›,(\[]")
MOST_KNOWN = 50_000  # words whose groups are remembered
NONE: frozenset[int] = frozenset()


class Token(NamedTuple):
    """A word of a line. `text`: as written, with straight apostrophes; `groups`: the numbers of its groups.

    `opens`: it is the first word of a sentence or clause.
    """

    text: str
    groups: frozenset[int]
    opens: bool


@dataclass
class Lexicon:
    """The words of a language and the English ones, with the numbers of their groups.

    `cased`: words that count as written only, such as the German `Sie`, and not where a sentence begins. `phrases`: by first
    word, the words of each and its group.
    """

    whole: dict[str, set[int]] = field(default_factory=dict)
    cased: dict[str, set[int]] = field(default_factory=dict)
    beginnings: dict[str, set[int]] = field(default_factory=dict)
    endings: dict[str, set[int]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    known: dict[str, frozenset[int]] = field(default_factory=dict)

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
        end = 0
        for match in TOKEN.finditer(line):
            word, start = match[0], match.start()
            # mostly there is one space between two words
            opens = not found or (start - end > 1 and BREAK.search(line, end, start) is not None)
            groups = self._groups(word.lower())
            if not opens and word in self.cased:
                groups |= self.cased[word]
            found.append(Token(word, groups, opens))
            end = match.end()
        self._add_phrases(found)
        return found

    def _add_phrases(self, tokens: list[Token]) -> None:
        words = [token.text.lower() for token in tokens]
        for i, word in enumerate(words):
            for parts, group in self.phrases.get(word, ()):
                if tuple(words[i : i + len(parts)]) == parts:
                    for j in range(i, i + len(parts)):
                        tokens[j] = tokens[j]._replace(groups=tokens[j].groups | {group})

    def _groups(self, word: str) -> frozenset[int]:
        groups = self.known.get(word)
        if groups is None:
            groups = self._look_up(word) | self._look_up(ELISION.sub("", word))
            if len(self.known) < MOST_KNOWN:
                self.known[word] = groups
        return groups

    def _look_up(self, word: str) -> frozenset[int]:
        beginnings = (self.beginnings.get(word[:size], NONE) for size in range(2, len(word) + 1))
        endings = (self.endings.get(word[-size:], NONE) for size in range(1, min(6, len(word) - 1)))
        return frozenset(self.whole.get(word, NONE)).union(*beginnings, *endings)


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
