"""Whom the text has in focus at a word: who was meant last, how, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.annotate.entities.coref.clauses import OBJECTS, SUBJECTS, Clauses
from transforms.annotate.reporting_verbs import reporting_verbs

MAIN, SUBJECT, OBJECT, OTHER, OWNER = 3, 2, 1, 0, -1


@dataclass(slots=True)
class Seen:
    """Where an entity was last meant. `role`: the best one it has in that sentence."""

    entity: int
    word: int
    sentence: int
    paragraph: int
    role: int
    quote: int | None
    pronoun: str | None
    times: int


class Focus:
    """The entities meant so far, latest last. A negative number is somebody whom nothing names."""

    def __init__(self, parse: Clauses) -> None:
        self._parse = parse
        self._seen: dict[int, Seen] = {}

    def see(self, entity: int, word: int, paragraph: int, quote: int | None, pronoun: str | None = None) -> None:
        """The entity is meant at this word."""
        sentence, role = self._parse.sentence[word], self.role(word)
        before = self._seen.pop(entity, None)
        if before and before.sentence == sentence and before.quote == quote:
            role = max(role, before.role)
        times = before.times + 1 if before else 1
        self._seen[entity] = Seen(entity, word, sentence, paragraph, role, quote, pronoun, times)

    def latest(self, most: int) -> Iterator[Seen]:
        """The last `most` entities, latest first."""
        for n, seen in enumerate(reversed(self._seen.values())):
            if n >= most:
                return
            yield seen

    def role(self, i: int) -> int:
        """What the word is in its sentence."""
        words = self._parse.words
        dep = words.dep[i]
        for _ in range(3):
            if dep not in ("conj", "appos"):
                break
            i = words.head[i]
            dep = words.dep[i]
        if dep in SUBJECTS:
            # a quote takes the sentence's root away
            return MAIN if self._says(i) or self._parse.is_main(i) else SUBJECT
        if dep in OBJECTS or dep == "agent":
            return OBJECT
        return OWNER if dep == "poss" else OTHER

    def _says(self, i: int) -> bool:
        words = self._parse.words
        return words.dep[i] in SUBJECTS and words.form[words.head[i]].lower() in reporting_verbs().subject_speaks
