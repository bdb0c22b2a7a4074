"""The entities mentioned so far, each with its last mention: the candidates for the antecedent of a pronoun."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from transforms.annotate.entities.coref.clauses import OBJECTS, Clauses
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS


class GrammaticalRole(IntEnum):
    """The grammatical role of a word; of several mentions in one sentence the highest role counts."""

    POSSESSOR = -1
    OTHER = 0
    OBJECT = 1
    SUBJECT = 2
    MAIN_SUBJECT = 3


@dataclass(slots=True)
class LastMention:
    """The last mention of an entity. `role`: its highest role in that sentence. `quote`: the number of its quote, or None.

    `pronoun`: `he` or `she` when the mention is a pronoun. A negative `entity` is a person without a name.
    """

    entity: int
    word: int
    sentence: int
    paragraph: int
    role: GrammaticalRole
    quote: int | None
    pronoun: str | None


class Discourse:
    """The entities mentioned so far. Words are added in text order."""

    def __init__(self, parse: Clauses) -> None:
        self._parse = parse
        self._mentions: dict[int, LastMention] = {}  # latest last

    def add(self, entity: int, word: int, paragraph: int, quote: int | None, pronoun: str | None = None) -> None:
        """Records a mention of the entity at this word."""
        sentence, role = self._parse.sentence[word], self.grammatical_role(word)
        before = self._mentions.pop(entity, None)
        if before is not None and before.sentence == sentence and before.quote == quote:
            role = max(role, before.role)
        self._mentions[entity] = LastMention(entity, word, sentence, paragraph, role, quote, pronoun)

    def latest(self, most: int) -> Iterator[LastMention]:
        """Yields the last mentions of at most `most` entities, the latest first."""
        for n, mention in enumerate(reversed(self._mentions.values())):
            if n >= most:
                return
            yield mention

    def grammatical_role(self, i: int) -> GrammaticalRole:
        """Returns the role of word `i`; a coordinated word and an apposition have the role of the word that they depend on."""
        words = self._parse.words
        dep = words.dep[i]
        for _ in range(3):
            if dep not in ("conj", "appos"):
                break
            i = words.head[i]
            dep = words.dep[i]
        if dep in SUBJECT_DEPS:
            # the reporting verb beside a quote is often not the root, because the parser finds the root in the quote
            is_main = self._is_speaker(i) or self._parse.is_main_subject(i)
            return GrammaticalRole.MAIN_SUBJECT if is_main else GrammaticalRole.SUBJECT
        if dep in OBJECTS or dep == "agent":
            return GrammaticalRole.OBJECT
        return GrammaticalRole.POSSESSOR if dep == "poss" else GrammaticalRole.OTHER

    def _is_speaker(self, i: int) -> bool:
        words = self._parse.words
        return words.dep[i] in SUBJECT_DEPS and words.form[words.head[i]].lower() in reporting_verbs().subject_speaks
