"""Loads the reporting verbs of `reporting_verbs.yaml`: for each column of the table, a lookup by inflected form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from transforms.annotate.package_yaml import read_package_yaml
from transforms.annotate.phrase_index import PhraseIndex
from transforms.annotate.words import Words

CueClass = Literal["speech", "loose", "content"]
CUE_CLASSES: tuple[CueClass, ...] = get_args(CueClass)
LONGEST_PARTICIPLE = 25  # words from a participle to the comma that ends its phrase
SENTENCE_ENDS = frozenset([".", "!", "?", ";", ":"])
CLOSING_MARKS = frozenset(["”", "’", '"', "'", "''"])
FINITE_TAGS = frozenset(["VBD", "VBZ", "VBP", "MD"])
COMPLEMENTS = frozenset(
    ["that", "wh", "to", "np", "attitude", "who", "out", "to-np", "about", "against", "at", "for", "of", "on"]
)
FORM_COLUMNS = (
    "addresses",
    "to_topic",
    "bare_clause",
    "bare_passive",
    "always_cue",
    "always_report",
    "before_name",
    "after_role",
    "unclosed",
    "asks",
    "answers",
    "wonders",
    "contacts",
    "subject_speaks",
    "person_subject",
    "plain",
)


@dataclass(frozen=True)
class ReportingVerbs:
    """The columns of the table, all by lower-case inflected form; the header of the file explains each.

    `cue`: the class of a form that can be a cue. `takes`: what a form introduces without quotation marks.
    `phrases`: cue phrases that the speaker's name follows ("according to").
    `verb_phrases`: phrases with a verb ("made clear"). `forms`: lemma → its other forms. The other fields
    are sets of forms.
    """

    cue: Mapping[str, CueClass]
    takes: Mapping[str, frozenset[str]]
    phrases: PhraseIndex[None]
    verb_phrases: PhraseIndex[None]
    forms: Mapping[str, tuple[str, ...]]
    addresses: frozenset[str]
    to_topic: frozenset[str]
    bare_clause: frozenset[str]
    bare_passive: frozenset[str]
    always_cue: frozenset[str]
    always_report: frozenset[str]
    before_name: frozenset[str]
    after_role: frozenset[str]
    unclosed: frozenset[str]
    asks: frozenset[str]
    answers: frozenset[str]
    wonders: frozenset[str]
    contacts: frozenset[str]
    subject_speaks: frozenset[str]
    person_subject: frozenset[str]
    plain: frozenset[str]


def is_asked(words: Words, i: int) -> bool:
    """Whether word `i` is a participle behind a comma, so that its noun is asked: "Reyes, asked about it, smiled"."""
    if i < 2 or words.form[i - 1 : i] != [","] or not words.tag[i - 2].startswith("NN"):
        return False
    if words.tag[i : i + 1] not in (["VBN"], ["VBD"]) or words.form[i].lower() not in reporting_verbs().asks:
        return False
    for k in range(i + 1, min(i + LONGEST_PARTICIPLE, len(words) - 2)):
        if words.form[k] in SENTENCE_ENDS:
            return False
        if words.form[k] == ",":
            verb = k + 1 + (words.form[k + 1] in CLOSING_MARKS)
            if words.tag[verb] in FINITE_TAGS:
                return True
    return False


@cache
def reporting_verbs() -> ReportingVerbs:
    """Returns the verbs that ship with the package. The file is read once in a process."""
    data = read_package_yaml(__package__, "reporting_verbs.yaml")
    return from_rows(data["verbs"], data["phrases"], data["verb_phrases"])


def from_rows(rows: Mapping[str, Mapping[str, str]], phrases: list[str], verb_phrases: Sequence[str] = ()) -> ReportingVerbs:
    """Returns the lookups of a table. Raises ValueError with the name of a row that has a mistake.

    `rows`: lemma → column → value, as in the file. `phrases`: cue phrases. `verb_phrases`: phrases with a verb.

    >>> verbs = from_rows({"quip": {"forms": "quips quipped", "cue": "speech", "takes": "that", "plain": "quipped"}}, [])
    >>> verbs.cue["quips"], verbs.takes["quip"], sorted(verbs.plain)
    ('speech', frozenset({'that'}), ['quipped'])
    """
    cue: dict[str, CueClass] = {}
    takes: dict[str, frozenset[str]] = {}
    sets: dict[str, set[str]] = {column: set() for column in FORM_COLUMNS}
    seen: set[str] = set()
    for lemma, row in rows.items():
        forms = [lemma, *row["forms"].split()]
        _check(lemma, row, forms, seen)
        seen.update(forms)
        cue.update(
            (form, kind) for kind in CUE_CLASSES if row.get("cue") == kind for form in _forms_of(row, "cue_forms", forms)
        )
        if "takes" in row:
            takes.update((form, frozenset(row["takes"].split())) for form in _forms_of(row, "takes_forms", forms))
        for column in FORM_COLUMNS:
            if column in row:
                sets[column].update(_forms_of(row, column, forms))
    index, verb_index = (
        PhraseIndex([(phrase.split(), None) for phrase in listed], ignore_case=True) for listed in (phrases, verb_phrases)
    )
    others = {lemma: tuple(row["forms"].split()) for lemma, row in rows.items()}
    return ReportingVerbs(cue, takes, index, verb_index, others, **{column: frozenset(forms) for column, forms in sets.items()})


def _forms_of(row: Mapping[str, str], column: str, forms: list[str]) -> list[str]:
    """Returns the forms in a column; all forms of the row when the column is `all` or missing."""
    named = row.get(column, "all")
    return forms if named == "all" else named.split()


def _check(lemma: str, row: Mapping[str, str], forms: list[str], seen: set[str]) -> None:
    """Raises ValueError for the first mistake of a row. `seen`: the forms of the rows before."""
    for mistake in _mistakes(row, forms, seen):
        raise ValueError(f"reporting_verbs.yaml: {lemma}: {mistake}")


def _mistakes(row: Mapping[str, str], forms: list[str], seen: set[str]) -> Iterator[str]:
    """Yields a message for each mistake of a row."""
    lists = (*FORM_COLUMNS, "cue_forms", "takes_forms")
    yield from (f"no column is called {column}" for column in row.keys() - {"forms", "cue", "takes", *lists})
    yield from (f"the form {form} is in the table twice" for form in forms if form in seen or forms.count(form) > 1)
    yield from (
        f"{form} in {c} is not among its forms" for c in lists if c in row for form in set(_forms_of(row, c, forms)) - {*forms}
    )
    yield from (f"takes {word}, which is not a known complement" for word in set(row.get("takes", "").split()) - COMPLEMENTS)
    yield from (
        f"{c} without {c.split('_')[0]}" for c in ("cue_forms", "takes_forms") if c in row and c.split("_")[0] not in row
    )
    if row.get("cue", "speech") not in CUE_CLASSES:
        yield f"cue is {row['cue']}, but must be one of {', '.join(CUE_CLASSES)}"
    if len(row) == 1:
        yield "has no column but forms"
