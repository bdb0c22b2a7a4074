"""Finds definite noun phrases that can refer to a named entity: "the mayor", "this 44-year-old"."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.words import Words

DEFINITE = frozenset(["the", "this"])
# Dependency labels of the words between "the" and its noun.
PREMODIFIERS = frozenset(["det", "amod", "compound", "nmod", "nummod", "punct", "quantmod", "npadvmod", "advmod"])
# A noun with one of these labels describes a name beside it, and is no reference.
DESCRIBES = frozenset(["appos", "attr", "compound", "nmod", "amod", "oprd"])
# Right after the noun, one of these shows who is meant, so the noun does not refer back: "the mayor of Harbor City", "the man
# who".
NARROWING = frozenset(
    ["of", "for", "in", "from", "at", "with", "to", "who", "that", "whose", "which", "on", "against", "behind"]
)  # fmt: skip
MOST_PREMODIFIERS = 5  # words


class DefinitePhrase(NamedTuple):
    """A definite noun phrase: its first word and the modifiers before its noun, in lower case."""

    first: int
    modifiers: tuple[str, ...]


def definite_phrase(
    words: Words, name_word: Mapping[int, int], clusters: Sequence[Cluster], noun: int
) -> DefinitePhrase | None:
    """Returns the phrase whose last word is `noun`; None when it is not definite, or does not refer back.

    `name_word`: each word of a name → its cluster. The name of a group is not part of the phrase, which begins after it: at
    "mayor" in "the Norwegian mayor".
    """
    if not _may_refer(words, noun) or _goes_on(words, name_word, noun):
        return None
    first = noun
    begin = noun
    modifiers: list[str] = []
    while first > 0 and words.form[first].lower() not in DEFINITE:
        first -= 1
        if noun - first > MOST_PREMODIFIERS or words.dep[first] not in PREMODIFIERS or words.form[first] == ",":
            return None
        if first in name_word:
            if clusters[name_word[first]].kind != "group":
                return None  # "the Harbor mayor"
            continue  # "the Republican lawmaker": the name is a mention of its own
        if first == begin - 1:
            begin = first
        if words.form[first].lower() not in DEFINITE and words.form[first] != "-":
            modifiers.append(words.form[first].lower())
    if words.form[first].lower() not in DEFINITE or _is_beside_name(words, name_word, first, noun):
        return None
    return DefinitePhrase(begin, tuple(modifiers))


def _may_refer(words: Words, noun: int) -> bool:
    """Whether the word is a singular noun that can refer to an entity: not "as mayor", and not a title "Mayor"."""
    if words.dep[noun] in DESCRIBES or words.tag[noun] in ("NNS", "NNPS"):
        return False
    if words.form[noun][0].isupper() and words.tag[noun] != "NNP":
        return False
    return not (words.dep[noun] == "pobj" and words.form[words.head[noun]].lower() == "as")


def _goes_on(words: Words, name_word: Mapping[int, int], noun: int) -> bool:
    """Whether a noun, a name or a narrowing word stands right after the noun."""
    after = noun + 1
    if after >= len(words):
        return False
    return after in name_word or words.form[after].lower() in NARROWING or words.tag[after] in ("NN", "NNS", "NNP")


def _is_beside_name(words: Words, name_word: Mapping[int, int], first: int, noun: int) -> bool:
    """Whether the phrase is in apposition to a name: "Anna Vogt, the mayor", "the mayor, Anna Vogt"."""
    after_name = first > 1 and words.form[first - 1] == "," and first - 2 in name_word
    return after_name or (words.form[noun + 1 : noun + 2] == [","] and noun + 2 in name_word)
