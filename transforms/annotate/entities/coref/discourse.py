"""The entities mentioned so far, each with its last mention: the candidates for the antecedent of a pronoun."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from transforms.annotate.entities.coref.clauses import OBJECTS, Clauses
from transforms.annotate.entities.coref.floor import Floor, described_word
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS

EMBEDDED = frozenset(["ccomp", "advcl", "relcl", "acl", "pcomp"])  # labels of verbs of clauses within another clause
QUESTION_SENTENCES = 3  # from a question to its answer, at most


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

    `pronoun`: `he` or `she` when the mention is a pronoun. A negative `entity` is a person without a name. `floor`: the word at
    which the entity last took the floor (see `coref/floor.py`); -1 for never.
    """

    entity: int
    word: int
    sentence: int
    paragraph: int
    role: GrammaticalRole
    quote: int | None
    pronoun: str | None
    floor: int = -1


class Discourse:
    """The entities mentioned so far. Words are added in text order."""

    def __init__(self, parse: Clauses, quoted: Sequence[int | None] = ()) -> None:
        """`quoted`: for each word, the number of its quote or None; empty for a text without quotes."""
        self._parse, self._quoted = parse, quoted
        self._floor = Floor(parse)
        self._mentions: dict[int, LastMention] = {}  # latest last
        self._asker: tuple[int, int] | None = None  # who posed the last question, and in which sentence
        self._floor_sentence = self._source_sentence = -1  # the last one in which somebody took the floor, or was a source

    def add(
        self,
        entity: int,
        word: int,
        paragraph: int,
        quote: int | None,
        pronoun: str | None = None,
        *,
        may_take_floor: bool = True,
    ) -> None:
        """Records a mention of the entity at this word."""
        sentence, role = self._parse.sentence[word], self.grammatical_role(word)
        before = self._mentions.pop(entity, None)
        if before is not None and before.sentence == sentence and before.quote == quote:
            role = max(role, before.role)
        floor = before.floor if before is not None else -1
        is_new = before is None or (before.sentence == sentence and floor == -1)
        if quote is None and self._floor.poses_question(word):
            self._asker = entity, sentence
        if quote is None and may_take_floor and not self._floor.asks(word) and self._takes_floor(word, role, is_new=is_new):
            floor = word
            role = GrammaticalRole.MAIN_SUBJECT if self._source_sentence == sentence else role
        self._mentions[entity] = LastMention(entity, word, sentence, paragraph, role, quote, pronoun, floor)

    def _takes_floor(self, word: int, role: GrammaticalRole, *, is_new: bool) -> bool:
        """Whether a mention outside quotes takes the floor. `is_new`: the entity was not mentioned before.

        The subject of what a source says does not: "According to Reyes, Brandt left".
        """
        sentence, described = self._parse.sentence[word], described_word(self._parse, word)
        is_source = self._floor.is_source(described)
        is_main = (
            role is GrammaticalRole.MAIN_SUBJECT and self._source_sentence != sentence and not self._is_embedded(described)
        )
        is_introduced = is_new and self._floor_sentence != sentence and self._floor.is_introduced(word)
        if is_source:
            self._source_sentence = sentence
        if is_source or is_main or is_introduced:
            self._floor_sentence = sentence
        return is_source or is_main or is_introduced

    def asker(self, sentence: int) -> int | None:
        """Returns who posed a question in one of the last `QUESTION_SENTENCES` sentences before this one, or None."""
        if self._asker is None or sentence - self._asker[1] > QUESTION_SENTENCES:
            return None
        return self._asker[0]

    def _is_embedded(self, i: int) -> bool:
        """Whether word `i` is the subject of a clause within another clause: "She laughed when Reyes said it was late"."""
        verb = self._parse.verb_of_subject(i)
        if verb is None or self._parse.words.dep[verb] not in EMBEDDED:
            return False
        above = self._parse.words.head[verb]
        return above in self._parse.subject and not (self._quoted and self._quoted[above] is not None)

    def latest(self, most: int) -> Iterator[LastMention]:
        """Yields the last mentions of at most `most` entities, the latest first."""
        for n, mention in enumerate(reversed(self._mentions.values())):
            if n >= most:
                return
            yield mention

    def grammatical_role(self, i: int) -> GrammaticalRole:
        """Returns the role of word `i`; a coordinated word and an apposition have the role of the word that they depend on."""
        words = self._parse.words
        i = i if i in self._parse.adopted else described_word(self._parse, i)
        dep = words.dep[i]
        if self._parse.verb_of_subject(i) is not None:
            # the reporting verb beside a quote is often not the root, because the parser finds the root in the quote
            is_main = self._is_speaker(i) or self._parse.is_main_subject(i)
            return GrammaticalRole.MAIN_SUBJECT if is_main else GrammaticalRole.SUBJECT
        if dep in OBJECTS or dep == "agent":
            return GrammaticalRole.OBJECT
        return GrammaticalRole.POSSESSOR if dep == "poss" else GrammaticalRole.OTHER

    def _is_speaker(self, i: int) -> bool:
        words = self._parse.words
        return words.dep[i] in SUBJECT_DEPS and words.form[words.head[i]].lower() in reporting_verbs().subject_speaks
