"""What shows that a name is a person's, whatever the model took it for: he or she goes on with it, "was born", "a linguist"."""

import re
from collections.abc import Iterator

from transforms.annotate.entities.lexicon.person_nouns import person_words
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.named import Named
from transforms.annotate.words import Words

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
LONGEST = 3  # words of a name
TIMES = 2  # that a name must stand and be shown to be a person's
AHEAD = 30  # words in which the pronoun comes
LIFE = re.compile(r"\(\D{0,60}\b(?:born|b\.|c\.)|\([^()]{0,80}\d{3,4}\)? [–-] [^()]{0,30}\d{3,4}\)")


def shown_human(words: Words, name: Named) -> float:
    """How clearly this place shows a person: 0 is not at all, 1 or more is clearly."""
    first, last = name[:2]
    if first and words.form[first - 1].lower() in ("the", "a", "an"):
        return 0.0
    shown = 0.0
    head = words.head[last - 1]
    if words.dep[last - 1] in SUBJECTS:
        if words.form[head].lower() in person_words().lives:
            shown += 1
        if any(words.head[i] == head and words.dep[i] == "attr" and _is_a_person(words, i) for i in _after(words, head)):
            shown += 1
        shown += _goes_on(words, last)
    if words.form[last : last + 1] == ["("] and LIFE.match(words.text[words.start[last] : words.start[last] + 200]):
        shown += 1
    if words.form[last : last + 1] == [","] and words.form[last + 1 : last + 2] == ["who"]:
        shown += 0.5  # the model's heads are also wrong
    return shown


def _after(words: Words, i: int) -> range:
    return range(i + 1, min(i + 12, len(words)))


def _is_a_person(words: Words, i: int) -> bool:
    return words.form[i].lower() in person_words()


def _goes_on(words: Words, last: int) -> float:
    """The first pronoun after a subject in its paragraph, before any other noun is a subject: he or she for, its against.

    "Harbor Radio met her" shows nothing: subject and object are two.
    """
    for i in range(last, min(last + AHEAD, len(words))):
        form = words.form[i].lower()
        if "\n" in words.text[words.end[i - 1] : words.end[i]]:
            return 0.0
        if form in HE or form in SHE:
            return 1.0 if words.dep[i] in SUBJECTS or words.tag[i] == "PRP$" or form.endswith("self") else 0.0
        if form in ("it", "its"):
            return -0.5 if form == "its" else 0.0
        if words.dep[i] in SUBJECTS and words.tag[i].startswith("N"):
            return 0.0
    return 0.0


def unseen_people(words: Words) -> Iterator[Named]:
    """Names that the model passes over and that several places show to be a person's: "Okonkwo" in a life of Okonkwo."""
    taken = {i for name in words.names for i in range(name.first, name.last)}
    runs: dict[str, list[Named]] = {}
    i = 0
    while i < len(words):
        first = i
        while i < len(words) and words.tag[i] == "NNP" and i not in taken and words.form[i][:1].isupper():
            i += 1
        if first < i <= first + LONGEST:
            runs.setdefault(" ".join(words.form[first:i]), []).append(Named(first, i, "person"))
        i = max(i, first + 1)
    for form, names in runs.items():
        if len(names) >= TIMES and form.lower() not in lists().nobody and sum(shown_human(words, n) for n in names) >= TIMES:
            yield from names
