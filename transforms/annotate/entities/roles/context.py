"""Holds the words and names of a text, with the lookups that the rules for roles share."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.tags import POSSESSIVE_MARKS
from transforms.annotate.words import Words

HYPHENS = frozenset(["-", "–"])
# Titles before a person's name that are not roles: "Dr. Ana Brandt".
COURTESY_TITLES = frozenset(
    ["dr.", "dr", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "sir", "dame", "lord", "lady", "hon."]
)  # fmt: skip
# Prefixes of the fine-grained tags of words in a noun phrase.
NOMINAL_TAGS = ("NN", "JJ", "CD", "VBN", "VBG", "HYPH", "FW", "ADD", "AFX")
SENTENCE_ENDS = frozenset([".", "!", "?", ";", "•", "..."])
CLOSING_MARKS = frozenset(["”", "’", ")", '"', "''"])
# After one of these, a capital may be there only because a sentence or a quote begins.
OPENING_MARKS = frozenset(["“", '"', "‘", "—", "–", "-", "(", ":", "•", "*", "''", "``"])
STRAIGHT_MARKS = frozenset(['"', "''", "``"])  # the same at both ends of a quote


class ClusterName(NamedTuple):
    """A name with its entity: words `first` to `last` (excluded), the entity's type, and the number of its cluster."""

    first: int
    last: int
    kind: str
    cluster: int

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


class RoleContext:
    """The words, names and sentences of a text, for the rules for roles. Built in linear time.

    `names`: in text order. `full_name`: number of a cluster → the full name of its entity. `low`: the words in lower case.
    `sentence_start`: for each word, the first word of its sentence. `name_at`: each word of a name → the name. `name_from`: its
    first word → the name. `people`: first words of people's names. `bodies`: the names of organizations and places;
    `body_starts`: their first words.
    """

    def __init__(self, words: Words, names: Sequence[ClusterName], full_name: Callable[[int], str]) -> None:
        self.words, self.names, self.full_name = words, names, full_name
        self.low = [form.lower() for form in words.form]
        self.name_from = {n.first: n for n in names}
        self.name_at = {i: n for n in names for i in range(n.first, n.last)}
        self.people = {n.first for n in names if n.is_person}
        self.bodies = [n for n in names if n.kind in ("organization", "place")]
        self.body_starts = [n.first for n in self.bodies]
        self.sentence_start = self._sentence_starts()
        self._sentence_ends = self._ends_of(self.sentence_start)

    def _sentence_starts(self) -> list[int]:
        """Returns, for each word, the first word of its sentence.

        Only marks are used, because the parser often ends a sentence after an abbreviation.
        """
        paragraph_starts = {first for first, _ in self.words.paragraphs}
        starts: list[int] = []
        start = 0
        for i in range(len(self.words)):
            ended = i > 0 and self.words.form[i - 1] in SENTENCE_ENDS
            if i in paragraph_starts or (ended and not self._closes(i) and not self.is_abbreviation_dot(i - 1)):
                start = i
            starts.append(start)
        return starts

    def _ends_of(self, starts: Sequence[int]) -> list[int]:
        ends = [0] * len(starts)
        end = len(starts)
        for i in range(len(starts) - 1, -1, -1):
            ends[i] = end
            if starts[i] == i:
                end = i
        return ends

    def sentence_end(self, i: int) -> int:
        """Returns the end (excluded) of the sentence of word `i`; the end of the text when there is no such word."""
        return self._sentence_ends[i] if i < len(self._sentence_ends) else len(self._sentence_ends)

    def text_of(self, first: int, last: int) -> str:
        """Returns the text of words `first` to `last` (excluded), with single spaces."""
        start, end = self.words.place(first, last)
        return " ".join(self.words.text[start:end].split())

    def is_capitalized(self, i: int) -> bool:
        return self.words.form[i][:1].isupper()

    def touches_previous(self, i: int) -> bool:
        """Whether no space stands before word `i`."""
        return self.words.end[i - 1] == self.words.start[i]

    def starts_sentence(self, i: int) -> bool:
        """Whether word `i` is the first of a sentence or of a quote, so that a capital does not show a name."""
        if self.sentence_start[i] == i:
            return True
        before = self.words.form[i - 1]
        return before in OPENING_MARKS and (before not in STRAIGHT_MARKS or self.touches_previous(i))

    def is_abbreviation_dot(self, i: int) -> bool:
        """Whether word `i` is the dot of a title that the tokenizer split off: "Sens" and "."."""
        return i > 0 and self.low[i] == "." and self.low[i - 1] + "." in role_lists().titles

    def is_organization(self, i: int) -> bool:
        """Whether the name of an organization begins with word `i`."""
        name = self.name_from.get(i)
        return name is not None and name.kind == "organization"

    def is_subject_area(self, first: int, last: int) -> bool:
        """Whether capitalized words name a subject area and no body: "State" in "Secretary of State"."""
        name = self.name_from.get(first)
        if name is not None and name.kind == "place":
            return False
        return all(word in role_lists().areas or word in ("and", "of", "the", "&", ",") for word in self.low[first:last])

    def common_nouns_end(self, i: int) -> int:
        """Returns the end (excluded) of the nouns without a capital from word `i` on; `i` when there are none.

        Examples: "public affairs", "city's police department".
        """
        first, end = i, self.sentence_end(i)
        while i < end and i not in self.name_from and not self.is_capitalized(i):
            if i > first and self._joins_common_nouns(i, end):
                i += 2
            elif self.words.tag[i].startswith(NOMINAL_TAGS):
                i += 1
            else:
                break
        return i

    def _closes(self, i: int) -> bool:
        return self.words.form[i] in CLOSING_MARKS and self.touches_previous(i)

    def _joins_common_nouns(self, i: int, end: int) -> bool:
        joins = self.low[i] in ("and", "&", "-") or self.low[i] in POSSESSIVE_MARKS
        return joins and i + 1 < end and self.words.tag[i + 1].startswith(NOMINAL_TAGS) and not self.is_capitalized(i + 1)
