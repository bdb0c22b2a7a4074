"""Finds who asks and who answers, as the introduction tells: "Ruth Doyle examined the clerk", "we spoke to the novelist"."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.turns.turn import Side
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

OBJECTS = frozenset(["dobj", "pobj", "dative", "iobj"])
LISTENERS = frozenset(["us", "me"])


class Parties(NamedTuple):
    """Who asks and who answers, as numbers of people; None where the introduction does not tell."""

    asks: int | None
    answers: int | None

    def updated(self, asks: int | None, answers: int | None) -> "Parties":
        """Returns the parties with those that are not None instead of these."""
        return Parties(self.asks if asks is None else asks, self.answers if answers is None else answers)

    def of_side(self, side: Side | None) -> int | None:
        """Returns the person of that side, or None."""
        return {"asks": self.asks, "answers": self.answers, None: None}[side]


class Questioning:
    """Who asks and who answers, as the clauses of a text tell it. `person_at`: word → person."""

    def __init__(self, words: Words, person_at: Mapping[int, int]) -> None:
        self.words, self.person_at, self.children = words, person_at, words.children()

    def parties(self, first: int, end: int, *, of_press: bool = True) -> Parties:
        """Returns who asks and who answers, by words `first` to `end` (excluded), the introduction.

        If no verb tells who answers, it is the person who is named most often, but for the one who asks. `of_press`: in a tie,
        it is the first one; in a court, that could be the judge. People who are named before word `first` do not count.
        """
        told: dict[Side, int] = {}
        for i in range(first, end):
            told.update(self._told(i))  # the last one counts
        asks, answers = told.get("asks"), told.get("answers")
        if asks == answers:
            asks = None
        return Parties(asks, self._most_named(first, end, asks, of_press=of_press) if answers is None else answers)

    def _most_named(self, first: int, end: int, asks: int | None, *, of_press: bool) -> int | None:
        """Returns the person with most mentions among these words; of several, the first one (`of_press`), or None."""
        known = {person for i, person in self.person_at.items() if i < first} | {asks}
        mentions = Counter(
            person
            for i, person in sorted(self.person_at.items())
            if first <= i < end and person not in known and self.person_at.get(i - 1) != person
        )
        most = [person for person, n in mentions.most_common() if n == mentions.most_common(1)[0][1]]
        return most[0] if len(most) == 1 or (most and of_press) else None

    def _told(self, i: int) -> Iterator[tuple[Side, int]]:
        """Yields the side and the number of each person of whom word `i` tells that he or she asks or answers."""
        form, lists = self.words.form[i].lower(), quote_words()
        if form in lists.occasions:  # an interview with Tomas Ebner
            yield from self._people("answers", self._after_prepositions(i, ("with", "to")))
        if not self.words.tag[i].startswith("VB"):
            return
        if form in lists.questioning_verbs:
            yield from self._questioned(i)
        elif form in lists.meeting_verbs:
            yield from self._met(i)
        elif form in lists.answering_verbs:
            yield from self._people("answers", self._subjects(i))

    def _questioned(self, verb: int) -> Iterator[tuple[Side, int]]:
        """Doyle examined the clerk; the clerk was examined by Doyle; the clerk, examined by Doyle."""
        words = self.words
        by = [i for i in self.children[verb] if words.form[i].lower() == "by"]
        if words.dep[verb] == "acl" or by or any(words.dep[i] == "nsubjpass" for i in self.children[verb]):
            above = words.head[verb]  # of "cross-examined", the parser makes a complement of "was"
            yield from self._people("answers", self._subjects(verb) or [above, *self._subjects(above)])
            yield from self._people("asks", [k for i in by for k in self._objects(i)])
        elif questioned := self._objects(verb):
            yield from self._people("asks", self._subjects(verb))
            yield from self._people("answers", questioned)

    def _met(self, verb: int) -> Iterator[tuple[Side, int]]:
        """We met the novelist; Kell asked or spoke to the novelist; the novelist told us, or told the Courier.

        "Kell met her brother" and "the clerk told Doyle" tell nothing of an interview.
        """
        subjects, objects = self._subjects(verb), self._objects(verb)
        partners = self._after_prepositions(verb, ("to", "with"))
        speaks, hears = [*self._people("asks", subjects)], [*self._people("answers", [*partners, *objects])]
        if hears and (not speaks or partners or self.words.form[verb].lower().startswith("ask")):
            yield from (*speaks, *hears)
        elif any(self._is_paper(i) for i in (*objects, *partners)):
            yield from self._people("answers", subjects)

    def _is_paper(self, i: int) -> bool:
        """Whether a word stands for the one who interviews: us, the Courier."""
        return self.words.form[i].lower() in LISTENERS or (self.words.tag[i] == "NNP" and i not in self.person_at)

    def _subjects(self, verb: int) -> list[int]:
        return [i for i in self.children[verb] if self.words.dep[i] in SUBJECT_DEPS]

    def _objects(self, head: int) -> list[int]:
        return [i for i in self.children[head] if self.words.dep[i] in OBJECTS]

    def _after_prepositions(self, head: int, forms: Sequence[str]) -> list[int]:
        """Returns the objects of these prepositions below the head."""
        words = self.words
        found = [i for i in self.children[head] if words.dep[i] in ("prep", "dative") and words.form[i].lower() in forms]
        return [k for i in found for k in self._objects(i)]

    def _people(self, side: Side, heads: Iterable[int]) -> Iterator[tuple[Side, int]]:
        """Yields the people named by noun phrases with these heads, or in apposition to them: the harbour master, Lena Tarn."""
        for head in heads:
            parts = [head, *(c for c in self.children[head] if self.words.dep[c] == "appos")]
            if self.words.form[head + 1 : head + 2] == [","]:  # the parser may take an apposition for a second object
                parts.append(head + 2)
            person = next((self.person_at[i] for i in parts if i in self.person_at), None)
            if person is not None:
                yield side, person
