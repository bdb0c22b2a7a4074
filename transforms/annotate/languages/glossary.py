"""Loads the words of a language that carry grammar, each with the English word that has the same use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from transforms.annotate.package_yaml import read_package_yaml
from transforms.annotate.phrase_index import PhraseIndex
from transforms.annotate.reporting_verbs import reporting_verbs

SOFT_G = re.compile(r"[aâoæ]")  # before these letters, "g" becomes "ge" and "c" becomes "ç": mangea, lança

SETS = (  # lists of words that are sets
    *("light_verbs", "auxiliaries", "have", "negations", "clitics", "reflexives", "joined_pronouns", "noun_pronouns"),
    *("relatives", "particles", "impersonal", "singular", "gendered"),
)


@dataclass(frozen=True)
class Glossary:
    """The tables of a language; the header of each in its YAML file explains it. All words are in lower case.

    `words`: word, or `word/POS` → English. `phrases`: several words → English. `titles`, `roles`: word → English.
    `given_names`: name → `he` or `she`; `gendered_endings`: the same for endings of nouns, the longest first. `verbs`: form of
    a verb of saying → the English verbs in the order of the file; `participles` and `finite` are some of these forms.
    `sources`, `views`: cue phrases. `pairs`: the second word after one of `light_verbs` → English verb. The others are lists.
    """

    words: Mapping[str, str]
    phrases: PhraseIndex[str]
    titles: Mapping[str, str]
    roles: Mapping[str, str]
    given_names: Mapping[str, str]
    gendered_endings: Mapping[str, str]
    verbs: Mapping[str, tuple[str, ...]]
    participles: frozenset[str]
    finite: frozenset[str]
    sources: PhraseIndex[None]
    views: PhraseIndex[None]
    pairs: Mapping[str, str]
    light_verbs: frozenset[str]
    auxiliaries: frozenset[str]
    have: frozenset[str]
    negations: frozenset[str]
    clitics: frozenset[str]
    reflexives: frozenset[str]
    joined_pronouns: frozenset[str]
    noun_pronouns: frozenset[str]
    relatives: frozenset[str]
    particles: frozenset[str]
    impersonal: frozenset[str]
    singular: frozenset[str]
    gendered: frozenset[str]
    continuations: PhraseIndex[None]
    third_person: tuple[str, ...]
    participle_endings: tuple[str, ...]

    def word(self, form: str, pos: str) -> str | None:
        """Returns the English word for a form in lower case with this universal part of speech, or None."""
        return self.words.get(f"{form}/{pos}") or self.words.get(form)


def has_glossary(language: str) -> bool:
    """Whether the words of the language are known."""
    return (files(__package__) / f"{language}.yaml").is_file()


@cache
def glossary(language: str) -> Glossary:
    """Returns the tables of a language, read once in a process. A language without a file has empty tables.

    Raises ValueError when a verb stands under an English verb that reporting_verbs.yaml does not have.
    """
    data = read_package_yaml(__package__, f"{language}.yaml") if has_glossary(language) else {}
    verbs, participles, finite = _verb_forms(data)
    return Glossary(
        words=_by_word(data.get("words", {})),
        phrases=PhraseIndex((_tokens(p), english) for english, phrases in data.get("phrases", {}).items() for p in phrases),
        titles=_by_word(data.get("titles", {})),
        roles=_by_word(data.get("roles", {})),
        given_names=_by_word(data.get("given_names", {})),
        gendered_endings=_by_word(data.get("gendered_endings", {})),
        verbs=verbs,
        participles=participles,
        finite=finite,
        sources=PhraseIndex((_tokens(phrase), None) for phrase in data.get("sources", ())),
        views=PhraseIndex((_tokens(phrase), None) for phrase in data.get("views", ())),
        pairs=data.get("pairs", {}),
        continuations=PhraseIndex((_tokens(phrase), None) for phrase in data.get("continuations", ())),
        third_person=tuple(data.get("third_person", "").split()),
        participle_endings=tuple(data.get("participle_endings", "").split()),
        **{name: frozenset(data.get(name, "").split()) for name in SETS},
    )


def _by_word(rows: Mapping[str, str]) -> dict[str, str]:
    """Returns word → English, for rows English → words, the longest words first."""
    pairs = [(word, english) for english, words in rows.items() for word in words.split()]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def _tokens(phrase: str) -> list[str]:
    """Returns the tokens of a phrase: an apostrophe ends a token.

    >>> _tokens("de l'avis de")
    ['de', "l'", 'avis', 'de']
    """
    return phrase.replace("'", "' ").split()


def _verb_forms(data: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], frozenset[str], frozenset[str]]:
    """Returns form → English verbs, the participles among the forms, and the finite forms."""
    english_verbs: dict[str, list[str]] = {}
    known = reporting_verbs()
    for english, lemmas in data.get("verbs", {}).items():
        if english not in known.cue and english not in known.takes:
            raise ValueError(f"{english} is no verb of reporting_verbs.yaml")
        for lemma in lemmas.split():
            english_verbs.setdefault(lemma, []).append(english)
    verbs: dict[str, tuple[str, ...]] = {}
    participles, finite = set[str](), set[str]()
    for lemma, english in english_verbs.items():
        forms, past = _forms(lemma, data)
        verbs.update((form, tuple(english)) for form in (*forms, *past))
        finite.update(form for form in forms if form != lemma.partition("|")[0])
        participles.update(past)
    return verbs, frozenset(participles), frozenset(finite)


def _forms(lemma: str, data: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Returns the forms of a verb and its past participles. `lemma`: the infinitive, and a bar and a second stem."""
    lemma, *stems = lemma.split("|")
    if lemma in data.get("irregular", {}):
        forms, _, past = data["irregular"][lemma].partition("|")
        return forms.split(), past.split()
    for ending, endings in data["endings"].items():
        if lemma.endswith(ending):
            stems = [lemma.removesuffix(ending), *stems]
            past = data["participles"][ending].split()
            return [*_inflected(stems, endings.split())], [*_inflected(stems, past)]
    raise ValueError(f"{lemma} is neither regular nor in the list of irregular verbs")


def _inflected(stems: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
    """Yields each stem with each ending, spelled as it sounds.

    >>> [*_inflected(["lanc", "jug"], ["a", "e"])]
    ['lança', 'lance', 'jugea', 'juge']
    """
    endings = [*endings]
    for stem in stems:
        for ending in endings:
            soft = SOFT_G.match(ending)
            if soft and stem.endswith("c"):
                yield f"{stem[:-1]}ç{ending}"
            elif soft and stem.endswith("g"):
                yield f"{stem}e{ending}"
            else:
                yield stem + ending
