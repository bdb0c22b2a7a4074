"""Looks up sentences, subjects, objects and arguments of verbs in the parse."""

from dataclasses import dataclass, field

from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

OBJECTS = frozenset(["dobj", "dative"])
# A verb with one of these labels and without its own subject shares the subject of the verb above it.
SHARES_SUBJECT = frozenset(["conj", "xcomp", "advcl"])
# The object of one of these can refer to the subject: "He took it with him", "he looked around him".
LOOSE_PREPOSITIONS = frozenset(
    ["with", "behind", "around", "before", "after", "beside", "near", "under", "over", "like", "than"]
)  # fmt: skip
FINITE = frozenset(["VBD", "VBZ"])
CLIMB = 8  # heads that are followed up the dependency tree


@dataclass
class Clauses:
    """The clauses of a text.

    `sentence`: for each word, the number of its sentence. `root`: for each sentence, the number of its root word. `subject`,
    `object`: verb → its first subject and object, as word numbers. `adopted`: a name right before a verb that has no subject in
    the parse → that verb ("At the end of the hall Ana Brandt sang", where the parser takes the name for a part of the phrase).
    """

    words: Words
    sentence: list[int] = field(default_factory=list)
    root: list[int] = field(default_factory=list)
    subject: dict[int, int] = field(default_factory=dict)
    object: dict[int, int] = field(default_factory=dict)
    adopted: dict[int, int] = field(default_factory=dict)

    def subject_of(self, verb: int) -> int | None:
        """Returns the verb's own or shared subject, or None: "Reyes met Brandt and thanked", "asked Brandt to help"."""
        words = self.words
        for _ in range(CLIMB):
            if verb in self.subject:
                return self.subject[verb]
            head = words.head[verb]
            if head == verb or words.dep[verb] not in SHARES_SUBJECT:
                return None
            if words.dep[verb] == "xcomp" and head in self.object:
                return self.object[head]
            verb = head
        return None

    def subject_above(self, i: int) -> int | None:
        """Returns the subject before word `i` in its clause, or None; for "who", the noun that the relative clause modifies."""
        words, subject = self.words, self.clause_subject(i)
        if subject is None:
            return None
        relative = words.tag[subject] in ("WDT", "WP") and words.dep[words.head[subject]] == "relcl"
        return words.head[words.head[subject]] if relative else subject

    def clause_subject(self, i: int) -> int | None:
        """Returns the subject before word `i` in its clause, or None; it may be the "who" of a relative clause."""
        words, above = self.words, i
        for _ in range(CLIMB):
            above = words.head[above]
            if words.tag[above].startswith("V") or words.dep[above] == "ROOT":
                subject = self.subject_of(above)
                return subject if subject is not None and subject < i else None
        return None

    def verb_of(self, i: int) -> int | None:
        """Returns the verb of which word `i` is an argument, directly or after a preposition, or None."""
        words = self.words
        for _ in range(CLIMB):
            dep, head = words.dep[i], words.head[i]
            if head == i:
                return None
            if dep in SUBJECT_DEPS or dep in OBJECTS or dep in ("agent", "oprd"):
                return head
            if dep == "prep":
                is_argument = words.tag[head].startswith("V") and words.form[i].lower() not in LOOSE_PREPOSITIONS
                return head if is_argument else None
            if dep not in ("pobj", "conj"):
                return None
            i = head
        return None

    def verb_of_subject(self, i: int) -> int | None:
        """Returns the verb of which word `i` is the subject, or None."""
        return self.words.head[i] if self.words.dep[i] in SUBJECT_DEPS else self.adopted.get(i)

    def is_main_subject(self, i: int) -> bool:
        """Whether word `i` is the subject of its sentence's main clause, or of a clause that is coordinated with it."""
        words, root = self.words, self.root[self.sentence[i]]
        verb = self.verb_of_subject(i)
        if verb is None:
            return False
        for _ in range(CLIMB):
            if verb == root:
                return True
            if words.dep[verb] != "conj":
                return False
            verb = words.head[verb]
        return False


def clauses(words: Words) -> Clauses:
    """Returns the clauses of a text, in linear time. No sentence crosses the end of a paragraph."""
    out = Clauses(words)
    paragraph_starts = {first for first, _ in words.paragraphs}
    last_root = number = -1
    for i, (root, dep) in enumerate(zip(_roots(words.head), words.dep, strict=True)):
        if root != last_root or i in paragraph_starts:
            out.root.append(root)
            last_root, number = root, number + 1
        out.sentence.append(number)
        if dep in SUBJECT_DEPS:
            verb, before = words.head[i], out.subject.get(words.head[i])
            # "One of the women in the union, Brandt has": the parser finds two subjects
            if before is None or (i < verb and words.tag[i] == "NNP" and not words.tag[before].startswith("NNP")):
                out.subject[verb] = i
        elif dep in OBJECTS:
            out.object.setdefault(words.head[i], i)
    _adopt_subjects(out)
    return out


def _adopt_subjects(parse: Clauses) -> None:
    """Makes a name right before a finite verb its subject, when the parser found none."""
    words = parse.words
    for i in range(len(words) - 1):
        if words.tag[i] != "NNP" or words.tag[i + 1] not in FINITE or parse.sentence[i] != parse.sentence[i + 1]:
            continue
        verb = words.head[i + 1] if words.dep[i + 1] in ("aux", "auxpass") else i + 1
        is_clause = words.dep[verb] in ("ROOT", "ccomp", "advcl")
        if is_clause and verb not in parse.subject and words.dep[i] not in SUBJECT_DEPS:
            parse.subject[verb], parse.adopted[i] = i, verb


def _roots(heads: list[int]) -> list[int]:
    """Returns, for each word, the root above it."""
    root = list(heads)
    for i, above in enumerate(heads):
        if root[above] == above:  # most words depend on a root, or on a word whose root is known
            continue
        path = [i]
        while root[above] != above:
            path.append(above)
            above = root[above]
        for k in path:
            root[k] = above
    return root
