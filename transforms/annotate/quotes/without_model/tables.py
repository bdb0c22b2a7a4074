"""Loads the tables of a language: `languages/<code>.yaml`. The first of them, `de.yaml`, explains the keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from transforms.annotate.package_yaml import read_package_yaml


@dataclass(frozen=True)
class Tables:
    """The words of one language, in lower case."""

    verbs: frozenset[str]  # forms of verbs of saying
    auxiliaries: frozenset[str]  # that stand between a subject and the participle of such a verb
    sources: frozenset[str]  # prepositions before a source (laut, selon), or what stands in the place of the verb (so)
    pronouns: frozenset[str]  # that can speak
    ambiguous_pronouns: frozenset[str]  # that are objects too
    feminine: frozenset[str]  # pronouns for one woman
    masculine: frozenset[str]  # and for one man
    first_person: frozenset[str]  # by which an answer speaks
    determiners: frozenset[str]  # words that begin a noun phrase
    other_cases: frozenset[str]  # determiners of an object
    links: frozenset[str]  # words within a noun phrase (von, de)
    stops: frozenset[
        str
    ]  # end a noun phrase; none that they govern is a subject: prepositions, conjunctions, relative pronouns
    between: frozenset[str]  # may stand between a verb and its subject
    particles: frozenset[str]  # small words within a name
    elisions: frozenset[str]  # words that lose their vowel before an apostrophe (l)
    elided: frozenset[str]  # such words before a verb (s')
    impersonal: frozenset[str]  # nouns and names that say nothing, such as days
    titles: frozenset[str]
    roles: frozenset[str]  # nouns for people and bodies that speak
    role_endings: tuple[str, ...]  # ends of such nouns
    naming: frozenset[str]  # verbs that give something a name (nannte)
    nobody: frozenset[str]  # pronouns for people in general, whose names for things are no quotes (man nennt)
    naming_particles: frozenset[str]  # the word before the name (als)
    subordinators: frozenset[str]  # conjunctions of reported speech, in which quoted words are a part of a report
    reported_forms: frozenset[str]  # verb forms of reported speech
    abbreviations: frozenset[str]
    null_subjects: bool  # a verb needs no subject (dijo)
    low_high: bool  # quotes are set „so“ or »so«
    dashes: bool  # a dash at the beginning of a paragraph opens speech
    clauses_within: bool  # the reporter's clause may stand between the marks: « Non, dit-il, jamais. »
    nouns_have_capitals: bool  # so a capital is no sign of a name
    # Last word of a name, in lower case → the full name, of the people of one text; none in the tables that ship
    people: Mapping[str, str] = field(default_factory=dict)


@cache
def languages() -> frozenset[str]:
    """Returns the codes of the languages that have tables."""
    folder = files(__package__) / "languages"
    return frozenset(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


@cache
def tables(language: str) -> Tables:
    """Returns the tables of a language. Raises FileNotFoundError when it has none."""
    data = read_package_yaml(__package__, f"languages/{language}.yaml")
    words: dict[str, Any] = {
        name: frozenset(str(data.get(name) or "").split())
        for name, kind in Tables.__annotations__.items()
        if kind == frozenset[str]
    }
    return Tables(
        **{
            **words,
            "verbs": words["verbs"] | _conjugated(data.get("stems") or {}, data.get("endings") or {}),
            "role_endings": tuple(sorted(str(data.get("role_endings") or "").split())),
            "low_high": bool(data.get("low_high")),
            "null_subjects": bool(data.get("null_subjects")),
            "dashes": bool(data.get("dashes")),
            "clauses_within": bool(data.get("clauses_within")),
            "nouns_have_capitals": bool(data.get("nouns_have_capitals")),
        }
    )


def _conjugated(stems: Mapping[str, Any], endings: Mapping[str, Any]) -> frozenset[str]:
    """Returns the forms of regular verbs: each stem of a class with each ending of it."""
    return frozenset(
        stem + ending
        for conjugation, words in stems.items()
        for stem in str(words).split()
        for ending in str(endings[conjugation]).split()
    )
