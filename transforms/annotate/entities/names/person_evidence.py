"""Weighs the evidence in the context that a name is a person's: "was born", "was a linguist", a "he" after it."""

import re
from collections.abc import Iterator

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

PERSONAL = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
LONGEST = 3  # tokens of a name that the model missed
FEWEST = 2  # mentions of such a name; also the least sum of their evidence
PRONOUN_WINDOW = 30  # tokens after the name in which a pronoun counts
ATTRIBUTE_WINDOW = 11  # tokens after the verb in which "a linguist" counts
LIFE_DATES = re.compile(
    r"""(?x)
      \( \D{0,60} \b(?:born|b\.|c\.)                                  # (born 3 May 1951), (b. 1951)
    | \( [^()]{0,80} \d{3,4} \)? [ ][–-][ ] [^()]{0,30} \d{3,4} \)    # (3 May 1951 – 2 June 1999)
    """
)


def person_evidence(words: Words, name: NameMention) -> float:
    """Returns how clearly the context of a name shows a person: not at all at 0 or less, clearly at 1 or more."""
    first, last = name.first, name.last
    if first and words.form[first - 1].lower() in ("the", "a", "an"):
        return 0.0
    evidence = 0.0
    if words.dep[last - 1] in SUBJECT_DEPS:
        verb = words.head[last - 1]
        evidence += words.form[verb].lower() in person_nouns().life_verbs
        evidence += _has_person_as_attribute(words, verb)
        evidence += _evidence_of_next_pronoun(words, last)
    evidence += _life_dates_follow(words, last)
    if words.form[last : last + 2] == [",", "who"]:
        evidence += 0.5  # not 1, because the "who" may belong to another noun
    return evidence


def _has_person_as_attribute(words: Words, verb: int) -> bool:
    """Whether the verb has a noun for a person as its attribute: "Okonkwo was a linguist"."""
    after = range(verb + 1, min(verb + 1 + ATTRIBUTE_WINDOW, len(words)))
    return any(words.head[i] == verb and words.dep[i] == "attr" and words.form[i].lower() in person_nouns() for i in after)


def _life_dates_follow(words: Words, last: int) -> bool:
    if words.form[last : last + 1] != ["("]:
        return False
    start = words.start[last]
    return LIFE_DATES.match(words.text[start : start + 200]) is not None


def _evidence_of_next_pronoun(words: Words, last: int) -> float:
    """Returns the evidence of the next pronoun in the paragraph for a subject that ends before token `last`.

    1 for "he" or "she" before another noun is subject, -0.5 for "its", otherwise 0. An object shows nothing, because in "Harbor
    Radio met her" it is somebody else.
    """
    for i in range(last, min(last + PRONOUN_WINDOW, len(words))):
        form = words.form[i].lower()
        if "\n" in words.text[words.end[i - 1] : words.end[i]]:
            return 0.0
        if form in PERSONAL:
            is_same = words.dep[i] in SUBJECT_DEPS or words.tag[i] == "PRP$" or form.endswith("self")
            return 1.0 if is_same else 0.0
        if form in ("it", "its"):
            return -0.5 if form == "its" else 0.0
        if words.dep[i] in SUBJECT_DEPS and words.tag[i].startswith("N"):
            return 0.0
    return 0.0


def find_unseen_people(words: Words) -> Iterator[NameMention]:
    """Yields the mentions of names that the model missed, if their contexts together show that they are a person's."""
    by_form: dict[str, list[NameMention]] = {}
    for name in _unseen_runs(words):
        by_form.setdefault(" ".join(words.form[name.first : name.last]), []).append(name)
    for form, names in by_form.items():
        if len(names) < FEWEST or form.lower() in name_lists().not_names:
            continue
        if sum(person_evidence(words, name) for name in names) >= FEWEST:
            yield from names


def _unseen_runs(words: Words) -> Iterator[NameMention]:
    """Yields runs of at most `LONGEST` capitalised singular proper nouns that are in none of the model's names."""
    in_model_name = {i for name in words.names for i in range(name.first, name.last)}
    i = 0
    while i < len(words):
        first = i
        while i < len(words) and words.tag[i] == "NNP" and i not in in_model_name and words.form[i][:1].isupper():
            i += 1
        if first < i <= first + LONGEST:
            yield NameMention(first, i, "person")
        i = max(i, first + 1)
