"""Sentences, subjects and what binds: two arguments of one verb are two people."""

from dataclasses import dataclass

from transforms.annotate.words import Words

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
OBJECTS = frozenset(["dobj", "dative"])
SHARES = frozenset(["conj", "xcomp", "advcl"])  # a verb without a subject of its own has that of the verb it hangs on
# "He took it with him", "he looked around him"
LOOSE = frozenset(["with", "behind", "around", "before", "after", "beside", "near", "under", "over", "like", "than"])
CLIMB = 8


@dataclass
class Clauses:
    """`sentence`: number of each word's; `main`: for each sentence, its root; `subject`, `object`: of each verb."""

    words: Words
    sentence: list[int]
    main: list[int]
    subject: dict[int, int]
    object: dict[int, int]

    def subject_of(self, verb: int) -> int | None:
        """The verb's own, or the one it shares: "Reyes met Brandt and thanked", "asked Brandt to help"."""
        words = self.words
        for _ in range(CLIMB):
            if verb in self.subject:
                return self.subject[verb]
            head = words.head[verb]
            if head == verb or words.dep[verb] not in SHARES:
                return None
            if words.dep[verb] == "xcomp" and head in self.object:
                return self.object[head]
            verb = head
        return None

    def verb_of(self, i: int) -> int | None:
        """The verb that the word is an argument of, itself or behind a preposition."""
        words = self.words
        for _ in range(CLIMB):
            dep, head = words.dep[i], words.head[i]
            if head == i:
                return None
            if dep in SUBJECTS or dep in OBJECTS or dep in ("agent", "oprd"):
                return head
            if dep == "prep":
                tight = words.tag[head].startswith("V") and words.form[i].lower() not in LOOSE
                return head if tight else None
            if dep not in ("pobj", "conj"):
                return None
            i = head
        return None

    def is_main(self, i: int) -> bool:
        """The subject of the sentence's main clause, or of one joined to it."""
        words, root = self.words, self.main[self.sentence[i]]
        if words.dep[i] not in SUBJECTS:
            return False
        verb = words.head[i]
        for _ in range(CLIMB):
            if verb == root:
                return True
            if words.dep[verb] != "conj":
                return False
            verb = words.head[verb]
        return False


def clauses(words: Words) -> Clauses:
    """Read off the parse, once a text."""
    head = words.head
    root = list(head)
    for i, above in enumerate(head):
        if root[above] == above:  # most words hang on a root, or on a word whose root is known
            continue
        path = [i]
        while root[above] != above:
            path.append(above)
            above = root[above]
        for k in path:
            root[k] = above
    out = Clauses(words, [], [], {}, {})
    starts = {first for first, _ in words.paragraphs}
    last, number = -1, -1
    for i, (r, dep) in enumerate(zip(root, words.dep, strict=True)):
        if r != last or i in starts:
            out.main.append(r)
            last, number = r, number + 1
        out.sentence.append(number)
        if dep in SUBJECTS:
            out.subject.setdefault(head[i], i)
        elif dep in OBJECTS:
            out.object.setdefault(head[i], i)
    return out
