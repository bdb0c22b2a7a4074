"""Looks up phrases in a sequence of tokens: one class for every list of phrases that the annotator has.

spaCy's `PhraseMatcher` needs a `Doc`, which no longer exists when phrases are looked up here, and FlashText works on
characters only. Like both, this is a trie, so that the time per position depends on the longest phrase and not on their number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class PhraseMatch(NamedTuple, Generic[Value]):
    """A phrase in a sequence: tokens `first` to `last` (excluded), and the value that belongs to the phrase."""

    first: int
    last: int
    value: Value


@dataclass(slots=True)
class _Node(Generic[Value]):
    """The phrases that share a beginning. `values` holds one value when a phrase ends here, else nothing."""

    children: dict[str, "_Node[Value]"] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)


class PhraseIndex(Generic[Value]):
    """Phrases, each with a value, that can be found at a position of a sequence of tokens.

    A phrase is a sequence of tokens. A text is a sequence of characters, so an index of names finds them in a text, too.
    When two rows have the same phrase, the first one is kept; an empty phrase is ignored. `ignore_case`: phrases and tokens are
    compared in lower case.

    >>> index = PhraseIndex([(("attorney", "general"), 1), (("attorney",), 2)])
    >>> index.longest_at(["the", "attorney", "general", "said"], 1)
    PhraseMatch(first=1, last=3, value=1)
    """

    def __init__(self, phrases: Iterable[tuple[Sequence[str], Value]], *, ignore_case: bool = False) -> None:
        self.ignore_case = ignore_case
        self._root: _Node[Value] = _Node()
        self._by_last_token: dict[str, dict[tuple[str, ...], Value]] = {}
        for phrase, value in phrases:
            self._add(tuple(map(str.lower, phrase)) if ignore_case else tuple(phrase), value)

    def _add(self, phrase: tuple[str, ...], value: Value) -> None:
        if not phrase:
            return
        node = self._root
        for token in phrase:
            node = node.children.setdefault(token, _Node())
        if not node.values:
            node.values.append(value)
            self._by_last_token.setdefault(phrase[-1], {})[phrase] = value

    def matches_at(self, tokens: Sequence[str], first: int) -> Iterator[PhraseMatch[Value]]:
        """Returns the phrases that begin with token `first`, the longest one first."""
        if first >= len(tokens) or self._key(tokens[first]) not in self._root.children:  # as at most tokens
            return iter(())
        matches: list[PhraseMatch[Value]] = []
        node: _Node[Value] | None = self._root
        for i in range(first, len(tokens)):
            node = node.children.get(self._key(tokens[i])) if node else None
            if node is None:
                break
            matches.extend(PhraseMatch(first, i + 1, value) for value in node.values)
        return reversed(matches)

    def longest_at(self, tokens: Sequence[str], first: int) -> PhraseMatch[Value] | None:
        """Returns the longest phrase that begins with token `first`, or None."""
        return next(self.matches_at(tokens, first), None)

    def longest_ending_at(self, tokens: Sequence[str], last: int) -> PhraseMatch[Value] | None:
        """Returns the longest phrase whose last token is the one before `last`, or None."""
        if not 0 < last <= len(tokens):
            return None
        longest: PhraseMatch[Value] | None = None
        for phrase, value in self._by_last_token.get(self._key(tokens[last - 1]), {}).items():
            first = last - len(phrase)
            if first >= 0 and (longest is None or first < longest.first) and self._are_at(phrase, tokens, first):
                longest = PhraseMatch(first, last, value)
        return longest

    def _are_at(self, phrase: tuple[str, ...], tokens: Sequence[str], first: int) -> bool:
        return all(token == self._key(tokens[first + i]) for i, token in enumerate(phrase))

    def _key(self, token: str) -> str:
        return token.lower() if self.ignore_case else token
